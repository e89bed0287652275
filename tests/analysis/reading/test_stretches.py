"""Which words a reading points at: what the model is sure of, up to the edges of the clause."""

from __future__ import annotations

import re

import pytest

from sharedground.analysis.reading.stretches import stretch
from sharedground.analysis.reading.wordpieces import Piece


def pointed_at(text: str, *sure: str) -> str:
    """The stretch of a text where the model is sure of some words, and of nothing else."""
    words = list(re.finditer(r"\w+|[^\w\s]", text))
    pieces = [Piece(0, word.start(), word.end()) for word in words]
    start, end = stretch(text, pieces, [0.9 if word[0] in sure else 0.1 for word in words])
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "sure", "expected"),
    [
        ("We met. You lot never turn up, and it rained.", "never turn up", "You lot never turn up"),
        ("We met on Monday, nobody who is really comfortable cares.", "comfortable cares", "comfortable cares"),
        ("Rent is up 3.5 per cent again and you sit there.", "again and you", "again and you sit there"),
        ("It rained — you slept through it, all of you.", "slept through it", "you slept through it"),
        ("You never came and we all waited for you there", "never came", "You never came"),
        ("You never came! Then we left.", "came !", "You never came"),
        ("She said “you never came.” Then we left.", "you never came", "She said “you never came"),
    ],
)
def test_a_stretch_goes_up_to_an_edge_that_is_near(text: str, sure: str, expected: str) -> None:
    assert pointed_at(text, *sure.split()) == expected
