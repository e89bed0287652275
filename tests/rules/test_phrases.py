"""The short pattern form: what each piece of syntax reads as, and what an author is told when it cannot be read."""

from __future__ import annotations

import pytest

from sharedground.rules.model import AnyToken, Capture, Class, Edge, Except, Gap, Group, Pos, Repeat, Span, Word
from sharedground.rules.phrases import PatternError, parse_node_word, parse_phrase, tokenize


def words(*forms: str) -> tuple[Word, ...]:
    return tuple(Word((form,)) for form in forms)


@pytest.mark.parametrize(
    ("phrase", "items"),
    [
        ("pay the rent", words("pay", "the", "rent")),
        ("RENT", words("rent")),
        ("low-paid", words("low", "-", "paid")),
        ("workers' rights", words("workers", "'", "rights")),
        ("80%", words("80", "%")),
        ("shame on @comrade", (*words("shame", "on"), Class("comrade"))),
        ("@complaining/VBG", (Class("complaining", tag="VBG"),)),
        ("@power/NOUN", (Class("power", pos="NOUN"),)),
        ("fight/NOUN", (Word(("fight",), pos="NOUN"),)),
        ("<ADJ>", (Pos("ADJ"),)),
        ("_ rent", (AnyToken(), *words("rent"))),
        ("^ rent $", (Edge("start"), *words("rent"), Edge("end"))),
        ("rent ... rise", (*words("rent"), Gap(5), *words("rise"))),
        ("rent ...12 rise", (*words("rent"), Gap(12), *words("rise"))),
        ("!(rent|pay)", (Except(words("rent", "pay")),)),
        ("<ADJ>*", (Repeat(Pos("ADJ"), 0, 4),)),
        ("very{2,3}", (Repeat(Word(("very",)), 2, 3),)),
        ("so?", (Group((words("so"),), optional=True),)),
        ("$issue:np", (Capture("issue", Span("np")),)),
        ("$group:np@comrade", (Capture("group", Span("np", "comrade")),)),
        ("$act:vp", (Capture("act", Span("vp")),)),
        ("$who:@comrade", (Capture("who", Class("comrade")),)),
        ("really ? !", words("really", "?", "!")),
        ("rent, now", words("rent", ",", "now")),
    ],
)
def test_each_piece_of_syntax_reads_as_its_item(phrase: str, items: tuple[object, ...]) -> None:
    assert parse_phrase(phrase) == items


def test_alternatives_hold_sequences() -> None:
    assert parse_phrase("(rent|the bills)") == (Group((words("rent"), words("the", "bills"))),)
    assert parse_phrase("[rent|the bills]") == (Group((words("rent"), words("the", "bills")), optional=True),)


def test_a_dash_in_brackets_reads_with_without_and_as_one_word() -> None:
    group = parse_phrase("short[-]term")[0]
    assert group == Group((words("short", "-", "term"), words("short", "term"), words("shortterm")))


@pytest.mark.parametrize(
    ("phrase", "form"),
    [("~check", "checking"), ("~check", "checks"), ("~steal/VBD", "stole"), ("~be", "were"), ("~worker", "workers")],
)
def test_a_tilde_takes_every_inflection(phrase: str, form: str) -> None:
    item = parse_phrase(phrase)[0]
    assert isinstance(item, Word)
    assert form in item.forms


def test_tags_narrow_the_inflections() -> None:
    assert parse_phrase("~check/VBG") == (Word(("checking",)),)


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("don't", ["do", "not"]),
        ("don’t", ["do", "not"]),
        ("you're", ["you", "are"]),
        ("won't", ["will", "not"]),
        ("cannot", ["can", "not"]),
        ("landlord's", ["landlord", "'s"]),
        ("Rent-strike", ["rent", "-", "strike"]),
    ],
)
def test_contractions_are_their_words(written: str, tokens: list[str]) -> None:
    assert tokenize(written) == tokens


@pytest.mark.parametrize(
    ("phrase", "offset", "message", "suggestion"),
    [
        ("", 0, "an empty pattern finds nothing; write the words to look for", ""),
        ("pay (rent", 4, "this bracket is never closed; add a )", ""),
        ("pay rent)", 8, "this ) closes nothing", ""),
        ("rent|pay", 4, "a | stands between alternatives in ( ) or [ ]", ""),
        ("(rent|)", 0, "an empty alternative; use [ ] for what may be left out", ""),
        ("$issue np", 0, "$issue needs what it captures after a colon, as in $issue:np", ""),
        ("$issue:", 0, "$issue: captures nothing; say np, clause, vp, a word, @class or (a|b)", ""),
        ("@ rent", 1, "here should stand a class, as in @comrade", ""),
        ("~pay/VBX", 5, "“VBX” is no tag; after / stands one such as VBG or NOUN", "VB"),
        ("pay/VBG", 0, "forms by tag need ~: ~pay/VBG", ""),
        ("<NOUNS>", 0, "<NOUNS> is no part of speech", "NOUN"),
        ("<NOUN", 0, "this < is never closed; tags read <NOUN>", ""),
        ("...40", 0, "a gap holds 1 to 30 tokens, not 40", ""),
        ("rent{9}", 0, "a repetition runs from 0 to 8, not 9 to 9", ""),
        ("!(pay rent)", 0, "after ! stand single words, classes or tags: !x or !(x|y)", ""),
        ("pay ~", 4, "after ~ stands a word in its base form, as in ~check", ""),
        ("(pay rent)+", 0, "only a single word, class or tag can be repeated; use ( ) or [ ] for the rest", ""),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(phrase: str, offset: int, message: str, suggestion: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse_phrase(phrase)
    error = caught.value
    assert (error.message, error.offset, error.suggestion) == (message, offset, suggestion)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("rent", Word(("rent",))),
        ("rent|pay", Group((words("rent"), words("pay")))),
        ("$group:np@comrade", Capture("group", Span("np", "comrade"))),
        ("<NOUN>", Pos("NOUN")),
    ],
)
def test_a_tree_node_is_one_word(text: str, item: object) -> None:
    assert parse_node_word(text) == item


def test_a_tree_node_of_two_words_is_refused() -> None:
    with pytest.raises(PatternError, match="a tree's node is one word"):
        parse_node_word("pay rent")
