"""What a match cannot do without: the words that wake the parser for a pattern.

A *requirement* is a set of literals, at least one of which any match must contain; a literal is a piece of text as it
stands in lower-cased prose with straight apostrophes and single spaces (`part of the problem`, `don't get to`). A
pattern yields a list of requirements: a sentence that misses one of them cannot match.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import TypeAlias

from sharedground.rules.branches import Leaf
from sharedground.rules.commonness import NEVER, cost
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
from sharedground.rules.surfaces import CLITIC, DASHES, LEANING, leaning, parts, surfaces

Requirement: TypeAlias = frozenset[str]

_MOST_JOINED = 240
_LEAST_COMMON_WORDS = 3


class TriggerError(ValueError):
    """A pattern that holds nothing which could wake the parser."""


@lru_cache(maxsize=10_000)
def _is_telling(requirement: Requirement, least: int = _LEAST_COMMON_WORDS) -> bool:
    """Whether its literals may wake the parser.

    Each must hold a word that is not everywhere, be a phrase of `least` words, or be letters joined by a mark (`p&o`).
    """
    found = [(literal, parts(literal)) for literal in requirement]
    return bool(found) and all(
        any(word not in NEVER for word in words) or len(words) >= least or (len(words) > 1 and "&" in literal)
        for literal, words in found
    )


def requirements(node: Leaf, lexicons: Mapping[str, Lexicon]) -> tuple[Requirement, ...]:
    """The requirements of a leaf pattern, the best to look for first. Raises TriggerError where there is none."""
    return Triggering(lexicons).requirements(node)


@lru_cache(maxsize=100_000)
def _cost(literal: str) -> float:
    return cost(parts(literal))


@lru_cache(maxsize=10_000)
def total_cost(requirement: Requirement) -> float:
    """How often, relatively, a requirement will be met by chance."""
    return sum(map(_cost, requirement))


class Triggering:
    """Works out requirements with the lexicons of one pack; the literals of each class are made once."""

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._lexicons = lexicons
        self._classes: dict[Class, Requirement] = {}

    def requirements(self, node: Leaf) -> tuple[Requirement, ...]:
        """The requirements of a leaf pattern, the best to look for first. Raises TriggerError where there is none."""
        match node:
            case Phrase(items=items):
                found = self._of_sequence(items)
            case Tree(root=root):
                found = self._of_tree(root)
            case Tokens(trigger=trigger) | Dependency(trigger=trigger):
                found = [frozenset(literal.lower() for literal in trigger)]
        if not found:
            raise TriggerError(
                "this pattern has no trigger: nothing in it but common words, so every sentence would have to be "
                "parsed; add a word or a class that any match must hold"
            )
        return tuple(sorted(found, key=total_cost))

    def _of_sequence(self, items: Sequence[Item]) -> list[Requirement]:
        found: list[Requirement] = []
        run: list[Word] = []

        def flush() -> None:
            found.extend(_of_words(run))
            run.clear()

        for item in items:
            plain = item.item if isinstance(item, Capture) else item
            if isinstance(plain, Group) and (merged := merged_words(plain)) is not None:
                plain = merged
            if isinstance(plain, Word) and _joinable(plain):
                run.append(plain)
                continue
            flush()
            found += self._of_item(plain)
        flush()
        return found

    def _of_item(self, item: Item) -> list[Requirement]:
        match item:
            case Word(forms=forms):
                literals = frozenset(forms)
            case Class():
                return self._of_class(item)
            case Span(head=head) if head:
                return self._of_class(Class(head))
            case Capture(item=inner):
                return self._of_item(inner)
            case Repeat(item=inner, least=least):
                return self._of_item(inner) if least else []
            case Group(alternatives=alternatives, optional=False):
                best = [min(self._of_sequence(q), key=total_cost, default=frozenset()) for q in alternatives]
                literals = frozenset().union(*best) if all(best) else frozenset()
            case _:
                literals = frozenset()
        return [literals] if _is_telling(literals) else []

    def _of_class(self, item: Class) -> list[Requirement]:
        """The literals of a class; among them an entry of two common words (*go without*) is rare enough."""
        if item not in self._classes:
            entries = class_entries(item, self._lexicons)
            rows = (entry[leaning(entry) :] for entry in entries)
            self._classes[item] = frozenset(text for row in rows for text in surfaces(row))
        literals = self._classes[item]
        return [literals] if _is_telling(literals, 2) else []

    def _of_tree(self, node: TreeNode) -> list[Requirement]:
        item = node.item.item if isinstance(node.item, Capture) else node.item
        found = self._of_item(item)
        for _relation, child in node.relations:
            found += self._of_tree(child)
        return found


def merged_words(group: Group) -> Word | None:
    """A group of single words as one word of many forms; None where it is anything else."""
    if group.optional or not all(len(q) == 1 and isinstance(q[0], Word) for q in group.alternatives):
        return None
    words = [q[0] for q in group.alternatives if isinstance(q[0], Word)]
    if len({w.pos for w in words}) != 1:
        return None
    return Word(tuple(dict.fromkeys(form for w in words for form in w.forms)), words[0].pos)


def _joinable(item: Word) -> bool:
    return all(form in DASHES or CLITIC.match(form) or parts(form) == (form,) for form in item.forms)


def _of_words(run: Sequence[Word]) -> list[Requirement]:
    """The requirements of words in a row: the longest stretches that can be looked for as one literal."""
    found: list[Requirement] = []
    start = 0
    while start < len(run):
        if any(form in LEANING for form in run[start].forms):
            start += 1
            continue
        end, literals = start, frozenset[str]()
        while end < len(run):
            rows = product(*(word.forms for word in run[start : end + 1]))
            longer = frozenset(text for row in rows for text in surfaces(row) if text)
            if literals and len(longer) > _MOST_JOINED:
                break
            end, literals = end + 1, longer
        if _is_telling(literals):
            found.append(literals)
        start = end
    return found


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
