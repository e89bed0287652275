"""A finding: one place that a writer may want to look at, and what could stand there instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from sharedground.rewriting.model import Rewrite
    from sharedground.rules.model import Severity

Offers: TypeAlias = "Callable[[], tuple[Rewrite, ...]]"
"""Makes the rewrites of a finding."""


class _Later:
    """Rewrites that are made when somebody first looks at them: while a draft is written, most are only moved."""

    __slots__ = ("_offers",)
    _offers: Offers

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Asked for what has not been set yet."""
            if name != "rewrites":
                raise AttributeError(name)
            object.__setattr__(self, name, self._offers())
            return self.rewrites


@dataclass(frozen=True, slots=True)
class Finding(_Later):
    """One place that a writer may want to look at. `start` and `end`: code points from the start of the text."""

    rule: str
    principle: str
    severity: Severity
    message: str
    start: int
    end: int
    rewrites: tuple[Rewrite, ...] = ()
    confidence: float = 1.0


def with_offers(finding: Finding, offers: Offers) -> Finding:
    """The finding with rewrites that are made when they are first looked at."""
    return _placed(finding, finding.start, finding.end, offers)


def moved(finding: Finding, by: int) -> Finding:
    """The finding in a text that has so many more characters before it."""
    return _placed(finding, finding.start + by, finding.end + by, partial(_moved_rewrites, finding, by))


def _placed(finding: Finding, start: int, end: int, offers: Offers) -> Finding:
    found = object.__new__(Finding)
    put = object.__setattr__
    put(found, "rule", finding.rule)
    put(found, "principle", finding.principle)
    put(found, "severity", finding.severity)
    put(found, "message", finding.message)
    put(found, "start", start)
    put(found, "end", end)
    put(found, "confidence", finding.confidence)
    put(found, "_offers", offers)
    return found


def _moved_rewrites(finding: Finding, by: int) -> tuple[Rewrite, ...]:
    return tuple([_moved(rewrite, by) for rewrite in finding.rewrites])


def _moved(rewrite: Rewrite, by: int) -> Rewrite:
    from sharedground.rewriting.model import Edit, Rewrite

    r = rewrite
    edits = tuple([Edit(edit.start + by, edit.end + by, edit.text) for edit in r.edits])
    return Rewrite(r.title, r.applicability, edits, r.text, r.start + by, r.end + by, r.why, r.blanks)
