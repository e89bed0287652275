"""The tables of reStructuredText, grid and simple, by docutils: which stretch of which line belongs to which cell."""

from __future__ import annotations

from typing import Any

from docutils.parsers.rst.tableparser import GridTableParser, SimpleTableParser, TableMarkupError
from docutils.statemachine import StringList

from sharedground.text.readers.indented import Row


def cells(text: str, rows: list[Row]) -> list[list[Row]] | None:
    """The cells of the table that the rows draw, each as the pieces of its lines; None where they draw none."""
    indent = _indent(text, rows)
    lines = [
        Row(min(row.start + (indent if row is not rows[0] else 0), row.end), row.end, row.line_end) for row in rows
    ]
    drawn = StringList([text[line.start : line.end].rstrip() for line in lines], "draft")
    grid = text.startswith("+", lines[0].start)
    if not grid and (len(lines) < 3 or not set(drawn[-1]) <= {"=", " "}):
        return None
    parser = _Grid() if grid else _Simple()
    try:
        parser.parse(drawn)
    except (TableMarkupError, IndexError, AssertionError, ValueError, TypeError):
        return None
    return [
        [
            Row(min(line.start + left, line.end), min(line.start + right, line.end), line.line_end)
            for line in lines[top:bottom]
        ]
        for top, bottom, left, right in parser.found
    ]


def _indent(text: str, rows: list[Row]) -> int:
    """How far the lines behind the first one are indented: it begins where its paragraph does."""
    first = rows[0].start
    return first - max(text.rfind("\n", 0, first), text.rfind("\r", 0, first)) - 1


class _Grid(GridTableParser):  # type: ignore[misc, unused-ignore]
    """Says of each cell where it stands: top, bottom, left, right, in lines and columns."""

    def parse(self, block: Any) -> Any:
        result = super().parse(block)
        cells: list[Any] = self.cells
        self.found = [(top + 1, bottom, left + 1, right) for top, left, bottom, right, *_lines in cells]
        return result


class _Simple(SimpleTableParser):  # type: ignore[misc, unused-ignore]
    """Says of each cell where it stands: top, bottom, left, right, in lines and columns."""

    def setup(self, block: Any) -> None:
        super().setup(block)
        self.found: list[tuple[int, int, int, int]] = []

    def parse_row(self, lines: Any, start: int, spanline: Any = None) -> None:
        super().parse_row(lines, start, spanline)
        if lines:
            columns = self.parse_columns(*spanline) if spanline else self.columns
            last = len(columns) - 1
            self.found += [
                (start, start + len(lines), left, 10**6 if index == last else right)
                for index, (left, right) in enumerate(columns)
            ]
