"""Offsets to lines and columns, and back. Lines end in CR LF, LF or CR, and in nothing else."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

_LINE_END = re.compile(r"\r\n|\r|\n")


class LineIndex:
    """The lines of a text. Lines and columns count from 1, offsets from 0, all in code points."""

    __slots__ = ("_ends", "_starts", "text")

    def __init__(self, text: str, starts: list[int] | None = None) -> None:
        """`starts`: where the lines of a text without carriage returns start, for a caller that knows."""
        self.text = text
        if "\r" not in text:  # as nearly always: told in a tenth of the time
            self._starts = starts or list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))[:-1]
            self._ends = [*[start - 1 for start in self._starts[1:]], len(text)]
            return
        self._starts = [0]
        self._ends = []
        for match in _LINE_END.finditer(text):
            self._ends.append(match.start())
            self._starts.append(match.end())
        self._ends.append(len(text))

    def edited(self, start: int, end: int, new: str) -> LineIndex:
        """The lines of this text with `new` in the place of the span [start, end): only what changes is looked at."""
        text = self.text[:start] + new + self.text[end:]
        if "\r" in text:
            return LineIndex(text)
        before, behind = bisect_right(self._starts, start), bisect_right(self._starts, end)
        shift = len(new) - (end - start)
        within = [start + match.end() for match in _LINE_END.finditer(new)]
        return LineIndex(text, [*self._starts[:before], *within, *[line + shift for line in self._starts[behind:]]])

    def __len__(self) -> int:
        """How many lines there are; an empty text has one."""
        return len(self._starts)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset; one outside the text counts as its nearest end."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column; a column past the end of its line counts as that end."""
        if line < 1:
            return 0
        if line > len(self._starts):
            return len(self.text)
        start, end = self.line_span(line)
        return min(max(start, start + column - 1), end)

    def line_span(self, line: int) -> tuple[int, int]:
        """Where a line starts and ends, its line end left off. `line` is clamped to the lines there are."""
        index = min(max(line, 1), len(self._starts)) - 1
        return self._starts[index], self._ends[index]

    def line_text(self, line: int) -> str:
        """A line without its line end."""
        start, end = self.line_span(line)
        return self.text[start:end]
