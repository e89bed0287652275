"""Where in a TOML text a key or a word stands, for error messages. Lines and columns count from 1; 0 is unknown."""

from __future__ import annotations

import re
import tomllib

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER = re.compile(rf"\s*\[{{1,2}}\s*({_DOTTED})\s*\]")
_ENTRY = re.compile(rf"\s*({_DOTTED})\s*=")


def find_key(text: str, keys: tuple[str, ...]) -> tuple[int, int]:
    """The line and column of the entry that `keys` lead to, or of the nearest table or entry that holds it or is in it.

    The last keys may stand inside the value of an entry: in an inline table, or as words of a list.
    """
    best: tuple[int, tuple[int, int], int] = (0, (0, 0), 0)
    table: tuple[str, ...] = ()
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        header, entry = _HEADER.match(line), _ENTRY.match(line)
        here = None
        if header:
            here = table = _split(header[1])
        elif entry:
            here = table + _split(entry[1])
        found = header or entry
        shared = min(len(here or ()), len(keys))
        if found and here and here[:shared] == keys[:shared] and shared > best[0]:
            best = (shared, (number, found.start(1) + 1), start + found.end())
        start += len(line)
    depth, place, after = best
    if depth:
        for word in keys[depth:]:
            inside = _word(word).search(text, after)
            if not inside:
                break
            place, after = _line_and_column(text, inside.start()), inside.end()
    return place


def find_word(text: str, word: str) -> tuple[int, int]:
    """The line and column of the first place where `word` stands in quotation marks or as a key."""
    found = _word(word).search(text)
    return _line_and_column(text, found.start()) if found else (0, 0)


def _word(word: str) -> re.Pattern[str]:
    literal = re.escape(word)
    return re.compile(rf"\"{literal}\"|'{literal}'|(?<![\w/-]){literal}(?=\s*=)")


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _split(dotted: str) -> tuple[str, ...]:
    keys: list[str] = []
    value: object = tomllib.loads(f"{dotted} = 0")
    while isinstance(value, dict):
        key, value = next(iter(value.items()))
        keys.append(key)
    return tuple(keys)
