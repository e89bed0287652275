"""Document checks: what a draft as a whole shows, counted over its prose; at most one hit of each rule in a draft.

They look at whole drafts, so they stay out of drafts that are short, that are somebody else's words, that mourn or bear
witness, that keep minutes, or that are marked private.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import TypeAlias

from sharedground.analysis.mentions import PLACE_TERMS, Mention, Mentions, Spotter
from sharedground.rules.model import DocumentCheck, Lexicon, Rule, Tally
from sharedground.rules.tallies import SPARED
from sharedground.text.blocks import Draft
from sharedground.text.words import count_words

_PRIVATE = re.compile(r"\A\s*(?:---|\+\+\+)\n(?:.*\n){0,40}?\s*private\s*[:=]\s*(?:true|yes)\b", re.IGNORECASE)
_OPENING_BLOCKS = 2
_MOSTLY = 0.5

Place: TypeAlias = tuple[int, int, int]
"""A block, and a start and an end in its text."""


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A rule whose document check holds. `start` and `end` are offsets in the text of the block with index `block`."""

    rule: Rule
    block: int
    start: int
    end: int
    count: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a finding of another rule stands: its rule's id, its block, its offsets in the block's text."""

    rule: str
    block: int
    start: int
    end: int


class Documents:
    """The document checks of some rules. `home`: the places that count as here. Keeps what it read of each block."""

    def __init__(self, rules: Iterable[Rule], lexicons: Mapping[str, Lexicon], home: Collection[str] = ()) -> None:
        self._checks = [(rule, rule.document) for rule in rules if rule.document]
        self._home = frozenset(place.casefold() for place in home)
        self._lexicons = lexicons
        self._spotter: Spotter | None = None

    def hits(self, draft: Draft, enabled: Collection[str], found: Sequence[Counted]) -> list[DocumentHit]:
        """The hits of the enabled rules in a draft. `found`: what the other rules have found in it."""
        words = count_words(draft)
        checks = [(r, c) for r, c in self._checks if r.id in enabled and words >= c.words]
        if not checks or _is_private(draft):
            return []
        tallied = _Tallied(self._spotter_for_all(), draft, self._home, found)
        if tallied.is_spared:
            return []
        return [hit for rule, check in checks if (hit := _hit(rule, check, tallied))]

    def _spotter_for_all(self) -> Spotter:
        if self._spotter is None:
            terms = {f"@{SPARED}", "#quotation"}
            for _rule, check in self._checks:
                for tally in check.tallies:
                    terms |= {*tally.without, *tally.more_than}
                    terms |= set(tally.terms) if tally.what != "findings" else set()
            self._spotter = Spotter(terms, self._lexicons)
        return self._spotter


def _hit(rule: Rule, check: DocumentCheck, tallied: _Tallied) -> DocumentHit | None:
    if not all(tallied.is_enough(tally) for tally in check.tallies):
        return None
    places = tallied.places(check.tallies[0])
    if not places:
        return None
    block, start, end = places[0]
    return DocumentHit(rule, block, start, end, len(places))


def _is_private(draft: Draft) -> bool:
    return bool(_PRIVATE.match(draft.source.text[:4000]))


class _Tallied:
    """One draft, with the mentions in each of its blocks. What is asked for is counted then, and no more of it."""

    def __init__(self, spotter: Spotter, draft: Draft, home: frozenset[str], found: Sequence[Counted]) -> None:
        self._found = found
        self._draft = draft
        own = [index for index, block in enumerate(draft.blocks) if not block.quoted]
        self._blocks = own
        self._texts = [draft.blocks[index].text for index in own]
        self._mentions = _with_places(spotter.mentions(self._texts), self._texts, home)
        self._counts: dict[str, int] = {}

    @property
    def is_spared(self) -> bool:
        """Whether the draft opens as one of those that are left alone, or is mostly somebody else's words."""
        opening = zip(self._blocks[:_OPENING_BLOCKS], self._mentions, strict=False)
        if any(index < _OPENING_BLOCKS and f"@{SPARED}" in mentions.by_term for index, mentions in opening):
            return True
        whole = sum(map(len, [block.text for block in self._draft.blocks]))
        quoted = whole - sum(map(len, self._texts))
        quoted += sum([m.end - m.start for each in self._mentions for m in each.by_term.get("#quotation", ())])
        return quoted > whole * _MOSTLY

    def is_enough(self, tally: Tally) -> bool:
        """Whether what a tally counts is there as often as it has to be."""
        count = sum(map(self._count, tally.terms)) if tally.what == "mentions" else len(self.places(tally))
        return tally.least <= count <= (tally.most if tally.most is not None else count) and not (
            tally.more_than and count <= sum(map(self._count, tally.more_than))
        )

    def _count(self, term: str) -> int:
        """How often a term is mentioned."""
        if term not in self._counts:
            self._counts[term] = sum(len(each.by_term.get(term, ())) for each in self._mentions)
        return self._counts[term]

    def places(self, tally: Tally) -> list[Place]:
        """Where what a tally counts stands, in the order of the draft."""
        match tally.what:
            case "findings":
                names = set(tally.terms)
                ours = (p for p in self._found if not names.isdisjoint({p.rule, p.rule.partition("/")[0]}))
                return sorted((place.block, place.start, place.end) for place in ours)
            case "mentions":
                return self._all_mentions(tally.terms)
            case _:
                return list(self._sentences(tally)) if all(map(self._count, tally.terms)) else []

    def _all_mentions(self, terms: Sequence[str]) -> list[Place]:
        return sorted(
            (index, mention.start, mention.end)
            for index, mentions in zip(self._blocks, self._mentions, strict=True)
            for term in terms
            for mention in mentions.by_term.get(term, ())
        )

    def _sentences(self, tally: Tally) -> Iterator[Place]:
        """The first mention of the first term in each sentence that counts."""
        first = tally.terms[0]
        for index, mentions, before in zip(self._blocks, self._mentions, self._sentences_before, strict=True):
            told = None
            for mention in mentions.by_term.get(first, ()):
                is_further = mention.sentence == told
                told = mention.sentence
                if is_further or not mentions.sentences[told].issuperset(tally.terms):
                    continue
                number = before + told
                near = self._terms_in[max(0, number - tally.around) : number + tally.around + 1]
                if all(terms.isdisjoint(tally.without) for terms in near):
                    yield index, mention.start, mention.end

    @cached_property
    def _terms_in(self) -> list[frozenset[str]]:
        """The terms in each sentence of the draft."""
        return list(chain.from_iterable(mentions.sentences for mentions in self._mentions))

    @cached_property
    def _sentences_before(self) -> list[int]:
        """For each block, how many sentences stand before it."""
        return list(accumulate((len(each.sentences) for each in self._mentions), initial=0))[:-1]


def _with_places(mentions: Sequence[Mentions], texts: Sequence[str], home: frozenset[str]) -> list[Mentions]:
    """Leaves under each term the places that it means. Where no home is named, the first place is #home."""
    named = [(number, each, texts[number]) for number, each in enumerate(mentions) if each.names_places]
    if not named:
        return list(mentions)
    _, first, text = named[0]
    here = home or {_name(next(first.by_term[term][0] for term in PLACE_TERMS if term in first.by_term), text)}
    told = list(mentions)
    for number, each, text in named:
        told[number] = _meant(each, text, home, frozenset(here))
    return told


@lru_cache(maxsize=64)
def _meant(mentions: Mentions, text: str, home: frozenset[str], here: frozenset[str]) -> Mentions:
    def is_meant(mention: Mention) -> bool:
        if mention.term not in PLACE_TERMS:
            return True
        is_home = _name(mention, text) in (home if mention.term == "#place" else here)
        return is_home == (mention.term == "#home")

    return mentions.only(is_meant)


def _name(mention: Mention, text: str) -> str:
    return text[mention.start : mention.end].casefold()
