"""JUnit's XML: a draft is a suite; a finding that fails the run is a failed test, and a clean draft a passed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sharedground.reports import xml
from sharedground.reports.layout import on_one_line
from sharedground.reports.model import FileReport, RuleOf
from sharedground.reports.text import OFFERS
from sharedground.text.lines import LineIndex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from sharedground.finding import Finding


class Junit:
    """The format for one run."""

    def __init__(self, _rule_of: RuleOf) -> None:
        pass

    def opening(self) -> str:
        """The head of the document."""
        return f'{xml.DECLARATION}<testsuites name="Shared Ground">\n'

    def draft(self, report: FileReport) -> str:
        """The suite of one draft."""
        cases = [*_cases(report)]
        outcomes = [child.tag for case in cases for child in case]
        figures: dict[str, object] = {
            "name": report.path,
            "tests": len(cases),
            "failures": outcomes.count("failure"),
            "errors": outcomes.count("error"),
            "skipped": 0,
            "time": 0,
        }
        return xml.written(xml.element("testsuite", figures, *cases), 1)

    def closing(self) -> str:
        """The end of the document."""
        return "</testsuites>\n"


def _cases(report: FileReport) -> list[Element]:
    if report.result is None:
        error = xml.element("error", {"message": report.error, "type": "unreadable-draft"})
        return [_case(report.path, "can be read", error)]
    lines = LineIndex(report.result.source.text)
    cases = [_finding(report, finding, lines) for finding in report.result]
    return cases or [_case(report.path, "nothing to point at")]


def _finding(report: FileReport, finding: Finding, lines: LineIndex) -> Element:
    line, column = lines.position(finding.start)
    told = "\n".join(
        [finding.message, *(f"{OFFERS[offer.applicability]}: {on_one_line(offer.text)}" for offer in finding.rewrites)]
    )
    if report.fails(finding.severity):
        about: dict[str, object] = {"message": finding.message, "type": finding.severity.value}
        outcome = xml.element("failure", about, text=f"{report.path}:{line}:{column}\n{told}")
    else:
        outcome = xml.element("system-out", {}, text=f"{finding.severity.value}: {told}")
    return _case(report.path, f"{finding.rule} (line {line}, column {column})", outcome, line=line)


def _case(path: str, name: str, *outcome: Element, line: int | None = None) -> Element:
    place = {} if line is None else {"line": line}
    return xml.element("testcase", {"classname": path, "name": name, "file": path, **place, "time": 0}, *outcome)
