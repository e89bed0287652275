"""The errors Shared Ground raises, a small family.

    SharedGroundError
     ├─ DraftError      a draft that cannot be read: binary, wrong encoding, too large, not a file
     ├─ RuleError       a rule or lexicon file that does not hold; carries file, line and column
     ├─ SettingsError   a settings file, flag or directive that does not hold
     └─ PipelineError   the language pipeline is missing or unfit

Each message says what was found, what was expected and what to do next.
"""

from __future__ import annotations

from dataclasses import dataclass


class SharedGroundError(Exception):
    """Anything that Shared Ground itself has to say went wrong."""


class DraftError(SharedGroundError):
    """A draft that cannot be read."""


class PipelineError(SharedGroundError):
    """The language pipeline is missing or does not fit."""


@dataclass(frozen=True)
class Place:
    """A place in a file of ours: a rule, a lexicon, settings. Lines and columns count from 1; 0 is unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.path, *numbers])


class PlacedError(SharedGroundError):
    """An error that names the place where it stands: `path:line:column: message`."""

    def __init__(self, message: str, place: Place) -> None:
        super().__init__(f"{place}: {message}")
        self.message = message
        self.place = place


class RuleError(PlacedError):
    """A rule or lexicon file that does not hold."""


class SettingsError(PlacedError):
    """A settings file, a flag or a directive that does not hold."""
