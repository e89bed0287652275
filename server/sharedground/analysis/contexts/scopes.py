"""A scope is what one word or frame reaches: *never* its predicate, *they say* the clause that is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sharedground.analysis.model import Match, Sentence


@dataclass(frozen=True, slots=True)
class Scope:
    """The indexes of the tokens that the token `cue` reaches."""

    cue: int
    tokens: frozenset[int]


Scopes = tuple[Scope, ...]


def remembered(sentence: Sentence, name: str, find: Callable[[Sentence], Iterable[Scope]]) -> Scopes:
    """The scopes of a context in this sentence, found once and kept in its facts."""
    key = f"{name}.scopes"
    if key not in sentence.facts:
        sentence.facts[key] = tuple(find(sentence))
    scopes: Scopes = sentence.facts[key]
    return scopes


def reached(scopes: Scopes) -> frozenset[int]:
    """All the tokens that any of these scopes reaches."""
    return frozenset().union(*(scope.tokens for scope in scopes))


def words(match: Match, sentence: Sentence) -> list[int]:
    """The matched tokens that are words, not marks."""
    return [i for i in match.tokens if not sentence.doc[i].is_punct and not sentence.doc[i].is_space]


def covers(scopes: Scopes, match: Match, sentence: Sentence) -> bool:
    """Whether one scope holds the head of the match, or, where the parse is off, every word of it.

    The sentence reader tells only roughly which words it means: of those, more than half are enough.
    """
    content = words(match, sentence)
    spared = (len(content) - 1) // 2 if match.rule.reads else 0
    return any(
        match.head in s.tokens or (content and len(s.tokens.intersection(content)) >= len(content) - spared)
        for s in scopes
    )
