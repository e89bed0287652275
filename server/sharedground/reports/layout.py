"""Laying draft text out on a terminal: what is printed of a line, and where the underline goes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_TAB = 4
_SHOWN_LINES = 3
_LEAD = 30


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of a draft, as printed, and the carets that belong below it. `number` counts lines from 1."""

    number: int
    text: str
    carets: str


def excerpts(text: str, spans: Iterable[tuple[int, int]], *, first: int, width: int = 100) -> list[Excerpt]:
    """The lines that the spans (code points of `text`) touch, at most three, each cut to `width` columns.

    `first` is the number of the line that the first span starts on.
    """
    spans = sorted(spans)
    if not spans:
        return []
    shown: list[Excerpt] = []
    number = first
    start = _line_start(text, spans[0][0])
    last = max(max(start, end - 1) for start, end in spans)
    while len(shown) < _SHOWN_LINES and start <= last:
        end = _line_end(text, start)
        words = end - len(text[start:end].lstrip())
        touched = [
            (max(a, words if a < start else start) - start, min(b, end) - start)
            for a, b in spans
            if a <= end and max(b, a + 1) > start
        ]
        if touched:
            shown.append(Excerpt(number, *_underlined(text[start:end], touched, width)))
        start = end + (2 if text.startswith("\r\n", end) else 1)
        number += 1
    return shown


def visible(text: str) -> str:
    """The text on one line and without anything that could steer a terminal."""
    return "".join(_cell(character)[0] for character in " ".join(text.split("\n")))


def on_one_line(text: str) -> str:
    """The words of a rewrite as people are shown them, however the draft breaks and indents its lines."""
    return visible(" ".join(text.split()))


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(_cell(character)[1] for character in text)


def _underlined(line: str, spans: list[tuple[int, int]], width: int) -> tuple[str, str]:
    """The line and its carets, both cut to a window that shows the first span."""
    left, right = _window(line, spans[0], width)
    printed: list[str] = []
    carets: list[str] = []
    column = 0
    for index in range(left, right):
        shown, taken = _tab(column) if line[index] == "\t" else _cell(line[index])
        inside = any(start <= index < end for start, end in spans)
        printed.append(shown)
        carets.append(("^" if inside else " ") * taken)
        column += taken
    before, after = "…" * (left > 0), "…" * (right < len(line))
    return f"{before}{''.join(printed)}{after}", " " * len(before) + "".join(carets).rstrip()


def _window(line: str, span: tuple[int, int], width: int) -> tuple[int, int]:
    if columns(line) <= width:
        return 0, len(line)
    left = 0 if span[1] <= width else max(0, span[0] - _LEAD)
    right, taken = left, 0
    while right < len(line) and taken + _cell(line[right])[1] <= width:
        taken += _cell(line[right])[1]
        right += 1
    return left, right


def _tab(column: int) -> tuple[str, int]:
    wide = _TAB - column % _TAB
    return " " * wide, wide


def _cell(character: str) -> tuple[str, int]:
    """How a character is printed, and in how many columns. Controls are shown as their pictures."""
    if " " <= character < "\x7f":
        return character, 1
    if character == "\t":
        return " " * _TAB, _TAB
    category = unicodedata.category(character)
    if category == "Cc":
        return (chr(0x2400 + ord(character)) if character < " " else "\ufffd"), 1
    if character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        return "\ufffd", 1
    if category in ("Mn", "Me", "Cf"):
        return character, 0
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _line_end(text: str, offset: int) -> int:
    ends = [end for end in (text.find("\n", offset), text.find("\r", offset)) if end >= 0]
    return min(ends, default=len(text))
