"""Jupyter notebooks: their Markdown cells, with exact spans through the escapes of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from typing import Any

from sharedground.errors import DraftError
from sharedground.text.blocks import Draft
from sharedground.text.excerpts import Excerpt, Excerpting
from sharedground.text.readers import markdown
from sharedground.text.readers.gathering import TANGLED, Gathering
from sharedground.text.source import Source


def read(source: Source) -> Draft:
    """The draft in a notebook. Raises DraftError where it is no JSON, or no notebook."""
    gathering = Gathering(source.text)
    for cell in _markdown_cells(_parsed(source.text)):
        excerpt = _excerpt(source.text, cell)
        if excerpt:
            inner = markdown.read(Source(excerpt.text))
            gathering.take(excerpt, inner.blocks, inner.comments)
    return gathering.draft(source, "notebook")


class _Placed(str):
    """A string of a JSON text, and where it stands there, without its quotation marks."""

    __slots__ = ("end", "start")
    start: int
    end: int


class _Decoder(json.JSONDecoder):
    """Knows of each string where it stands; the keys of objects are plain strings."""

    def __init__(self) -> None:
        super().__init__(strict=False)
        self.parse_string = _placed
        self.scan_once = py_make_scanner(self)


def _placed(text: str, start: int, strict: bool = True) -> tuple[str, int]:
    value, end = scanstring(text, start, strict)
    placed = _Placed(value)
    placed.start, placed.end = start, end - 1
    return placed, end


def _parsed(text: str) -> Any:
    try:
        return _Decoder().decode(text)
    except json.JSONDecodeError as error:
        raise DraftError(
            f"This is no notebook, or a broken one (line {error.lineno}: {error.msg}). "
            "Open it in Jupyter, save it again, and see that it holds no marks of a merge."
        ) from None
    except RecursionError:
        raise DraftError(TANGLED) from None


def _markdown_cells(notebook: Any) -> Iterator[Any]:
    if not isinstance(notebook, dict) or not ("cells" in notebook or "worksheets" in notebook):
        raise DraftError("This is JSON, but no notebook: it has no cells. Name an .ipynb file that Jupyter has saved.")
    sheets = [notebook, *_dicts(notebook.get("worksheets"))]
    for sheet in sheets:
        for cell in _dicts(sheet.get("cells")):
            if cell.get("cell_type") in ("markdown", "heading"):
                yield cell.get("source")


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _excerpt(text: str, source: Any) -> Excerpt | None:
    """The text of a cell, whether it stands in one string or in one for each line."""
    building = Excerpting()
    for line in source if isinstance(source, list) else [source]:
        if isinstance(line, _Placed):
            _unescape(building, text, line.start, line.end)
    return building.excerpt()


def _unescape(building: Excerpting, text: str, start: int, end: int) -> None:
    while (at := text.find("\\", start, end)) >= 0:
        building.add(text[start:at], start, at)
        start = at + (6 if text[at + 1] == "u" else 2)
        if text.startswith("\\u", start) and text[at + 2 : at + 4].lower() in ("d8", "d9", "da", "db"):
            start += 6
        building.add(scanstring(f'{text[at:start]}"', 0, False)[0], at, start)
    building.add(text[start:end], start, end)
