"""Edits and rewrites: what a writer is offered, in source offsets."""

from __future__ import annotations

from dataclasses import dataclass

from sharedground.rules.model import Applicability


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the source stretch [start, end) by `text`. The edits of one rewrite are in order and do not overlap."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One offer: what it is called, how far it may be trusted, and the edits that carry it out.

    `text` is the new wording of the replaced stretch; its blanks read `[like this]` and `blanks` gives their spans
    in `text`. `start` and `end` are the source extent of the replaced stretch.
    """

    title: str
    applicability: Applicability
    edits: tuple[Edit, ...]
    text: str
    start: int
    end: int
    why: str = ""
    blanks: tuple[tuple[int, int], ...] = ()


def apply_edits(text: str, edits: tuple[Edit, ...]) -> str:
    """The text with all edits carried out."""
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, text[position:]])
