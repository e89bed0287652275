"""A table for spreadsheets: one row for each finding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from sharedground.reports.layout import visible
from sharedground.reports.model import FileReport, RuleOf
from sharedground.text.lines import LineIndex

HEAD = ("draft", "line", "column", "severity", "principle", "rule", "words", "message", "rewrite", "trust", "error")

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class Csv:
    """The format for one run."""

    def __init__(self, _rule_of: RuleOf) -> None:
        pass

    def opening(self) -> str:
        """The names of the columns."""
        return table([HEAD])

    def draft(self, report: FileReport) -> str:
        """The rows of one draft."""
        return table(_rows(report))

    def closing(self) -> str:
        """Nothing."""
        return ""


def table(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV (RFC 4180). A cell that a spreadsheet would run as a formula has an apostrophe before it."""
    written = io.StringIO()
    csv.writer(written).writerows([_guarded(cell) for cell in row] for row in rows)
    return written.getvalue()


def _rows(report: FileReport) -> Iterator[tuple[object, ...]]:
    if report.result is None:
        yield (report.path, *[""] * (len(HEAD) - 2), report.error)
        return
    text = report.result.source.text
    lines = LineIndex(text)
    for finding in report.result:
        best = finding.rewrites[0] if finding.rewrites else None
        yield (
            report.path,
            *lines.position(finding.start),
            finding.severity.value,
            finding.principle,
            finding.rule,
            text[finding.start : finding.end],
            finding.message,
            best.text if best else "",
            best.applicability.value if best else "",
            "",
        )


def _guarded(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    # Spaces before a formula do not keep every spreadsheet from running it.
    dangerous = cell.lstrip(" \u00a0\n").startswith(_FORMULA)
    shown = " ".join(visible(line) for line in cell.splitlines())
    return f"'{shown}" if dangerous else shown
