"""The report for programs: version 1 of the format that docs/json-format.md describes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from sharedground.reports.model import FileReport, RuleOf, Tally
from sharedground.text.lines import LineIndex

if TYPE_CHECKING:
    from sharedground.finding import Finding
    from sharedground.lint import Result

VERSION = 1


class _Edit(msgspec.Struct):
    start: int
    end: int
    text: str


class _Rewrite(msgspec.Struct):
    title: str
    applicability: str
    edits: list[_Edit]


class _Finding(msgspec.Struct):
    rule: str
    principle: str
    severity: str
    message: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    rewrites: list[_Rewrite]


class _File(msgspec.Struct):
    path: str
    findings: list[_Finding]
    error: str | None


class _Summary(msgspec.Struct):
    files: int
    words: int
    findings: int


class Json:
    """The format for one run."""

    def __init__(self, _rule_of: RuleOf) -> None:
        self._tally = Tally()
        self._listing = Listing(4)

    def opening(self) -> str:
        """The head of the document."""
        return f'{{\n  "version": {VERSION},\n  "files": ['

    def draft(self, report: FileReport) -> str:
        """One draft."""
        self._tally.add(report)
        return self._listing.item(_File(report.path, _findings(report.result), report.error))

    def closing(self) -> str:
        """The figures."""
        figures = self._tally.summary
        summary = _Summary(figures.files, figures.words, figures.findings)
        return f'{self._listing.end()}],\n  "summary": {indented(summary, 2)}\n}}\n'


class Listing:
    """The items of a JSON array, written one by one; `indent` spaces stand before each."""

    def __init__(self, indent: int) -> None:
        self._indent = indent
        self._empty = True

    def item(self, value: object) -> str:
        """One more item, with what goes before it."""
        before = "\n" if self._empty else ",\n"
        self._empty = False
        return f"{before}{' ' * self._indent}{indented(value, self._indent)}"

    def end(self) -> str:
        """What goes before the closing bracket."""
        return "" if self._empty else f"\n{' ' * (self._indent - 2)}"


def indented(value: object, indent: int) -> str:
    """A value as JSON, laid out for reading; `indent` spaces stand before each line but the first."""
    document = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    return document.replace("\n", f"\n{' ' * indent}")


def render(reports: Iterable[FileReport]) -> str:
    """The whole document, with a line end after it."""
    document = Json(lambda _rule: None)
    return "".join([document.opening(), *(document.draft(report) for report in reports), document.closing()])


def _findings(result: Result | None) -> list[_Finding]:
    if result is None or not result.findings:
        return []
    lines = LineIndex(result.source.text)
    return [_finding(finding, lines) for finding in result.findings]


def _finding(finding: Finding, lines: LineIndex) -> _Finding:
    line, column = lines.position(finding.start)
    end_line, end_column = lines.position(finding.end)
    return _Finding(
        rule=finding.rule,
        principle=finding.principle,
        severity=finding.severity.value,
        message=finding.message,
        start=finding.start,
        end=finding.end,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        rewrites=[
            _Rewrite(
                rewrite.title,
                rewrite.applicability.value,
                [_Edit(edit.start, edit.end, edit.text) for edit in rewrite.edits],
            )
            for rewrite in finding.rewrites
        ],
    )
