"""Document checks: what a draft as a whole shows, counted over its prose; at most one hit of each rule in a draft.

They look at whole drafts, so they stay out of drafts that are short, that are somebody else's words, that mourn or bear
witness, that keep minutes, or that are marked private.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sharedground.analysis.mentions import Mention, Spotter
from sharedground.rules.model import DocumentCheck, Lexicon, Rule, Tally
from sharedground.rules.tallies import SPARED
from sharedground.text.blocks import Draft
from sharedground.text.words import count_words

_PRIVATE = re.compile(r"\A\s*(?:---|\+\+\+)\n(?:.*\n){0,40}?\s*private\s*[:=]\s*(?:true|yes)\b", re.IGNORECASE)
_OPENING_BLOCKS = 2
_MOSTLY = 0.5


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


@dataclass(frozen=True, slots=True)
class _Spot:
    """A mention and its block; `sentence` counts through the whole draft."""

    block: int
    sentence: int
    mention: Mention


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
    counted = [tallied.counted(tally) for tally in check.tallies]
    for tally, places in zip(check.tallies, counted, strict=True):
        enough = tally.least <= len(places) <= (tally.most if tally.most is not None else len(places))
        if not enough or (tally.more_than and len(places) <= len(tallied.mentions(tally.more_than))):
            return None
    if not counted[0]:
        return None
    block, start, end = counted[0][0]
    return DocumentHit(rule, block, start, end, len(counted[0]))


def _is_private(draft: Draft) -> bool:
    return bool(_PRIVATE.match(draft.source.text[:4000]))


class _Tallied:
    """One draft, with the mentions in it by term and by sentence."""

    def __init__(self, spotter: Spotter, draft: Draft, home: frozenset[str], found: Sequence[Counted]) -> None:
        self._found = found
        self._by_term: dict[str, list[_Spot]] = {}
        self._in_sentence: dict[int, set[str]] = {}
        self._blocks: dict[int, int] = {}
        self._draft = draft
        count = 0
        for index, block in enumerate(draft.blocks):
            if block.quoted:
                continue
            mentions = spotter.mentions(block.text)
            for mention in mentions.found:
                self._add(_Spot(index, count + mention.sentence, mention))
            self._blocks |= {count + number: index for number in range(mentions.sentences)}
            count += mentions.sentences
        self._tell_places(home)

    def _add(self, spot: _Spot) -> None:
        self._by_term.setdefault(spot.mention.term, []).append(spot)
        self._in_sentence.setdefault(spot.sentence, set()).add(spot.mention.term)

    def _tell_places(self, home: frozenset[str]) -> None:
        """Leaves under each term the places that it means. Where no home is named, the first place is #home."""
        named = {term: self._by_term.pop(term, []) for term in ("#home", "#elsewhere", "#place")}
        first = next((self._name(spots[0]) for spots in named.values() if spots), "")
        here = home or {first}
        for spot in (spot for spots in named.values() for spot in spots):
            self._in_sentence[spot.sentence].discard(spot.mention.term)
        for term, spots in named.items():
            for spot in spots:
                is_home = self._name(spot) in (home if term == "#place" else here)
                if is_home == (term == "#home"):
                    self._add(spot)

    def _name(self, spot: _Spot) -> str:
        text = self._draft.blocks[spot.block].text
        return text[spot.mention.start : spot.mention.end].casefold()

    @property
    def is_spared(self) -> bool:
        """Whether the draft opens as one of those that are left alone, or is mostly somebody else's words."""
        if any(spot.block < _OPENING_BLOCKS for spot in self._by_term.get(f"@{SPARED}", ())):
            return True
        whole = sum(len(block.text) for block in self._draft.blocks)
        quoted = sum(len(block.text) for block in self._draft.blocks if block.quoted)
        quoted += sum(s.mention.end - s.mention.start for s in self._by_term.get("#quotation", ()))
        return quoted > whole * _MOSTLY

    def mentions(self, terms: Iterable[str]) -> list[tuple[int, int, int]]:
        """Where these terms are mentioned: block, start, end."""
        spots = sorted((s for t in terms for s in self._by_term.get(t, ())), key=lambda s: (s.block, s.mention.start))
        return [(s.block, s.mention.start, s.mention.end) for s in spots]

    def counted(self, tally: Tally) -> list[tuple[int, int, int]]:
        """Where what a tally counts stands, in the order of the draft."""
        match tally.what:
            case "findings":
                names = set(tally.terms)
                ours = (p for p in self._found if not names.isdisjoint({p.rule, p.rule.partition("/")[0]}))
                return sorted((place.block, place.start, place.end) for place in ours)
            case "mentions":
                return self.mentions(tally.terms)
            case _:
                return list(self._sentences(tally))

    def _sentences(self, tally: Tally) -> Iterator[tuple[int, int, int]]:
        """The first mention of the first term in each sentence that counts."""
        for number in sorted(self._in_sentence):
            if not self._in_sentence[number].issuperset(tally.terms):
                continue
            near = range(number - tally.around, number + tally.around + 1)
            if any(not self._in_sentence.get(n, set()).isdisjoint(tally.without) for n in near):
                continue
            spot = next(s for s in self._by_term[tally.terms[0]] if s.sentence == number)
            yield spot.block, spot.mention.start, spot.mention.end
