"""Offsets to positions and back: the only place that counts in the client's units.

Inside, offsets are code points from the start of a text. A client counts lines from 0 and characters in units of UTF-8,
UTF-16 or UTF-32. Lines end in CR LF, LF or CR and in nothing else: not in U+2028, not in a form feed.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

from lsprotocol.types import Position, PositionEncodingKind, Range

from sharedground.text.lines import LineIndex

Encoding = PositionEncodingKind


class Positions:
    """The positions in one text, for a client that counts in `encoding`."""

    def __init__(self, text: str, encoding: Encoding | str = Encoding.Utf16, lines: LineIndex | None = None) -> None:
        self.text = text
        self.encoding = encoding
        self._lines = lines
        self._counts_points = encoding == Encoding.Utf32

    @cached_property
    def lines(self) -> LineIndex:
        """Where its lines start and end, in code points."""
        return self._lines or LineIndex(self.text)

    def edited(self, start: int, end: int, new: str) -> Positions:
        """The positions in this text with `new` in the place of the span [start, end)."""
        lines = self.lines.edited(start, end, new)
        return Positions(lines.text, self.encoding, lines)

    def position(self, offset: int) -> Position:
        """The position of an offset; one outside the text counts as its nearest end."""
        line, column = self.lines.position(offset)
        if self._counts_points:
            return _position(line - 1, column - 1)
        start, _ = self.lines.line_span(line)
        return _position(line - 1, units(self.text[start : start + column - 1], self.encoding))

    def range(self, start: int, end: int) -> Range:
        """The range of the span [start, end)."""
        first = self.position(start)
        line_start, line_end = self.lines.line_span(first.line + 1)
        if not line_start <= end <= line_end:
            return Range(first, self.position(end))
        if self._counts_points:
            return Range(first, _position(first.line, end - line_start))
        return Range(first, _position(first.line, first.character + units(self.text[start:end], self.encoding)))

    def offset(self, position: Position) -> int:
        """The offset of a position.

        One past the end of its line counts as that end, one inside a character as its start.
        """
        line = position.line + 1
        if line > len(self.lines):
            return len(self.text)
        start, end = self.lines.line_span(line)
        if self._counts_points:
            return min(start + max(position.character, 0), end)
        return start + _fitting(self.text[start:end], position.character, self.encoding)

    def span(self, within: Range) -> tuple[int, int]:
        """The span of a range; one whose end lies before its start is empty."""
        start = self.offset(within.start)
        return start, max(start, self.offset(within.end))


@lru_cache(maxsize=2048)
def _position(line: int, character: int) -> Position:
    """A position; most findings stand where they stood a keystroke before, and to make one takes its checks."""
    return Position(line, character)


def units(text: str, encoding: Encoding | str) -> int:
    """How many units of the client's a text holds. A lone surrogate, which no encoding can write, counts as one."""
    if text.isascii() or encoding == Encoding.Utf32:
        return len(text)
    if encoding == Encoding.Utf8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _fitting(line: str, wanted: int, encoding: Encoding | str) -> int:
    """How many whole characters at the start of a line fit into so many units."""
    if line.isascii():
        return min(max(wanted, 0), len(line))
    taken = 0
    for index, character in enumerate(line):
        taken += units(character, encoding)
        if taken > wanted:
            return index
    return len(line)
