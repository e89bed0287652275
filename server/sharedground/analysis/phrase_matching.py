"""Phrases found in a sentence, by spaCy's Matcher; units and grammatical spans checked on what it finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sharedground.analysis.edges import closes, opens
from sharedground.analysis.flatten import Flattener, Row, Slot, matcher_spec
from sharedground.analysis.model import Sentence
from sharedground.analysis.spans import spans
from sharedground.rules.model import Item, Lexicon

if TYPE_CHECKING:
    from spacy.vocab import Vocab


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


class PhraseFinder:
    """One phrase, ready to be looked for in sentences parsed with one vocabulary."""

    def __init__(self, items: Sequence[Item], lexicons: Mapping[str, Lexicon], vocab: Vocab) -> None:
        from spacy.matcher import Matcher

        self._rows: dict[int, tuple[Row, tuple[Slot, ...]]] = {}
        self._matcher: Any = Matcher(vocab, validate=False)
        for number, row in enumerate(Flattener(lexicons).rows(items)):
            body = tuple(slot for slot in row if not slot.edge)
            key = f"{number}"
            self._matcher.add(key, [[matcher_spec(slot) for slot in body]])
            self._rows[vocab.strings[key]] = (row, body)

    def find(self, sentence: Sentence) -> list[Found]:
        """The places where the phrase holds, longest first at each start, none inside another."""
        found: list[Found] = []
        for key, start, end, alignment in self._matcher(sentence.doc, with_alignments=True):
            row, body = self._rows[key]
            if checked := _checked(sentence, row, body, start, end, alignment):
                found.append(checked)
        return outermost(found)


def outermost(found: list[Found]) -> list[Found]:
    """Of overlapping finds, the one that starts first; of those, the longest."""
    kept: list[Found] = []
    for candidate in sorted(found, key=lambda f: (f.start, -f.end, -len(f.captures))):
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return kept


def _checked(
    sentence: Sentence, row: Row, body: tuple[Slot, ...], start: int, end: int, alignment: Sequence[int]
) -> Found | None:
    if row[0].edge == "start" and not opens(sentence, start):
        return None
    if row[-1].edge == "end" and not closes(sentence, end):
        return None
    slots = [body[position] for position in alignment]
    tokens = range(start, end)
    heads: dict[int, tuple[str, int]] = {}
    for unit in {slot.unit for slot in slots if slot.unit}:
        members = [token for token, slot in zip(tokens, slots, strict=True) if slot.unit == unit]
        if unit.entries and tuple(sentence.doc[i].norm_ for i in members) not in unit.entries:
            return None
        if unit.span:
            head = spans(sentence, unit.span.kind).get((members[0], members[-1] + 1))
            if head is None or (unit.span.head and not headed(sentence, head, unit.span.head)):
                return None
            heads[members[0]] = (unit.span.kind, head)
    return Found(tuple(tokens), _captures(sentence, slots, start, heads))


def headed(sentence: Sentence, head: int, name: str) -> bool:
    """Whether the head of a phrase, or of one joined to it, is an entry of the class."""
    members = sentence.members(name)
    joined = [head, *(token.i for token in sentence.doc[head].conjuncts)]
    return any(index in members for index in joined)


def _captures(
    sentence: Sentence, slots: Sequence[Slot], start: int, heads: dict[int, tuple[str, int]]
) -> dict[str, Captured]:
    extents: dict[str, tuple[int, int]] = {}
    for offset, slot in enumerate(slots):
        for name in slot.captures:
            first, _ = extents.get(name, (start + offset, 0))
            extents[name] = (first, start + offset + 1)
    captured: dict[str, Captured] = {}
    for name, (first, last) in extents.items():
        kind, head = heads.get(first, ("word", sentence.doc[first:last].root.i))
        captured[name] = Captured(first, last, kind, head)
    return captured
