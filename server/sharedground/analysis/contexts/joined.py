"""The sentence joins the groups: *the same landlord, both, together, shared, alike, one fight, each other, so are we*.

A joiner counts where there is something to join: an inclusive *we*, two groups, or two nouns tied by *and*. “At the
same time”, “common sense”, “you are all the same”, “share the blame” join nobody.
"""

from __future__ import annotations

import re

from sharedground.analysis.contexts.wordlists import listed
from sharedground.analysis.model import Match, Sentence

NAME = "joined"

_WHAT = (
    "boss(?:es)?|landlords?|owners?|employers?|lenders?|firm|company|enemy|bank|fund|system|side|hands|fight|struggle"
)
_JOINERS = re.compile(
    rf"""\b(?:
        the\ (?:very\ |exact\ )?same | same\ (?:{_WHAT}) | both | together | shared | alike | alongside
      | in\ common | common\ (?:cause|ground|interest|bond|good|purpose|root|{_WHAT})s? | common\ to
      | (?:one|single)\ (?:class|movement|union|budget|cause|root|{_WHAT})
      | shares?\ (?:an?|the|this|that|one|our|their)\ (?:\w+\ )?(?:interest|cause|root|bill|{_WHAT})
      | (?:and\ )?so\ (?:do|are|is|does|can|will|have|has|did|were|must)\ (?:we|they|you|\w+s)
      | each\ other | one\ another | across\ borders | side\ by\ side | hand\ in\ hand | arm\ in\ arm
      | shoulder\ to\ shoulder
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_IDLE = re.compile(
    r"""\b(?:
        at\ the\ same\ time | (?:all|just|much)\ the\ same
      | (?:one\ and\ )?the\ same\ (?:old|goes|lot|(?:people|ones?)\ who)
      | (?:get|got|pull|pulled)\ (?:it|yourself|yourselves|themselves|your\ act)\ together | put\ together
      | both\ (?:guilty|complicit|to\ blame|ways) | (?:we|you|they)\ both\ know | all\ alike
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ITSELF = re.compile(r"\b(?:alike|across borders)\b", re.IGNORECASE)
_INCLUSIVE = listed("we us our ours ourselves both other another")


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
    if _ITSELF.search(sentence.text) or any(token.lower_ in _INCLUSIVE for token in doc):
        return True
    known = sentence.members("comrade") | sentence.members("people-of") | sentence.members("country")
    coupled = any(t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN") and t.head.pos_ in ("NOUN", "PROPN") for t in doc)
    return len(known) >= 2 or coupled
