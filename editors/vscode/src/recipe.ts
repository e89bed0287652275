/** How the extension's own environment is made: which commands, in which order. Nothing is run here. */

import * as path from "node:path";
import { inEnvironment } from "./finder";

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** What the writer reads while it runs. */
  readonly saying: string;
}

/** A tool that can make Python environments. */
export type Tool = { readonly kind: "uv"; readonly program: string } | { readonly kind: "python"; readonly program: string };

export interface Order {
  readonly environment: string;
  /** The server, as it came with the extension. */
  readonly wheel: string;
  /** A folder with all that the server needs, where it came along; else the Python package index is asked. */
  readonly wheelhouse?: string;
  /** The Python that the wheelhouse is for, such as 3.12. */
  readonly version?: string;
  readonly windows: boolean;
}

/** The Pythons that the server runs on. */
export const PYTHONS = ">=3.11,<3.14";

/** The names under which a fitting Python may be on the PATH, the best first. */
export const PYTHON_NAMES = ["python3.13", "python3.12", "python3.11", "python3", "python"];

/** A line of Python that ends with 0 where the Python is a fitting one, or this very one. */
export function fits(version?: string): string {
  const fitting = version ? `sys.version_info[:2] == (${version.replace(".", ", ")})` : "(3, 11) <= sys.version_info < (3, 14)";
  return `import sys, venv, ensurepip; sys.exit(not ${fitting})`;
}

/** The commands that make the environment. */
export function steps(tool: Tool, order: Order): Command[] {
  const python = inEnvironment(order.environment, order, "python");
  const from = order.wheelhouse ? ["--no-index", "--find-links", order.wheelhouse] : [];
  const making = order.wheelhouse ? "Putting the server in place…" : "Fetching what the server needs…";
  if (tool.kind === "uv") {
    const offline = order.wheelhouse ? ["--offline"] : [];
    return [
      { program: tool.program, args: ["venv", "--no-project", ...offline, "--python", order.version ?? PYTHONS, order.environment], saying: "Making a Python environment…" },
      { program: tool.program, args: ["pip", "install", ...offline, "--python", python, ...from, order.wheel], saying: making },
    ];
  }
  return [
    { program: tool.program, args: ["-m", "venv", order.environment], saying: "Making a Python environment…" },
    {
      program: python,
      args: ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", ...from, order.wheel],
      saying: making,
    },
  ];
}

/** The version that a wheel's name speaks of. */
export function versionOf(wheel: string): string {
  return path.basename(wheel).split("-")[1] ?? "0";
}
