"""What wakes the parser for a pattern, and that it can never be missing from a match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English

from sharedground.rules.commonness import NEVER
from sharedground.rules.model import Lexicon, Phrase
from sharedground.rules.phrases import parse_phrase
from sharedground.rules.surfaces import PART, parts, surfaces
from sharedground.rules.trigger import TriggerError, requirements

LEXICONS = {
    "griping": Lexicon("griping", {"VBG": (("griping",), ("kicking", "off")), "VB": (("gripe",), ("kick", "off"))}),
    "small": Lexicon("small", {"": (("you",),)}),
}


def found(phrase: str) -> tuple[frozenset[str], ...]:
    return requirements(Phrase(parse_phrase(phrase)), LEXICONS)


@pytest.mark.parametrize(
    ("phrase", "anchor"),
    [
        ("the whinging landlord", {"the whinging landlord"}),
        ("you should gripe", {"you should gripe", "u should gripe", "ya should gripe"}),
        ("@griping about $issue:np", {"griping", "kicking off", "gripe", "kick off"}),
        ("(pity|mercy) for $group:np", {"pity for", "mercy for"}),
        ("[dear] sibling", {"sibling"}),
    ],
)
def test_the_rarest_requirement_comes_first(phrase: str, anchor: set[str]) -> None:
    assert found(phrase)[0] == anchor


@pytest.mark.parametrize("phrase", ["would sooner gripe", "'s sooner gripe", "not sooner gripe", "to sooner gripe"])
def test_no_literal_begins_with_a_word_that_may_lean_on_the_one_before(phrase: str) -> None:
    assert found(phrase)[0] == {"sooner gripe"}


def test_a_phrase_of_function_words_is_looked_for_as_a_whole() -> None:
    anchor = found("you do not get to $act:vp")[0]
    assert {"you do not get to", "you don't get to", "you dont get to"} <= anchor


@pytest.mark.parametrize(
    "phrase", ["you are", "$group:np is $what:np", "@small", "[whinging]", "(whinging|you)", "<ADJ>"]
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


def test_every_exception_of_the_tokenizer_is_written_as_its_norms_or_never_asked_for() -> None:
    """A contraction hides its words from a plain search: each such word must be one that no requirement is made of,
    unless the contraction itself is among the surfaces."""
    nlp = English()
    hidden: set[str] = set()
    for text in nlp.Defaults.tokenizer_exceptions:
        low = text.lower().replace("’", "'")
        seen = set(PART.findall(low))
        norms = [token.norm_ for token in nlp.make_doc(text)]
        if low in surfaces(norms):
            continue
        hidden |= {p for norm in norms if norm == norm.lower() for p in parts(norm) if p not in seen and p not in NEVER}
    assert hidden == set()


@given(st.lists(st.sampled_from(sorted(NEVER)), min_size=1, max_size=4))
def test_surfaces_always_hold_the_plain_spelling(tokens: list[str]) -> None:
    plain = [token for token in tokens if not token.startswith("'")]
    if plain:
        assert " ".join(plain) in surfaces(plain)
