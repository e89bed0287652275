"""Phrases laid out for spaCy's Matcher: every way through the alternatives becomes one flat row of slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, product
from typing import Any

from sharedground.analysis.spans import HARD_MARKS, LONGEST
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
from sharedground.rules.trigger import class_entries, merged_words

MOST_ROWS = 3000
"""A phrase that needs more rows than this is asking for too much at once."""

_GAP_ENDS = sorted({*HARD_MARKS, ",", '"', "“", "”"} - {"(", ")", "[", "]"})
_WIDER = {"NOUN": ("NOUN", "PROPN"), "VERB": ("VERB", "AUX"), "PROPN": ("PROPN", "NOUN")}


@dataclass(frozen=True)
class Unit:
    """Slots that belong together and are checked as a whole: an entry of several tokens, or a grammatical span."""

    number: int
    entries: frozenset[tuple[str, ...]] = frozenset()
    span: Span | None = None


@dataclass(frozen=True)
class Slot:
    """One token pattern of the Matcher (empty `spec` for an edge), with the captures and the unit it stands in."""

    spec: tuple[tuple[str, Any], ...] = ()
    captures: tuple[str, ...] = ()
    unit: Unit | None = None
    edge: str = ""


Row = tuple[Slot, ...]


class Flattener:
    """Turns items into rows, with the lexicons of one pack."""

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._lexicons = lexicons
        self._numbers = count()

    def rows(self, items: Sequence[Item]) -> list[Row]:
        """All rows of a phrase whose edges stand where they can hold. Raises ValueError where there are too many."""
        found = self._sequence(items)
        return [row for row in dict.fromkeys(found) if _edges_hold(row)]

    def _sequence(self, items: Sequence[Item]) -> list[Row]:
        choices = [self._item(item) for item in items]
        size = 1
        for choice in choices:
            size *= len(choice)
        if size > MOST_ROWS:
            raise ValueError(f"this phrase branches {size} ways, more than {MOST_ROWS}; split it into several")
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
            case Gap(most=most):
                return [(Slot(_spec(NORM={"NOT_IN": _GAP_ENDS}, OP=f"{{0,{most}}}")),)]
            case Edge(at=at):
                return [(Slot(edge=at),)]
            case Except(items=items):
                return [(Slot(self._except(items)),)]
            case Repeat(item=inner, least=least, most=most):
                return [
                    tuple(slot for part in parts for slot in part)
                    for times in range(least, most + 1)
                    for parts in product(self._item(inner), repeat=times)
                ]
            case Span(kind=kind):
                unit = Unit(next(self._numbers), span=item)
                marks = sorted(HARD_MARKS)
                return [(Slot(_spec(NORM={"NOT_IN": marks}, OP=f"{{1,{LONGEST[kind]}}}"), unit=unit),)]
            case Group():
                return self._group(item)
            case Capture(name=name, item=inner):
                return [
                    tuple(replace(slot, captures=(*slot.captures, name)) for slot in row) for row in self._item(inner)
                ]

    def _group(self, group: Group) -> list[Row]:
        merged = merged_words(Group(group.alternatives))
        rows = self._item(merged) if merged else [row for q in group.alternatives for row in self._sequence(q)]
        return [*rows, ()] if group.optional else rows

    def _class(self, item: Class) -> list[Row]:
        by_length: dict[int, list[tuple[str, ...]]] = {}
        for entry in class_entries(item, self._lexicons):
            by_length.setdefault(len(entry), []).append(entry)
        rows: list[Row] = []
        for length, entries in sorted(by_length.items()):
            if length == 1:
                forms = norms(entry[0] for entry in entries)
                rows.append((Slot(_spec(NORM={"IN": forms}, POS=_universal(item.pos))),))
            else:
                unit = Unit(next(self._numbers), entries=frozenset(entries))
                columns = [norms(entry[i] for entry in entries) for i in range(length)]
                rows.append(tuple(Slot(_spec(NORM={"IN": forms}), unit=unit) for forms in columns))
        return rows

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


def norms(forms: Sequence[str] | Iterator[str] | Any) -> list[str]:
    """Forms as the pipeline norms them: it reads dashes as hyphens, curly quotes as straight, currencies as dollars."""
    from spacy.lang.norm_exceptions import BASE_NORMS

    return list(dict.fromkeys(BASE_NORMS.get(form, form) for form in forms))


def _edges_hold(row: Row) -> bool:
    body = [index for index, slot in enumerate(row) if not slot.edge]
    if not body:
        return False
    starts = all(slot.edge != "start" or index < body[0] for index, slot in enumerate(row))
    ends = all(slot.edge != "end" or index > body[-1] for index, slot in enumerate(row))
    return starts and ends
