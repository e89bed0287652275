"""What runs in a worker process: drafts in on standard input, what came of them out on standard output.

Messages are pickles between this program and itself, over pipes that nobody else holds; none is ever stored.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import TYPE_CHECKING

from sharedground.cli import linting
from sharedground.cli.jobs import send
from sharedground.cli.session import Session
from sharedground.errors import SharedGroundError

if TYPE_CHECKING:
    from sharedground.cli.drafts import Source
    from sharedground.reports.model import FileReport


class _Quiet(Session):
    """A session whose troubles the other side tells: it sees them too, or finds them in the reports."""

    def complain(self, message: str) -> None:
        self.troubled = True


def main() -> None:
    """Read drafts until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where there are no sessions, Ctrl-C comes here too
    # Standard output is for messages: whatever else would be written there goes to standard error.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        flags, reading = pickle.load(sys.stdin.buffer)
        session = _Quiet(flags)
        while True:
            send(answers, _answer(session, pickle.load(sys.stdin.buffer), reading))
    except (EOFError, BrokenPipeError):
        return


def _answer(session: Session, source: Source, reading: linting.Reading) -> FileReport | str:
    try:
        return linting.lint(session, source, reading)
    except SharedGroundError as error:  # nothing to do with this draft: it would be the same for all
        return str(error)
