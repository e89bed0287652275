"""What a match cannot do without: the words that wake a pattern.

A *requirement* is a set of words, at least one of which any match must hold; a word is a token's norm in lower case, or
the parts of a token that is more than letters, or a mark that is rare enough. A pattern yields a list of requirements:
a sentence that misses one of them cannot match. A *paired* requirement also holds pairs: two words that must stand in a
row, with a space between. It leaves out more, and costs more to look for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from sharedground.rules.branches import Leaf
from sharedground.rules.commonness import MARKS, NEVER, by_rarity, per_million
from sharedground.rules.model import (
    Capture,
    Class,
    Dependency,
    Group,
    Item,
    Lexicon,
    Phrase,
    Repeat,
    Span,
    Tokens,
    Tree,
    TreeNode,
    Word,
)
from sharedground.rules.surfaces import parts

Requirement: TypeAlias = frozenset[str]

_LEAST_COMMON_WORDS = 3
_MOST_RANKS = 3
"""How many requirements are made of alternatives."""
_MOSTLY = 0.5
_MOST_PAIRS = 400


class TriggerError(ValueError):
    """A pattern that holds nothing which could wake the parser."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A requirement, and whether a pattern may be told by it."""

    words: Requirement
    tells: bool
    paired: bool = False

    @property
    def cost(self) -> tuple[bool, float]:
        return not self.tells, cost(self.words)


Asked: TypeAlias = dict[Class, tuple[_Found, ...]]
"""What matches of a class must hold."""


@lru_cache(maxsize=8_000)
def cost(requirement: Requirement) -> float:
    """About how often, in a million words, a requirement is met by chance."""
    return sum(map(per_million, requirement))


class Triggering:
    """Works out requirements with the lexicons of one pack; those of each class and each leaf are made once.

    `classes` is where those of classes are found and put, for several who have the same lexicons, or some of them.
    """

    def __init__(self, lexicons: Mapping[str, Lexicon], classes: Asked | None = None) -> None:
        self._lexicons = lexicons
        self._classes = {} if classes is None else classes
        self._leaves: dict[int, tuple[Leaf, list[_Found]]] = {}
        self._asked: dict[int, tuple[Requirement, ...]] = {}

    def requirements(self, node: Leaf) -> tuple[Requirement, ...]:
        """The requirements of a leaf pattern, the best to look for first. Raises TriggerError where there is none."""
        if id(node) not in self._asked:
            words = by_cost(each.words for each in self._of_leaf(node) if not each.paired)
            self._asked[id(node)] = words
        return self._asked[id(node)]

    def paired(self, node: Leaf) -> tuple[Requirement, ...]:
        """The paired requirements of a leaf pattern, the best to look for first."""
        return by_cost(each.words for each in self._of_leaf(node) if each.paired)

    def _of_leaf(self, node: Leaf) -> list[_Found]:
        if id(node) not in self._leaves:
            # With the leaf itself, so that its id stays its own.
            self._leaves[id(node)] = node, self._found(node)
        return self._leaves[id(node)][1]

    def _found(self, node: Leaf) -> list[_Found]:
        match node:
            case Phrase(items=items):
                found = self._of_sequence(items)
            case Tree(root=root):
                found = self._of_tree(root)
            case Tokens(trigger=trigger) | Dependency(trigger=trigger):
                # Literals are looked for in the text, so their parts need not be tokens in a row.
                found = [replace(f, tells=True) for f in _any_of(list(map(parts, trigger)), 1) if not f.paired]
        if not any(each.tells for each in found):
            raise TriggerError(
                "this pattern has no trigger: nothing in it but common words, so every sentence would have to be "
                "parsed; add a word or a class that any match must hold"
            )
        return found

    def _of_sequence(self, items: Sequence[Item]) -> list[_Found]:
        found: list[_Found] = []
        row: list[Word] = []
        for item in items:
            plain = item.item if isinstance(item, Capture) else item
            if isinstance(plain, Group) and (merged := merged_words(plain)) is not None:
                plain = merged
            if isinstance(plain, Word):
                row.append(plain)
            else:
                found += _of_words(row)
                row = []
                found += self._of_item(plain)
        return [*found, *_of_words(row)]

    def _of_item(self, item: Item) -> Sequence[_Found]:
        match item:
            case Word():
                return _of_words([item])
            case Class():
                return self._of_class(item)
            case Span(head=head) if head:
                return self._of_class(Class(head))
            case Capture(item=inner):
                return self._of_item(inner)
            case Repeat(item=inner, least=least):
                return self._of_item(inner) if least else ()
            case Group(alternatives=alternatives, optional=False):
                every = [self._of_sequence(q) for q in alternatives]
                rows = [sorted((f for f in row if not f.paired), key=lambda f: f.cost) for row in every]
                if not all(rows):
                    return ()
                tells = all(row[0].tells for row in rows)
                words = one_of([[each.words for each in row] for row in rows])
                best = [min(row, key=lambda f: cost(f.words)) for row in every]
                return (
                    *(_Found(each, tells and not rank) for rank, each in enumerate(words)),
                    *_paired(each.words for each in best),
                )
            case _:
                return ()

    def _of_class(self, item: Class) -> tuple[_Found, ...]:
        """The rarest word of each entry; an entry of two common words (*go without*) is rare enough."""
        if item.name not in self._lexicons:
            return ()
        if item not in self._classes:
            self._classes[item] = _any_of(class_entries(item, self._lexicons), 2)
        return self._classes[item]

    def _of_tree(self, node: TreeNode) -> list[_Found]:
        item = node.item.item if isinstance(node.item, Capture) else node.item
        found = list(self._of_item(item))
        for _relation, child in node.relations:
            found += self._of_tree(child)
        return found


@lru_cache(maxsize=2_000)
def _rank(requirement: Requirement) -> tuple[float, tuple[str, ...]]:
    return cost(requirement), tuple(sorted(requirement))


def by_cost(found: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """Requirements, the best to look for first; none that another implies."""
    kept: list[Requirement] = []
    for words in sorted(set(found), key=_rank):
        if not any(words >= other for other in kept):
            kept.append(words)
    return tuple(kept)


def one_of(rows: Sequence[Sequence[Requirement]]) -> Iterator[Requirement]:
    """The requirements of alternatives, given those of each: first of the best ones, then of the second best, ….

    An alternative that asks for less goes on with its last, as long as most of what is met is not met by that alone.
    """
    yield frozenset[str]().union(*(row[0] for row in rows))
    for rank in range(1, min(_MOST_RANKS, max(map(len, rows), default=0))):
        further = frozenset[str]().union(*(row[rank] for row in rows if rank < len(row)))
        last = frozenset[str]().union(*(row[-1] for row in rows if rank >= len(row)))
        if cost(last) > _MOSTLY * cost(further | last):
            return
        yield further | last


def _any_of(rows: Sequence[Sequence[str]], least: int) -> tuple[_Found, ...]:
    """The requirements of some rows of words, one of which must stand there. `least`: how many common words tell."""
    ranked: list[list[Requirement]] = []
    tells = True
    for row in rows:
        pieces = [piece for word in row for piece in _pieces(word)]
        if not pieces:
            return ()
        ranked.append([_single(piece) for piece in (by_rarity(pieces) if len(pieces) > 1 else pieces)])
        plain = any(piece not in NEVER and piece not in MARKS for piece in pieces)
        tells = tells and (len(row) >= least > 1 or plain or "&" in "".join(row))
    if not ranked:
        return ()
    pairs = (_rarest_pair(row) or best[0] for row, best in zip(rows, ranked, strict=True))
    return (
        *(_Found(words, tells and not rank) for rank, words in enumerate(one_of(ranked))),
        *_paired(pairs),
    )


def _paired(alternatives: Iterable[Requirement]) -> Sequence[_Found]:
    """The requirement that one of these be met, where any of them holds a pair."""
    words = frozenset[str]().union(*alternatives)
    return [_Found(words, False, True)] if is_paired(words) else ()


def is_paired(words: Requirement) -> bool:
    """Whether a requirement holds pairs."""
    return any(" " in word for word in words)


def _rarest_pair(row: Sequence[str]) -> Requirement | None:
    """Of the words in a row that stand side by side, the two that are the rarest together."""
    pairs = [f"{one} {other}" for one, other in pairwise(row) if _is_plain(one) and _is_plain(other)]
    return _single(min(pairs, key=lambda pair: (per_million(pair), pair))) if pairs else None


def _is_plain(word: str) -> bool:
    return word.isalpha() or word.isdigit()


@lru_cache(maxsize=20_000)
def _single(word: str) -> Requirement:
    return frozenset((word,))


def _pieces(word: str) -> tuple[str, ...]:
    """A word as it may be looked for: whole where it is plain, else its parts."""
    return (word,) if _is_plain(word) or word in MARKS else parts(word)


@lru_cache(maxsize=10_000)
def _of_forms(forms: tuple[str, ...]) -> tuple[_Found, ...]:
    return _any_of([(form,) for form in forms], 1)


def _of_words(row: Sequence[Word]) -> list[_Found]:
    """The requirements of single words in a row; enough common words together are rare enough."""
    found = [each for word in row for each in _of_forms(word.forms)]
    together = len(row) >= _LEAST_COMMON_WORDS
    pairs = [
        _Found(frozenset(f"{one} {other}" for one in first.forms for other in second.forms), False, True)
        for first, second in pairwise(row)
        if len(first.forms) * len(second.forms) <= _MOST_PAIRS and all(map(_is_plain, (*first.forms, *second.forms)))
    ]
    return [*(replace(each, tells=each.tells or together) for each in found), *pairs]


def merged_words(group: Group) -> Word | None:
    """A group of single words as one word of many forms; None where it is anything else."""
    if group.optional or not all(len(q) == 1 and isinstance(q[0], Word) for q in group.alternatives):
        return None
    words = [q[0] for q in group.alternatives if isinstance(q[0], Word)]
    if len({w.pos for w in words}) != 1:
        return None
    return Word(tuple(dict.fromkeys(form for w in words for form in w.forms)), words[0].pos)


def class_entries(item: Class, lexicons: Mapping[str, Lexicon]) -> tuple[tuple[str, ...], ...]:
    """The entries a class item can match: those of its tags, and those that are never inflected."""
    lexicon = lexicons.get(item.name)
    if lexicon is None:
        return ()
    tags = item.tag.split(",") if item.tag else list(lexicon.entries)
    chosen = [entry for tag in tags for entry in lexicon.entries.get(tag, ())]
    if item.tag and not chosen:
        chosen = list(lexicon.entries.get("", ()))
    return tuple(dict.fromkeys(chosen))
