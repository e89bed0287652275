"""Whichever spelling a rule is written in, it holds for both."""

from __future__ import annotations

import pytest

from analysis.small_pack import pipeline
from sharedground.rules.lexicons import Lexicon, extended
from sharedground.rules.model import Word
from sharedground.rules.phrases import parse_phrase
from sharedground.rules.spelling import respelled, spellings


def test_a_word_stands_for_itself_and_for_the_form_that_is_compared() -> None:
    assert spellings("councillor") == ("councillor", "councilor")
    assert spellings("councilor") == ("councilor",)
    assert spellings("rent") == ("rent",)


def test_the_table_says_what_the_pipeline_does() -> None:
    for word, other in respelled().items():
        assert pipeline()._whole(word)[0].norm_.strip() in (word, other)


@pytest.mark.parametrize(
    ("pattern", "forms"),
    [
        ("theatre", {"theatre", "theater"}),
        ("theater", {"theater"}),
        ("y'all", {"you"}),
        ("~organise/VBG", {"organising", "organizing"}),
    ],
)
def test_a_word_of_a_pattern_has_both(pattern: str, forms: set[str]) -> None:
    (word,) = parse_phrase(pattern)
    assert isinstance(word, Word)
    assert forms <= set(word.forms)


def test_an_entry_of_a_word_class_has_both() -> None:
    entries = extended(Lexicon("x", {}, "noun"), ["ministry of defence"]).entries
    assert ("ministry", "of", "defence") in entries["NN"]
    assert ("ministry", "of", "defense") in entries["NN"]
