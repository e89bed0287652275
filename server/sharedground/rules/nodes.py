"""Safe YAML with places: the text of a rule, lexicon or pack file read into a tree that knows where everything stands.

Only what such files need is read: mappings, lists, plain values, and a few aliases (`&name`, `*name`) for what several
patterns share. Tags, deep nesting, large files, aliases that multiply and second documents are refused, so that a file
from a stranger can do no harm. Plain values follow YAML 1.2: `no`, `on`, `off`
and dates are words like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, ValuesView
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from sharedground.errors import Place, RuleError
from sharedground.rules.folders import LARGEST

DEEPEST = 20
"""How many mappings and lists may stand in one another."""
MOST_VALUES = 20_000
"""How many values a file may hold, each alias counted as what it stands for."""

Scalar: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Located:
    """A value and where it stands. `value`: a mapping or a tuple of Located, or a scalar.

    `written` is the scalar as the file writes it, quotation marks and escapes included, where it stands on one line.
    `keys` are the places of a mapping's keys.
    """

    value: Mapping[str, Located] | tuple[Located, ...] | Scalar
    place: Place
    written: str = ""
    keys: Mapping[str, Place] | None = None

    def key_place(self, key: str) -> Place:
        """Where a mapping's key stands."""
        return (self.keys or {}).get(key, self.place)

    def place_of(self, offset: int) -> Place:
        """Where the character at `offset` of a text stands; the text's start where it runs over several lines."""
        if not self.written:
            return self.place
        columns = list(_columns(self.written))
        skipped = columns[offset] if offset < len(columns) else len(self.written) - (self.written[0] in "'\"")
        return Place(self.place.path, self.place.line, self.place.column + skipped)

    def plain(self) -> object:
        """The value without places: dicts, lists and scalars."""
        if isinstance(self.value, Mapping):
            return {key: child.plain() for key, child in self.value.items()}
        if isinstance(self.value, tuple):
            return [child.plain() for child in self.value]
        return self.value


def decode(data: bytes, path: str) -> str:
    """The text of a file. Raises RuleError where it is too large or not UTF-8."""
    if len(data) > LARGEST:
        raise too_large(len(data), path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        place = _Lines(before, path).place(len(before))
        raise RuleError(f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the file in UTF-8", place) from None


def too_large(size: int, path: str) -> RuleError:
    """The error for a file of `size` bytes."""
    return RuleError(
        f"this file holds {size // 1024} KB; {LARGEST // 1024} KB is the limit, so split it into several files",
        Place(path),
    )


def parse(text: str, path: str) -> Located:
    """The tree of a YAML text. Raises RuleError, at the first thing that cannot be read."""
    if len(text.encode("utf-8", "replace")) > LARGEST:
        raise too_large(len(text.encode("utf-8", "replace")), path)
    return _Composer(text.removeprefix("\ufeff"), path).document()


class _Composer:
    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.place = _Lines(text, path).place
        self.last: yaml.Event | None = None
        self.anchors: dict[str, tuple[Located, int]] = {}
        self.count = 0
        self.events = self._events()

    def _events(self) -> Iterator[yaml.Event]:
        try:
            for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
                self.last = event
                yield event
        except yaml.reader.ReaderError as error:
            index = len(self.text.encode()[: error.position].decode(errors="ignore"))
            raise self.at(index, _explain_character(self.text[index : index + 1])) from None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self._syntax(error, mark.index if mark else 0) from None
        except UnicodeEncodeError as error:
            raise self.at(error.start, _explain_character(self.text[error.start])) from None

    def _syntax(self, error: yaml.MarkedYAMLError, index: int) -> RuleError:
        start = error.context_mark.index if error.context_mark else index
        if self.last and (found := _after(self.last, self.text, index)):
            return self.at(*found)
        return self.at(*_explain(error.problem or "", error.context or "", self.text, index, start))

    def at(self, index: int, message: str) -> RuleError:
        return RuleError(message, self.place(index))

    def document(self) -> Located:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                break
        else:
            raise RuleError(
                "this file is empty; a commented skeleton comes from `sharedground rules new`", Place(self.path)
            )
        tree = self.node(next(self.events), depth=1)
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise self.at(_start(event), "a second document starts here; keep one to a file, without ---")
        return tree

    def node(self, event: yaml.Event, depth: int) -> Located:
        start, before = _start(event), self.count
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, depth)
        if tag := getattr(event, "tag", None):
            raise self.at(start, f"the tag {tag} is not read here; write the plain value, or put it in quotes")
        self.counted(1, start)
        if isinstance(event, yaml.ScalarEvent):
            found = self.scalar(event)
        elif depth > DEEPEST:
            raise self.at(start, f"this is nested more than {DEEPEST} deep; use fewer levels")
        elif isinstance(event, yaml.MappingStartEvent):
            found = self.mapping(start, depth)
        else:
            found = self.sequence(start, depth)
        if anchor := getattr(event, "anchor", None):
            self.anchors[anchor] = (found, self.count - before)
        return found

    def alias(self, event: yaml.AliasEvent, depth: int) -> Located:
        """What stands at the anchor above; an anchor that is still open is not above, so nothing holds itself."""
        start = _start(event)
        if event.anchor not in self.anchors:
            raise self.at(
                start, f"*{event.anchor} repeats what nothing above calls &{event.anchor}; name it, or use quotes"
            )
        found, size = self.anchors[event.anchor]
        self.counted(size, start)
        if depth + _height(found) > DEEPEST + 1:
            raise self.at(start, f"this is nested more than {DEEPEST} deep; use fewer levels")
        return found

    def counted(self, values: int, start: int) -> None:
        self.count += values
        if self.count > MOST_VALUES:
            raise self.at(start, f"this file holds more than {MOST_VALUES} values, aliases written out; split it")

    def scalar(self, event: yaml.ScalarEvent) -> Located:
        start, end = _start(event), event.end_mark.index if event.end_mark else 0
        written = self.text[start:end]
        one_line = "\n" not in written and event.style in (None, "", "'", '"')
        value: Scalar = _resolve(event.value) if event.implicit[0] else event.value
        return Located(value, self.place(start), written if one_line else "")

    def sequence(self, start: int, depth: int) -> Located:
        items: list[Located] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return Located(tuple(items), self.place(start))

    def mapping(self, start: int, depth: int) -> Located:
        children: dict[str, Located] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            place = self.place(_start(event))
            if not isinstance(event, yaml.ScalarEvent):
                raise RuleError("a key is a single word; a list or mapping stands here (brackets need quotes)", place)
            key = event.value
            if key in keys:
                raise RuleError(f"“{key}” is already given on line {keys[key].line}; keep one of the two", place)
            keys[key] = place
            children[key] = self.node(next(self.events), depth + 1)
        return Located(children, self.place(start), keys=keys)


def _height(node: Located) -> int:
    children = node.value.values() if isinstance(node.value, Mapping) else node.value
    return 1 + max(map(_height, children), default=0) if isinstance(children, tuple | ValuesView) else 0


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def _resolve(word: str) -> Scalar:
    """A plain scalar by the core schema of YAML 1.2, without its octal, hexadecimal and infinite numbers."""
    if word in ("", "~", "null", "Null", "NULL"):
        return None
    if word in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return word.lower() == "true"
    if _INTEGER.fullmatch(word) and len(word) < 20:
        return int(word)
    return float(word) if _FLOAT.fullmatch(word) else word


_LINE_END = re.compile(r"\r\n|\r|\n")


class _Lines:
    """Where lines start, as editors see them, which is not always where YAML does."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def place(self, index: int) -> Place:
        line = bisect_right(self.starts, index)
        return Place(self.path, line, index - self.starts[line - 1] + 1)


_ESCAPES = {"x": 4, "u": 6, "U": 10}


def _columns(written: str) -> Iterator[int]:
    """For each character of a one-line scalar, its offset in what is written."""
    quote = written[0] if written[0] in "'\"" else ""
    at, end = (1, len(written) - 1) if quote else (0, len(written))
    while at < end:
        yield at
        if quote == "'" and written[at] == "'":
            at += 2
        elif quote == '"' and written[at] == "\\":
            at += _ESCAPES.get(written[at + 1], 2)
        else:
            at += 1


def _explain_character(character: str) -> str:
    return f"the character U+{ord(character or chr(0)):04X} cannot stand in a rule file; take it out"


def _after(event: yaml.Event, text: str, index: int) -> tuple[int, str] | None:
    """What is wrong where a text goes on after a quotation mark or bracket that was meant to belong to it."""
    start, end = _start(event), event.end_mark.index if event.end_mark else 0
    closing = text[end - 1 : end]
    if "\n" in text[end:index] or not closing:
        return None
    if isinstance(event, yaml.ScalarEvent) and event.style in ("'", '"'):
        if "\n" in text[start:end]:
            return start, "this quotation mark is closed only lines later; close it on its own line"
        remedy = (
            "write '' for an apostrophe, or use double quotes" if closing == "'" else 'write \\" for a mark inside it'
        )
        return end - 1, f"this {closing} closes the text, and more stands behind it; {remedy}"
    if isinstance(event, yaml.CollectionEndEvent) and closing in "]}":
        return end - 1, f"more stands behind this {closing}; a text that holds [ ] or {{ }} needs quotes"
    return None


def _explain(problem: str, context: str, text: str, index: int, start: int) -> tuple[int, str]:
    """Where a syntax error stands and what to do about it, in words for people who do not know YAML."""
    here = text[index : index + 1]
    if "quoted scalar" in context:
        if "escape" in problem:
            escaped = text[index + 1 : index + 2]
            return index, f"in double quotes \\{escaped} means nothing; use single quotes, or write \\\\{escaped}"
        return start, "this quotation mark is never closed; close it, or put a text that holds one in the other kind"
    if here == "\t":
        return index, "a tab stands here; YAML indents with spaces only"
    if here and here in "@`%|>&*!" and "cannot start" in problem:
        return index, f'a text that starts with {here} needs quotes: "{here}…"'
    if "mapping values are not allowed" in problem:
        return index, "this colon opens a second value on the same line; put a text that holds “: ” in quotes"
    if "flow" in context:
        if text[start : start + 1] not in ("[", "{"):
            start = max(text.rfind("[", 0, start), text.rfind("{", 0, start), 0)
        opened = text[start : start + 1]
        closing = {"[": "]", "{": "}"}.get(opened, "]")
        return (
            start,
            f"this {opened} is never closed, or a comma is missing; close it with {closing}, or put the text in quotes",
        )
    if "expected key" in problem or "'-' indicator" in problem:
        what = "key" if "key" in problem else "list item starting with “- ”"
        return index, f"here should stand a {what}; look at the indentation"
    return index, f"this is not YAML ({problem}); look at the indentation, the quotes and the colons"
