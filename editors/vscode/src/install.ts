/** The extension's own environment for the server: offered in words, and made when the writer says so. */

import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { completed, onPath } from "./finder";
import { fits, PYTHON_NAMES, steps, versionOf, type Command, type Order, type Tool } from "./recipe";

const WINDOWS = process.platform === "win32";
const FOLDER = "server-";

export class Installer {
  private running?: Promise<boolean>;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Where the environment is, or would be. A newer extension brings a newer server, and so another folder. */
  get environment(): string {
    const wheel = this.wheel;
    return path.join(this.context.globalStorageUri.fsPath, FOLDER + (wheel ? versionOf(wheel) : "none"));
  }

  /** Makes the environment, with progress in sight; whether it is there. Asked twice, it is made once. */
  install(): Promise<boolean> {
    this.running ??= this.make().finally(() => (this.running = undefined));
    return this.running;
  }

  /** What installing would mean, in a sentence or two. */
  get promise(): string {
    const supplies = this.supplies.wheelhouse
      ? "All it needs came along: nothing is downloaded."
      : "The server came along; the libraries it stands on (about 130 MB) are fetched once from the Python package index.";
    return `“Get It” makes a Python environment for VS Code alone, in the extension's own folder. ${supplies}`;
  }

  private get wheel(): string | undefined {
    return wheelsIn(this.bundled("server"))[0];
  }

  /** The libraries, where they came along, and the Python that they are for. */
  private get supplies(): Pick<Order, "wheelhouse" | "version"> {
    const wheelhouse = this.bundled("server", "wheelhouse");
    if (!wheelsIn(wheelhouse).length) return {};
    return { wheelhouse, version: fs.readFileSync(path.join(wheelhouse, "python.txt"), "utf8").trim() };
  }

  private bundled(...parts: string[]): string {
    return path.join(this.context.extensionPath, "dist", ...parts);
  }

  private async make(): Promise<boolean> {
    const wheel = this.wheel;
    if (!wheel) {
      void vscode.window.showErrorMessage("This build of the extension came without the server. Install the server yourself, and name it in the setting “Server: Path”.");
      return false;
    }
    const order: Order = { environment: this.environment, wheel, windows: WINDOWS, ...this.supplies };
    const options = { location: vscode.ProgressLocation.Notification, title: "Shared Ground", cancellable: true };
    return vscode.window.withProgress(options, async (progress, stop) => {
      try {
        progress.report({ message: "Looking for uv or Python…" });
        const tool = await this.tool(order);
        if (!tool) return await this.withoutPython(order);
        fs.rmSync(order.environment, { recursive: true, force: true });
        fs.mkdirSync(path.dirname(order.environment), { recursive: true });
        for (const step of steps(tool, order)) {
          progress.report({ message: step.saying });
          await this.run(step, stop);
        }
        fs.writeFileSync(completed(order.environment), "");
        this.clearOlder();
        return true;
      } catch (error) {
        fs.rmSync(order.environment, { recursive: true, force: true });
        if (!stop.isCancellationRequested) await this.failed(error);
        return false;
      }
    });
  }

  /** uv where it is installed, else a fitting Python. */
  private async tool({ version }: Order): Promise<Tool | undefined> {
    const situation = { searchPath: process.env.PATH ?? "", home: os.homedir(), windows: WINDOWS };
    const programs = (name: string) => onPath(name, situation).filter((file) => fs.existsSync(file));
    for (const program of programs("uv")) {
      if (await this.succeeds(program, ["--version"])) return { kind: "uv", program };
    }
    for (const program of PYTHON_NAMES.flatMap(programs)) {
      if (await this.succeeds(program, ["-c", fits(version)])) return { kind: "python", program };
    }
    return undefined;
  }

  private async succeeds(program: string, args: string[]): Promise<boolean> {
    return this.run({ program, args, saying: "" }).then(
      () => true,
      () => false,
    );
  }

  private run({ program, args }: Command, stop?: vscode.CancellationToken): Promise<void> {
    this.log.info(`$ ${[program, ...args].join(" ")}`);
    return new Promise((resolve, reject) => {
      const child = spawn(program, [...args], { cwd: os.homedir(), stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
      const asked = stop?.onCancellationRequested(() => child.kill());
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => this.log.info(text.trimEnd()));
      }
      child.once("error", reject);
      child.once("close", (code) => {
        asked?.dispose();
        if (code === 0) resolve();
        else reject(new Error(`${path.basename(program)} ended with ${code ?? "a signal"}`));
      });
    });
  }

  private async withoutPython({ version }: Order): Promise<boolean> {
    const uv = "Get uv";
    const python = "Get Python";
    const chosen = await vscode.window.showErrorMessage(
      `The server runs on Python ${version ?? "3.11, 3.12 or 3.13"}, and none was found on this computer. Install it${version ? "" : ", or uv, which brings its own"}, and try again.`,
      uv,
      python,
    );
    if (chosen === uv) void vscode.env.openExternal(vscode.Uri.parse("https://docs.astral.sh/uv/getting-started/installation/"));
    if (chosen === python) void vscode.env.openExternal(vscode.Uri.parse("https://www.python.org/downloads/"));
    return false;
  }

  private async failed(error: unknown): Promise<void> {
    this.log.error(String(error));
    const look = "Show Log";
    const hint = this.supplies.wheelhouse ? "" : " It needs a connection to the Python package index.";
    const chosen = await vscode.window.showErrorMessage(`The server could not be set up, and nothing was left behind.${hint}`, look);
    if (chosen === look) this.log.show();
  }

  private clearOlder(): void {
    const folder = path.dirname(this.environment);
    for (const name of fs.readdirSync(folder)) {
      const other = path.join(folder, name);
      if (name.startsWith(FOLDER) && other !== this.environment) fs.rmSync(other, { recursive: true, force: true });
    }
  }
}

function wheelsIn(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".whl"))
    .map((name) => path.join(folder, name));
}
