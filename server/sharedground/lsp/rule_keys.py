"""What may be written in a rule, lexicon or pack file: keys and values by the schema, word classes, contexts.

While a file is being written it is seldom whole, so the place is found by its indentation and not by parsing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from lsprotocol import types

from sharedground.lsp.choices import Choice, line_before, rule_names
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.drafts import Kind
from sharedground.lsp.projects import Project
from sharedground.rules.schema import json_schema

_CLASS = re.compile(r"@(?P<typed>[A-Za-z][\w-]*|)$")
_KEY = re.compile(r"^(?P<indent>[ \t]*(?:-[ \t]+)*)(?P<typed>[\w-]*)$")
_VALUE = re.compile(r"^(?P<indent>[ \t]*(?:-[ \t]+)*)(?P<key>[\w-]+):[ \t]+(?P<rest>.*)$")
_FLOW_KEY = re.compile(r"[{,][ \t]*(?P<typed>[\w-]*)$")
_FLOW_VALUE = re.compile(r"[{,][ \t]*(?P<key>[\w-]+):[ \t]*(?P<typed>[\w-]*)$")
_PLAIN = re.compile(r"(?P<typed>[\w-]*)$")
_LINE = re.compile(r"^(?P<indent>[ ]*(?:-[ ]+)*)(?P<key>[\w-]+):")


@cache
def _schema(kind: str) -> dict[str, Any]:
    return json_schema(kind)


def choices(snapshot: Snapshot, offset: int, project: Project, kind: Kind) -> tuple[str, Iterable[Choice]]:
    """What of a word has been typed at a place, and what it may become."""
    line = line_before(snapshot, offset)
    if kind is Kind.RULE and (found := _CLASS.search(line)):
        names = sorted(project.linter.pack.lexicons)
        return found["typed"], (Choice(name, kind=types.CompletionItemKind.Class) for name in names)
    root = _schema(kind.value)
    if value := _VALUE.match(line):
        path = [*_path(snapshot, offset, len(value["indent"])), value["key"]]
        if path[-1] == "yields-to" and (typed := _PLAIN.search(line)):
            return typed["typed"], rule_names(project)
        if flow := _FLOW_VALUE.search(value["rest"]):
            return flow["typed"], _values(_shapes(root, [*path, flow["key"]]))
        if flow := _FLOW_KEY.search(value["rest"]):
            return flow["typed"], _keys(_shapes(root, path), " ")
        plain = _PLAIN.fullmatch(value["rest"])
        return (plain["typed"], _values(_shapes(root, path))) if plain else ("", ())
    if key := _KEY.match(line):
        return key["typed"], _keys(_shapes(root, _path(snapshot, offset, len(key["indent"]))), " ")
    return "", ()


def _path(snapshot: Snapshot, offset: int, indent: int) -> list[str]:
    """The keys that lead to a place which is indented so far, the outermost first."""
    above = snapshot.text[:offset].splitlines()
    if above and not snapshot.text[:offset].endswith(("\n", "\r")):
        above.pop()
    keys: list[str] = []
    for line in reversed(above):
        found = _LINE.match(line)
        if found and len(found["indent"]) < indent:
            keys.insert(0, found["key"])
            indent = len(found["indent"])
    return keys


def _shapes(root: dict[str, Any], path: list[str]) -> list[dict[str, Any]]:
    """The schemas that may hold at the end of a path; lists and references are looked through."""
    shapes = _opened(root, root)
    for key in path:
        following = [shape["properties"][key] for shape in shapes if key in shape.get("properties", {})]
        following += [shape["additionalProperties"] for shape in shapes if _is_table(shape)]
        shapes = [inner for shape in following for inner in _opened(shape, root)]
    return shapes


def _is_table(shape: dict[str, Any]) -> bool:
    return isinstance(shape.get("additionalProperties"), dict)


def _opened(shape: dict[str, Any], root: dict[str, Any], depth: int = 6) -> list[dict[str, Any]]:
    if depth == 0:
        return []
    found = [shape]
    if "$ref" in shape:
        found += _opened(root["$defs"][shape["$ref"].rpartition("/")[2]], root, depth - 1)
    for inner in (*shape.get("oneOf", ()), *shape.get("anyOf", ()), *filter(None, [shape.get("items")])):
        found += _opened(inner, root, depth - 1)
    return found


def _keys(shapes: list[dict[str, Any]], after: str) -> Iterator[Choice]:
    seen: set[str] = set()
    for shape in shapes:
        named: dict[str, Any] = {word: {} for word in shape.get("propertyNames", {}).get("enum", ())}
        for key, about in {**shape.get("properties", {}), **named}.items():
            if key not in seen:
                seen.add(key)
                yield Choice(key, about.get("description", ""), f"{key}:{after}", types.CompletionItemKind.Property)


def _values(shapes: list[dict[str, Any]]) -> Iterator[Choice]:
    words = dict.fromkeys(str(word) for shape in shapes for word in shape.get("enum", ()))
    about = next((shape["description"] for shape in shapes if "description" in shape), "")
    yield from (Choice(word, about, kind=types.CompletionItemKind.EnumMember) for word in words)
