"""Mentions: where the words of a term stand in a text, told from the words alone, without parsing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from sharedground.analysis.contexts.quoted import quoted_spans
from sharedground.analysis.latest import Made
from sharedground.analysis.triggers import lowered, sentence_spans
from sharedground.rules.model import Lexicon
from sharedground.rules.surfaces import surfaces
from sharedground.rules.tallies import PLACES

PLACE_TERMS = frozenset({"#home", "#elsewhere", "#place"})
"""The terms that are told from the places that a draft names."""

_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*(?:%|\b)")
_BOUND = re.compile(
    r"(?<![^\W_])(?<![^\W_]['’])(?=[^\W_])|(?<=[^\W_])(?!['’]?[^\W_])",
)
"""Where a word begins or ends; an apostrophe between letters is part of it."""
_SPARE = 64
"""How many texts are kept beside those of the draft that is looked at."""


@lru_cache(maxsize=2048)
def _shared(terms: frozenset[str]) -> frozenset[str]:
    """The same terms stand in many sentences: one set does for all."""
    return terms


@dataclass(frozen=True, slots=True)
class Mention:
    """A term in a text; `start` and `end` are offsets in it, `sentence` the number of the sentence it stands in."""

    term: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True, eq=False)
class Mentions:
    """The mentions in one text: term → where it is mentioned, in order; and for each sentence, the terms in it.

    `names_places`: whether some of them are places.
    """

    by_term: Mapping[str, tuple[Mention, ...]]
    sentences: tuple[frozenset[str], ...]
    names_places: bool

    @classmethod
    def of(cls, found: Iterable[Mention], sentences: int) -> Mentions:
        """These mentions, in a text of so many sentences."""
        by_term: dict[str, list[Mention]] = {}
        terms: list[set[str]] = [set() for _ in range(sentences)]
        for mention in found:
            by_term.setdefault(mention.term, []).append(mention)
            terms[mention.sentence].add(mention.term)
        return cls(
            {term: tuple(found) for term, found in by_term.items()},
            tuple([_shared(frozenset(each)) for each in terms]),
            not PLACE_TERMS.isdisjoint(by_term),
        )

    def only(self, holds: Callable[[Mention], bool]) -> Mentions:
        """Those of the mentions for which this holds."""
        return Mentions.of((m for found in self.by_term.values() for m in found if holds(m)), len(self.sentences))


class Spotter:
    """Finds the mentions of some terms.

    Which places are home is not known here: each place is a mention of every term of `PLACE_TERMS` that is looked for.
    """

    def __init__(self, terms: Iterable[str], lexicons: Mapping[str, Lexicon]) -> None:
        self._terms = frozenset(terms)
        literals: dict[str, set[str]] = {}
        for term in sorted(self._terms):
            for literal in _literals(term, lexicons):
                literals.setdefault(literal, set()).add(term)
        self._names = sorted(literals)
        self._of = [tuple(sorted(literals[name])) for name in self._names]
        self._automaton = (
            ahocorasick_rs.AhoCorasick(self._names, matchkind=ahocorasick_rs.MatchKind.Standard)
            if self._names
            else None
        )
        self._kept = Made(self._spot, _SPARE)

    def mentions(self, texts: Sequence[str]) -> list[Mentions]:
        """The mentions in each text, in its order; of those that overlap, the longest of each term."""
        self._kept.keep(texts)
        return [*map(self._kept.__getitem__, texts)]

    def _spot(self, text: str) -> Mentions:
        spans = sentence_spans(text)
        starts = [start for start, _end in spans]
        found = [*self._words(text), *_numbers(text, self._terms), *_quotations(text, self._terms)]
        placed = (Mention(t, a, b, max(0, bisect_right(starts, a) - 1)) for t, a, b in _longest(found))
        return Mentions.of(placed, len(spans))

    def _words(self, text: str) -> Iterable[tuple[str, int, int]]:
        if self._automaton is None:
            return
        low = lowered(text)
        for number, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if _BOUND.match(low, start) and _BOUND.match(low, end):
                for term in self._of[number]:
                    yield term, start, end


def _literals(term: str, lexicons: Mapping[str, Lexicon]) -> Iterable[str]:
    if term in PLACE_TERMS:
        names: tuple[str, ...] = PLACES
    elif term.startswith("@"):
        names = (term[1:],)
    else:
        return [] if term.startswith("#") else [lowered(word.strip()) for word in term.split("|")]
    entries = (forms for name in names if name in lexicons for forms in lexicons[name].entries.values())
    return {literal for forms in entries for form in forms for literal in surfaces(form) if literal}


def _numbers(text: str, terms: frozenset[str]) -> Iterable[tuple[str, int, int]]:
    if "#number" in terms:
        for match in _NUMBER.finditer(text):
            yield "#number", match.start(), match.end()


def _quotations(text: str, terms: frozenset[str]) -> Iterable[tuple[str, int, int]]:
    if "#quotation" in terms:
        for start, end in quoted_spans([text])[0]:
            yield "#quotation", start, end


def _longest(found: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    kept: list[tuple[str, int, int]] = []
    last: dict[str, int] = {}
    for term, start, end in sorted(found, key=lambda mention: (mention[1], -mention[2], mention[0])):
        if start >= last.get(term, 0):
            kept.append((term, start, end))
            last[term] = end
    return kept
