"""The index of a pack for the trigger pass: which words meet which requirements of which patterns.

The leaves of all patterns are numbered through the rules in their order. A set of leaves is a number whose bit n stands
for leaf n, kept as bytes: the words of one class share one set, so an index of thousands of patterns stays small.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TypeAlias, TypeVar

import msgspec

from sharedground.rules.branches import Leaf, branches, leaves
from sharedground.rules.model import (
    AllOf,
    AnyOf,
    Count,
    DocumentCheck,
    Named,
    Node,
    Rule,
    Severity,
    Status,
    Then,
)
from sharedground.rules.trigger import Requirement, Triggering, by_cost, cost, is_paired, one_of

Row: TypeAlias = tuple[int, ...]
"""The leaves that a word meets, for each level."""
LEVELS = 6
"""How many requirements of each leaf are looked at, the rarest first."""
PAIRED_LEVELS = 2
"""How many paired ones are looked at after them."""
_TOO_COMMON = 50_000
"""A requirement that is met by so many words in a million hardly leaves a sentence out."""
_PIECE = 4_000
"""How many values are decoded at one go."""

_Value = TypeVar("_Value")
_DECODER = msgspec.msgpack.Decoder(bytes | tuple[int, ...])


class Head(msgspec.Struct, frozen=True):
    """What settings go by in a rule, and how many leaves its patterns have."""

    id: str
    category: str
    status: Status
    severity: Severity
    document: DocumentCheck | None
    reads: bool
    leaves: int


class Index(msgspec.Struct, frozen=True):
    """What the trigger pass goes by. `words`: word or pair → its row; a row has for each level the leaves it meets."""

    heads: tuple[Head, ...]
    words: dict[str, int]
    rows: tuple[tuple[int, ...], ...]
    sets: tuple[msgspec.Raw, ...]
    """The sets of leaves that rows name by their place, each decoded when it is asked for: few ever are."""
    without: tuple[bytes, ...]
    """For each level, the leaves that ask for nothing there."""
    waking: bytes
    """The leaves that wake a pattern; the others are only asked for where one of these could match."""


class Packed(msgspec.Struct, frozen=True):
    """An index to be kept: its long fields are in pieces, and `words` apart from the numbers of their rows.

    To decode all at one go would take so long that other threads miss their turn.
    """

    index: Index
    words: tuple[msgspec.Raw, ...]
    numbers: tuple[msgspec.Raw, ...]
    rows: tuple[msgspec.Raw, ...]
    sets: tuple[msgspec.Raw, ...]

    @classmethod
    def of(cls, index: Index) -> Packed:
        """An index, packed."""
        short = msgspec.structs.replace(index, words={}, rows=(), sets=())
        words, numbers = tuple(index.words), tuple(index.words.values())
        return cls(short, _cut(words), _cut(numbers), _cut(index.rows), _cut(index.sets))

    def unpacked(self) -> Index:
        """The index, as it was."""
        words = dict(zip(_whole(self.words, str), _whole(self.numbers, int), strict=True))
        rows, sets = _whole(self.rows, tuple[int, ...]), _whole(self.sets, msgspec.Raw)
        return msgspec.structs.replace(self.index, words=words, rows=tuple(rows), sets=tuple(sets))


def _cut(values: Sequence[object]) -> tuple[msgspec.Raw, ...]:
    pieces = (values[start : start + _PIECE] for start in range(0, len(values), _PIECE))
    return tuple(msgspec.Raw(msgspec.msgpack.encode(piece)) for piece in pieces)


def _whole(pieces: Sequence[msgspec.Raw], of: type[_Value]) -> list[_Value]:
    decoder = msgspec.msgpack.Decoder(list[of])  # type: ignore[valid-type]
    return [value for piece in pieces for value in decoder.decode(piece)]


def numbered(rules: Sequence[Rule]) -> Iterator[tuple[Rule, Named, list[Leaf]]]:
    """The patterns of all rules with their leaves, in the order in which leaves are numbered."""
    for rule in rules:
        for named in branches(rule.match):
            yield rule, named, leaves(named.node)


def index_of(rule: Rule, triggering: Triggering) -> Index:
    """The index of one rule. Raises TriggerError where a pattern asks for nothing."""
    found: list[tuple[Requirement, ...]] = []
    paired: list[tuple[Requirement, ...]] = []
    waking = 0
    for _rule, named, nodes in numbered([rule]):
        own = {id(node): triggering.requirements(node) for node in nodes}
        numbers = {id(node): len(found) + offset for offset, node in enumerate(nodes)}
        for leaf in _waking(named.node, own):
            waking |= 1 << numbers[id(leaf)]
        found += [by_cost(own[id(node)] + also) for node, also in _with_others(named.node, nodes, own)]
        best = {id(node): by_cost((*own[id(node)], *triggering.paired(node)))[:PAIRED_LEVELS] for node in nodes}
        paired += [
            tuple(filter(is_paired, by_cost((*triggering.paired(node), *also))))
            for node, also in _with_others(named.node, nodes, best)
        ]
    levels = [_level(rank, found) for rank in range(LEVELS)]
    levels += [_level(rank, paired) for rank in range(PAIRED_LEVELS)]
    words = {word: tuple(level.get(word, 0) for level in levels) for word in frozenset[str]().union(*levels)}
    head = Head(rule.id, rule.category, rule.status, rule.severity, rule.document, bool(rule.reads), len(found))
    every = (1 << len(found)) - 1
    return _index([head], words, [every & ~reduce(or_, level.values(), 0) for level in levels], waking)


def joined(indexes: Sequence[Index]) -> Index:
    """The index of several rules: their leaves are numbered on from one to the next."""
    rows: list[Row] = []
    met: dict[str, list[int]] = {}
    without, waking, first = [0] * (LEVELS + PAIRED_LEVELS), 0, 0
    for index in indexes:
        sets = [unpacked(packed) << first for packed in index.sets]
        for word, row in index.words.items():
            met.setdefault(word, []).append(len(rows) + row)
        rows += [tuple([sets[number] for number in row]) for row in index.rows]
        without = [all_of | unpacked(each) << first for all_of, each in zip(without, index.without, strict=True)]
        waking |= unpacked(index.waking) << first
        first += sum(head.leaves for head in index.heads)
    together: dict[tuple[int, ...], Row] = {
        numbers: tuple(reduce(or_, level) for level in zip(*(rows[number] for number in numbers), strict=True))
        for numbers in set(map(tuple, met.values()))
    }
    words = {word: together[tuple(numbers)] for word, numbers in met.items()}
    return _index([head for index in indexes for head in index.heads], words, without, waking)


def _index(heads: Sequence[Head], words: Mapping[str, Row], without: Sequence[int], waking: int) -> Index:
    """An index, with each row and each set once; in the order of the words, so that it is always the same."""
    sets: dict[int, int] = {}
    rows: dict[Row, int] = {}
    numbers = {word: rows.setdefault(words[word], len(rows)) for word in sorted(words)}
    packed = tuple(tuple(sets.setdefault(each, len(sets)) for each in row) for row in rows)
    return Index(tuple(heads), numbers, packed, tuple(map(_raw, sets)), tuple(map(_bytes, without)), _bytes(waking))


def _level(rank: int, found: Sequence[Sequence[Requirement]]) -> dict[str, int]:
    """The requirements of one rank: word → the leaves whose it meets."""
    together: dict[Requirement, int] = {}
    for leaf, row in enumerate(found):
        if rank < len(row) and (not rank or cost(row[rank]) < _TOO_COMMON):
            together[row[rank]] = together.get(row[rank], 0) | 1 << leaf
    met: dict[str, int] = {}
    for requirement, leaf_set in together.items():
        for word in requirement:
            met[word] = met.get(word, 0) | leaf_set
    return met


def _bytes(leaf_set: int) -> bytes:
    return leaf_set.to_bytes((leaf_set.bit_length() + 7) // 8, "little")


def _raw(leaf_set: int) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(_packed(leaf_set)))


def _packed(leaf_set: int) -> bytes | tuple[int, ...]:
    """A set of leaves as bytes, or leaf by leaf where they are few."""
    if leaf_set.bit_count() * 8 > leaf_set.bit_length():
        return _bytes(leaf_set)
    leaves: list[int] = []
    while leaf_set:
        lowest = leaf_set & -leaf_set
        leaves.append(lowest.bit_length() - 1)
        leaf_set ^= lowest
    return tuple(leaves)


def unpacked(packed: bytes | msgspec.Raw) -> int:
    """A set of leaves as a number."""
    found = _DECODER.decode(packed) if isinstance(packed, msgspec.Raw) else packed
    return int.from_bytes(found, "little") if isinstance(found, bytes) else sum(1 << bit for bit in found)


Asked: TypeAlias = Mapping[int, tuple[Requirement, ...]]
"""What each leaf, by its identity, must hold itself, the best to look for first."""


def _waking(node: Node, own: Asked) -> list[Leaf]:
    """The leaves one of which any match of a pattern holds in its first sentence; the rarest there are."""
    match node:
        case Named(node=child) | Count(node=child) | Then(first=child):
            return _waking(child, own)
        case AnyOf(nodes=nodes):
            return [leaf for child in nodes for leaf in _waking(child, own)]
        case AllOf(nodes=nodes, within=within):
            choices = [_waking(child, own) for child in (nodes if within == "sentence" else nodes[:1])]
            return min(choices, key=lambda leaves: sum(cost(own[id(leaf)][0]) for leaf in leaves))
        case _:
            return [node]


def _first(node: Node, own: Asked) -> tuple[Requirement, ...]:
    """What the sentence in which a match of a pattern begins must hold."""
    match node:
        case Named(node=child) | Then(first=child):
            return _first(child, own)
        case AnyOf(nodes=nodes):
            rows = [_first(child, own) for child in nodes]
            return tuple(one_of(rows)) if all(rows) else ()
        case AllOf(nodes=nodes, within=within):
            return by_cost(r for child in (nodes if within == "sentence" else nodes[:1]) for r in _first(child, own))
        case Count():
            return ()
        case _:
            return own[id(node)]


def _with_others(node: Node, leaves: Sequence[Leaf], own: Asked) -> Iterator[tuple[Leaf, tuple[Requirement, ...]]]:
    """The leaves of a pattern, each with what the others ask of its sentence."""
    together: dict[int, tuple[Requirement, ...]] = {}
    for identity, also in _together(node, own):
        together[identity] = also if identity not in together else ()  # one that stands at two places
    return ((leaf, together[id(leaf)]) for leaf in leaves)


def _together(
    node: Node, own: Asked, also: tuple[Requirement, ...] = ()
) -> Iterator[tuple[int, tuple[Requirement, ...]]]:
    """For each leaf what must stand in its sentence besides, since the leaf alone makes no match.

    `also`: what must stand in the sentence in which a match of this pattern begins.
    """
    match node:
        case Named(node=child):
            yield from _together(child, own, also)
        case Count(node=child):
            yield from _together(child, own)
        case Then(first=first, second=second):
            yield from _together(first, own, also)
            yield from _together(second, own)
        case AnyOf(nodes=nodes):
            for child in nodes:
                yield from _together(child, own, also)
        case AllOf(nodes=nodes, without=without, within="sentence"):
            asked = [_first(child, own) for child in nodes]
            for number, child in enumerate(nodes):
                others = [r for other, row in enumerate(asked) if other != number for r in row]
                yield from _together(child, own, (*also, *others))
            for child in without:
                yield from _together(child, own)
        case AllOf(nodes=nodes, without=without):
            yield from _together(nodes[0], own, also)
            for child in (*nodes[1:], *without):
                yield from _together(child, own)
        case _:
            yield id(node), also
