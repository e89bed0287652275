"""In how many ways a phrase can be read: each is looked for on its own, so there is a bound."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from sharedground.rules.model import Capture, Class, Group, Item, Repeat, Word

MOST_WAYS = 3000
"""A phrase that can be read in more ways than this is asking for too much at once."""


def ways(items: Sequence[Item]) -> int:
    """How many ways there are through the alternatives of a phrase; words and classes beside each other are one."""
    return prod(map(_ways, items))


def _ways(item: Item) -> int:
    match item:
        case Capture(item=inner):
            return _ways(inner)
        case Group(alternatives=alternatives, optional=optional):
            if _is_wordy(item):
                return 1
            return sum(map(ways, alternatives)) + optional
        case Class(pos=pos):
            return 2 if pos else 1
        case Repeat(item=inner, least=least, most=most):
            return sum(_ways(inner) ** times for times in range(least, most + 1))
        case _:
            return 1


def _is_wordy(item: Item) -> bool:
    """Whether an item is made of words and classes only, which are found as one."""
    match item:
        case Word(pos=pos) | Class(pos=pos):
            return not pos
        case Group(alternatives=alternatives):
            return all(_is_wordy(inner) for alternative in alternatives for inner in alternative)
        case _:
            return False
