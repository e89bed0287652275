"""`sharedground lsp`: the language server, for editors to start."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `lsp`."""
    parser.add_argument("--stdio", action="store_true", help="speak over standard input and output; it always does")
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Start the server. It is a program of its own, a sibling of the command line: neither imports the other."""
    import runpy

    runpy.run_module("sharedground.lsp", run_name="__main__", alter_sys=True)
    return 0
