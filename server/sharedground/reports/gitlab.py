"""The report that GitLab shows beside a merge request: its code quality format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sharedground.reports.fingerprints import Numbering, digest
from sharedground.reports.json import Listing
from sharedground.reports.model import FileReport, RuleOf
from sharedground.rules.model import Severity
from sharedground.text.lines import LineIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEVERITIES = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.INFORMATION: "minor",
    Severity.HINT: "info",
}


class Gitlab:
    """The format for one run."""

    def __init__(self, _rule_of: RuleOf) -> None:
        self._listing = Listing(2)

    def opening(self) -> str:
        """The head of the document."""
        return "["

    def draft(self, report: FileReport) -> str:
        """The entries of one draft."""
        return "".join(self._listing.item(entry) for entry in _entries(report))

    def closing(self) -> str:
        """The end of the document."""
        return f"{self._listing.end()}]\n"


def _entries(report: FileReport) -> Iterator[dict[str, object]]:
    if report.result is None:
        unreadable = digest(report.path, "unreadable")
        yield _entry(report.path, report.error or "", "unreadable-draft", unreadable, "blocker", (1, 1))
        return
    text = report.result.source.text
    lines, numbering = LineIndex(text), Numbering()
    for finding in report.result.findings:
        identity = numbering.identity(finding, text, report.path)
        begin, end = lines.position(finding.start)[0], lines.position(finding.end)[0]
        severity = _SEVERITIES[finding.severity]
        yield _entry(report.path, finding.message, finding.rule, identity, severity, (begin, end))


def _entry(
    path: str, description: str, check: str, fingerprint: str, severity: str, lines: tuple[int, int]
) -> dict[str, object]:
    return {
        "description": description,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": lines[0], "end": lines[1]}},
    }
