import * as vscode from "vscode";
import { commands } from "./commands";
import { Installer } from "./install";
import { Session } from "./session";
import { onDidChangePython } from "./situation";
import { Status } from "./status";

let session: Session | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("Shared Ground", { log: true });
  const status = new Status();
  const installer = new Installer(context, log);
  const current = (session = new Session(installer, status, log, context.globalState));
  const restart = () => void current.restart();
  context.subscriptions.push(
    log,
    status,
    ...commands(current, installer, log),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("sharedground.server")) restart();
    }),
    onDidChangePython(restart),
  );
  await current.restart();
}

export function deactivate(): Promise<void> | undefined {
  return session?.stop();
}
