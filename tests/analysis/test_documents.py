"""Document checks: what a draft as a whole shows."""

from __future__ import annotations

import pytest

from plain_rule import plain_rule
from sharedground.analysis.documents import Counted, Documents
from sharedground.rules.model import DocumentCheck, Lexicon, Rule, Severity, Tally
from sharedground.text.readers import read
from sharedground.text.source import Source


def lexicon(name: str, *words: str) -> Lexicon:
    return Lexicon(name, {"": tuple(tuple(word.split()) for word in words)}, "none")


LEXICONS = {
    found.name: found
    for found in (
        lexicon("issue", "rent", "pay", "bus fare"),
        lexicon("power", "landlord", "council"),
        lexicon("harm", "eviction", "evictions"),
        lexicon("city", "leeds", "dhaka", "lagos"),
        lexicon("spared-draft", "in memoriam", "minutes of"),
    )
}


def rule(*tallies: Tally, words: int = 1) -> Rule:
    return plain_rule(severity=Severity.HINT, document=DocumentCheck(tallies, words))


def hits(text: str, *tallies: Tally, words: int = 1, home: tuple[str, ...] = (), found: tuple[Counted, ...] = ()):
    """What a check of these tallies flags: (the words, how many were counted)."""
    check = rule(*tallies, words=words)
    draft = read(Source(text), "markdown")
    documents = Documents([check], LEXICONS, home)
    return [
        (draft.blocks[hit.block].text[hit.start : hit.end], hit.count)
        for hit in documents.hits(draft, {check.id}, found)
    ]


def mentions(term: str, **bounds: int) -> Tally:
    return Tally("mentions", (term,), **bounds)


ISSUE_WITHOUT_POWER = (mentions("@issue", least=2), mentions("@power", most=0))


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Rent is up. The rent is too high.", [("Rent", 2)]),
        ("Rent is up.", []),
        ("Rent is up. Our landlord put the rent up.", []),
        ("The *bus fare* is up.\n\n- Pay is not.", [("bus fare", 2)]),
        ("The bus fares are up, and parents rented a van.", []),
        ("> Rent. Rent. Rent.\n\nSo they say, at some length and at their own cost, in the paper today.", []),
    ],
)
def test_a_check_counts_the_mentions_of_word_classes(text: str, flagged: list[tuple[str, int]]) -> None:
    assert hits(text, *ISSUE_WITHOUT_POWER) == flagged


def test_a_check_needs_a_draft_of_some_length() -> None:
    text = "Rent is up. " * 10
    assert hits(text, mentions("@issue", least=1), words=30)
    assert not hits(text, mentions("@issue", least=1), words=31)


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("There were 12 evictions.", [("12", 1)]),
        ("There were 12 evictions. The council did it.", []),
        ("The council. There were 12 evictions.", []),
        ("The council met. It rained. There were 12 evictions.", [("12", 1)]),
        ("There were evictions. There were 12 buses.", []),
    ],
)
def test_a_check_counts_sentences_with_nothing_of_a_kind_around_them(text: str, flagged: list[tuple[str, int]]) -> None:
    assert hits(text, Tally("sentences", ("#number", "@harm"), without=("@power",), around=1, least=1)) == flagged


@pytest.mark.parametrize(
    ("text", "home", "flagged"),
    [
        ("In Leeds rent is up.", (), []),
        ("In Leeds rent is up, as it is in Dhaka.", (), [("Dhaka", 1)]),
        ("In Leeds rent is up, as it is in Dhaka.", ("Dhaka",), [("Leeds", 1)]),
        ("In Leeds rent is up, as it is in Dhaka.", ("dhaka", "leeds"), []),
    ],
)
def test_home_is_the_project_s_own_or_the_place_named_first(
    text: str, home: tuple[str, ...], flagged: list[tuple[str, int]]
) -> None:
    assert hits(text, mentions("#elsewhere", least=1), home=home) == flagged


def test_home_and_elsewhere_may_stand_in_one_sentence() -> None:
    tally = Tally("sentences", ("#elsewhere", "#home", "like|as in"), least=1)
    assert hits("We live in Leeds. Dhaka is like Leeds.", tally) == [("Dhaka", 1)]
    assert hits("We live in Leeds. Leeds is like Dhaka.", tally) == [("Dhaka", 1)]


def test_a_place_is_any_that_is_not_named_as_home() -> None:
    text = "In Leeds rent is up, as it is in Dhaka."
    assert hits(text, mentions("#place", least=1)) == [("Leeds", 2)]
    assert hits(text, mentions("#place", least=1), home=("Leeds",)) == [("Dhaka", 1)]


def test_a_check_compares_two_counts() -> None:
    tally = Tally("mentions", ("shame|guilt",), least=2, more_than=("strike",))
    assert hits("Shame. Guilt. A strike.", tally) == [("Shame", 2)]
    assert hits("Shame. Guilt. Strike, strike.", tally) == []


def test_a_check_counts_what_other_rules_have_found() -> None:
    tally = Tally("findings", ("guilt", "hierarchy/suffering-ranking"), least=2)
    first = Counted("guilt/confession-ritual", 0, 0, 4)
    second = Counted("hierarchy/suffering-ranking", 0, 6, 9)
    other = Counted("hierarchy/standing-gate", 0, 6, 9)
    assert hits("Some words here.", tally, found=(second, first)) == [("Some", 2)]
    assert hits("Some words here.", tally, found=(first, other)) == []


@pytest.mark.parametrize(
    "text",
    [
        "# In memoriam\n\nRent, rent and rent.",
        "# Branch\n\nMinutes of the meeting\n\nRent, rent and rent.",
        "---\ntitle: Us\nprivate: true\n---\n\nRent, rent and rent.",
        "“Rent, rent and rent, my neighbour told the judge”, she read.",
    ],
)
def test_mourning_minutes_private_notes_and_other_people_s_words_are_left_alone(text: str) -> None:
    assert hits(text, mentions("@issue", least=1)) == []


def test_mourning_far_down_in_a_draft_spares_nothing() -> None:
    text = "Rent.\n\nRent.\n\nIn memoriam: a friend.\n\nRent."
    assert hits(text, mentions("@issue", least=3)) == [("Rent", 3)]
