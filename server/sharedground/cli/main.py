"""The command line: which command was meant, and what its exit status is.

0: nothing to report at or above `--fail-on`. 1: findings. 2: wrong usage, settings or rules, or a draft that could not
be read. Each command is a module of this room with `configure(parser)` and `run(arguments) -> int`.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from sharedground import __version__
from sharedground.errors import SharedGroundError

COMMANDS = {
    "check": "point at phrasing that costs solidarity",
    "fix": "carry out the rewrites that are safe, or choose one by one",
    "explain": "say what a rule looks for, why, and when to leave a line as it is",
    "report": "write a page with drafts and findings, to look at together",
    "init": "write a settings file to start from",
    "rules": "list, test and write rules",
    "lsp": "serve an editor",
}


def main(argv: list[str] | None = None) -> int:
    """Run a command and give its exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    try:
        chosen = _parser(arguments).parse_args(arguments)
        status = int(chosen.run(chosen))
        sys.stdout.flush()
        return status
    except SystemExit as stop:  # how argparse ends, after help and after wrong usage
        return stop.code if isinstance(stop.code, int) else 2
    except SharedGroundError as error:
        print(f"sharedground: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read our output has seen enough. Python would complain once more at exit, so give it nothing to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except KeyboardInterrupt:
        return 130


def _parser(arguments: list[str]) -> argparse.ArgumentParser:
    """The parser, with options for the command at hand only: building the others would cost each start."""
    parser = argparse.ArgumentParser(
        prog="sharedground",
        description="Points at phrasing in drafts that costs solidarity, and offers rewrites from shared interests.",
    )
    parser.add_argument("--version", action="version", version=f"sharedground {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        if name in arguments:
            import_module(f"sharedground.cli.{name}").configure(command)
    return parser
