"""Stress that goes with the words that carry it: where *their* is replaced, its marks are too.

Links, notes, code and all other markup stay: what would swallow them is not offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sharedground.rewriting.words import spans

_MARK = re.compile(r"\*{1,3}|_{1,3}|~~|/|</?(?:em|strong|b|i|u|s|mark)>|\\(?:emph|textbf|textit|underline)\{|\}")


@dataclass(frozen=True, slots=True)
class Mark:
    """The markup at a plain offset, and which side of a marked stretch it reads as."""

    plain: int
    text: str
    side: str


def loose_marks(marks: Iterable[Mark], before: str, after: str) -> tuple[str, str] | None:
    """What goes of the markup `before` and `after` some words where they go, and the marks among them with them.

    That is all or nothing on each side: what closes there has been opened within, or the other way round. None where
    a mark within is no stress, is left without its other half, or its side cannot be told.
    """
    opened: list[str] = []
    unopened: list[str] = []
    for each in marks:
        parts = _parts(each.text)
        if not parts or each.side not in ("opening", "closing"):
            return None
        for mark in parts:
            if _opens(mark, each.side):
                opened.append(mark)
            elif not opened:
                unopened.append(mark)
            elif _closing(opened.pop()) != mark:
                return None
    head, foot = before if unopened else "", after if opened else ""
    if [_closing(mark) for mark in reversed(_parts(head))] != unopened:
        return None
    return (head, foot) if [_closing(mark) for mark in reversed(opened)] == _parts(foot) else None


def stressed_words(text: str, start: int, end: int, marks: Sequence[Mark]) -> frozenset[str]:
    """The words of text[start:end] that stand after an opening mark or before a closing one, in lower case."""
    edges = [Mark(start, "", ""), *marks, Mark(end, "", "")]
    stressed = [(a.plain, b.plain) for a, b in pairwise(edges) if a.side == "opening" or b.side == "closing"]
    return frozenset(text[x:y].lower() for first, last in stressed for x, y in spans(text, first, last))


def side_of(left: str, right: str) -> str:
    """Which side of a marked stretch markup between two characters reads as: opening, closing, or what they are."""
    classes = _class(left), _class(right)
    if classes in (("space", "letter"), ("space", "mark"), ("mark", "letter")):
        return "opening"
    if classes in (("letter", "space"), ("mark", "space"), ("letter", "mark")):
        return "closing"
    return " ".join(classes)


def _class(letter: str) -> str:
    if not letter or letter.isspace():
        return "space"
    return "letter" if letter.isalnum() else "mark"


def _parts(gap: str) -> list[str]:
    """The marks that a gap is made of; none where it is more than stress."""
    parts = _MARK.findall(gap)
    return parts if "".join(parts) == gap else []


def _opens(mark: str, side: str) -> bool:
    if mark.startswith("<"):
        return not mark.startswith("</")
    return mark.startswith("\\") or (mark != "}" and side == "opening")


def _closing(mark: str) -> str:
    if mark.startswith("<"):
        return f"</{mark[1:]}"
    return "}" if mark.startswith("\\") else mark
