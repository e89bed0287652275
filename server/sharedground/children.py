"""Processes of our own, started afresh: nothing is forked, so no thread or lock of ours is copied half-way."""

from __future__ import annotations

import sys


def command(module: str) -> list[str]:
    """The command that calls `main` of a module of ours in a new Python.

    It is told where our modules are: the folder it is started in, with a writer's drafts, cannot put others in their
    place.
    """
    start = f"import sys; sys.path[:] = sys.argv[1:]; from {module} import main; main()"
    return [sys.executable, "-P", "-c", start, *filter(None, sys.path)]
