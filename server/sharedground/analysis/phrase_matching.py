"""Phrases found in a sentence: the fixed words by spaCy's Matcher, what is wild between them by length and grammar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias

from sharedground.analysis.edges import closes, opens
from sharedground.analysis.flatten import Flattener, Row, Slot, matcher_spec
from sharedground.analysis.model import Sentence
from sharedground.analysis.spans import GAP_ENDS, LONGEST, spans
from sharedground.rules.model import Gap, Item, Lexicon, Span

if TYPE_CHECKING:
    from spacy.vocab import Vocab

Aligned: TypeAlias = tuple[tuple[int, Slot], ...]
"""Token indexes in order, each with the slot that it fills."""


@dataclass(frozen=True, slots=True)
class Captured:
    """The tokens [start, end) captured under a name; `kind` np, clause, vp or word; `head`: index of the head."""

    start: int
    end: int
    kind: str
    head: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where a leaf pattern holds: its tokens in order, its captures, and the head where the pattern names one."""

    tokens: tuple[int, ...]
    captures: dict[str, Captured]
    head: int | None = None

    @property
    def start(self) -> int:
        """The index of the first matched token."""
        return self.tokens[0]

    @property
    def end(self) -> int:
        """The index after the last matched token."""
        return self.tokens[-1] + 1


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a row: fixed words, found by the Matcher under `key`, or one wild slot."""

    slots: Row
    key: str = ""

    @property
    def wild(self) -> Gap | Span | None:
        return self.slots[0].wild

    @property
    def may_be_empty(self) -> bool:
        return not self.wild and all(slot.may_be_empty for slot in self.slots)


class PhraseFinder:
    """One phrase, ready to be looked for in sentences parsed with one vocabulary."""

    def __init__(self, items: Sequence[Item], lexicons: Mapping[str, Lexicon], vocab: Vocab) -> None:
        from spacy.matcher import Matcher

        self._strings = vocab.strings
        self._matcher: Any = Matcher(vocab, validate=False)
        self._keys: dict[Row, str] = {}
        self._slots: dict[str, Row] = {}
        self._rows = [(row, self._pieces(row)) for row in Flattener(lexicons).rows(items)]

    def _pieces(self, row: Row) -> tuple[_Piece, ...]:
        pieces: list[_Piece] = []
        for is_wild, group in groupby((slot for slot in row if not slot.edge), key=lambda slot: slot.wild is not None):
            slots = tuple(group)
            if is_wild:
                pieces += [_Piece((slot,)) for slot in slots]
                continue
            if slots not in self._keys:
                self._keys[slots] = f"{len(self._keys)}"
                self._slots[self._keys[slots]] = slots
                self._matcher.add(self._keys[slots], [[matcher_spec(slot) for slot in slots]])
            pieces.append(_Piece(slots, self._keys[slots]))
        return tuple(pieces)

    def find(self, sentence: Sentence) -> list[Found]:
        """The places where the phrase holds, longest first at each start, none inside another."""
        fixed: dict[str, dict[int, list[Aligned]]] = {}
        for key, start, end, alignment in self._matcher(sentence.doc, with_alignments=True) if self._keys else ():
            name = self._strings[key]
            aligned = tuple(zip(range(start, end), (self._slots[name][i] for i in alignment), strict=True))
            if not _units_hold(sentence, aligned):
                aligned = _realigned(sentence, self._slots[name], start, end)
            if aligned:
                fixed.setdefault(name, {}).setdefault(start, []).append(aligned)
        found: list[Found] = []
        for row, pieces in self._rows:
            if any(piece.key and piece.key not in fixed and not piece.may_be_empty for piece in pieces):
                continue
            for aligned in _chains(sentence, pieces, fixed):
                if _edges_hold(sentence, row, aligned):
                    tokens = tuple(token for token, _ in aligned)
                    found.append(Found(tokens, _captures(sentence, aligned)))
        return outermost(found)


def _chains(
    sentence: Sentence, pieces: Sequence[_Piece], fixed: Mapping[str, Mapping[int, list[Aligned]]]
) -> Iterator[Aligned]:
    """Every way in which the pieces follow each other, without a break."""
    first = pieces[0]
    if first.may_be_empty:
        starts = list(range(len(sentence.doc)))
    elif first.wild:
        starts = sorted({start for start, _ in _wild(sentence, first.wild, None)})
    else:
        starts = sorted(fixed[first.key])

    def following(index: int, at: int) -> Iterator[Aligned]:
        if index == len(pieces):
            yield ()
            return
        piece = pieces[index]
        if piece.wild:
            ends = [end for _, end in _wild(sentence, piece.wild, at)]
            choices = [tuple((token, piece.slots[0]) for token in range(at, end)) for end in ends]
        else:
            choices = [*fixed.get(piece.key, {}).get(at, []), *([()] if piece.may_be_empty else [])]
        for choice in choices:
            for rest in following(index + 1, choice[-1][0] + 1 if choice else at):
                yield choice + rest

    for start in starts:
        yield from (aligned for aligned in following(0, start) if aligned)


def _wild(sentence: Sentence, wild: Gap | Span, at: int | None) -> list[tuple[int, int]]:
    """The token spans that something wild may take, from `at` on, or from anywhere; the longest first."""
    doc = sentence.doc
    if isinstance(wild, Gap):
        ends = [at or 0]
        while ends[-1] < len(doc) and len(ends) <= wild.most and doc[ends[-1]].norm_ not in GAP_ENDS:
            ends.append(ends[-1] + 1)
        return [(ends[0], end) for end in reversed(ends)]
    by_start = _by_start(sentence, wild.kind)
    starts = by_start if at is None else [at]
    return [
        (start, end)
        for start in starts
        for end, head in by_start.get(start, ())
        if not wild.head or headed(sentence, head, wild.head)
    ]


def _by_start(sentence: Sentence, kind: str) -> dict[int, list[tuple[int, int]]]:
    """Start → (end, head) of each span of a kind that is not too long, the longest first."""
    key = f"spans by start:{kind}"
    if key not in sentence.facts:
        found: dict[int, list[tuple[int, int]]] = {}
        for (start, end), head in sorted(spans(sentence, kind).items(), reverse=True):
            if end - start <= LONGEST[kind]:
                found.setdefault(start, []).append((end, head))
        sentence.facts[key] = found
    by_start: dict[int, list[tuple[int, int]]] = sentence.facts[key]
    return by_start


def outermost(found: list[Found]) -> list[Found]:
    """Of overlapping finds, the one that starts first; of those, the longest."""
    kept: list[Found] = []
    for candidate in sorted(found, key=lambda f: (f.start, -f.end, -len(f.captures))):
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return kept


def _edges_hold(sentence: Sentence, row: Row, aligned: Aligned) -> bool:
    if row[0].edge == "start" and not opens(sentence, aligned[0][0]):
        return False
    return row[-1].edge != "end" or closes(sentence, aligned[-1][0] + 1)


def _realigned(sentence: Sentence, slots: Row, start: int, end: int) -> Aligned:
    """Another way for the slots to take these very tokens, with every unit one of its entries; empty where none is.

    The Matcher gives one alignment for each stretch, and where an entry may end in a word that the next slot takes
    too, it can be the wrong one.
    """

    def fill(token: int, index: int) -> Iterator[Aligned]:
        if index == len(slots):
            if token == end:
                yield ()
            return
        slot = slots[index]
        if slot.may_be_empty:
            yield from fill(token, index + 1)
        if token < end and slot.accepts(sentence.doc[token]):
            for rest in fill(token + 1, index if slot.repeats else index + 1):
                yield ((token, slot), *rest)

    return next((aligned for aligned in fill(start, 0) if _units_hold(sentence, aligned)), ())


def _units_hold(sentence: Sentence, aligned: Aligned) -> bool:
    """Whether each unit's tokens are, in a row, one of its entries."""
    for unit in {slot.unit for _, slot in aligned if slot.unit}:
        tokens = tuple(sentence.doc[token].norm_ for token, slot in aligned if slot.unit == unit)
        if tokens not in unit.entries:
            return False
    return True


def headed(sentence: Sentence, head: int, name: str) -> bool:
    """Whether the head of a phrase, or of one joined to it, is an entry of the class."""
    members = sentence.members(name)
    joined = [head, *(token.i for token in sentence.doc[head].conjuncts)]
    return any(index in members for index in joined)


def _captures(sentence: Sentence, aligned: Aligned) -> dict[str, Captured]:
    extents: dict[str, tuple[int, int, Slot]] = {}
    for token, slot in aligned:
        for name in slot.captures:
            first, _, of = extents.get(name, (token, 0, slot))
            extents[name] = (first, token + 1, of)
    captured: dict[str, Captured] = {}
    for name, (first, last, slot) in extents.items():
        kind = slot.wild.kind if isinstance(slot.wild, Span) else "word"
        head = spans(sentence, kind).get((first, last)) if kind != "word" else None
        captured[name] = Captured(first, last, kind, head if head is not None else sentence.doc[first:last].root.i)
    return captured
