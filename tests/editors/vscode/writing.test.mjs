// Somebody writes: drafts, rewrites, rules, settings.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startVSCode, until } from "./vscode.mjs";

const LEAFLET = `# Come on Thursday 😀

Hi 😀 all. Stop whining about rent when people in Gaza are being bombed.

Privileged tenants need to check their privilege before they complain about a cold flat.

What Brackley does in other cities is not our fight.
`;
const WHINING = "Stop whining about rent when people in Gaza are being bombed";
const PRIVILEGE = "check their privilege before they complain about a cold flat";
const FIGHT = "is not our fight";

const SAFE = `We want papers for law-abiding migrants. Friends from war-torn Sudan sing on Friday.

What Brackley does in other cities is not our fight.
`;
const ACCEPT = "What Brackley does in other cities is not our fight.\n\nWhat the school does in other towns is not our fight.\n";
const WINDOWS = "Soup 🍲 at seven.\r\n\r\n😀 What they do in other towns 🏘️ is not our fight. 😀\r\n\r\nBring a friend.\r\n";

const RULE = `id: division/own-rule
status: preview
severity: warning
since: "0.1"
summary: Says what we do not say here.
message: "“{match}” is a word we do not use here."
why: |
  We agreed on it.
keep-when: |
  When somebody else says it.
sources: ["Our meeting"]
match:
  any:
    - phrase: "purple elephants"
rewrites:
  - text: "grey elephants"
    applicability: review
    replaces: match
examples:
  flag:
    - text: "We saw [[purple elephants]]."
      rewrite: "We saw grey elephants."
`;

let vs;

before(
  async () => {
    vs = await startVSCode({
      files: {
        "leaflet.md": LEAFLET,
        "scaffold.md": LEAFLET,
        "ignore.md": LEAFLET,
        "safe.md": SAFE,
        "windows.md": WINDOWS,
        "zoo.md": "We saw purple elephants and striped lions.\n",
        "sharedground.toml": 'packs = ["pack"]\nselect = ["all", "division/own-rule"]\n',
        "pack/pack.yaml": "name: ours\nlanguage: en\n",
        "pack/division/own-rule.yaml": RULE,
        "stand/sharedground.toml": "# Ours.\n",
        "stand/accept.md": ACCEPT,
        "other/sharedground.toml": 'ignore = ["isolation/not-our-fihgt"]\n',
      },
    });
  },
  { timeout: 120_000 },
);
after(() => vs?.close(), { timeout: 30_000 });

function proves(name, body) {
  test(name, { timeout: 400_000 }, async () => {
    try {
      await body();
    } catch (error) {
      await vs.keep(`failure-${name.replaceAll(/\W+/g, "-").slice(0, 40)}`);
      throw error;
    }
  });
}

proves("findings stand under the right words, and in Problems", async () => {
  await vs.open("leaflet.md");
  await vs.untilSquiggled(WHINING, PRIVILEGE, FIGHT);
  const rows = await until("three problems", async () => (await vs.problems()).length >= 4 && vs.problems());
  const about = rows.find((row) => row.includes("relative-privation"));
  assert.match(about, /\[Ln 3, Col 12\]/); // UTF-16: the emoji counts as two
  assert.match(about, /Shared Ground/);
  await vs.picture("problems");
  await vs.keys.press("Control+Shift+M");
});

proves("the status item says that the server is ready, and which one", async () => {
  const said = await until("ready", async () => /Restart/.test(await vs.status()) && vs.status());
  assert.match(said, /the program that the settings name/);
});

proves("hover says why", async () => {
  await vs.goToText(LEAFLET, WHINING);
  await vs.hover("Why.", "hierarchy/relative-privation", "Rather:", "The principle.", "When to keep it.");
  await vs.picture("hover");
  await vs.keys.press("Escape");
});

proves("a rewrite is carried out by keys, and nothing else changes", async () => {
  await vs.goToText(LEAFLET, FIGHT);
  await vs.choose("Rewrite: “is tied up with our fight”");
  await vs.untilSquiggled(WHINING, PRIVILEGE);
  assert.equal(vs.onDisk("leaflet.md"), LEAFLET); // only the buffer so far
  await vs.save("leaflet.md", LEAFLET.replace(FIGHT, "is tied up with our fight"));
});

proves("what is typed is looked at", async () => {
  await vs.keys.press("Control+End");
  await vs.keys.type("And that is not our fight.");
  await vs.untilSquiggled(WHINING, PRIVILEGE, FIGHT);
});

proves("a rewrite with blanks has tab stops", async () => {
  await vs.switchTo("scaffold.md");
  await vs.untilSquiggled(WHINING, PRIVILEGE, FIGHT);
  await vs.goToText(LEAFLET, PRIVILEGE);
  await vs.choose("Fill in: ");
  await until("the blanks are there", async () => (await vs.shown()).includes("We're up against"));
  await vs.picture("tab-stops");
  for (const words of ["Who sets the rent here", "Brackley"]) {
    await vs.keys.type(words);
    await vs.keys.press("Tab");
  }
  await vs.keys.type("the bakers");
  await vs.keys.press("Escape");
  const filled = "Who sets the rent here here? Who else is up against them? We're up against Brackley, and so are the bakers.";
  await vs.save("scaffold.md", LEAFLET.replace(`Privileged tenants need to ${PRIVILEGE}.`, filled));
});

proves("ignore here writes the comment, and the place is left alone", async () => {
  await vs.switchTo("ignore.md");
  await vs.untilSquiggled(WHINING, PRIVILEGE, FIGHT);
  await vs.goToText(LEAFLET, FIGHT);
  await vs.choose("Ignore isolation/not-our-fight here");
  await vs.untilSquiggled(WHINING, PRIVILEGE);
  const comment = "<!-- sharedground: ignore isolation/not-our-fight: reason -->\n\n";
  await vs.save("ignore.md", LEAFLET.replace("What Brackley", `${comment}What Brackley`));
});

proves("fix all carries out the safe rewrites, and those only", async () => {
  await vs.switchTo("safe.md");
  await vs.untilSquiggled("law-abiding migrants", "war-torn Sudan", FIGHT);
  await until("the safe rewrites", async () => {
    await vs.command("Fix All"); // soon after a file is opened, VS Code may drop the answer: it is asked again
    return until("one squiggle", async () => (await vs.squiggled()).length === 1, 5_000);
  });
  await vs.untilSquiggled(FIGHT);
  await vs.save("safe.md", SAFE.replace("law-abiding ", "").replace("war-torn ", ""));
});

proves("emoji and CRLF stay as they are around a rewrite", async () => {
  await vs.switchTo("windows.md");
  await vs.untilSquiggled(FIGHT);
  await vs.goToText(WINDOWS.replaceAll("\r\n", "\n"), FIGHT);
  await vs.choose("Rewrite: “is tied up with our fight”");
  await vs.untilSquiggled();
  await vs.save("windows.md", WINDOWS.replace(FIGHT, "is tied up with our fight"));
});

proves("a rule that is edited speaks of open drafts at once", async () => {
  await vs.switchTo("zoo.md");
  await vs.untilSquiggled("purple elephants");
  await vs.switchTo("own-rule.yaml");
  const changed = RULE.replaceAll("purple elephants", "striped lions");
  await vs.keys.press("Control+H");
  const widget = vs.page.locator(".find-widget");
  await widget.locator(".find-part textarea").fill("purple elephants");
  await widget.locator(".replace-part textarea").fill("striped lions");
  await vs.keys.press("Control+Alt+Enter");
  await vs.keys.press("Escape");
  await vs.save("pack/division/own-rule.yaml", changed);
  await vs.switchTo("zoo.md");
  await vs.untilSquiggled("striped lions");
  vs.write("pack/division/own-rule.yaml", RULE); // and when another program writes it
  await vs.untilSquiggled("purple elephants");
});

proves("a rule file and a settings file are helped with", async () => {
  await vs.switchTo("own-rule.yaml");
  await until("the lens", async () => (await vs.page.locator(".codelens-decoration").allInnerTexts()).some((lens) => lens.includes("Run the examples (1)")));
  await vs.switchTo("other/sharedground.toml");
  await vs.untilSquiggled('"isolation/not-our-fihgt"');
  assert.ok((await vs.problems()).some((row) => row.includes("isolation/not-our-fight")));
  await vs.keys.press("Control+Shift+M");
});

proves("a draft that was never saved is read", async () => {
  await vs.command("Shared Ground: Open a Draft to Try It On");
  vs.editor = vs.page.locator(".monaco-editor[data-uri^='untitled:']").first();
  await vs.untilSquiggled("Check your privilege before you complain about the rent", FIGHT);
});

proves("the whole workspace is checked, drafts that are not open too", async () => {
  vs.write("archive.md", "That is not our fight.\n");
  await vs.command("Shared Ground: Check All Drafts in the Workspace");
  await vs.message(/Looked at \d+ drafts/).waitFor({ timeout: 240_000 });
  await until("the archive in Problems", async () => (await vs.problems()).some((row) => row.includes("archive.md")));
  await vs.keys.press("Control+Shift+M");
});

proves("while an archive is read the status item turns and says so, and after that it is ready again", async () => {
  const plain = "We met in the laundry room on Thursday, there was soup, and Brackley had paid its directors a bonus once more. ";
  const minutes = Array.from({ length: 20 }, (_, item) => `${item + 1}. ${plain.repeat(2)}`).join("\n\n");
  for (let evening = 1; evening <= 200; evening++) {
    vs.write(`minutes/evening-${evening}.md`, `# Evening ${evening}\n\n${minutes}\n\nWhat they do in other towns is not our fight.\n`);
  }
  assert.equal((await vs.statusCard()).turns, false);
  await vs.command("Shared Ground: Check All Drafts in the Workspace");
  const busy = await until("the status item turns", async () => [await vs.statusCard()].find(({ turns }) => turns), 20_000);
  assert.match(busy.said, /Shared Ground reads the drafts/);
  await vs.picture("busy");
  await vs.message(/Looked at 2\d\d drafts/).waitFor({ timeout: 240_000 });
  const ready = await until("it turns no more", async () => [await vs.statusCard()].find(({ turns }) => !turns), 20_000);
  assert.match(ready.said, /the program that the settings name/);
  await vs.filterProblems("evening-200.md");
  const [file, place] = await until("only that evening", async () => [await vs.problems()].find((rows) => rows.length === 2));
  assert.match(file, /evening-200\.md/);
  assert.match(place, /not-our-fight/);
  await vs.filterProblems("");
  await vs.keys.press("Control+Shift+M");
});

proves("a phrase that the project stands by is written down, and left alone", async () => {
  await vs.switchTo("accept.md");
  await vs.untilSquiggled(FIGHT, FIGHT);
  await vs.goToText(ACCEPT, FIGHT);
  await vs.choose("Accept “is not our fight” in this project");
  await vs.untilSquiggled();
  assert.match(vs.onDisk("stand/sharedground.toml"), /accept = \[.*is not our fight/s);
});

proves("a rule's page is opened, and is no draft", async () => {
  await vs.switchTo("zoo.md");
  await vs.untilSquiggled("purple elephants");
  await vs.goToText("We saw purple", "purple");
  await vs.choose("Explain division/own-rule");
  await vs.focus("own-rule.md");
  assert.match(await vs.shown(), /Says what we do not say here/);
  await vs.untilSquiggled();
});

proves("a server that is killed comes back", async () => {
  await vs.switchTo("zoo.md");
  await vs.untilSquiggled("purple elephants");
  const [killed] = vs.servers();
  process.kill(killed, "SIGKILL");
  await until("another server", () => vs.servers().some((id) => id !== killed));
  await vs.keys.press("Control+End");
  await vs.keys.type("More purple elephants.");
  await vs.untilSquiggled("purple elephants", "purple elephants");
});

proves("restart starts another server", async () => {
  const [before] = vs.servers();
  await vs.command("Shared Ground: Restart the Server");
  await until("one other server", () => vs.servers().length === 1 && vs.servers()[0] !== before);
  await vs.keys.press("Control+1");
  await vs.keys.press("Control+End");
  await vs.keys.type(" And purple elephants.");
  await vs.untilSquiggled("purple elephants", "purple elephants", "purple elephants");
});

proves("the page asks no other host for anything", async () => {
  assert.deepEqual(vs.foreign, []);
});
