/** What VS Code knows of where the server may be. */

import * as os from "node:os";
import * as vscode from "vscode";
import type { Situation } from "./finder";

const PYTHON = "ms-python.python";

/** The little that is used of the Python extension. */
interface PythonApi {
  readonly environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(environment: { readonly path: string }): Promise<{ readonly executable: { readonly uri?: vscode.Uri } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

/** The Python extension, where it is installed and already at work: it is never started for our sake. */
function python(): PythonApi["environments"] | undefined {
  const extension = vscode.extensions.getExtension<PythonApi>(PYTHON);
  return extension?.isActive ? extension.exports?.environments : undefined;
}

export async function situation(ownEnvironment: string): Promise<Situation> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  return {
    setting: vscode.workspace.getConfiguration("sharedground").get("server.path", ""),
    folders: folders.map(({ uri }) => uri.fsPath),
    interpreter: await interpreter(folders[0]?.uri),
    trusted: vscode.workspace.isTrusted,
    searchPath: process.env.PATH ?? "",
    home: os.homedir(),
    ownEnvironment,
    windows: process.platform === "win32",
  };
}

/** Calls back when the workspace goes by another Python. */
export function onDidChangePython(then: () => void): vscode.Disposable {
  return python()?.onDidChangeActiveEnvironmentPath(then) ?? new vscode.Disposable(() => {});
}

async function interpreter(resource?: vscode.Uri): Promise<string | undefined> {
  const environments = python();
  if (!environments || !vscode.workspace.isTrusted) return undefined;
  try {
    const resolved = await environments.resolveEnvironment(environments.getActiveEnvironmentPath(resource));
    return resolved?.executable.uri?.fsPath;
  } catch {
    return undefined; // an environment that the Python extension cannot read is no place to look
  }
}
