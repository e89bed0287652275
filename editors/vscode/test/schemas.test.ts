import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { test } from "node:test";

const python = process.env.SHAREDGROUND_PYTHON ?? "../../.venv/bin/python";
const skip = existsSync(python) ? false : "it needs a Python with sharedground: set SHAREDGROUND_PYTHON";

test("the schemas are those that the server prints", { skip }, () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/schemas.mjs", "--check"], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
});
