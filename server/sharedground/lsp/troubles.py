"""What goes wrong, told once: to the log, without a word of any draft, and to the writer where they can help it."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sharedground.errors import PlacedError, RuleError, SharedGroundError

log = logging.getLogger("sharedground.lsp")


class Troubles:
    """Tells of each trouble once. `show` puts a message before the writer; to be used from the event loop."""

    def __init__(self, show: Callable[[str], None]) -> None:
        self._show = show
        self._told: set[str] = set()

    def forget(self) -> None:
        """What was told may be told again: something has been done about it, or so it seems."""
        self._told.clear()

    def tell(self, problem: SharedGroundError) -> None:
        """What the writer can put right: a settings file, a rule file, a pipeline. The message is for people."""
        message = str(problem)
        if self._is_new(message):
            log.warning("%s", message)
            self._show(_short(problem))

    def tell_all(self, problems: Sequence[SharedGroundError]) -> None:
        """The problems of a project. Those of rule files go to the log, and the writer is told in how many they are."""
        rules = [problem for problem in problems if isinstance(problem, RuleError)]
        in_rules = [str(problem) for problem in rules]
        for problem in problems:
            if not isinstance(problem, RuleError):
                self.tell(problem)
        if in_rules and self._is_new("\n".join(in_rules)):
            log.warning("%s", "\n".join(in_rules))
            others = len({problem.place.path for problem in rules}) - 1
            more = f" (and {others} more)" if others else ""
            self._show(f"A rule file does not hold{more}: {_short(rules[0])} The others are in force.")

    def crash(self, where: str, error: BaseException) -> None:
        """A fault of ours. Only its kind and its place in our code are logged: its words may be a draft's."""
        frames = traceback.extract_tb(error.__traceback__)[-6:]
        path = " < ".join(
            f"{frame.filename.rpartition('sharedground')[2]}:{frame.lineno}" for frame in reversed(frames)
        )
        if self._is_new(f"{where} {type(error).__name__} {path}"):
            log.error("%s failed with %s at %s; the rest goes on.", where, type(error).__name__, path)

    def _is_new(self, key: str) -> bool:
        if key in self._told:
            return False
        self._told.add(key)
        return True


def _short(problem: SharedGroundError) -> str:
    """On one line, with the name of the file alone: some editors have one line, and the log has the whole path."""
    message = str(problem)
    if isinstance(problem, PlacedError):
        message = f"{replace(problem.place, path=Path(problem.place.path).name)}: {problem.message}"
    return " ".join(message.split())
