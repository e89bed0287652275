"""The text of a packed draft: its paragraphs, one after the other, each where the writer will find it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sharedground.text.blocks import BlockKind, Draft
from sharedground.text.readers import plain
from sharedground.text.readers.gathering import Gathering
from sharedground.text.source import Source

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage's text and the XML element that holds it."""

    text: str
    element: Any
    is_tail: bool = False
    """Whether it stands behind the element rather than in it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph. `kind` is None where it is no prose but a comment that speaks to Shared Ground.

    `reference`: for a note, the element in the text that refers to it.
    """

    kind: BlockKind | None
    quoted: bool
    pieces: tuple[Piece, ...]
    reference: Any = None

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a passage stands in the rendition's text."""

    start: int
    end: int
    kind: BlockKind | None
    quoted: bool


@dataclass(frozen=True, slots=True)
class Rendition(Source):
    """A source that was taken out of a packed file: offsets count in `text`, not in the file."""

    stretches: tuple[Stretch, ...] = ()


def placed(passages: Iterable[Passage]) -> list[tuple[Stretch, Passage]]:
    """The passages that say something, each with its place."""
    found: list[tuple[Stretch, Passage]] = []
    position = 0
    for passage in passages:
        text = passage.text
        if text.strip():
            found.append((Stretch(position, position + len(text), passage.kind, passage.quoted), passage))
            position += len(text) + len(_BETWEEN)
    return found


def rendered(passages: Iterable[Passage]) -> Rendition:
    """The passages as a source."""
    found = placed(passages)
    text = _BETWEEN.join(passage.text for _, passage in found)
    return Rendition(text, stretches=tuple(stretch for stretch, _ in found))


def read_rendition(source: Source, language: str) -> Draft:
    """The draft in a rendition; a source that was typed in is read as plain text."""
    if not isinstance(source, Rendition):
        return plain.read(source)
    gathering = Gathering(source.text)
    for stretch in source.stretches:
        if stretch.kind is None:
            gathering.comment(stretch.start, stretch.end, 0)
        else:
            gathering.prose(stretch.start, stretch.end, stretch.kind, stretch.quoted)
    return gathering.draft(source, language)
