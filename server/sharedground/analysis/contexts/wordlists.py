"""A word list, written as one writes it."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a string, as a set."""
    return frozenset(words.split())
