"""Prose as the engine sees it: a draft is a source text read into blocks, each with an exact map back to the source.

A draft has many blocks, and all behind an edit move with it: those are structs, which are made in a tenth of the time.
All offsets are code points. *Plain* offsets count in `Block.text`; *source* offsets count in `Draft.source.text`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from sharedground.text.source import Source

OPAQUE = "\ufffc"
"""Stands in a block's text for what is no prose but has a place in the sentence: inline code, a URL, math."""


class BlockKind(StrEnum):
    """What a block is in its draft."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    NOTE = "note"


class Run(msgspec.Struct, frozen=True):
    """A stretch of plain text and the stretch of source that it stands for.

    Where `exact`, both have the same length and correspond character by character; otherwise (an entity, folded
    white space, opaque code) the two stretches correspond only as wholes.
    """

    plain: int
    source: int
    plain_length: int
    source_length: int

    @property
    def exact(self) -> bool:
        """Whether plain and source correspond character by character."""
        return self.plain_length == self.source_length


class SourceMap:
    """The map from a block's plain text to its source: runs in order, without gaps in the plain text.

    A value: two maps with the same runs are the same. To move one costs nothing, however many runs it has.
    """

    __slots__ = ("_by", "_runs", "_starts")

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self._runs = runs
        self._starts = tuple([run.plain for run in runs])
        self._by = 0

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs, in source offsets."""
        if self._by:
            moved = [Run(run.plain, run.source + self._by, run.plain_length, run.source_length) for run in self._runs]
            self._runs, self._by = tuple(moved), 0
        return self._runs

    def moved(self, by: int) -> SourceMap:
        """The same map for a block that stands so many characters further on in its source."""
        found = object.__new__(SourceMap)
        found._runs, found._starts, found._by = self._runs, self._starts, self._by + by
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceMap) and self.runs == other.runs

    def __hash__(self) -> int:
        return hash(self.runs)

    def __repr__(self) -> str:
        return f"SourceMap(runs={self.runs!r})"

    def _run_at(self, plain: int) -> Run:
        return self.runs[max(0, bisect_right(self._starts, plain) - 1)]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The smallest source span that holds the plain span [start, end). An empty span maps to an empty span."""
        first = self._run_at(start)
        opening = first.source + (start - first.plain if first.exact else 0)
        if end <= start:
            return opening, opening
        last = self._run_at(end - 1)
        closing = last.source + (end - last.plain if last.exact else last.source_length)
        return opening, closing

    def to_plain(self, source: int) -> int:
        """The plain offset of a source offset; where the source holds markup, of what follows it."""
        for run in self.runs:
            if source < run.source:
                return run.plain
            if source < run.source + run.source_length:
                return run.plain + (source - run.source if run.exact else 0)
        return self.runs[-1].plain + self.runs[-1].plain_length

    def is_contiguous(self, start: int, end: int) -> bool:
        """Whether the source of the plain span [start, end) holds nothing but that span: no markup in between."""
        if end <= start:
            return True
        position = None
        index = max(0, bisect_right(self._starts, start) - 1)
        for run in self.runs[index:]:
            if run.plain >= end:
                break
            if position is not None and run.source != position:
                return False
            position = run.source + run.source_length
        return True


class Block(msgspec.Struct, frozen=True):
    """One stretch of prose that reads on its own: a paragraph, a heading, a list item, a table cell.

    `text` has markup taken out and white space folded to single spaces; a word-internal curly apostrophe reads as
    a straight one. `quoted` is true inside a block quote, an epigraph or quoted e-mail. `start` and `end` are the
    block's extent in the source.
    """

    text: str
    map: SourceMap
    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    quoted: bool = False


def lone_block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, quoted: bool = False) -> Block:
    """A block that is its own source."""
    return Block(text, SourceMap((Run(0, 0, len(text), len(text)),)), 0, len(text), kind, quoted)


def moved_block(block: Block, by: int) -> Block:
    """The block in a source that has so many more characters before it."""
    return Block(block.text, block.map.moved(by), block.start + by, block.end + by, block.kind, block.quoted)


class Comment(msgspec.Struct, frozen=True):
    """A comment of the format (`<!-- … -->`): its inner text and its extent in the source, markers included."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A source read into blocks, in the order of the source, with its comments."""

    source: Source
    language: str
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()

    def words(self, start: int, end: int) -> str:
        """What is read of the source span [start, end), in the block that it begins in: its words without markup."""
        block = next((block for block in self.blocks if block.start <= start < block.end), None)
        if block is None:
            return ""
        shown = [run for run in block.map.runs if run.source < end and start < run.source + run.source_length]
        if not shown:
            return ""
        first, last = shown[0], shown[-1]
        opening = first.plain + (max(0, start - first.source) if first.exact else 0)
        beyond = last.source + last.source_length - end
        closing = last.plain + last.plain_length - (max(0, beyond) if last.exact else 0)
        return block.text[opening:closing]
