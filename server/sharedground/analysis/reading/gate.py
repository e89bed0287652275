"""Which passages are worth reading closely: a linear look at words and pairs of words, some hundred times quicker.

The weights are learned from what the reader itself says of many texts, and so set that next to nothing that it would
flag is passed over (tests/corpus/reader/sieve.py says how much).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import sqrt

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[?!:;—…]")


class Gate:
    """A weight for each word and pair of words; a passage is let through where they sum to more than nothing."""

    def __init__(self, weights: Mapping[str, float], bias: float) -> None:
        self._weights = weights
        self._bias = bias

    def lets_through(self, text: str) -> bool:
        """Whether a passage should be read."""
        return self.sum(text) > 0

    def sum(self, text: str) -> float:
        """How far a passage is above what is let through."""
        found = set(features(text))
        weights = self._weights
        total = sum([weights[each] for each in found if each in weights])
        return total / sqrt(len(found) or 1) + self._bias


def features(text: str) -> Iterator[str]:
    """The words of a passage in lower case, numbers as 0, and each two that stand side by side."""
    before = "^"
    for word in _WORD.findall(text.lower().replace("’", "'")):
        word = "0" if word.isdigit() else word
        yield word
        yield f"{before} {word}"
        before = word
    yield f"{before} $"
