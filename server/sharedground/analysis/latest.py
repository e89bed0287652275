"""What was found out about the parts of a draft, kept while it is written.

At a keystroke nearly all that is asked for was asked for before. So to ask is no more than to look into a dict, and
what is old is looked for only now and then.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from itertools import islice
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Latest(dict[K, V]):
    """What is known of the parts of a draft, and of no more than `spare` others for long."""

    def __init__(self, spare: int) -> None:
        super().__init__()
        self._spare = spare

    def keep(self, still: Collection[K]) -> None:
        """These are still there; where there are too many others, the older half of those goes."""
        if len(self) <= len(still) + self._spare:
            return
        there = set(still)
        others = [key for key in self if key not in there]
        for key in islice(others, max(0, len(others) - self._spare // 2)):
            del self[key]


class Made(Latest[K, V]):
    """The same, where what is not known yet is made."""

    def __init__(self, make: Callable[[K], V], spare: int) -> None:
        super().__init__(spare)
        self._make = make

    def __missing__(self, key: K) -> V:
        self[key] = value = self._make(key)
        return value
