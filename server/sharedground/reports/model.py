"""What every report is made from, and the lines of those that people read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from sharedground.lint import Result

Line: TypeAlias = tuple[tuple[str, str], ...]
"""One line as stretches of text, each with its style: '' or a style of rich, such as `bold`."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came of one draft: a result, or in one sentence why it could not be read."""

    path: str
    result: Result | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of all drafts together. `files` counts the unreadable ones too."""

    files: int
    words: int
    findings: int
    unreadable: int


def summarise(reports: Iterable[FileReport]) -> Summary:
    """The figures of a run."""
    reports = tuple(reports)
    results = [report.result for report in reports if report.result is not None]
    return Summary(
        files=len(reports),
        words=sum(result.words for result in results),
        findings=sum(len(result.findings) for result in results),
        unreadable=len(reports) - len(results),
    )


def counted(number: int, noun: str) -> str:
    """`1 draft`, `2 drafts`, `1,200 words`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
