"""Phrases laid out for matching: every way through their alternatives becomes one flat row of slots.

A slot is a token pattern of spaCy's Matcher, or *wild*: a gap or a grammatical span, whose length is not fixed. Wild
slots are never given to the Matcher, whose bounded wildcards branch without end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, product
from math import prod
from typing import TYPE_CHECKING, Any, TypeAlias

from sharedground.rules.model import (
    AnyToken,
    Capture,
    Class,
    Edge,
    Except,
    Gap,
    Group,
    Item,
    Lexicon,
    Pos,
    Repeat,
    Span,
    Word,
)
from sharedground.rules.trigger import class_entries

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST_ENTRIES = 6000
"""How many rows of words one place of a phrase may stand for."""

_WIDER = {"NOUN": ("NOUN", "PROPN"), "VERB": ("VERB", "AUX"), "PROPN": ("PROPN", "NOUN")}


@dataclass(frozen=True)
class Unit:
    """Slots that together are one of some rows of words, checked as a whole."""

    number: int
    entries: frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Slot:
    """One token pattern, or something wild, or an edge; with the captures and the unit it stands in."""

    spec: tuple[tuple[str, Any], ...] = ()
    captures: tuple[str, ...] = ()
    unit: Unit | None = None
    edge: str = ""
    wild: Gap | Span | None = None

    @property
    def repeats(self) -> bool:
        """Whether it may take several tokens."""
        return ("OP", "*") in self.spec

    @property
    def may_be_empty(self) -> bool:
        """Whether it may take no token."""
        return self.repeats or ("OP", "?") in self.spec

    def accepts(self, token: Token) -> bool:
        """Whether it may take this token."""
        values = {"NORM": token.norm_, "POS": token.pos_, "IS_SPACE": token.is_space}
        for name, wanted in self.spec:
            if name == "OP":
                continue
            for how, among in wanted if isinstance(wanted, tuple) else (("IN", (wanted,)),):
                if (values[name] in among) != (how == "IN"):
                    return False
        return True


Row: TypeAlias = tuple[Slot, ...]
Entry: TypeAlias = tuple[str, ...]


class Flattener:
    """Turns items into rows, with the lexicons of one pack."""

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._lexicons = lexicons
        self._numbers = count()

    def rows(self, items: Sequence[Item]) -> list[Row]:
        """All rows of a phrase whose edges stand where they can hold."""
        found = self._sequence(items)
        return [row for row in dict.fromkeys(found) if _edges_hold(row)]

    def _sequence(self, items: Sequence[Item]) -> list[Row]:
        choices = [self._item(item) for item in items]
        return [tuple(slot for part in parts for slot in part) for parts in product(*choices)]

    def _item(self, item: Item) -> list[Row]:
        match item:
            case Word(forms=forms, pos=pos):
                return [(Slot(_spec(NORM={"IN": norms(forms)}, POS=_universal(pos))),)]
            case Class():
                return self._class(item)
            case Pos(name=name):
                return [(Slot(_spec(POS=_universal(name))),)]
            case AnyToken():
                return [(Slot(_spec(IS_SPACE=False)),)]
            case Gap() | Span():
                return [(Slot(wild=item),)]
            case Edge(at=at):
                return [(Slot(edge=at),)]
            case Except(items=items):
                return [(Slot(self._except(items)),)]
            case Repeat(item=inner, least=least, most=most):
                return self._repeat(inner, least, most)
            case Group():
                return self._group(item)
            case Capture(name=name, item=inner):
                return [
                    tuple(replace(slot, captures=(*slot.captures, name)) for slot in row) for row in self._item(inner)
                ]

    def _group(self, group: Group) -> list[Row]:
        entries = self._entries_of(group)
        if entries:
            return [self._entry_row(entries, optional=group.optional)]
        rows = [row for alternative in group.alternatives for row in self._sequence(alternative)]
        return [*rows, ()] if group.optional else rows

    def _class(self, item: Class) -> list[Row]:
        entries = class_entries(item, self._lexicons)
        if not item.pos:
            return [self._entry_row(entries)] if entries else []
        singles = [entry for entry in entries if len(entry) == 1]
        several = [entry for entry in entries if len(entry) > 1]
        rows: list[Row] = []
        if singles:
            forms = norms(entry[0] for entry in singles)
            rows.append((Slot(_spec(NORM={"IN": forms}, POS=_universal(item.pos))),))
        return [*rows, self._entry_row(several)] if several else rows

    def _repeat(self, item: Item, least: int, most: int) -> list[Row]:
        rows = self._item(item)
        return [
            tuple(slot for part in parts for slot in part)
            for times in range(least, most + 1)
            for parts in product(rows, repeat=times)
        ]

    def _entries_of(self, group: Group) -> list[Entry]:
        """Every row of words that a group can be; none where it holds anything but words and classes, or too many."""
        found: list[Entry] = []
        for alternative in group.alternatives:
            choices: list[list[Entry]] = []
            for item in alternative:
                match item:
                    case Word(forms=forms, pos=""):
                        choices.append([(form,) for form in forms])
                    case Class(pos=""):
                        choices.append(list(class_entries(item, self._lexicons)))
                    case Group(optional=optional):
                        inner = self._entries_of(item)
                        if not inner:
                            return []
                        choices.append([*inner, ()] if optional else inner)
                    case _:
                        return []
            if prod(map(len, choices)) + len(found) > MOST_ENTRIES:
                return []
            found += [tuple(token for part in parts for token in part) for parts in product(*choices)]
        return found if all(found) else []

    def _entry_row(self, entries: Sequence[Entry], *, optional: bool = False) -> Row:
        """One row for many entries: a first token and any further ones; checked as a whole once they are found."""
        normed = {tuple(norm(token) for token in entry) for entry in entries}
        longest = max(map(len, normed))
        first = _spec(NORM={"IN": sorted({entry[0] for entry in normed})}, OP="?" if optional else None)
        if longest == 1:
            return (Slot(first),)
        unit = Unit(next(self._numbers), entries=frozenset(normed))
        later = sorted({token for entry in normed for token in entry[1:]})
        rest = _spec(NORM={"IN": later}, OP="*")
        return (Slot(first, unit=unit), Slot(rest, unit=unit))

    def _except(self, items: Sequence[Item]) -> tuple[tuple[str, Any], ...]:
        forms: list[str] = []
        tags: list[str] = []
        for item in items:
            match item:
                case Word(forms=found):
                    forms += found
                case Class():
                    forms += [entry[0] for entry in class_entries(item, self._lexicons) if len(entry) == 1]
                case Pos(name=name):
                    tags.append(name)
        spec: dict[str, Any] = {"IS_SPACE": False}
        if forms:
            spec["NORM"] = {"NOT_IN": norms(forms)}
        if tags:
            spec["POS"] = {"NOT_IN": sorted(tags)}
        return _spec(**spec)


def _spec(**attributes: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((name, _frozen(value)) for name, value in attributes.items() if value is not None)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple((key, tuple(inner)) for key, inner in value.items())
    return value


def matcher_spec(slot: Slot) -> dict[str, Any]:
    """A slot's token pattern as spaCy's Matcher takes it."""
    return {
        name: {key: list(inner) for key, inner in value} if isinstance(value, tuple) else value
        for name, value in slot.spec
    }


def _universal(pos: str) -> dict[str, Any] | None:
    return {"IN": list(_WIDER.get(pos, (pos,)))} if pos else None


def norms(forms: Iterable[str]) -> list[str]:
    """Forms as the pipeline norms them, each once."""
    return list(dict.fromkeys(map(norm, forms)))


def norm(form: str) -> str:
    """A form as the pipeline norms it: dashes as hyphens, curly quotes as straight ones, currencies as dollars."""
    from spacy.lang.norm_exceptions import BASE_NORMS

    return str(BASE_NORMS.get(form, form))


def _edges_hold(row: Row) -> bool:
    body = [index for index, slot in enumerate(row) if not slot.edge]
    if not body:
        return False
    starts = all(slot.edge != "start" or index < body[0] for index, slot in enumerate(row))
    ends = all(slot.edge != "end" or index > body[-1] for index, slot in enumerate(row))
    return starts and ends
