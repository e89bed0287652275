// Puts beside the extension what it takes along: the server's wheel, the walkthrough's pictures, the licence.
// With --with-dependencies, also all that the server needs on this platform and this Python: then nothing is fetched later.

import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const here = path.resolve(import.meta.dirname, "..");
const top = path.resolve(here, "../..");
const server = path.join(here, "dist/server");
const pictures = path.join(here, "dist/pictures");

function succeeds(program, args, options = {}) {
  return spawnSync(program, args, { stdio: "ignore", ...options }).status === 0;
}

function must(program, args) {
  if (!succeeds(program, args, { stdio: "inherit" })) throw new Error(`${program} ${args.join(" ")} did not succeed`);
}

function python() {
  const fits = "import sys, pip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))";
  const named = [process.env.PYTHON, "python3.13", "python3.12", "python3.11", "python3", "python"];
  return named.find((name) => name && succeeds(name, ["-c", fits]));
}

function buildWheel() {
  rmSync(server, { recursive: true, force: true });
  mkdirSync(server, { recursive: true });
  const uv = ["uv", path.join(top, ".tools/bin/uv")].find((name) => succeeds(name, ["--version"]));
  const builder = python();
  if (uv) must(uv, ["build", "--quiet", "--wheel", "--out-dir", server, top]);
  else if (builder) must(builder, ["-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", server, top]);
  else throw new Error("Building the server's wheel needs uv, or Python 3.11 to 3.13 with pip.");
  rmSync(path.join(server, ".gitignore"), { force: true });
  return readdirSync(server).find((name) => name.endsWith(".whl"));
}

function bundleDependencies(wheel) {
  const builder = python();
  if (!builder) throw new Error("Fetching the server's dependencies needs Python 3.11 to 3.13 with pip.");
  const folder = path.join(server, "wheelhouse");
  must(builder, ["-m", "pip", "wheel", "--quiet", "--wheel-dir", folder, path.join(server, wheel)]);
  const version = spawnSync(builder, ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"], { encoding: "utf8" }).stdout;
  writeFileSync(path.join(folder, "python.txt"), version);
}

const { version } = JSON.parse(readFileSync(path.join(here, "package.json"), "utf8"));
const wheel = buildWheel();
if (wheel.split("-")[1] !== version) throw new Error(`The extension is ${version}, and the server is ${wheel}: give both one version.`);
if (process.argv.includes("--with-dependencies")) bundleDependencies(wheel);

rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
const manifest = readFileSync(path.join(here, "package.json"), "utf8");
for (const [, name] of manifest.matchAll(/dist\/pictures\/([\w-]+\.png)/g)) {
  const picture = path.join(top, "docs/images", name);
  if (!existsSync(picture)) throw new Error(`${name} is missing from docs/images; "npm run pictures" in tests/editors/vscode makes it.`);
  copyFileSync(picture, path.join(pictures, name));
}
copyFileSync(path.join(top, "LICENSE"), path.join(here, "LICENSE"));
