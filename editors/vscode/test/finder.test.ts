import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { completed, find, onPath, type Found, type Situation } from "../src/finder";

const LINUX: Situation = {
  setting: "",
  folders: ["/drafts", "/archive"],
  trusted: true,
  searchPath: "/usr/local/bin:bin:/usr/bin",
  home: "/home/ada",
  ownEnvironment: "/storage/server-0.1.0",
  windows: false,
};
const WINDOWS: Situation = {
  ...LINUX,
  folders: ["C:\\drafts"],
  searchPath: "C:\\Python312;C:\\Tools",
  home: "C:\\Users\\ada",
  ownEnvironment: "C:\\storage\\server-0.1.0",
  windows: true,
};

const OWN = ["/storage/server-0.1.0/bin/sharedground", completed("/storage/server-0.1.0")];
const EVERYWHERE = ["/drafts/.venv/bin/sharedground", "/archive/venv/bin/sharedground", "/usr/bin/sharedground", ...OWN];

function found(program: string, origin: string): Found {
  return { kind: "found", program, origin } as Found;
}

const cases: [string, Situation, string[], Found][] = [
  ["a setting comes first", { ...LINUX, setting: "/opt/sg" }, ["/opt/sg", ...EVERYWHERE], found("/opt/sg", "setting")],
  ["a setting may start at home", { ...LINUX, setting: "~/bin/sg" }, ["/home/ada/bin/sg"], found("/home/ada/bin/sg", "setting")],
  ["a setting may be a name on the PATH", { ...LINUX, setting: "sg" }, ["/usr/bin/sg"], found("/usr/bin/sg", "setting")],
  ["spaces around a setting do not count", { ...LINUX, setting: " /opt/sg " }, ["/opt/sg"], found("/opt/sg", "setting")],
  ["a setting that names nothing is told of, whatever else there is", { ...LINUX, setting: "/opt/sg" }, EVERYWHERE, { kind: "misnamed", program: "/opt/sg" }],
  ["a setting is never taken from the open folder", { ...LINUX, setting: "tools/sg" }, ["tools/sg", "/drafts/tools/sg"], { kind: "misnamed", program: "tools/sg" }],
  ["then the workspace's environment", LINUX, EVERYWHERE, found("/drafts/.venv/bin/sharedground", "workspace")],
  ["of any of its folders", LINUX, EVERYWHERE.slice(1), found("/archive/venv/bin/sharedground", "workspace")],
  [
    "the interpreter that the workspace goes by before the one that merely lies there",
    { ...LINUX, interpreter: "/envs/movement/bin/python" },
    ["/envs/movement/bin/sharedground", ...EVERYWHERE],
    found("/envs/movement/bin/sharedground", "workspace"),
  ],
  ["an interpreter without the server is passed over", { ...LINUX, interpreter: "/opt/python/bin/python3" }, EVERYWHERE, found("/drafts/.venv/bin/sharedground", "workspace")],
  ["a stranger's environment is not run", { ...LINUX, trusted: false }, EVERYWHERE, found("/usr/bin/sharedground", "path")],
  ["nor its interpreter", { ...LINUX, trusted: false, interpreter: "/drafts/.venv/bin/python" }, EVERYWHERE, found("/usr/bin/sharedground", "path")],
  ["then the PATH", LINUX, EVERYWHERE.slice(2), found("/usr/bin/sharedground", "path")],
  ["what lies on a relative PATH is not run", LINUX, ["bin/sharedground", ...OWN], found(OWN[0]!, "own")],
  ["what uv and pipx install is found without a PATH", LINUX, ["/home/ada/.local/bin/sharedground"], found("/home/ada/.local/bin/sharedground", "path")],
  ["last the extension's own", LINUX, OWN, found(OWN[0]!, "own")],
  ["a half-made one is none", LINUX, [OWN[0]!], { kind: "absent" }],
  ["nothing anywhere", LINUX, [], { kind: "absent" }],
  ["no folder is open", { ...LINUX, folders: [] }, EVERYWHERE, found("/usr/bin/sharedground", "path")],
  ["on Windows in Scripts", WINDOWS, ["C:\\drafts\\venv\\Scripts\\sharedground.exe"], found("C:\\drafts\\venv\\Scripts\\sharedground.exe", "workspace")],
  ["on Windows on the PATH", WINDOWS, ["C:\\Tools\\sharedground.exe"], found("C:\\Tools\\sharedground.exe", "path")],
  [
    "on Windows beside an environment's interpreter",
    { ...WINDOWS, interpreter: "C:\\envs\\m\\Scripts\\python.exe" },
    ["C:\\envs\\m\\Scripts\\sharedground.exe"],
    found("C:\\envs\\m\\Scripts\\sharedground.exe", "workspace"),
  ],
  [
    "on Windows below an installed interpreter",
    { ...WINDOWS, interpreter: "C:\\Python312\\python.exe" },
    ["C:\\Python312\\Scripts\\sharedground.exe"],
    found("C:\\Python312\\Scripts\\sharedground.exe", "workspace"),
  ],
  ["on Windows a setting from home", { ...WINDOWS, setting: "~\\sg.exe" }, ["C:\\Users\\ada\\sg.exe"], found("C:\\Users\\ada\\sg.exe", "setting")],
];

describe("the server is found", () => {
  for (const [name, situation, files, expected] of cases) {
    test(name, () => assert.deepEqual(find(situation, (file) => files.includes(file)), expected));
  }
});

test("the PATH is walked in its order, and home's programs come last", () => {
  assert.deepEqual(onPath("uv", LINUX), ["/usr/local/bin/uv", "/usr/bin/uv", "/home/ada/.local/bin/uv"]);
});
