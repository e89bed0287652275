"""Workflow commands of GitHub Actions: each finding becomes an annotation beside its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sharedground.reports.layout import on_one_line, visible
from sharedground.reports.model import FileReport, RuleOf
from sharedground.reports.text import OFFERS
from sharedground.rules.model import Severity
from sharedground.text.lines import LineIndex

if TYPE_CHECKING:
    from sharedground.finding import Finding

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "notice",
    Severity.HINT: "notice",
}


class Github:
    """The format for one run."""

    def __init__(self, _rule_of: RuleOf) -> None:
        pass

    def opening(self) -> str:
        """Nothing."""
        return ""

    def draft(self, report: FileReport) -> str:
        """One line for each finding."""
        if report.result is None:
            title = "This draft could not be read"
            return _command("error", {"file": report.path, "title": title}, report.error or "")
        if not (report.result.findings or report.result.notices):
            return ""
        lines = LineIndex(report.result.source.text)
        found = [_annotation(report.path, finding, lines) for finding in report.result.findings]
        for notice in report.result.notices:
            line = str(lines.position(notice.start)[0])
            found.append(_command("notice", {"file": report.path, "line": line}, notice.message))
        return "".join(found)

    def closing(self) -> str:
        """Nothing."""
        return ""


def _annotation(path: str, finding: Finding, lines: LineIndex) -> str:
    line, column = lines.position(finding.start)
    end_line, end_column = lines.position(finding.end)
    place = {"file": path, "line": str(line), "endLine": str(end_line)}
    if line == end_line:  # columns across lines are refused there
        place |= {"col": str(column), "endColumn": str(end_column)}
    message = visible(finding.message)
    if finding.rewrites:
        best = finding.rewrites[0]
        message += f"\n{OFFERS[best.applicability]}: {on_one_line(best.text) or '(leave it out)'}"
    return _command(_COMMANDS[finding.severity], {**place, "title": finding.rule}, message)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {written}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
