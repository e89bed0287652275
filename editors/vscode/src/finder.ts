/** Where the server is: a question about files and names, and nothing of VS Code in it. */

import * as path from "node:path";

/** What the answer depends on. */
export interface Situation {
  /** The setting `sharedground.server.path`; empty where nothing is set. */
  readonly setting: string;
  /** The workspace's folders, on disk. */
  readonly folders: readonly string[];
  /** The Python interpreter that the workspace goes by, where the Python extension names one. */
  readonly interpreter?: string;
  /** Whether the workspace is trusted: programs that come with a stranger's folder are not run. */
  readonly trusted: boolean;
  /** The environment variable PATH. */
  readonly searchPath: string;
  readonly home: string;
  /** The environment that the extension makes for itself, whether or not it has been made. */
  readonly ownEnvironment: string;
  readonly windows: boolean;
}

export type Origin = "setting" | "workspace" | "path" | "own";

export type Found =
  | { readonly kind: "found"; readonly program: string; readonly origin: Origin }
  /** The setting names a program that is not there. Nothing else is tried: the writer asked for this one. */
  | { readonly kind: "misnamed"; readonly program: string }
  | { readonly kind: "absent" };

const NAME = "sharedground";
const ENVIRONMENTS = [".venv", "venv"];
const COMPLETE = "complete";

/** The first server there is: setting, workspace, PATH, the extension's own. `isFile` tells whether a file is there. */
export function find(situation: Situation, isFile: (file: string) => boolean): Found {
  const setting = situation.setting.trim();
  if (setting) {
    const program = named(setting, situation).find(isFile);
    return program ? { kind: "found", program, origin: "setting" } : { kind: "misnamed", program: setting };
  }
  const places: [Origin, string[]][] = [
    ["workspace", situation.trusted ? inWorkspace(situation) : []],
    ["path", onPath(NAME, situation)],
    ["own", isFile(completed(situation.ownEnvironment)) ? [inEnvironment(situation.ownEnvironment, situation)] : []],
  ];
  for (const [origin, programs] of places) {
    const program = programs.find(isFile);
    if (program) return { kind: "found", program, origin };
  }
  return { kind: "absent" };
}

/** The file that says of the extension's own environment that nothing is missing in it. */
export function completed(environment: string): string {
  return path.join(environment, COMPLETE);
}

/** Where a Python environment keeps a program. */
export function inEnvironment(environment: string, { windows }: Pick<Situation, "windows">, name = NAME): string {
  return windows ? path.win32.join(environment, "Scripts", `${name}.exe`) : path.join(environment, "bin", name);
}

/** Where a program of this name may lie along PATH. Relative entries are left out: they depend on the open folder. */
export function onPath(name: string, situation: Pick<Situation, "searchPath" | "home" | "windows">): string[] {
  const { isAbsolute, join } = situation.windows ? path.win32 : path.posix;
  const listed = situation.searchPath.split(situation.windows ? ";" : ":").filter((folder) => isAbsolute(folder));
  const file = situation.windows ? `${name}.exe` : name;
  // uv and pipx put programs here, and an editor that was started from a menu may not have it on its PATH.
  return [...listed, join(situation.home, ".local", "bin")].map((folder) => join(folder, file));
}

function named(setting: string, situation: Situation): string[] {
  const { isAbsolute, join } = situation.windows ? path.win32 : path.posix;
  if (/^~[/\\]/.test(setting)) return [join(situation.home, setting.slice(2))];
  if (isAbsolute(setting)) return [setting];
  return /[/\\]/.test(setting) ? [] : onPath(setting.replace(/\.exe$/, ""), situation);
}

function inWorkspace(situation: Situation): string[] {
  const { join } = situation.windows ? path.win32 : path.posix;
  const folders = situation.folders.flatMap((folder) => ENVIRONMENTS.map((name) => join(folder, name)));
  const kept = folders.map((environment) => inEnvironment(environment, situation));
  return situation.interpreter ? [beside(situation.interpreter, situation), ...kept] : kept;
}

/** A Python interpreter's own programs lie beside it; on Windows, outside of environments, in Scripts. */
function beside(interpreter: string, situation: Situation): string {
  if (!situation.windows) return path.posix.join(path.posix.dirname(interpreter), NAME);
  const folder = path.win32.dirname(interpreter);
  const scripts = path.win32.basename(folder).toLowerCase() === "scripts" ? folder : path.win32.join(folder, "Scripts");
  return path.win32.join(scripts, `${NAME}.exe`);
}
