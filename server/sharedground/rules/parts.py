"""What comes of the single files of packs, ready to be put together: word classes, and of each rule file a part.

A part holds its rule unread, as MessagePack, with all that the whole asks of it. It depends on the file's text and on
the word classes that the text names, so it can be kept by these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b

import msgspec
from msgspec.structs import replace

from sharedground.errors import Place, RuleError
from sharedground.rules.folders import PackFile
from sharedground.rules.index import Index, index_of, numbered
from sharedground.rules.model import Lexicon, Rule
from sharedground.rules.trigger import Asked, Triggering

_CLASS = re.compile(rb"@([\w-]+)")


class Told(msgspec.Struct, frozen=True, array_like=True):
    """A problem, as it is kept."""

    message: str
    path: str
    line: int
    column: int

    @classmethod
    def of(cls, error: RuleError) -> Told:
        """An error as it is kept."""
        return cls(error.message, error.place.path, error.place.line, error.place.column)

    def error(self) -> RuleError:
        """The error again."""
        return RuleError(self.message, Place(self.path, self.line, self.column))


class Layer(msgspec.Struct, frozen=True):
    """The word classes of all packs, each a `Lexicon` in MessagePack, and what is wrong with their files."""

    lexicons: dict[str, msgspec.Raw]
    problems: tuple[Told, ...] = ()


class Part(msgspec.Struct, frozen=True):
    """A rule in MessagePack, with its leaves, the index of it alone, and the rules that it names."""

    id: str
    yields_to: tuple[str, ...]
    rule: msgspec.Raw
    leaves: tuple[msgspec.Raw, ...]
    index: Index


class Classes:
    """Word classes for the rules that name them: read when asked for, and told apart by their digests."""

    def __init__(self, lexicons: Mapping[str, msgspec.Raw]) -> None:
        self._raw = lexicons
        self.asked: Asked = {}

    @cached_property
    def lexicons(self) -> dict[str, Lexicon]:
        """All of them."""
        decoder = msgspec.msgpack.Decoder(Lexicon)
        return {name: decoder.decode(raw) for name, raw in self._raw.items()}

    @cached_property
    def _digests(self) -> dict[str, bytes]:
        return {name: blake2b(raw, digest_size=16).digest() for name, raw in self._raw.items()}

    def named_by(self, file: PackFile) -> list[str]:
        """The classes that a rule file names, as far as its text shows."""
        found = {name.decode() for name in _CLASS.findall(file.data)}
        return sorted(found & self._raw.keys())

    def digest(self, names: Iterable[str]) -> bytes:
        """A digest of some classes, whose names are known."""
        return b"".join(name.encode() + b"\0" + self._digests[name] for name in names)


class Workshop:
    """Makes what comes of files. The store has one that keeps what it makes."""

    def layer(self, files: Sequence[PackFile]) -> Layer:
        """The word classes of lexicon files, in the order of their packs."""
        from sharedground.rules.lexiconfiles import read_lexicon
        from sharedground.rules.lexicons import layer
        from sharedground.rules.nodes import decode

        read, problems = [], list[RuleError]()
        for file in files:
            try:
                found, errors = read_lexicon(decode(file.data, file.path), file.path)
            except RuleError as error:
                found, errors = None, (error,)
            problems += errors
            read += [found] if found else []
        lexicons, errors = layer(read)
        problems += errors
        return layer_of(lexicons, problems)

    def part(self, file: PackFile, classes: Classes) -> tuple[Part | None, tuple[RuleError, ...]]:
        """The part of a rule file, or what is wrong with it."""
        if sound := self.sound(file, classes):
            return sound, ()
        # Read with all classes: a hint may be any of them, and an escape may hide that the text names one.
        return _made(file, classes.lexicons, classes.asked)

    def sound(self, file: PackFile, classes: Classes) -> Part | None:
        """The part of a rule file in which nothing is wrong, read with no other classes than those that it names."""
        named = {name: classes.lexicons[name] for name in classes.named_by(file)}
        return _made(file, named, classes.asked)[0]


def _made(file: PackFile, lexicons: Mapping[str, Lexicon], asked: Asked) -> tuple[Part | None, tuple[RuleError, ...]]:
    from sharedground.rules.loader import load_rule
    from sharedground.rules.nodes import decode

    triggering = Triggering(lexicons, asked)
    try:
        loaded = load_rule(decode(file.data, file.path), file.path, lexicons, triggering)
    except RuleError as error:
        return None, (error,)
    return part_of(loaded.rule, triggering) if loaded.rule else None, loaded.errors


def layer_of(lexicons: Mapping[str, Lexicon], problems: Iterable[RuleError] = ()) -> Layer:
    """Word classes, ready to be kept."""
    encode = msgspec.msgpack.encode
    return Layer(
        {name: msgspec.Raw(encode(lexicon)) for name, lexicon in lexicons.items()}, tuple(map(Told.of, problems))
    )


def with_words(layer: Layer, words: Mapping[str, Sequence[str]]) -> Layer:
    """A layer with more words in some of its classes; names of no class are passed over."""
    from sharedground.rules.lexicons import extended

    read = msgspec.msgpack.Decoder(Lexicon).decode
    more = {name: extended(read(layer.lexicons[name]), words[name]) for name in words if name in layer.lexicons}
    return replace(layer, lexicons=layer.lexicons | layer_of(more).lexicons) if more else layer


def part_of(rule: Rule, triggering: Triggering) -> Part:
    """A rule, ready to be put together with others."""
    encode = msgspec.msgpack.encode
    leaves = tuple(msgspec.Raw(encode(leaf)) for _rule, _named, found in numbered([rule]) for leaf in found)
    return Part(rule.id, rule.yields_to, msgspec.Raw(encode(rule)), leaves, index_of(rule, triggering))
