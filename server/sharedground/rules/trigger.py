"""What a match cannot do without: the words that wake a pattern.

A *requirement* is a set of words, at least one of which any match must hold; a word is a token's norm in lower case, or
the rarest of its parts where a token is more than letters. A pattern yields a list of requirements: a sentence that
misses one of them cannot match.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from sharedground.rules.branches import Leaf
from sharedground.rules.commonness import NEVER, per_million, rarest
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


class TriggerError(ValueError):
    """A pattern that holds nothing which could wake the parser."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A requirement, and whether a pattern may be told by it."""

    words: Requirement
    tells: bool

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
        self._leaves: dict[int, tuple[Leaf, tuple[Requirement, ...]]] = {}

    def requirements(self, node: Leaf) -> tuple[Requirement, ...]:
        """The requirements of a leaf pattern, the best to look for first. Raises TriggerError where there is none."""
        if id(node) not in self._leaves:
            # With the leaf itself, so that its id stays its own.
            self._leaves[id(node)] = node, self._requirements(node)
        return self._leaves[id(node)][1]

    def _requirements(self, node: Leaf) -> tuple[Requirement, ...]:
        match node:
            case Phrase(items=items):
                found = self._of_sequence(items)
            case Tree(root=root):
                found = self._of_tree(root)
            case Tokens(trigger=trigger) | Dependency(trigger=trigger):
                found = [_Found(each.words, True) for each in _any_of(map(parts, trigger), 1)]
        if not any(each.tells for each in found):
            raise TriggerError(
                "this pattern has no trigger: nothing in it but common words, so every sentence would have to be "
                "parsed; add a word or a class that any match must hold"
            )
        return tuple(sorted({each.words for each in found}, key=lambda words: (cost(words), sorted(words))))

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
                best = [min(self._of_sequence(q), key=lambda f: f.cost, default=None) for q in alternatives]
                sure = [each for each in best if each]
                if len(sure) < len(best):
                    return ()
                words = frozenset[str]().union(*(each.words for each in sure))
                return (_Found(words, all(each.tells for each in sure)),)
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


def _any_of(rows: Iterable[Sequence[str]], least: int) -> tuple[_Found, ...]:
    """The requirement of some rows of words, one of which must stand there. `least`: how many common words tell."""
    words: set[str] = set()
    tells = True
    for row in rows:
        pieces = [piece for word in row for piece in _pieces(word)]
        if not pieces:
            return ()
        words.add(rarest(pieces) if len(pieces) > 1 else pieces[0])
        tells = tells and (len(row) >= least > 1 or any(piece not in NEVER for piece in pieces) or "&" in "".join(row))
    return (_Found(frozenset(words), tells),) if words else ()


def _pieces(word: str) -> tuple[str, ...]:
    """A word as it may be looked for: whole where it is plain, else its parts."""
    return (word,) if word.isalpha() or word.isdigit() else parts(word)


@lru_cache(maxsize=10_000)
def _of_forms(forms: tuple[str, ...]) -> tuple[_Found, ...]:
    return _any_of([(form,) for form in forms], 1)


def _of_words(row: Sequence[Word]) -> list[_Found]:
    """The requirements of single words in a row; enough common words together are rare enough."""
    found = [each for word in row for each in _of_forms(word.forms)]
    together = len(row) >= _LEAST_COMMON_WORDS
    return [_Found(each.words, each.tells or together) for each in found]


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
