/** The commands that are the editor's own. All others are the server's, and the language client makes them known. */

import * as vscode from "vscode";
import type { Installer } from "./install";
import type { Session } from "./session";

const DRAFT = `# Come on Thursday

Check your privilege before you complain about the rent.

We meet in the laundry room at seven. There will be soup.

What Brackley does in other cities is not our fight.
`;

export function commands(session: Session, installer: Installer, log: vscode.LogOutputChannel): vscode.Disposable[] {
  const register = vscode.commands.registerCommand;
  return [
    register("sharedground.restart", () => session.restart()),
    register("sharedground.showLog", () => log.show()),
    register("sharedground.install", async () => {
      if (await installer.install()) await session.restart();
    }),
    register("sharedground.tryDraft", async () => {
      const draft = await vscode.workspace.openTextDocument({ language: "markdown", content: DRAFT });
      await vscode.window.showTextDocument(draft);
    }),
  ];
}
