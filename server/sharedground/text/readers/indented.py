"""Lines cut out of a text: the body of a directive behind its indentation, a column of a table."""

from __future__ import annotations

from dataclasses import dataclass

from sharedground.text.excerpts import Excerpt, Excerpting
from sharedground.text.lines import LineIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One line, or the piece of it that belongs to a column, and where its line end stands."""

    start: int
    end: int
    line_end: tuple[int, int]


def rows_of(text: str, start: int, end: int) -> list[Row]:
    """The lines of [start, end); the first one begins where `start` says."""
    lines = LineIndex(text[start:end])
    spans = [lines.line_span(number) for number in range(1, len(lines) + 1)]
    starts = [*(span[0] for span in spans[1:]), end - start]
    return [
        Row(start + first, start + last, (start + last, start + following))
        for (first, last), following in zip(spans, starts, strict=True)
    ]


def cut(text: str, rows: list[Row]) -> Excerpt | None:
    """The rows as a text of its own, the indentation that they share taken off; None where it is blank.

    The first row's own indentation is left as it is where it begins within a line.
    """
    inner = [row for row in rows if text[row.start : row.end].strip()]
    if not inner:
        return None
    first = rows[0]
    starts_line = first.start == 0 or text[first.start - 1] in "\r\n|+ \t"
    width = min((_indent(text, row) for row in inner if row is not first or starts_line), default=0)
    flush = not starts_line or first.start == 0 or text[first.start - 1] in " \t"
    if flush and len(inner) > 1:
        width = min(_indent(text, row) for row in inner if row is not first)
    building = Excerpting()
    for row in rows:
        off = min(_indent(text, row), 0 if row is first and flush else width)
        building.add(text[row.start + off : row.end], row.start + off, row.end)
        building.add(text[row.line_end[0] : row.line_end[1]], *row.line_end)
    return building.excerpt()


def _indent(text: str, row: Row) -> int:
    line = text[row.start : row.end]
    return len(line) - len(line.lstrip(" \t"))
