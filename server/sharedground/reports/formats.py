"""The formats a report can take, by name.

Formats are fed draft by draft, so that nothing waits for the last one and no draft is kept longer than it is needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Protocol

from sharedground.reports.model import FileReport, Line, RuleOf


class People(Protocol):
    """A format that people read: lines, perhaps coloured."""

    def draft(self, report: FileReport) -> Iterable[Line]:
        """The lines of one draft."""

    def closing(self) -> Iterable[Line]:
        """What stands below them all."""


class Programs(Protocol):
    """A format that programs read: one document, in UTF-8."""

    def opening(self) -> str:
        """What stands above the drafts."""

    def draft(self, report: FileReport) -> str:
        """What stands for one draft."""

    def closing(self) -> str:
        """What stands below them all."""


FOR_PEOPLE = {"text": "text:Text", "concise": "concise:Concise"}
FOR_PROGRAMS = {
    "json": "json:Json",
    "sarif": "sarif:Sarif",
    "github": "github:Github",
    "gitlab": "gitlab:Gitlab",
    "junit": "junit:Junit",
    "checkstyle": "checkstyle:Checkstyle",
    "csv": "csv:Csv",
    "html": "html:Html",
}
FORMATS = (*FOR_PEOPLE, *FOR_PROGRAMS)
"""The names of all formats."""

STATISTICS = {"text": "statistics:Text", "json": "statistics:Json", "csv": "statistics:Csv"}
"""The formats that can say how often each rule spoke instead of where."""

SUFFIXES = {".json": "json", ".sarif": "sarif", ".csv": "csv", ".html": "html", ".htm": "html", ".txt": "text"}
"""What a file's name says about the format that belongs in it."""


def for_people(name: str, *, statistics: bool = False) -> People:
    """The format of this name, for one run."""
    made: People = _class((STATISTICS if statistics else FOR_PEOPLE)[name])()
    return made


def for_programs(name: str, rule_of: RuleOf, *, statistics: bool = False) -> Programs:
    """The format of this name, for one run."""
    made: Programs = _class((STATISTICS if statistics else FOR_PROGRAMS)[name])(rule_of)
    return made


def _class(place: str) -> type:
    module, _, name = place.partition(":")
    found: type = getattr(import_module(f"sharedground.reports.{module}"), name)
    return found
