/** The language status item: what the server is doing, and what one can do about it. */

import * as vscode from "vscode";
import { SELECTOR } from "./documents";

export class Status implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem("sharedground.status", SELECTOR);

  constructor() {
    this.item.name = "Shared Ground";
    this.starting();
  }

  starting(): void {
    this.show("Shared Ground", "Starting", vscode.LanguageStatusSeverity.Information, { busy: true });
    this.item.command = { title: "Show Log", command: "sharedground.showLog" };
  }

  /** A server runs, `which` one; `doing` is what it is busy with, if it is. */
  ready(which: string, doing?: string): void {
    this.show("Shared Ground", doing ?? which, vscode.LanguageStatusSeverity.Information, { busy: doing !== undefined, ready: true });
    this.item.command = { title: "Restart", command: "sharedground.restart", tooltip: "Restart the server" };
  }

  /** There is no server yet. */
  absent(): void {
    this.show("Shared Ground has no server yet", "", vscode.LanguageStatusSeverity.Warning);
    this.item.command = { title: "Get It", command: "sharedground.install" };
  }

  problem(detail: string): void {
    this.show("Shared Ground stands still", detail, vscode.LanguageStatusSeverity.Error);
    this.item.command = { title: "Restart", command: "sharedground.restart" };
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(text: string, detail: string, severity: vscode.LanguageStatusSeverity, { busy = false, ready = false } = {}): void {
    Object.assign(this.item, { text, detail, severity, busy });
    void vscode.commands.executeCommand("setContext", "sharedground.ready", ready);
  }
}
