"""Checkstyle's XML, which many build servers and review tools read."""

from __future__ import annotations

from sharedground.reports import xml
from sharedground.reports.model import FileReport, RuleOf
from sharedground.rules.model import Severity
from sharedground.text.lines import LineIndex

_SEVERITIES = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "info",
    Severity.HINT: "info",
}


class Checkstyle:
    """The format for one run."""

    def __init__(self, _rule_of: RuleOf) -> None:
        pass

    def opening(self) -> str:
        """The head of the document."""
        return f'{xml.DECLARATION}<checkstyle version="4.3">\n'

    def draft(self, report: FileReport) -> str:
        """The element of one draft."""
        if report.result is None:
            error = {"line": 1, "severity": "error", "message": report.error, "source": "sharedground.unreadable-draft"}
            errors = [xml.element("error", error)]
        else:
            lines = LineIndex(report.result.source.text)
            errors = [
                xml.element(
                    "error",
                    {
                        "line": lines.position(finding.start)[0],
                        "column": lines.position(finding.start)[1],
                        "severity": _SEVERITIES[finding.severity],
                        "message": finding.message,
                        "source": f"sharedground.{finding.rule}",
                    },
                )
                for finding in report.result
            ]
        return xml.written(xml.element("file", {"name": report.path}, *errors), 1)

    def closing(self) -> str:
        """The end of the document."""
        return "</checkstyle>\n"
