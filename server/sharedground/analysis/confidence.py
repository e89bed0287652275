"""How sure a match is: the pattern's own confidence, adjusted by what stands around it, and what follows from it."""

from __future__ import annotations

from sharedground.analysis.model import Match, Sentence
from sharedground.analysis.spans import HARD_MARKS
from sharedground.rules.model import Severity, Tree

SURE, SHOWN, LOWERED = 0.74, 0.60, 0.40
"""Warnings and errors are shown as they are from the first on, the rest from the second; one step lower from there down
to the third, and silent below it."""

_SECOND_PERSON = frozenset({"you", "your", "yours", "yourself", "yourselves", "u", "ur"})
_OBLIGATION = frozenset({"should", "must", "ought", "need", "needs"})
_COMPARATORS = frozenset({"than", "compared", "beside", "worse", "more", "most", "harder", "hardest"})
_FIRST_SINGULAR = frozenset({"i", "me", "my", "myself", "mine"})


def adjusted(prior: float, match: Match, sentence: Sentence) -> float:
    """The confidence in a match, between 0 and 1: second person, comrades and demands raise it; power, the past, the
    writer's own voice and a parse that cannot be trusted lower it.
    """
    doc = sentence.doc
    clause = _clause(match, sentence)
    words = {doc[i].norm_ for i in clause}
    matched = {doc[i].norm_ for i in match.tokens}
    comrades, power = sentence.members("comrade"), sentence.members("power")
    value = prior
    if words & _SECOND_PERSON or any(i in comrades for i in match.tokens):
        value += 0.15
    if words & _OBLIGATION or doc[match.head].tag_ == "VB":
        value += 0.10
    if sum(i in comrades and (i + 1) not in comrades for i in clause) >= 2 and words & _COMPARATORS:
        value += 0.10
    if any(i in power and i not in match.tokens and i not in comrades for i in clause):
        value -= 0.20
    if doc[match.head].tag_ == "VBD" and not words & _SECOND_PERSON:
        value -= 0.15
    if isinstance(match.pattern.node, Tree) and doc.text == doc.text.lower():
        value -= 0.15
    if matched & _FIRST_SINGULAR:
        value -= 0.30
    return round(min(1.0, max(0.0, value)), 2)


def settled(severity: Severity | None, confidence: float) -> Severity | None:
    """The severity to show: lowered one step where we are unsure, none where we are too unsure."""
    if severity is None or confidence < LOWERED:
        return None
    if confidence >= (SURE if severity.rank >= Severity.WARNING.rank else SHOWN):
        return severity
    return severity.lowered() if severity is not Severity.HINT else None


def _clause(match: Match, sentence: Sentence) -> range:
    """The tokens around the match up to the next marks that end a clause for good."""
    doc = sentence.doc
    start, end = match.tokens[0], match.tokens[-1] + 1
    while start > 0 and doc[start - 1].text not in HARD_MARKS:
        start -= 1
    while end < len(doc) and doc[end].text not in HARD_MARKS:
        end += 1
    return range(start, end)
