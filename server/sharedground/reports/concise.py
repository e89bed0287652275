"""One line for each finding, as editors and grep read them: `path:line:column: severity rule message`."""

from __future__ import annotations

from collections.abc import Iterator

from sharedground.reports.layout import visible
from sharedground.reports.model import FileReport, Line
from sharedground.text.lines import LineIndex


class Concise:
    """The format for one run."""

    def draft(self, report: FileReport) -> Iterator[Line]:
        """The lines of one draft."""
        return (((line, ""),) for line in render(report))

    def closing(self) -> tuple[Line, ...]:
        """Nothing more."""
        return ()


def render(report: FileReport) -> Iterator[str]:
    """The lines of one draft."""
    if report.result is None or not (report.result.findings or report.result.notices):
        return
    lines = LineIndex(report.result.source.text)
    for finding in report.result.findings:
        line, column = lines.position(finding.start)
        severity, message = finding.severity.value, visible(finding.message)
        yield f"{visible(report.path)}:{line}:{column}: {severity} {finding.rule} {message}"
    for notice in report.result.notices:
        line, column = lines.position(notice.start)
        yield f"{visible(report.path)}:{line}:{column}: note {visible(notice.message)}"
