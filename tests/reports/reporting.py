"""Reports on drafts for the tests of formats: the fake linter behind them, its rules at hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cli.fake_linter import PHRASES, FakeLinter
from sharedground.reports.formats import for_people, for_programs
from sharedground.reports.model import FileReport
from sharedground.rules.model import Rule, Severity

RULES: dict[str, Rule] = {rule.id: rule for rule, _rewrites in PHRASES.values()}
SHAMING = "Please check your privilege.\n"
RANKING = "Others have it worse.\n"
UNREADABLE = FileReport("b.md", error="There is no such file.")


def report(draft: str, path: str = "a.md", *, fail_on: Severity | None = Severity.WARNING) -> FileReport:
    return FileReport(path, FakeLinter().check(draft), fail_on=fail_on)


def worded(found: FileReport, message: str) -> FileReport:
    """The report, each of its findings with another message."""
    assert found.result is not None
    findings = tuple(replace(finding, message=message) for finding in found.result)
    return replace(found, result=replace(found.result, findings=findings))


def written(name: str, reports: Iterable[FileReport], *, statistics: bool = False) -> str:
    """The whole document that a format for programs makes of the reports."""
    document = for_programs(name, RULES.get, statistics=statistics)
    return "".join([document.opening(), *(document.draft(found) for found in reports), document.closing()])


def printed(name: str, reports: Iterable[FileReport], *, statistics: bool = False) -> list[str]:
    """The lines that a format for people makes of the reports."""
    lines = for_people(name, statistics=statistics)
    found = [line for each in reports for line in lines.draft(each)]
    return ["".join(text for text, _style in line) for line in [*found, *lines.closing()]]
