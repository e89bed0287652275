"""What may be written in a settings file: keys, the names of rules and of word classes, severities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from lsprotocol import types

from sharedground.lsp.choices import Choice, line_before, rule_names
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.projects import Project
from sharedground.settings.files import SHARED_FILE
from sharedground.settings.schema import json_schema

_HEADER = re.compile(r"[ \t]*\[{1,2}([^\]\n]*)\]{1,2}")
_NAME = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[\w-]+")
_TOKEN = re.compile(
    r'"{3}[\s\S]*?(?:"{3}|\Z)|\'{3}[\s\S]*?(?:\'{3}|\Z)'
    r'|"(?:[^"\\\n]|\\.)*"?|\'[^\'\n]*\'?|[\w-]+|#[^\n]*|[\[\]{}=,\n]'
)
_TYPED = re.compile(r"\"?[\w/-]*$")
_OURS = ("tool", "sharedground")
_TAKE_NAMES = ("select", "ignore", "rule")


@dataclass(slots=True)
class _Open:
    """What is open at a place: `by` a bracket, or by nothing; the table it is in, and the key whose value comes.

    A bracket in which no value comes is that of a header.
    """

    by: str
    table: tuple[str, ...]
    key: str = ""


def choices(snapshot: Snapshot, offset: int, project: Project) -> tuple[str, Iterable[Choice]]:
    """What of a word has been typed at a place, and what it may become."""
    at = _open_at(snapshot.text[:offset])
    in_shared = snapshot.path is not None and snapshot.path.name == SHARED_FILE
    if at is None or (in_shared and at.table[: len(_OURS)] != _OURS):
        return "", ()
    table = at.table[len(_OURS) :] if in_shared else at.table
    found = _TYPED.search(line_before(snapshot, offset))
    typed = found[0] if found else ""
    if at.by == "[" and not at.key:
        return typed, _headers()
    if not at.key:
        keys = _keys(table, project)
        return typed, (key for key in keys if key.written.startswith('"') or not typed.startswith('"'))
    if at.key in _TAKE_NAMES:
        return typed, rule_names(project, '"')
    return typed, _values(table, at.key)


def _open_at(text: str) -> _Open | None:
    """What is open at the end of a text; None within a comment."""
    stack = [_Open("", ())]
    word, done = "", 0
    for token in _TOKEN.finditer(text):
        at, mark = stack[-1], token[0]
        if token.start() < done:
            continue
        if mark.startswith("#"):
            if token.end() == len(text):
                return None
        elif mark == "=":
            at.key = at.key or word
        elif mark == "[" and at.by == "" and not at.key:
            if header := _HEADER.match(text, token.start()):
                stack, done = [_Open("", tuple(_bare(name) for name in _NAME.findall(header[1])))], header.end()
            else:
                stack = [_Open("", ()), _Open(mark, ())]
        elif mark == "[":
            stack.append(_Open(mark, at.table, at.key))
        elif mark == "{":
            stack.append(_Open(mark, (*at.table, at.key) if at.key else at.table))
        elif mark in ("]", "}"):
            stack = stack[:-1] or stack
        elif (mark == "," and at.by == "{") or (mark == "\n" and at.by == ""):
            at.key = ""
        else:
            word = _bare(mark)
    return stack[-1]


def _bare(name: str) -> str:
    return name.strip("\"'")


def _keys(table: tuple[str, ...], project: Project) -> Iterator[Choice]:
    """The keys of a table: those that the schema names, and the names that it leaves open."""
    if table[-1:] == ("severity",):
        yield from rule_names(project, '"')
    elif table == ("lexicon",):
        yield from (Choice(name, "a word class", f"{name} = ") for name in project.linter.word_classes)
    else:
        for key, about in _schema(table).get("properties", {}).items():
            yield Choice(key, about.get("description", ""), f"{key} = ", types.CompletionItemKind.Property)


def _headers() -> Iterator[Choice]:
    """The keys that may stand as the header of a table."""
    for key, about in _whole()["properties"].items():
        if about.get("type") == "object" or "oneOf" in about.get("items", {}):
            yield Choice(key, about["description"])


def _values(table: tuple[str, ...], key: str) -> Iterator[Choice]:
    shape = _schema((*table, key))
    for word in shape.get("enum", ()):
        yield Choice(str(word), "", f'"{word}"')
    if shape.get("type") == "boolean":
        yield from (Choice(word, shape.get("description", "")) for word in ("true", "false"))


def _schema(path: tuple[str, ...]) -> dict[str, Any]:
    """The part of the schema that speaks of what stands at a path; of a list, that of the tables it may hold."""
    part = _whole()
    for name in path:
        part = part.get("properties", {}).get(name) or part.get("additionalProperties") or {}
        items: dict[str, Any] = part.get("items", {})
        part = next((one for one in items.get("oneOf", ()) if one.get("type") == "object"), part)
    return part


@cache
def _whole() -> dict[str, Any]:
    return json_schema()
