// Writes the schemas of rules and settings as the server prints them; with --check, tells whether they are the same still.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const here = path.resolve(import.meta.dirname, "..");
const python = process.env.SHAREDGROUND_PYTHON ?? path.resolve(here, "../../.venv/bin/python");
const checking = process.argv.includes("--check");
const stale = [];

for (const kind of ["rule", "settings"]) {
  const file = path.join(here, `schemas/${kind}.json`);
  const printed = execFileSync(python, ["-m", "sharedground", "rules", "schema", kind], { encoding: "utf8" });
  if (!checking) writeFileSync(file, printed);
  else if (readFileSync(file, "utf8") !== printed) stale.push(path.relative(here, file));
}

if (stale.length) {
  console.error(`The server says otherwise than ${stale.join(" and ")}: run "npm run schemas" in editors/vscode.`);
  process.exit(1);
}
