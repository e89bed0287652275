"""Contexts: is it a use, and against whom? Each is a module of its own with NAME, marks and holds.

`literal` has no module: a rule says its own literal senses under `unless`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from sharedground.analysis.contexts import (
    joined,
    measured,
    mentioned,
    negated,
    own,
    power,
    questioned,
    quoted,
    reported,
)
from sharedground.analysis.model import Match, Sentence


class Context(Protocol):
    """What each context module offers."""

    NAME: str

    @property
    def marks(self) -> Callable[[Sentence], frozenset[int]]:
        """The indexes of the tokens for which the context is true."""

    @property
    def holds(self) -> Callable[[Match, Sentence], bool]:
        """Whether the context is true of a match."""


_MODULES: tuple[Context, ...] = (
    quoted,
    mentioned,
    reported,
    negated,
    questioned,
    power,
    own,
    joined,
    measured,
)

CONTEXTS: dict[str, Context] = {module.NAME: module for module in _MODULES}


def holding(match: Match, sentence: Sentence, names: Iterable[str] = tuple(CONTEXTS)) -> Iterator[str]:
    """Those of the named contexts that hold for this match, each looked at when it is asked for."""
    return (name for name in names if CONTEXTS[name].holds(match, sentence))
