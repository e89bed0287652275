// The real VS Code, served by code-server to a headless Chromium, with the extension as it ships and a server behind it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";

const here = import.meta.dirname;
export const TOP = path.resolve(here, "../../..");
export const VSIX = path.join(TOP, "editors/vscode/sharedground.vsix");
export const PYTHON = process.env.SHAREDGROUND_PYTHON ?? path.join(TOP, ".venv/bin/python");
export const SERVER = path.join(path.dirname(PYTHON), "sharedground");
const ARTIFACTS = path.join(here, "artifacts");

// Nothing but the draft and what is said about it: no tips, no gallery, no telemetry.
const USER = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.colorTheme": "Default Light Modern",
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "editor.wordBasedSuggestions": "off",
  "editor.accessibilitySupport": "off",
  "editor.lightbulb.enabled": "off",
  "files.autoSave": "off",
};

/** Asks until the answer is yes; never sleeps for a fixed time. */
export async function until(what, ask, milliseconds = 60_000) {
  for (let last, end = Date.now() + milliseconds; ; await sleep(100)) {
    try {
      if ((last = await ask())) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`not within ${milliseconds} ms: ${what} (last: ${JSON.stringify(last) ?? last}${last?.message ?? ""})`);
  }
}

/**
 * Starts it on a folder with these files. `server`: the command path, or "" to have the extension look for one;
 * `trust`: whether folders are trusted without asking; `size`: of the window.
 */
export async function startVSCode({ files, server = SERVER, user = {}, env = {}, trust = true, size = { width: 1280, height: 800 } }) {
  const root = mkdtempSync(path.join(tmpdir(), "vsc-")); // short: sockets lie below it, and may have 107 bytes at most
  const folder = (name) => {
    const made = path.join(root, name);
    mkdirSync(made, { recursive: true });
    return made;
  };
  const workspace = folder("drafts");
  const data = folder("data");
  const temporary = folder("t");
  const settings = { ...USER, "security.workspace.trust.enabled": !trust, ...user };
  writeFileSync(path.join(folder("data/User"), "settings.json"), JSON.stringify(settings));
  writeFileSync(path.join(folder("data/Machine"), "settings.json"), JSON.stringify(server ? { "sharedground.server.path": server } : {}));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true });
    writeFileSync(path.join(workspace, name), text, { mode: text.startsWith("#!") ? 0o755 : 0o644 });
  }
  const environment = {
    ...process.env,
    HOME: folder("home"),
    TMPDIR: temporary,
    XDG_RUNTIME_DIR: temporary,
    XDG_CONFIG_HOME: folder("config"),
    XDG_DATA_HOME: folder("share"),
    XDG_CACHE_HOME: folder("cache"),
    VSCODE_CLI: "1", // or the extension host gets its PATH from a login shell
    EXTENSIONS_GALLERY: '{"serviceUrl":"","itemUrl":"","resourceUrlTemplate":""}',
    ...env,
  };
  delete environment.VSCODE_IPC_HOOK_CLI; // in a terminal of VS Code, code-server would hand its work to that editor
  const entry = path.join(here, "node_modules/code-server/out/node/entry.js");
  let log = "";
  let main;
  let browser;
  const run = (...args) => {
    const options = ["--config", path.join(root, "config.yaml"), "--user-data-dir", data, "--extensions-dir", path.join(root, "ext")];
    const child = spawn(process.execPath, [entry, ...options, ...args], { env: environment, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (log += text));
    return child;
  };
  const signal = (name) => {
    try {
      return process.kill(-main.pid, name); // the whole group: the extension host and the language server too
    } catch {
      return false;
    }
  };
  const clear = () => rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  const reap = () => {
    if (main) signal("SIGKILL");
    clear();
  };
  process.once("exit", reap); // an interrupted run leaves nothing behind either
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(name, () => process.exit(1));
  const parent = process.ppid; // "node --test" runs each file in a child, and may itself be killed
  setInterval(() => process.ppid === parent || process.exit(1), 500).unref();
  const close = async () => {
    await browser?.close();
    if (main) {
      signal("SIGTERM");
      await until("everything ended", () => !signal(0), 5_000).catch(reap);
    }
    process.off("exit", reap);
    clear();
  };
  try {
    const [status] = await once(run("--install-extension", VSIX), "exit");
    if (status !== 0) throw new Error(`the extension was not installed:\n${log}`);
    const trusting = trust ? ["--disable-workspace-trust"] : [];
    main = run("--auth", "none", "--disable-telemetry", "--disable-update-check", ...trusting, "--disable-getting-started-override", "--bind-addr", "127.0.0.1:0");
    const url = await until("code-server listens", () => {
      if (main.exitCode !== null) throw new Error(log);
      return log.match(/listening on (http:\/\/127\.0\.0\.1:\d+)/)?.[1];
    });
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"],
    });
    const page = await browser.newPage({ viewport: size, locale: "en-US" });
    page.setDefaultTimeout(60_000);
    const foreign = [];
    page.on("request", (request) => {
      if (/^(http|ws)/.test(request.url()) && !request.url().startsWith(url)) foreign.push(request.url());
    });
    mkdirSync(ARTIFACTS, { recursive: true });
    return new VSCode({ page, url, workspace, data, foreign, close, group: main.pid, log: () => log });
  } catch (error) {
    await close();
    throw error;
  }
}

/** A running VS Code, in the words of who sits before it. */
export class VSCode {
  constructor(parts) {
    Object.assign(this, parts);
    this.keys = this.page.keyboard;
  }

  /** Opens the folder with this file in it: the page is loaded anew. */
  async open(name) {
    const uri = `vscode-remote://${new URL(this.url).host}${path.join(this.workspace, name)}`;
    const query = new URLSearchParams({ folder: this.workspace, payload: JSON.stringify([["openFile", uri]]) });
    await this.page.goto(`${this.url}/?${query}`);
    return this.focus(name);
  }

  /** Opens another file, or goes back to one, by its name. */
  async switchTo(name) {
    await until(`quick open has ${name}`, async () => {
      for (const key of ["Escape", "Control+P"]) await this.keys.press(key);
      const box = this.page.locator(".quick-input-widget");
      await box.locator("input").first().fill(name);
      await box.locator(".monaco-list-row.focused", { hasText: path.basename(name) }).waitFor({ timeout: 5_000 });
      return true;
    });
    await this.keys.press("Enter");
    return this.focus(name);
  }

  async focus(name) {
    this.editor = this.page.locator(`.monaco-editor[data-uri$="/${name}"]`).first();
    await this.editor.locator(".view-line").first().waitFor();
    await this.keys.press("Control+1");
    return this.editor;
  }

  /** Runs a command by its title. */
  async command(title) {
    await this.keys.press("F1");
    const box = this.page.locator(".quick-input-widget");
    await box.locator("input").first().fill(`>${title}`);
    await box.locator(".monaco-list-row.focused", { hasText: title }).waitFor();
    await this.keys.press("Enter");
    await box.locator(".monaco-list-row", { hasText: title }).first().waitFor({ state: "hidden" });
  }

  async goTo(line, column) {
    await this.keys.press("Control+1");
    await this.keys.press("Control+G");
    const box = this.page.locator(".quick-input-widget");
    await box.locator("input").first().fill(`:${line}:${column}`);
    await this.keys.press("Enter");
    await box.waitFor({ state: "hidden" });
  }

  /** Puts the cursor on the first place that says this, two characters in. */
  async goToText(text, words) {
    const before = text.slice(0, text.indexOf(words)).split("\n");
    await this.goTo(before.length, before.at(-1).length + 3);
  }

  /** The text in sight. */
  async shown() {
    return (await this.editor.locator(".view-lines").innerText()).replaceAll("\u00a0", " ");
  }

  /** The words that stand over a squiggle, each run of them, from the top down. */
  async squiggled() {
    return this.editor.evaluate((editor) => {
      const marks = [...editor.querySelectorAll("[class*=squiggly-]")].map((mark) => mark.getBoundingClientRect());
      const runs = marks.map((box) => ({ box, text: "" }));
      for (const line of editor.querySelectorAll(".view-line")) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node; (node = walker.nextNode()); ) {
          for (let at = 0; at < node.length; at += String.fromCodePoint(node.data.codePointAt(at)).length) {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + String.fromCodePoint(node.data.codePointAt(at)).length);
            const place = range.getBoundingClientRect();
            const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
            const over = runs.find(({ box }) => x > box.left && x < box.right && y > box.top - 3 && y < box.bottom + 3);
            if (over) over.text += range.toString();
          }
        }
      }
      const sorted = runs.sort((one, other) => one.box.top - other.box.top || one.box.left - other.box.left);
      return sorted.map(({ text }) => text.replaceAll("\u00a0", " "));
    });
  }

  async untilSquiggled(...words) {
    let last;
    await until(`squiggles under ${JSON.stringify(words)}`, async () => JSON.stringify((last = await this.squiggled())) === JSON.stringify(words), 240_000).catch((error) => {
      throw new Error(`${error.message}: ${JSON.stringify(last)}`);
    });
  }

  /** The rows of the Problems panel. */
  async problems() {
    const rows = this.page.locator(".markers-panel .monaco-list-row");
    if (!(await this.page.locator(".markers-panel").isVisible())) await this.keys.press("Control+Shift+M");
    await this.page.locator(".markers-panel").waitFor();
    return rows.allInnerTexts();
  }

  /** Narrows the Problems panel down to what speaks of this; "" for all. */
  async filterProblems(words) {
    await this.problems();
    await this.page.getByLabel("Filter Problems").fill(words);
  }

  /** Opens the list of what can be done here. A busy editor may first say that there is nothing: it is asked again. */
  async actions() {
    await until("a list of actions", async () => {
      for (const key of ["Escape", "Control+."]) await this.keys.press(key);
      await this.page.locator(".action-widget .monaco-list-row.focused").waitFor({ timeout: 5_000 });
      return true;
    });
    return this.page.locator(".action-widget .monaco-list-row").allInnerTexts();
  }

  /** Chooses what can be done here by keys, by how its title starts. */
  async choose(title) {
    const offered = await this.actions();
    const focused = this.page.locator(".action-widget .monaco-list-row.focused");
    for (let step = 0; !(await focused.innerText()).trim().startsWith(title); step++) {
      if (step > offered.length) throw new Error(`not offered: ${title}, but: ${offered.join(" | ")}`);
      await this.keys.press("ArrowDown");
    }
    await this.keys.press("Enter");
    await this.page.locator(".action-widget").waitFor({ state: "hidden" });
  }

  /** Opens the card about the place of the cursor, which is to say all this. */
  async hover(...words) {
    const card = this.page.locator(".monaco-hover:not(.hidden) .hover-contents").filter({ visible: true });
    const said = async () => (await card.allInnerTexts()).join("\n").replaceAll("\u00a0", " ");
    await until(`a card that says ${words}`, async () => {
      await this.keys.press("Control+K");
      await this.keys.press("Control+I");
      await until("the words", async () => {
        const text = await said();
        return words.every((word) => text.includes(word));
      }, 5_000);
      return true;
    });
  }

  /** What the language status item says, when one looks at it. */
  async status() {
    return (await this.statusCard()).said;
  }

  /** Whether the language status item turns, when one looks at it, and what it says then. */
  async statusCard() {
    const entry = this.page.locator("[id='status.languageStatus']");
    await entry.waitFor();
    await entry.locator("a").first().hover();
    const card = this.page.locator(".hover-language-status").filter({ hasText: "Shared Ground" });
    await card.first().waitFor({ timeout: 10_000 });
    const said = (await card.allInnerTexts()).join("\n");
    const turns = (await card.locator(".codicon-loading").count()) > 0;
    await this.page.mouse.move(5, 5);
    return { said, turns };
  }

  /** A message in the corner, with its buttons. */
  message(words) {
    return this.page.locator(".notification-toast", { hasText: words });
  }

  async save(name, text) {
    await this.keys.press("Control+1");
    await this.keys.press("Control+S");
    await until(`${name} saved`, () => this.onDisk(name) === text, 20_000).catch((error) => {
      throw new Error(`${error.message}: on disk is ${JSON.stringify(this.onDisk(name))}`);
    });
  }

  onDisk(name) {
    return readFileSync(path.join(this.workspace, name), "utf8");
  }

  write(name, text) {
    mkdirSync(path.dirname(path.join(this.workspace, name)), { recursive: true });
    writeFileSync(path.join(this.workspace, name), text);
  }

  /** The ids of the language servers that run for this editor. */
  servers() {
    return readdirSync("/proc")
      .filter((id) => /^\d+$/.test(id))
      .filter((id) => {
        try {
          const group = readFileSync(`/proc/${id}/stat`, "utf8").split(") ").at(-1).split(" ")[2];
          const command = readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0");
          return Number(group) === this.group && command.includes("lsp") && command.some((part) => part.endsWith("/sharedground"));
        } catch {
          return false; // it ended while it was being looked at
        }
      })
      .map(Number);
  }

  /** What the extension has written into its log. */
  told() {
    const logs = path.join(this.data, "logs");
    const files = readdirSync(logs, { recursive: true }).filter((name) => path.basename(name) === "Shared Ground.log");
    return files.map((name) => readFileSync(path.join(logs, name), "utf8")).join("\n");
  }

  picture(name) {
    return this.page.screenshot({ path: path.join(ARTIFACTS, `${name}.png`) });
  }

  /** Keeps all there is to find out what went wrong. */
  async keep(name) {
    await this.picture(name).catch(() => {});
    writeFileSync(path.join(ARTIFACTS, `${name}.log`), this.log());
    cpSync(path.join(this.data, "logs"), path.join(ARTIFACTS, `${name}-logs`), { recursive: true });
  }
}
