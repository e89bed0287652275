"""The sentence joins the groups: *the same landlord, both, together, shared, alike, one fight, each other, and so are we*.

A joiner counts where there is something to join: an inclusive *we*, two groups, or two nouns tied by *and*. “At the same
time”, “common sense”, “you are all the same”, “share the blame” join nobody.
"""

from __future__ import annotations

import re

from sharedground.analysis.model import Match, Sentence

NAME = "joined"

_JOINERS = re.compile(
    r"""\b(?:the\ (?:very\ |exact\ )?same|both|together|shared|in\ common|alike|alongside|side\ by\ side|each\ other|one\ another
      | common\ (?:cause|enemy|ground|fight|struggle|interest|landlord|employer|boss|bond|good|purpose|root)s?
      | (?:one|single)\ (?:fight|struggle|class|movement|union|enemy|boss|landlord|budget|system|cause|root)
      | shares?\ (?:an?|the|this|that|one|our|their)\ (?:\w+\ )?(?:enemy|boss|landlord|lender|owner|employer|interest|fight|cause|root|struggle|bill)
      | (?:and\ )?so\ (?:do|are|is|does|can|will|have|has|did|were|must)\ (?:we|they|you|\w+s)\b
      | same\ (?:boss|bosses|landlord|landlords|owner|owners|employer|lender|lenders|fight|struggle|firm|company|enemy|bank|fund|system|side|hands)
      | across\ borders | hand\ in\ hand | shoulder\ to\ shoulder | arm\ in\ arm | common\ to)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_IDLE = re.compile(
    r"""\b(?:at\ the\ same\ time|all\ the\ same|just\ the\ same|(?:one\ and\ )?the\ same\ (?:old|goes|people\ who|ones?\ who|lot)|much\ the\ same
      | (?:get|got|pull|pulled)\ (?:it|yourself|yourselves|themselves|your\ act)\ together | both\ (?:guilty|complicit|to\ blame|ways)
      | (?:we|you|they)\ both\ know | put\ together | all\ alike)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def marks(sentence: Sentence) -> frozenset[int]:
    """The tokens of the joining words."""
    if NAME not in sentence.facts:
        sentence.facts[NAME] = _find(sentence)
    found: frozenset[int] = sentence.facts[NAME]
    return found


def holds(match: Match, sentence: Sentence) -> bool:
    """Whether the match's sentence joins groups with words other than the flagged ones."""
    return bool(marks(sentence) - {match.head})


def _find(sentence: Sentence) -> frozenset[int]:
    text = sentence.text
    idle = [found.span() for found in _IDLE.finditer(text)]
    joiners = [
        found.span()
        for found in _JOINERS.finditer(text)
        if not any(start <= found.start() < end for start, end in idle)
    ]
    if not joiners or not _has_groups(sentence):
        return frozenset()
    return frozenset(t.i for t in sentence.doc for start, end in joiners if start <= t.idx < end)


def _has_groups(sentence: Sentence) -> bool:
    """Whether there are two to join: an inclusive *we*, *both*, two known groups, or two nouns tied by *and*."""
    doc = sentence.doc
    if re.search(r"\b(?:alike|across borders)\b", sentence.text, re.IGNORECASE):
        return True
    if any(token.lower_ in ("we", "us", "our", "ours", "ourselves", "both", "other", "another") for token in doc):
        return True
    known = sentence.members("comrade") | sentence.members("people-of") | sentence.members("country")
    coupled = any(t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN") and t.head.pos_ in ("NOUN", "PROPN") for t in doc)
    return len(known) >= 2 or coupled
