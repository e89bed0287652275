"""What every report is made from, and the lines of those that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from sharedground.lint import Result
    from sharedground.rules.model import Rule, Severity

Line: TypeAlias = tuple[tuple[str, str], ...]
"""One line as stretches of text, each with its style: '' or a style of rich, such as `bold`."""

RuleOf: TypeAlias = "Callable[[str], Rule | None]"
"""Gives the rule of an id, for formats that say more of a rule than its id."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came of one draft: a result, or in one sentence why it could not be read.

    `fail_on` is the severity from which on a finding in it fails the run, None where none does; `accepted` counts the
    findings that a baseline accepts and the result leaves out.
    """

    path: str
    result: Result | None = None
    error: str | None = None
    fail_on: Severity | None = None
    accepted: int = 0

    def fails(self, severity: Severity) -> bool:
        """Whether a finding of this severity fails the run."""
        return self.fail_on is not None and severity.rank >= self.fail_on.rank

    @property
    def failing(self) -> bool:
        """Whether any finding fails the run."""
        return self.result is not None and any(self.fails(finding.severity) for finding in self.result)


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of all drafts together. `files` counts the unreadable ones too."""

    files: int
    words: int
    findings: int
    unreadable: int
    accepted: int = 0


class Tally:
    """Adds up the figures of a run, draft by draft."""

    def __init__(self) -> None:
        self.summary = Summary(0, 0, 0, 0)

    def add(self, report: FileReport) -> None:
        """Count one more draft."""
        so_far, result = self.summary, report.result
        self.summary = Summary(
            files=so_far.files + 1,
            words=so_far.words + (result.words if result is not None else 0),
            findings=so_far.findings + (len(result) if result is not None else 0),
            unreadable=so_far.unreadable + (result is None),
            accepted=so_far.accepted + report.accepted,
        )


def summarise(reports: Iterable[FileReport]) -> Summary:
    """The figures of a run."""
    tally = Tally()
    for report in reports:
        tally.add(report)
    return tally.summary


def counted(number: int, noun: str) -> str:
    """`1 draft`, `2 drafts`, `1,200 words`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
