"""Counting words, and lists of them."""

from __future__ import annotations

from functools import lru_cache

from sharedground.text.blocks import Draft


def count_words(draft: Draft) -> int:
    """The words of a draft's prose, as a word processor counts them: what stands between spaces."""
    return sum(map(_count, [block.text for block in draft.blocks]))


@lru_cache(maxsize=1024)
def _count(text: str) -> int:
    return len(text.split())


def word_set(words: str) -> frozenset[str]:
    """The words in a string, for lists of words that are easier to read in a row."""
    return frozenset(words.split())
