// Takes the pictures of the docs and of the extension's walkthrough in the real editor, and puts them into docs/images.

import { existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { SERVER, startVSCode, TOP, until } from "./vscode.mjs";

const IMAGES = path.join(TOP, "docs/images");
const MOST = 150_000;

const DRAFT = `# Three weeks in, and the boilers are still cold

Brackley should be ashamed. Its directors paid themselves a bonus
in the week that children went to bed in their coats.

Privileged tenants need to check their privilege before they
complain about a cold flat. And what Brackley does in other
cities is not our fight.

Come to the laundry room on Thursday at seven. There will be soup.
`;
const PRIVILEGE = "check their privilege";
const FIGHT = "is not our fight";
const FLAGGED = [PRIVILEGE + " before they", "complain about a cold flat", FIGHT];

const SETTINGS = `home = ["Leeds", "Yorkshire"]
ignore = ["hierarchy/relative-privaton"]
accept = ["first among equals"]
`;

const LOOK = {
  "workbench.activityBar.location": "hidden",
  "workbench.layoutControl.enabled": false,
  "workbench.statusBar.visible": false,
  "window.commandCenter": false,
  "breadcrumbs.enabled": false,
  "editor.fontSize": 15,
  "editor.lineHeight": 1.6,
  "editor.occurrencesHighlight": "off",
  "editor.stickyScroll.enabled": false,
  "editor.renderLineHighlight": "none",
  "editor.overviewRulerBorder": false,
  "editor.hover.sticky": true,
  "[markdown]": { "editor.wordWrap": "on" },
};
const SIZE = { width: 860, height: 520 };

async function take(vs, name, height = SIZE.height) {
  const file = path.join(IMAGES, `vscode-${name}.png`);
  await vs.page.screenshot({ path: file, animations: "disabled", clip: { x: 0, y: 0, width: SIZE.width, height } });
  if (statSync(file).size > MOST) throw new Error(`${file} is larger than ${MOST} bytes`);
  console.log(path.relative(TOP, file), `${Math.ceil(statSync(file).size / 1000)} kB`);
}

mkdirSync(IMAGES, { recursive: true });
let vs = await startVSCode({ files: { "update.md": DRAFT, "blanks.md": DRAFT, "north/sharedground.toml": SETTINGS }, user: LOOK, size: SIZE });
try {
  await vs.open("update.md");
  await vs.keys.press("Control+B");
  await vs.untilSquiggled(...FLAGGED);
  await take(vs, "findings", 330);

  await vs.goToText(DRAFT, PRIVILEGE);
  await vs.hover("Why.", "When to keep it.");
  await take(vs, "hover");
  await vs.keys.press("Escape");

  await vs.goToText(DRAFT, FIGHT);
  await vs.actions();
  await take(vs, "quick-fix");
  await vs.keys.press("Escape");

  await vs.switchTo("blanks.md");
  await vs.untilSquiggled(...FLAGGED);
  await vs.goToText(DRAFT, PRIVILEGE);
  await vs.choose("Fill in: ");
  await until("the blanks", async () => (await vs.page.locator(".snippet-placeholder").count()) > 1);
  await vs.untilSquiggled(FIGHT);
  await take(vs, "tab-stops", 330);

  await vs.switchTo("sharedground.toml");
  await vs.untilSquiggled('"hierarchy/relative-privaton"');
  await vs.goToText(SETTINGS, "hierarchy/relative-privaton");
  await vs.hover("hierarchy/relative-privation");
  await take(vs, "settings", 330);
} finally {
  await vs.close();
}

// With a PATH on which there is no server, one is offered.
const paths = process.env.PATH.split(":").filter((folder) => folder !== path.dirname(SERVER) && !existsSync(path.join(folder, "sharedground")));
vs = await startVSCode({ files: { "update.md": DRAFT }, server: "", user: LOOK, size: SIZE, env: { PATH: paths.join(":") } });
try {
  await vs.open("update.md");
  await vs.keys.press("Control+B");
  await vs.message("Shared Ground has no server yet").waitFor();
  await take(vs, "offer");
} finally {
  await vs.close();
}
process.exit(0);
