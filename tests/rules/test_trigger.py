"""What wakes the parser for a pattern, and that it can never be missing from a match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedground.rules.commonness import NEVER
from sharedground.rules.model import Lexicon, Phrase
from sharedground.rules.phrases import parse_phrase
from sharedground.rules.surfaces import surfaces
from sharedground.rules.trigger import TriggerError, Triggering

LEXICONS = {
    "griping": Lexicon("griping", {"VBG": (("griping",), ("kicking", "off")), "VB": (("gripe",), ("kick", "off"))}),
    "small": Lexicon("small", {"": (("you",),)}),
}


def found(phrase: str) -> tuple[frozenset[str], ...]:
    return Triggering(LEXICONS).requirements(Phrase(parse_phrase(phrase)))


@pytest.mark.parametrize(
    ("phrase", "anchor"),
    [
        ("the whinging of it", {"whinging"}),
        ("you should gripe", {"gripe"}),
        ("@griping about $issue:np", {"griping", "kicking", "gripe", "kick"}),
        ("(pity|mercy) for $group:np", {"pity", "mercy"}),
        ("(the pity|it is a mercy)", {"pity", "mercy"}),
        ("[dear] sibling", {"sibling"}),
        ("p&o", {"o"}),
    ],
)
def test_the_rarest_requirement_comes_first(phrase: str, anchor: set[str]) -> None:
    assert found(phrase)[0] == anchor


def test_every_word_that_must_be_there_is_a_requirement() -> None:
    assert set(found("you should gripe")) == {
        frozenset({"you", "u", "ya"}),
        frozenset({"should"}),
        frozenset({"gripe"}),
    }


def test_enough_common_words_in_a_row_may_wake_a_pattern() -> None:
    assert frozenset({"get"}) in found("you do not get to $act:vp")


@pytest.mark.parametrize(
    ("phrase", "asked"),
    [
        ("(mend the fence|paint the gate)", [{"fence", "gate"}, {"mend", "paint"}, {"the"}]),
        ("(fence|gate|mend the hedge)", [{"fence", "gate", "mend"}]),  # most have nothing more to ask for
        ("griping ?", [{"griping"}, {"?"}]),
        ("griping ,", [{"griping"}]),
    ],
)
def test_alternatives_ask_for_as_much_as_they_share(phrase: str, asked: list[set[str]]) -> None:
    assert list(map(set, found(phrase))) == asked


@pytest.mark.parametrize(
    ("phrase", "pairs"),
    [
        ("mend the fence", [{"mend the"}, {"the fence"}]),
        ("(mend|paint) the", [{"mend the", "paint the"}]),
        ("@griping", [{"gripe", "griping", "kick off", "kicking off"}]),
        ("(mend the|paint)", [{"mend the", "paint"}]),
        ("mend [the] fence", []),
        ("mend ...2 fence", []),
        ("(mend|paint)", []),
    ],
)
def test_words_in_a_row_are_asked_for_together(phrase: str, pairs: list[set[str]]) -> None:
    found = Triggering(LEXICONS).paired(Phrase(parse_phrase(phrase)))
    assert sorted(map(sorted, found)) == sorted(map(sorted, pairs))


@pytest.mark.parametrize(
    "phrase", ["you are", "are ?", "$group:np is $what:np", "@small", "[whinging]", "(whinging|you)", "<ADJ>"]
)
def test_a_pattern_of_common_words_only_is_refused(phrase: str) -> None:
    with pytest.raises(TriggerError, match="no trigger"):
        found(phrase)


@pytest.mark.parametrize(
    ("tokens", "written"),
    [
        (("do", "not"), "don't"),
        (("can", "not"), "cannot"),
        (("will", "not"), "wont"),
        (("you", "are"), "you're"),
        (("going", "to"), "gonna"),
        (("low", "-", "paid"), "low-paid"),
        (("low", "-", "paid"), "low – paid"),
        (("workers", "'", "rights"), "workers' rights"),
    ],
)
def test_every_way_of_writing_tokens_in_a_row_is_known(tokens: tuple[str, ...], written: str) -> None:
    assert written in surfaces(tokens)


@given(st.lists(st.sampled_from(sorted(NEVER)), min_size=1, max_size=4))
def test_surfaces_always_hold_the_plain_spelling(tokens: list[str]) -> None:
    plain = [token for token in tokens if not token.startswith("'")]
    if plain:
        assert " ".join(plain) in surfaces(plain)
