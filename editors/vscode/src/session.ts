/** The server at work: found, started, started anew, stopped. One thing at a time. */

import * as fs from "node:fs";
import * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient, State, type ErrorHandler, type LanguageClientOptions, type ProgressToken, type WorkDoneProgressBegin, type WorkDoneProgressEnd, type WorkDoneProgressReport } from "vscode-languageclient/node";
import { SELECTOR } from "./documents";
import { find, type Origin } from "./finder";
import type { Installer } from "./install";
import { Restarts } from "./restarts";
import { situation } from "./situation";
import type { Status } from "./status";

const ORIGINS: Record<Origin, string> = {
  setting: "the program that the settings name",
  workspace: "from the workspace's Python environment",
  path: "from your PATH",
  own: "from the extension's own environment",
};

const DECLINED = "declined";

export class Session {
  private client?: LanguageClient;
  private turn: Promise<void> = Promise.resolve();
  private readonly restarts = new Restarts();
  /** What the server is at, by its own word, and which server that is. */
  private readonly work = new Map<ProgressToken, string>();
  private which = "";

  constructor(
    private readonly installer: Installer,
    private readonly status: Status,
    private readonly log: vscode.LogOutputChannel,
    private readonly memory: vscode.Memento,
  ) {}

  /** Looks for the server afresh and starts it; one that runs is stopped first. */
  restart(): Promise<void> {
    this.restarts.forget();
    return (this.turn = this.turn.then(async () => {
      await this.stop();
      await this.start();
    }).catch((error: unknown) => this.log.error(String(error))));
  }

  /** Ends the server. */
  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.state === State.Running) await client.stop().catch((error: unknown) => this.log.warn(String(error)));
    await client?.dispose().catch(() => {});
  }

  private async start(): Promise<void> {
    const found = find(await situation(this.installer.environment), isFile);
    if (found.kind === "misnamed") {
      this.status.problem(`Nothing at ${found.program}`);
      void this.misnamed(found.program);
    } else if (found.kind === "absent") {
      this.log.info("No server was found: not in the workspace's Python environment, not on the PATH, and none of the extension's own.");
      this.status.absent();
      void this.offer();
    } else {
      this.log.info(`The server: ${found.program} (${ORIGINS[found.origin]})`);
      await this.run(found.program, ORIGINS[found.origin]);
    }
  }

  private async run(program: string, origin: string): Promise<void> {
    const client = new LanguageClient("sharedground", "Shared Ground", { command: program, args: ["lsp"] }, this.options());
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.client !== client) return;
      this.work.clear();
      if (newState === State.Starting) this.status.starting();
      if (newState === State.Running) {
        this.which = `${client.initializeResult?.serverInfo?.version ?? ""} ${origin}`.trim();
        this.status.ready(this.which);
      }
    });
    try {
      await client.start();
    } catch (error) {
      this.log.error(String(error));
      this.standstill("The server did not start.");
    }
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: SELECTOR,
      outputChannel: this.log,
      initializationOptions: { trusted: vscode.workspace.isTrusted, showsMessages: true },
      middleware: {
        handleWorkDoneProgress: (token, params, next) => {
          this.progress(token, params);
          next(token, params);
        },
      },
      initializationFailedHandler: () => false,
      errorHandler: this.errorHandler(),
    };
  }

  /** The status item is busy while anything is being done. */
  private progress(token: ProgressToken, params: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): void {
    if (params.kind === "begin") this.work.set(token, params.title);
    if (params.kind === "end") this.work.delete(token);
    const [title] = this.work.values();
    this.status.ready(this.which, title);
  }

  private errorHandler(): ErrorHandler {
    return {
      error: (_error, _message, count) => ({ action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true }),
      closed: () => {
        if (this.restarts.allowed(Date.now())) return { action: CloseAction.Restart, message: "The server ended and is started again.", handled: true };
        this.standstill("The server ended five times within three minutes, so it is left off.");
        return { action: CloseAction.DoNotRestart, message: "The server is left off.", handled: true };
      },
    };
  }

  /** Tells once that nothing goes on, with a way on. */
  private standstill(what: string): void {
    this.status.problem(what);
    const again = "Start It Again";
    const look = "Show Log";
    void vscode.window.showErrorMessage(`Shared Ground: ${what}`, again, look).then((chosen) => {
      if (chosen === again) void this.restart();
      if (chosen === look) this.log.show();
    });
  }

  private async misnamed(program: string): Promise<void> {
    const open = "Open the Setting";
    const chosen = await vscode.window.showErrorMessage(
      `Shared Ground: the setting “Server: Path” names ${program}, and there is no such program. Mend it, or empty it to have the server looked for.`,
      open,
    );
    if (chosen === open) void vscode.commands.executeCommand("workbench.action.openSettings", "sharedground.server.path");
  }

  /** Offers to get a server, unless the writer has said not to; the status item goes on offering it. */
  private async offer(): Promise<void> {
    if (this.memory.get(DECLINED)) return;
    const get = "Get It";
    const choose = "I Have It…";
    const no = "Not Now";
    const chosen = await vscode.window.showInformationMessage(`Shared Ground has no server yet. ${this.installer.promise}`, get, choose, no);
    if (chosen === no) void this.memory.update(DECLINED, true);
    if (chosen === get) void vscode.commands.executeCommand("sharedground.install");
    if (chosen === choose) void vscode.commands.executeCommand("workbench.action.openSettings", "sharedground.server.path");
  }
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
