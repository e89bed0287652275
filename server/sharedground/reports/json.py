"""The report for programs: version 1 of the format that docs/json-format.md describes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from sharedground.reports.model import FileReport, summarise
from sharedground.text.lines import LineIndex

if TYPE_CHECKING:
    from sharedground.lint import Finding, Result

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


class _Document(msgspec.Struct):
    version: int
    files: list[_File]
    summary: _Summary


def render(reports: Iterable[FileReport]) -> str:
    """The whole document, with a line end after it."""
    reports = tuple(reports)
    figures = summarise(reports)
    document = _Document(
        version=VERSION,
        files=[_File(report.path, _findings(report.result), report.error) for report in reports],
        summary=_Summary(figures.files, figures.words, figures.findings),
    )
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


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
