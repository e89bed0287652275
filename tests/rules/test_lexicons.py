"""Word classes: inflected, split into tokens, layered."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from sharedground.rules.lexiconfiles import read_lexicon
from sharedground.rules.lexicons import LexiconFile, extended, inflected, layer, load_lexicon
from sharedground.rules.model import Lexicon


def lexicon(text: str) -> Lexicon:
    loaded = load_lexicon(text, "lexicon/x.yaml")
    assert loaded.errors == ()
    assert loaded.lexicon
    return loaded.lexicon


def file(text: str, path: str = "lexicon/x.yaml") -> LexiconFile:
    found, errors = read_lexicon(text, path)
    assert errors == ()
    assert found
    return found


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("complain", "complain complain complains complained complained complaining"),
        ("steal", "steal steal steals stole stolen stealing"),
        ("whinge", "whinge whinge whinges whinged whinged whinging"),
        ("blag", "blag blag blags blagged blagged blagging"),
        ("doomscroll", "doomscroll doomscroll doomscrolls doomscrolled doomscrolled doomscrolling"),
        ("moralise", "moralise moralise moralises moralised moralised moralising"),
        ("pooh-pooh", "pooh-pooh pooh-pooh pooh-poohs pooh-poohed pooh-poohed pooh-poohing"),
        ("guilt-trip", "guilt-trip guilt-trip guilt-trips guilt-tripped guilt-tripped guilt-tripping"),
    ],
)
def test_a_verb_has_six_forms(entry: str, forms: str) -> None:
    found = inflected(entry, "verb")
    assert list(found) == ["VB", "VBP", "VBZ", "VBD", "VBN", "VBG"]
    assert [surfaces[0] for surfaces in found.values()] == forms.split()


def test_be_keeps_all_its_forms() -> None:
    found = inflected("be", "verb")
    assert found["VBP"] == ("am", "are")
    assert found["VBD"] == ("was", "were")


def test_both_spellings_of_a_doubled_consonant_are_found() -> None:
    assert set(inflected("signal", "verb")["VBG"]) == {"signaling", "signalling"}


@pytest.mark.parametrize(
    ("entry", "past"),
    [
        ("kick up a fuss", "kicked up a fuss"),
        ("no longer care", "no longer cared"),
        ("call out", "called out"),
        ("virtue-signal loudly", "virtue-signaled loudly"),
    ],
)
def test_of_several_words_the_first_verb_is_inflected(entry: str, past: str) -> None:
    assert inflected(entry, "verb")["VBD"][0] == past


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("worker", {"NN": ("worker",), "NNS": ("workers",)}),
        ("man", {"NN": ("man",), "NNS": ("men",)}),
        ("trade union", {"NN": ("trade union",), "NNS": ("trade unions",)}),
        ("head of state", {"NN": ("head of state",), "NNS": ("heads of state",)}),
        ("sister-in-law", {"NN": ("sister-in-law",), "NNS": ("sisters-in-law",)}),
        ("stay-at-home mum", {"NN": ("stay-at-home mum",), "NNS": ("stay-at-home mums",)}),
        ("co-worker", {"NN": ("co-worker",), "NNS": ("co-workers",)}),
        ("the masses", {"NNS": ("the masses",)}),
        ("privilege", {"NN": ("privilege",), "NNS": ("privileges",)}),
        ("police", {"NN": ("police",), "NNS": ("police",)}),
        ("zine", {"NN": ("zine",), "NNS": ("zines",)}),
    ],
)
def test_a_noun_has_its_numbers(entry: str, forms: dict[str, tuple[str, ...]]) -> None:
    assert inflected(entry, "noun") == forms


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("poor", {"JJ": ("poor",), "JJR": ("poorer",), "JJS": ("poorest",)}),
        ("good", {"JJ": ("good",), "JJR": ("better",), "JJS": ("best",)}),
        ("oppressed", {"JJ": ("oppressed",)}),
        ("low-paid", {"JJ": ("low-paid",)}),
        ("hard up", {"JJ": ("hard up",)}),
    ],
)
def test_an_adjective_is_compared_where_the_dictionary_does(entry: str, forms: dict[str, tuple[str, ...]]) -> None:
    assert inflected(entry, "adjective") == forms


@pytest.mark.parametrize(
    ("entry", "tokens"),
    [
        ("Low-Paid", [("low", "-", "paid"), ("low", "paid")]),
        ("first-past-the-post", [("first", "-", "past", "-", "the", "-", "post"), ("first", "past", "the", "post")]),
        ("men’s", [("men", "'s")]),
        ("landlords' lobby", [("landlords", "'", "lobby")]),
        ("  two   words ", [("two", "words")]),
        ("H-1B worker", [("h-1b", "worker")]),
        ("much, much worse", [("much", ",", "much", "worse")]),
        ("don’t care", [("do", "not", "care")]),
        ("U.S.", [("u.s.",)]),
    ],
)
def test_an_entry_is_split_into_tokens(entry: str, tokens: list[tuple[str, ...]]) -> None:
    found = lexicon(f'class: x\nexact: ["{entry}"]')
    assert found == Lexicon("x", {"": tuple(tokens)}, "noun")


def test_entries_are_split_as_the_pipeline_splits_drafts() -> None:
    nlp = spacy.blank("en")
    entries = [
        "low-paid staff",
        "men's",
        "landlords' lobby",
        "h-1b worker",
        "under-30s",
        "far, far",
        "can't be bothered",
    ]
    for entry in entries:
        form = lexicon(f'class: x\nexact: ["{entry}"]').entries[""][0]
        assert form == tuple(token.norm_ for token in nlp(entry))


def test_words_are_inflected_and_exact_ones_are_not() -> None:
    found = lexicon("class: x\npart-of-speech: noun\nwords: [worker]\nexact: [staff]")
    assert found == Lexicon("x", {"NN": (("worker",),), "NNS": (("workers",),), "": (("staff",),)}, "noun")


def test_includes_and_exceptions_go_by_entries() -> None:
    weeping = file("class: weeping\npart-of-speech: verb\nwords: [cry, weep]")
    moaning = file("class: moaning\npart-of-speech: noun\nwords: [moan]\nincludes: [weeping]\nexcept: [Cry]")
    lexicons, errors = layer([moaning, weeping])
    assert errors == ()
    assert lexicons["moaning"].entries["VBD"] == (("wept",),)
    assert lexicons["moaning"].entries["NNS"] == (("moans",),)
    assert ("cry",) in lexicons["weeping"].entries["VB"]


def test_a_later_pack_adds_takes_out_and_puts_back() -> None:
    first = file("class: x\npart-of-speech: noun\nwords: [worker, boss]")
    second = file("class: +x\nwords: [driver]\nexcept: [boss]")
    third = file("class: +x\nwords: [boss]\nexact: [crew]")
    assert set(layer([first, second])[0]["x"].entries["NN"]) == {("worker",), ("driver",)}
    assert set(layer([first, second, third])[0]["x"].entries["NN"]) == {("worker",), ("driver",), ("boss",)}
    assert layer([first, second, third])[0]["x"].entries[""] == (("crew",),)


def test_a_class_given_twice_is_told_of_and_the_first_stays() -> None:
    first = file("class: x\npart-of-speech: noun\nwords: [worker]", "a/lexicon/x.yaml")
    second = file("class: x\npart-of-speech: noun\nwords: [driver]", "b/lexicon/x.yaml")
    lexicons, errors = layer([first, second])
    assert lexicons["x"].entries["NN"] == (("worker",),)
    assert [str(error) for error in errors] == [
        "b/lexicon/x.yaml:1:8: the class “x” already stands in a/lexicon/x.yaml; write +x to add to it"
    ]


def test_a_circle_of_classes_is_told_of_once_and_the_words_stay() -> None:
    files = [
        file(f"class: {name}\npart-of-speech: noun\nwords: [{name}word]\nincludes: [{other}]", f"{name}.yaml")
        for name, other in (("a", "b"), ("b", "c"), ("c", "a"))
    ]
    lexicons, errors = layer(files)
    assert [str(error) for error in errors] == [
        "c.yaml:4:12: these classes include each other: a → b → c → a; take one out"
    ]
    assert ("bword",) in lexicons["a"].entries["NN"]


def test_settings_may_add_words() -> None:
    base = lexicon("class: x\npart-of-speech: noun\nwords: [worker]")
    more = extended(base, ["picket captain", "worker"])
    assert more.entries["NNS"] == (("workers",), ("picket", "captains"))
    assert base.entries["NNS"] == (("workers",),)


ENTRIES = st.lists(st.text("abcdeéüñy'", min_size=1, max_size=6), min_size=1, max_size=3).map(" ".join)


@given(ENTRIES, st.sampled_from(["verb", "noun", "adjective", "none"]))
def test_any_entry_is_inflected_into_forms_with_tokens(entry: str, part_of_speech: str) -> None:
    base = Lexicon("x", {}, part_of_speech)
    forms = [form for forms in extended(base, [entry]).entries.values() for form in forms]
    assert forms
    assert all(token and not token.isspace() for form in forms for token in form)
