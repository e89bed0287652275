"""What was found, as the client shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lsprotocol import types

from sharedground.errors import PlacedError
from sharedground.finding import Finding
from sharedground.lint import Result
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.positions import Positions
from sharedground.rules.model import Severity
from sharedground.suppression import Notice
from sharedground.text.directives import Problem

SOURCE = "Shared Ground"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFORMATION: types.DiagnosticSeverity.Information,
    Severity.HINT: types.DiagnosticSeverity.Hint,
}


def of_result(result: Result, snapshot: Snapshot, links: dict[str, str]) -> list[types.Diagnostic]:
    """The diagnostics of a checked draft: its findings, and what is to be said about its directives.

    `links`: rule id → the address of its page, for clients that show one.
    """
    found = [of_finding(finding, snapshot, links.get(finding.rule) or None) for finding in result]
    return found + [of_notice(notice, snapshot) for notice in result.notices]


def of_notice(notice: Notice | Problem, snapshot: Snapshot) -> types.Diagnostic:
    """What is to be said about a directive."""
    return types.Diagnostic(
        range=snapshot.positions.range(notice.start, notice.end),
        severity=types.DiagnosticSeverity.Information,
        source=SOURCE,
        code="directive",
        message=notice.message,
    )


def of_finding(finding: Finding, snapshot: Snapshot, link: str | None = None) -> types.Diagnostic:
    """The diagnostic of a finding; `data` is what the client hands back when it asks what to do about it."""
    return types.Diagnostic(
        range=snapshot.positions.range(finding.start, finding.end),
        severity=_SEVERITIES[finding.severity],
        source=SOURCE,
        code=finding.rule,
        code_description=types.CodeDescription(href=link) if link else None,
        message=finding.message,
        data=reference(finding, snapshot),
    )


def reference(finding: Finding, snapshot: Snapshot) -> dict[str, Any]:
    """How a finding is named between two requests: by rule, place and the text that it was found in."""
    return {"rule": finding.rule, "start": finding.start, "end": finding.end, "text": snapshot.digest}


def of_errors(errors: Iterable[PlacedError], snapshot: Snapshot) -> list[types.Diagnostic]:
    """The diagnostics of what is wrong in a file of ours, each to the end of the word or value that it speaks of."""
    return [of_error(error, snapshot.positions) for error in errors]


def of_error(error: PlacedError, positions: Positions) -> types.Diagnostic:
    """The diagnostic of one error; where its place is unknown, it stands on the first line."""
    start, end = _extent(positions, error.place.line, error.place.column)
    return types.Diagnostic(
        range=positions.range(start, end),
        severity=types.DiagnosticSeverity.Error,
        source=SOURCE,
        message=f"{error.message[:1].upper()}{error.message[1:]}",
    )


def _extent(positions: Positions, line: int, column: int) -> tuple[int, int]:
    """From a place to the end of its word, or of its quoted text; without a column, the whole line."""
    first, last = positions.lines.line_span(line or 1)
    if not column:
        text = positions.text[first:last]
        return first + len(text) - len(text.lstrip()), last
    start = min(first + column - 1, last)
    rest = positions.text[start:last]
    if rest[:1] in ("'", '"') and (closing := rest.find(rest[0], 1)) > 0:
        return start, start + closing + 1
    size = next((index for index, character in enumerate(rest) if character in " \t:,]}#="), len(rest))
    return start, start + max(size, min(1, len(rest)))
