"""SARIF 2.1.0, which GitHub code scanning and many editors read. Positions count code points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sharedground import __version__
from sharedground.reports.fingerprints import Numbering
from sharedground.reports.json import Listing, indented
from sharedground.reports.model import FileReport, RuleOf
from sharedground.rules.model import PRINCIPLE_TEXTS, Severity
from sharedground.text.lines import LineIndex
from sharedground.text.readers.formats import is_packed, language_for

if TYPE_CHECKING:
    from sharedground.finding import Finding
    from sharedground.rewriting.model import Rewrite
    from sharedground.rules.model import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
    Severity.HINT: "note",
}


class Sarif:
    """The format for one run. The rules come last, once it is known which of them spoke."""

    def __init__(self, rule_of: RuleOf) -> None:
        self._rule_of = rule_of
        self._rules: dict[str, int] = {}
        self._notifications: list[dict[str, Any]] = []
        self._readable = True
        self._listing = Listing(8)

    def opening(self) -> str:
        """The head of the document."""
        return (
            f'{{\n  "$schema": "{SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    {{\n'
            '      "columnKind": "unicodeCodePoints",\n      "results": ['
        )

    def draft(self, report: FileReport) -> str:
        """The results of one draft."""
        if report.result is None:
            self._readable = False
            self._notifications.append(_notification("error", report.error or "", _artifact(report.path)))
            return ""
        lines = LineIndex(report.result.source.text)
        for notice in report.result.notices:
            place = {**_artifact(report.path), "region": _region(notice.start, notice.end, lines)}
            self._notifications.append(_notification("note", notice.message, place))
        return "".join(self._listing.item(result) for result in self._results(report, lines))

    def closing(self) -> str:
        """The rules that spoke, and what could not be read."""
        driver = {
            "name": "Shared Ground",
            "semanticVersion": __version__,
            "rules": [_described(rule, self._rule_of(rule)) for rule in self._rules],
        }
        invocation = {"executionSuccessful": self._readable, "toolExecutionNotifications": self._notifications}
        return (
            f'{self._listing.end()}],\n      "invocations": [\n        {indented(invocation, 8)}\n      ],\n'
            f'      "tool": {{\n        "driver": {indented(driver, 8)}\n      }}\n    }}\n  ]\n}}\n'
        )

    def _results(self, report: FileReport, lines: LineIndex) -> Iterator[dict[str, Any]]:
        text = report.result.source.text if report.result else ""
        numbering = Numbering()
        packed = is_packed(language_for(report.path) or "")
        for finding in report.result or ():
            region = {
                **_region(finding.start, finding.end, lines),
                "snippet": {"text": text[finding.start : finding.end]},
            }
            result: dict[str, Any] = {
                "ruleId": finding.rule,
                "ruleIndex": self._rules.setdefault(finding.rule, len(self._rules)),
                "level": _LEVELS[finding.severity],
                "message": {"text": finding.message},
                "locations": [{"physicalLocation": {**_artifact(report.path), "region": region}}],
                "partialFingerprints": {"sharedGroundWords/v1": numbering.identity(finding, text)},
            }
            # Places count in the text of a draft; in the file of a packed one, nothing stands at such a place.
            fixes = [] if packed else [*_fixes(report.path, finding, lines)]
            if fixes:
                result["fixes"] = fixes
            yield result


def _fixes(path: str, finding: Finding, lines: LineIndex) -> Iterator[dict[str, Any]]:
    """The rewrites that are whole. One with blanks to fill in is for a person, not for a button."""
    for rewrite in finding.rewrites:
        if rewrite.applicability.is_ready and rewrite.edits:
            replacements = [
                {"deletedRegion": _region(edit.start, edit.end, lines), "insertedContent": {"text": edit.text}}
                for edit in rewrite.edits
            ]
            change = {**_artifact(path), "replacements": replacements}
            yield {"description": {"text": _told(rewrite)}, "artifactChanges": [change]}


def _told(rewrite: Rewrite) -> str:
    return f"{rewrite.title}. {rewrite.why}" if rewrite.why else rewrite.title


def _described(rule_id: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": rule_id}
    help_text = "\n\n".join(part.strip() for part in (rule.why, rule.keep_when) if part.strip())
    return {
        "id": rule_id,
        "name": "".join(word.title() for word in rule_id.partition("/")[2].split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": PRINCIPLE_TEXTS.get(rule.principle, rule.summary)},
        "help": {"text": help_text or rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [name for name in (rule.category, rule.principle) if name]},
    }


def _notification(level: str, message: str, place: dict[str, Any]) -> dict[str, Any]:
    return {"level": level, "message": {"text": message}, "locations": [{"physicalLocation": place}]}


def _artifact(path: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": f"file://{quote(path)}" if path.startswith("/") else quote(path)}}


def _region(start: int, end: int, lines: LineIndex) -> dict[str, int]:
    line, column = lines.position(start)
    end_line, end_column = lines.position(end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": start,
        "charLength": end - start,
    }
