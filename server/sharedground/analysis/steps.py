"""Phrases laid out for matching: each item becomes a step, which takes tokens of a sentence one after another.

What a step asks of a token (one of some words, a part of speech) is made once and shared by all phrases that ask for
the same: the word classes of a pack are large, and stand in hundreds of patterns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import TYPE_CHECKING, TypeAlias

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
    from spacy.tokens import Doc

_WIDER = {"NOUN": ("NOUN", "PROPN"), "VERB": ("VERB", "AUX"), "PROPN": ("PROPN", "NOUN")}

Names: TypeAlias = tuple[str, ...]
"""The captures that a step stands in, the innermost first."""
Entry: TypeAlias = tuple[str, ...]


class Words:
    """The tokens of a sentence as steps ask about them."""

    def __init__(self, doc: Doc) -> None:
        self.norms = [token.norm_ for token in doc]
        self.pos = [token.pos_ for token in doc]
        self.spaces = frozenset(token.i for token in doc if token.is_space)

    def __len__(self) -> int:
        return len(self.norms)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a token must be. `norms`: one of these, or anything where None; `not_…`: none of these, and no space.

    What must not stand there is kept as the sets of words it comes from, which many demands share.
    """

    norms: frozenset[str] | None = None
    pos: frozenset[str] = frozenset()
    not_norms: tuple[frozenset[str], ...] = ()
    not_pos: frozenset[str] = frozenset()
    spaces: bool = True

    def accepts(self, words: Words, index: int) -> bool:
        """Whether the token with this index meets it."""
        norm = words.norms[index]
        return (
            (self.norms is None or norm in self.norms)
            and (not self.pos or words.pos[index] in self.pos)
            and not (self.not_norms and any(norm in each for each in self.not_norms))
            and (self.spaces or (index not in words.spaces and words.pos[index] not in self.not_pos))
        )


class Entries:
    """Rows of words of which one is to stand somewhere."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        normed = {tuple(map(norm, entry)) for entry in entries}
        self.single = frozenset(entry[0] for entry in normed if len(entry) == 1)
        several: dict[str, list[Entry]] = {}
        for entry in sorted((entry for entry in normed if len(entry) > 1), key=lambda entry: (len(entry), entry)):
            several.setdefault(entry[0], []).append(entry)
        self.several = {first: tuple(found) for first, found in several.items()}

    def ends(self, words: Words, at: int) -> list[int]:
        """Where those end that begin at a token, the nearest first."""
        norm = words.norms[at]
        found = [at + 1] if norm in self.single else []
        for entry in self.several.get(norm, ()):
            end = at + len(entry)
            if tuple(words.norms[at:end]) == entry and end not in found:
                found.append(end)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class One:
    """A step over one token."""

    demand: Demand
    captures: Names = ()


@dataclass(frozen=True, slots=True, eq=False)
class OneOf:
    """A step over one of some rows of words."""

    entries: Entries
    captures: Names = ()


@dataclass(frozen=True, slots=True, eq=False)
class Wild:
    """A step whose length is not fixed: a gap or a grammatical span."""

    wild: Gap | Span
    captures: Names = ()


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """One of several ways to go on, those that stand first taken rather."""

    ways: tuple[tuple[Step, ...], ...]


Taking: TypeAlias = One | OneOf | Wild
"""The steps that take tokens."""
Step: TypeAlias = Taking | Choice | Edge


class Layout:
    """Lays out phrases, with the lexicons of one pack."""

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._lexicons = lexicons
        self._demands: dict[Demand, Demand] = {}
        self._classes: dict[Class, Entries] = {}

    def steps(self, items: Iterable[Item], captures: Names = ()) -> tuple[Step, ...]:
        """The steps of a phrase."""
        return tuple([step for item in items for step in self._item(item, captures)])

    def _item(self, item: Item, captures: Names) -> Sequence[Step]:
        match item:
            case Word(forms=forms, pos=pos):
                return [One(self._demand(norms=norms(forms), pos=_universal(pos)), captures)]
            case Class():
                return self._class(item, captures)
            case Pos(name=name):
                return [One(self._demand(pos=_universal(name)), captures)]
            case AnyToken():
                return [One(self._demand(spaces=False), captures)]
            case Gap() | Span():
                return [Wild(item, captures)]
            case Edge():
                return [item]
            case Except(items=items):
                return [One(self._except(items), captures)]
            case Repeat(item=inner, least=least, most=most):
                one = tuple(self._item(inner, captures))
                return [Choice(tuple(one * times for times in range(least, most + 1)))]
            case Group():
                return self._group(item, captures)
            case Capture(name=name, item=inner):
                return self._item(inner, (name, *captures))

    def _class(self, item: Class, captures: Names) -> list[Step]:
        """An entry of a class. A part of speech is asked of entries of one token alone."""
        entries = self._entries(Class(item.name, item.tag))
        ways: list[Step] = []
        if not item.pos and entries.several:
            ways = [OneOf(entries, captures)]
        else:
            if entries.single:
                ways.append(One(self._demand(norms=entries.single, pos=_universal(item.pos)), captures))
            if entries.several:
                ways.append(OneOf(self._entries(item), captures))
        return ways if len(ways) == 1 else [Choice(tuple((way,) for way in ways))]

    def _entries(self, item: Class) -> Entries:
        """The entries of a class; where it asks for a part of speech, those of several tokens."""
        if item not in self._classes:
            found = class_entries(item, self._lexicons)
            self._classes[item] = Entries(entry for entry in found if not item.pos or len(entry) > 1)
        return self._classes[item]

    def _group(self, group: Group, captures: Names) -> list[Step]:
        """One of several sequences; those of one word are put together.

        Where nothing but words may be left out, what follows rather takes them in, so that a phrase is caught whole.
        """
        ways: list[tuple[Step, ...]] = []
        for wordy, found in groupby(group.alternatives, lambda way: bool(_words(way))):
            if wordy:
                together = norms(chain.from_iterable(map(_words, found)))
                ways.append((One(self._demand(norms=together), captures),))
            else:
                ways += [self.steps(way, captures) for way in found]
        if group.optional:
            ways.insert(0 if all(map(_is_wordy, chain.from_iterable(group.alternatives))) else len(ways), ())
        return list(ways[0]) if len(ways) == 1 else [Choice(tuple(ways))]

    def _except(self, items: Sequence[Item]) -> Demand:
        words: list[frozenset[str]] = []
        tags: list[str] = []
        for item in items:
            match item:
                case Word(forms=found):
                    words.append(norms(found))
                case Class():
                    words.append(self._entries(Class(item.name, item.tag)).single)
                case Pos(name=name):
                    tags.append(name)
        return self._demand(not_norms=tuple(words), not_pos=frozenset(tags), spaces=False)

    def _demand(
        self,
        norms: frozenset[str] | None = None,
        pos: frozenset[str] = frozenset(),
        not_norms: tuple[frozenset[str], ...] = (),
        not_pos: frozenset[str] = frozenset(),
        spaces: bool = True,
    ) -> Demand:
        """The one demand of this kind that there is."""
        made = Demand(norms, pos, not_norms, not_pos, spaces)
        return self._demands.setdefault(made, made)


def _words(way: Sequence[Item]) -> tuple[str, ...]:
    """The forms of a way that takes one of some words and asks nothing more of it."""
    match way:
        case [Word(forms=forms, pos="")]:
            return tuple(forms)
        case _:
            return ()


def _is_wordy(item: Item) -> bool:
    """Whether an item is told by its words alone."""
    match item:
        case Word(pos="") | Class(pos=""):
            return True
        case Group(alternatives=alternatives):
            return all(map(_is_wordy, chain.from_iterable(alternatives)))
        case _:
            return False


def _universal(pos: str) -> frozenset[str]:
    return frozenset(_WIDER.get(pos, (pos,))) if pos else frozenset()


def norms(forms: Iterable[str]) -> frozenset[str]:
    """Forms as the pipeline norms them."""
    return frozenset(map(norm, forms))


def norm(form: str) -> str:
    """A form as the pipeline norms it: dashes as hyphens, curly quotes as straight ones, currencies as dollars."""
    from spacy.lang.norm_exceptions import BASE_NORMS

    return str(BASE_NORMS.get(form, form))
