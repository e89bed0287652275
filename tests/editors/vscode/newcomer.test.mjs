// Somebody comes anew: no server, a workspace that brings one, a folder from a stranger.

import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { SERVER, startVSCode, until } from "./vscode.mjs";

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

proves("without a server, one is offered; one click makes it, and drafts are read", { files: { "draft.md": DRAFT }, server: "" }, async (vs) => {
  const made = () => {
    const folder = path.join(vs.data, "User/globalStorage/sharedground.sharedground");
    return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith("server-"));
  };
  await vs.open("draft.md");
  const offer = vs.message("Shared Ground has no server yet");
  await offer.waitFor();
  assert.match(await offer.innerText(), /fetched once from the Python package index/);
  assert.match(await vs.status(), /Get It/);
  await vs.picture("offer");
  assert.equal(made(), false); // nothing happens before the click
  await offer.getByText("Get It", { exact: true }).click();
  await vs.message("Making a Python environment").or(vs.message("Fetching what the server needs")).first().waitFor();
  await vs.picture("installing");
  await until("the server runs", () => vs.servers().length === 1, 400_000);
  assert.equal(made(), true);
  await vs.untilSquiggled(FIGHT);
  assert.match(await vs.status(), /from the extension's own environment/);
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
