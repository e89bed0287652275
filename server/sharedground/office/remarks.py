"""What a comment in the margin says about a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sharedground.finding import Finding
    from sharedground.rules.model import Rule

AUTHOR = "Shared Ground"
INITIALS = "SG"
_MOST_REWRITES = 3


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment for the stretch [start, end) of a draft's text, as paragraphs."""

    start: int
    end: int
    paragraphs: tuple[str, ...]


def remarks(findings: Iterable[Finding], rule: Callable[[str], Rule | None]) -> list[Remark]:
    """A remark for each finding: what it is about, why, and what could stand there instead."""
    return [Remark(finding.start, finding.end, (*_said(finding, rule(finding.rule)),)) for finding in findings]


def _said(finding: Finding, rule: Rule | None) -> Iterable[str]:
    yield finding.message
    why = " ".join(rule.why.partition("\n\n")[0].split()) if rule and rule.why else ""
    if why:
        yield f"Why: {why}"
    for rewrite in finding.rewrites[:_MOST_REWRITES]:
        begin = "You could write" if rewrite.applicability.is_ready else "A start, for you to fill in"
        yield f"{begin}: {rewrite.text or rewrite.title}"
    yield f"({finding.rule})"
