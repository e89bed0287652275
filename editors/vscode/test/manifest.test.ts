// What package.json says twice, or says of the server, holds. Run from this folder.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LANGUAGES, SELECTOR } from "../src/documents";

const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));
const manifest = read("package.json");
const settings = read("schemas/settings.json").properties as Record<string, { type?: string }>;
const contributed = Object.entries(manifest.contributes.configuration.properties as Record<string, Record<string, unknown>>);

test("each language of drafts wakes the extension", () => {
  const woken = (manifest.activationEvents as string[]).filter((event) => event.startsWith("onLanguage:"));
  assert.deepEqual(woken.sort(), LANGUAGES.map((language) => `onLanguage:${language}`).sort());
});

test("drafts are read saved or not", () => {
  for (const language of LANGUAGES) {
    const schemes = SELECTOR.filter((filter) => "language" in filter && filter.language === language).map(({ scheme }) => scheme);
    assert.deepEqual(schemes.sort(), ["file", "untitled"]);
  }
});

for (const [name, said] of contributed) {
  const key = name.replace("sharedground.", "");
  test(`the setting ${name} has a scope and a plain description`, () => {
    assert.ok(["machine", "resource"].includes(said.scope as string));
    assert.match(said.markdownDescription as string, /^[A-Z].*\.$/);
  });
  if (key.startsWith("server.")) {
    test(`${name} is the machine's own: no folder can name a program to run`, () => assert.equal(said.scope, "machine"));
    continue;
  }
  test(`${name} is a setting of the server's, of the same type, and says nothing until it is set`, () => {
    assert.ok(key in settings, key);
    assert.deepEqual(said.type, [settings[key]!.type, "null"]);
    assert.equal(said.default, null);
  });
}

test("what could run a stranger's code waits for trust", () => {
  const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
  assert.deepEqual(restricted, ["sharedground.packs", "sharedground.pipeline"]);
});

test("rule schemas are for the folders that the server takes for rules", () => {
  const [{ fileMatch }] = manifest.contributes.yamlValidation as [{ fileMatch: string[] }];
  const selected = SELECTOR.map((filter) => ("pattern" in filter ? filter.pattern : "")).find((pattern) => pattern.includes("hierarchy"));
  const folders = fileMatch.map((glob) => glob.split("/")[1]);
  assert.equal(selected, `**/{${folders.join(",")},lexicon}/*.yaml`);
});

test("the walkthrough has at most four steps, each with a picture and its words", () => {
  const [{ steps }] = manifest.contributes.walkthroughs as [{ steps: { media: { image: string; altText: string } }[] }];
  assert.ok(steps.length <= 4);
  for (const { media } of steps) {
    assert.match(media.image, /^dist\/pictures\/vscode-[\w-]+\.png$/);
    assert.ok(media.altText);
  }
});

test("every command that is offered in the palette has a title in the same words", () => {
  for (const { command, category, title } of manifest.contributes.commands as Record<string, string>[]) {
    assert.match(command!, /^sharedground\./);
    assert.equal(category, "Shared Ground");
    assert.match(title!, /^[A-Z]/);
  }
});
