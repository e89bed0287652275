// Somebody comes anew: no server, a workspace that brings one, a folder from a stranger.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { PYTHON, SERVER, startVSCode, TOP, until } from "./vscode.mjs";

const FIGHT = "is not our fight";
const DRAFT = "What Brackley does in other cities is not our fight. We saw purple elephants.\n";
const PACK = {
  "sharedground.toml": 'packs = ["pack"]\nselect = ["all", "division/own-rule"]\n',
  "pack/pack.yaml": "name: ours\nlanguage: en\n",
  "pack/division/own-rule.yaml": `id: division/own-rule
status: preview
severity: warning
since: "0.1"
summary: Says what we do not say here.
message: "“{match}” is a word we do not use here."
why: We agreed on it.
keep-when: When somebody else says it.
sources: ["Our meeting"]
match: {any: [{phrase: "purple elephants"}]}
rewrites: [{text: "grey elephants", applicability: review, replaces: match}]
examples: {flag: [{text: "We saw [[purple elephants]].", rewrite: "We saw grey elephants."}]}
`,
};

// A home of its own would hide what uv and pip have fetched before, and where they are told to fetch it from.
const pip = path.join(homedir(), ".config/pip/pip.conf");
const ENV = {
  PATH: process.env.PATH.split(":").filter((folder) => !existsSync(path.join(folder, "sharedground"))).join(":"),
  UV_CACHE_DIR: process.env.UV_CACHE_DIR ?? path.join(homedir(), ".cache/uv"),
  ...(existsSync(pip) ? { PIP_CONFIG_FILE: process.env.PIP_CONFIG_FILE ?? pip } : {}),
};

function proves(name, options, body) {
  test(name, { timeout: 600_000 }, async () => {
    const vs = await startVSCode({ env: ENV, ...options });
    try {
      await body(vs);
    } catch (error) {
      await vs.keep(`failure-${name.replaceAll(/\W+/g, "-").slice(0, 40)}`);
      throw error;
    } finally {
      await vs.close();
    }
  });
}

/** A folder for the PATH with this one program in it, or with none. */
function folderWith(program, script) {
  const folder = mkdtempSync(path.join(tmpdir(), "sg-"));
  after(() => rmSync(folder, { recursive: true }));
  if (program) writeFileSync(path.join(folder, program), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return folder;
}

const withoutUv = ENV.PATH.split(":").filter((folder) => !existsSync(path.join(folder, "uv")));
const base = execFileSync(PYTHON, ["-c", "import sys; print(sys._base_executable)"], { encoding: "utf8" }).trim();
const MAKERS = {
  uv: { env: { ...ENV, PATH: `${ENV.PATH}:${path.join(TOP, ".tools/bin")}` }, command: /uv pip install/ },
  "Python and pip": { env: { ...ENV, PATH: [folderWith("python3", `exec ${base} "$@"`), ...withoutUv].join(":") }, command: /python -m pip install/ },
};
const DRAFT_ALONE = { files: { "draft.md": DRAFT }, server: "" };

function made(vs) {
  const folder = path.join(vs.data, "User/globalStorage/sharedground.sharedground");
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith("server-"));
}

async function clickGetIt(vs) {
  await vs.open("draft.md");
  await vs.message("Shared Ground has no server yet").getByText("Get It", { exact: true }).click();
}

proves("without a server, one is offered in plain words, and nothing is done before the click", DRAFT_ALONE, async (vs) => {
  await vs.open("draft.md");
  const offer = vs.message("Shared Ground has no server yet");
  await offer.waitFor();
  await vs.picture("offer");
  assert.match(await offer.innerText(), /“Get It” makes a Python environment for VS Code alone.*fetched once from the Python package index/s);
  assert.match(await vs.status(), /Get It/);
  assert.equal(made(vs), false);
});

for (const [tool, { env, command }] of Object.entries(MAKERS)) {
  proves(`one click makes a server with ${tool}, in sight, and drafts are read`, { ...DRAFT_ALONE, env }, async (vs) => {
    await clickGetIt(vs);
    await vs.message("Making a Python environment").or(vs.message("Fetching what the server needs")).first().waitFor();
    await vs.picture(`installing-${tool}`);
    await until("the server runs", () => vs.servers().length === 1, 400_000);
    assert.equal(made(vs), true);
    assert.match(vs.told(), command);
    await vs.untilSquiggled(FIGHT);
    assert.match(await vs.status(), /from the extension's own environment/);
  });
}

const offline = folderWith("uv", '[ "$1" = --version ] || { echo no route to the index; exit 2; }');

proves("a server that cannot be made leaves nothing behind, and the log says why", { ...DRAFT_ALONE, env: { ...ENV, PATH: [offline, ...withoutUv].join(":") } }, async (vs) => {
  await clickGetIt(vs);
  const message = vs.message("could not be set up");
  await message.waitFor();
  assert.equal(made(vs), false);
  await message.getByText("Show Log", { exact: true }).click();
  await until("the log", async () => (await vs.page.locator(".output-view-container, .panel").allInnerTexts()).join("").replaceAll("\u00a0", " ").includes("no route to the index"));
  assert.match(await vs.status(), /Get It/);
});

proves("on a computer without Python, the way to one is shown", { ...DRAFT_ALONE, env: { ...ENV, PATH: folderWith() } }, async (vs) => {
  await clickGetIt(vs);
  const message = vs.message("none was found on this computer");
  await message.waitFor();
  assert.match(await message.innerText(), /Python 3\.11, 3\.12 or 3\.13/);
  assert.deepEqual(await message.locator(".monaco-button").allInnerTexts(), ["Get uv", "Get Python"]);
  assert.equal(made(vs), false);
});

proves("a setting that names no program is told of, with the way to mend it", { files: { "draft.md": DRAFT }, server: "/no/such/sharedground" }, async (vs) => {
  await vs.open("draft.md");
  const message = vs.message("there is no such program");
  await message.waitFor();
  await message.getByText("Open the Setting", { exact: true }).click();
  await vs.page.locator(".settings-editor").waitFor();
});

const bringing = { "draft.md": DRAFT, ...PACK, ".venv/bin/sharedground": `#!/bin/sh\nexec ${SERVER} "$@"\n` };

proves("the workspace's own Python environment comes before the PATH", { files: bringing, server: "" }, async (vs) => {
  await vs.open("draft.md");
  await vs.untilSquiggled(FIGHT, "purple elephants");
  assert.match(await vs.status(), /from the workspace's Python environment/);
});

const onPath = { ...ENV, PATH: `${path.dirname(SERVER)}:${ENV.PATH}` };

proves("a stranger's folder brings neither program nor rules until it is trusted", { files: bringing, server: "", env: onPath, trust: false }, async (vs) => {
  await vs.open("draft.md");
  const ask = vs.page.locator(".monaco-dialog-box", { hasText: "trust" });
  await ask.getByText("No, I don't trust the authors").click();
  await ask.waitFor({ state: "detached" });
  await vs.untilSquiggled(FIGHT);
  assert.match(await vs.status(), /from your PATH/);
  await vs.picture("restricted");
  await vs.command("Workspaces: Manage Workspace Trust");
  await vs.page.locator(".workspace-trust-editor").getByRole("button", { name: "Trust", exact: true }).first().click();
  await vs.switchTo("draft.md");
  await vs.untilSquiggled(FIGHT, "purple elephants");
  assert.match(await vs.status(), /from the workspace's Python environment/);
});

proves("the walkthrough leads through, with pictures", { files: { "draft.md": DRAFT } }, async (vs) => {
  await vs.open("draft.md");
  await vs.untilSquiggled(FIGHT);
  await vs.command("Welcome: Open Walkthrough");
  await vs.page.locator(".quick-input-widget .monaco-list-row", { hasText: "Get Started with Shared Ground" }).click();
  const steps = vs.page.locator(".getting-started-step");
  await until("four steps", async () => (await steps.count()) === 4);
  await until("a picture", () => vs.page.locator(".getting-started-media img").evaluate((image) => image.naturalWidth > 200));
  await vs.picture("walkthrough");
});
