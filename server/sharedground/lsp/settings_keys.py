"""What may be written in a settings file: keys, the names of rules, severities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from lsprotocol import types

from sharedground.lsp.choices import Choice, line_before, rule_names
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.projects import Project
from sharedground.settings.files import SHARED_FILE
from sharedground.settings.schema import json_schema

_HEADER = re.compile(r"^[ \t]*\[{1,2}([^\]\n]*)\]", re.MULTILINE)
_KEY = re.compile(r"^[ \t]*(?P<typed>[\w-]*)$")
_QUOTED_KEY = re.compile(r"^[ \t]*(?P<typed>\"?[\w/-]*)$")
_VALUE = re.compile(r"^[ \t]*(?P<key>[\w-]+|\"[^\"]*\")[ \t]*=[ \t]*(?P<rest>.*)$", re.DOTALL)
_WORD = re.compile(r"(?P<quote>\"?)(?P<typed>[\w/-]*)$")
_NAMES = ("select", "ignore")


@cache
def _schema() -> dict[str, Any]:
    return json_schema()["properties"]  # type: ignore[no-any-return]


def choices(snapshot: Snapshot, offset: int, project: Project) -> tuple[str, Iterable[Choice]]:
    """What of a word has been typed at a place, and what it may become."""
    table = _table(snapshot, offset)
    if table is None:
        return "", ()
    line = line_before(snapshot, offset)
    entry = _VALUE.match(_entry(snapshot, offset))
    if entry and (entry["rest"].count("[") > entry["rest"].count("]") or "\n" not in entry["rest"]):
        word = _WORD.search(line)
        typed = word["quote"] + word["typed"] if word else ""
        key = entry["key"].strip('"')
        if key in _NAMES:
            return typed, rule_names(project, '"')
        return typed, _values(table, key)
    if table[:1] == ("severity",) or table[-1:] == ("severity",):
        named = _QUOTED_KEY.match(line)
        return (named["typed"], rule_names(project, '"')) if named else ("", ())
    plain = _KEY.match(line)
    return (plain["typed"], _keys(table)) if plain else ("", ())


def _table(snapshot: Snapshot, offset: int) -> tuple[str, ...] | None:
    """The table that a place stands in, from our own root down; None where it is somebody else's."""
    headers = _HEADER.findall(snapshot.text, 0, offset)
    parts = tuple(re.findall(r'"[^"]*"|[\w-]+', headers[-1])) if headers else ()
    if snapshot.path and snapshot.path.name == SHARED_FILE:
        return parts[2:] if parts[:2] == ("tool", "sharedground") else None
    return parts


def _entry(snapshot: Snapshot, offset: int) -> str:
    """From the last line that starts an entry up to the place: a list may run over several lines."""
    text = snapshot.text[:offset]
    starts = [match.start() for match in re.finditer(r"^[ \t]*(?:[\w-]+|\"[^\"\n]*\")[ \t]*=", text, re.MULTILINE)]
    return text[starts[-1] :] if starts else ""


def _keys(table: tuple[str, ...]) -> Iterator[Choice]:
    properties = _schema()
    if table[:1] == ("per-file",):
        properties = properties["per-file"]["additionalProperties"]["properties"]
    elif table:
        return
    for key, about in properties.items():
        yield Choice(key, about.get("description", ""), f"{key} = ", types.CompletionItemKind.Property)


def _values(table: tuple[str, ...], key: str) -> Iterator[Choice]:
    shape = _schema()["severity"]["additionalProperties"] if "severity" in table else _schema().get(key, {})
    for word in shape.get("enum", ()):
        yield Choice(str(word), "", f'"{word}"')
    if shape.get("type") == "boolean":
        yield from (Choice(word, shape.get("description", "")) for word in ("true", "false"))
