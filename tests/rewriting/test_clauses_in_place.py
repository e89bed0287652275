"""Where a wording that is a clause, or the predicate of one, may stand, and what becomes of the words around it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rewriting.staging import Captured, stage

CLAUSE = "we need you with us"
ORDER = "start from what we share"


@pytest.mark.parametrize(
    ("text", "flagged", "template", "result"),
    [
        # an and or but that ties the match to what stands before it stays
        ("You share a petition, and you are not ashamed.", "and you are not ashamed", CLAUSE,
         "You share a petition, and we need you with us."),
        ("And you are to blame.", "And you are to blame", CLAUSE, "We need you with us."),
        # a main clause that follows another gets its comma
        ("When the rotas change you have only yourselves to blame.", "you have only yourselves to blame", CLAUSE,
         "When the rotas change, we need you with us."),
        ("If you stayed home then you are to blame.", "you are to blame", CLAUSE,
         "If you stayed home then we need you with us."),
        # what hangs on the match goes with it, so long as it holds no name and no number
        ("You should have a think about what your hearts are for.", "You should have a think", CLAUSE,
         "We need you with us."),
        ("You sold your vote for 12 euros.", "You sold your vote", CLAUSE, None),
        # a clause that leads up to another is not its place
        ("As we count our blessings, give to the needy.", "As we count our blessings", CLAUSE, "We need you with us."),
        # a predicate after a mark, an adjective in a row
        ("Some people, it turns out, have softer beds.", "have softer beds", ORDER, "Start from what we share."),
        ("It is a settled, daily shame.", "daily shame", CLAUSE, "We need you with us."),
        # statements, and only they, after because and agreed that
        ("It was agreed that you are to blame.", "you are to blame", CLAUSE, "It was agreed that we need you with us."),
        ("It was agreed that you are to blame.", "you are to blame", ORDER, "Start from what we share."),
        ("Please look it up.", "look it up", ORDER, "Please start from what we share."),
    ],
)  # fmt: skip
def test_a_clause_stands_where_a_clause_can(text: str, flagged: str, template: str, result: str | None) -> None:
    assert stage(text, flagged, text).result(template) == result


@pytest.mark.parametrize(
    ("text", "flagged", "result"),
    [
        ("They have softer beds.", "have softer beds", "They have reasons we have yet to hear."),
        ("They cannot have softer beds.", "have softer beds", None),
        ("They can't have softer beds.", "have softer beds", None),
        ("Forty homes and not a backbone.", "not a backbone", None),
        ("They would sooner eat than stand beside one.", "sooner eat than stand", None),
    ],
)
def test_a_predicate_needs_a_subject(text: str, flagged: str, result: str | None) -> None:
    found = stage(text, flagged, text, number="plur").result("{have~match} reasons we have yet to hear")
    assert (found or text) == (result or text)


def test_a_sentence_that_would_lose_a_name_is_changed_in_its_clause_alone() -> None:
    text = "I was a steward in Leeds for 22 years, and I did not join to hear about wars."
    staged = stage(text, "did not join to hear about wars", text)
    assert staged.result("People joined to win.", replaces="sentence") == (
        "I was a steward in Leeds for 22 years, and people joined to win."
    )
    assert staged.result("People joined. They won.", replaces="sentence") is None
    staged = stage("In Leeds, where people have real problems, it rains.", "people have real problems")
    assert staged.result("People joined to win.", replaces="sentence") is None


@pytest.mark.parametrize(
    ("template", "result"),
    [
        ("What we share is where we start.", "I was told in Leeds that what we share is where we start."),
        ("What do we share?", None),
        ("Start from what we share.", None),
        ("We share this. It is a start.", None),
    ],
)
def test_a_statement_takes_the_place_of_a_clause_that_the_parse_sets_apart(template: str, result: str | None) -> None:
    text = "I was told in Leeds that anybody who sleeps well is to blame."
    staged = stage(text, "who sleeps well", text)
    clause = (text.index("anybody"), len(text) - 1)
    set_apart = replace(staged, hit=replace(staged.hit, clauses=(clause,)))
    assert set_apart.result(template, replaces="sentence") == result


@pytest.mark.parametrize(
    ("text", "captures", "result"),
    [
        ("Nobody in Hull ever rang us.", {"whereabouts": "in Hull"}, "In Hull as elsewhere, we want people with us."),
        ("It's 5,000 miles off!", {"distance": "5,000 miles off"}, "Even 5,000 miles off, we want people with us!"),
        ("What of the bins for Ward 6?", {"label": "Ward 6"}, "In Ward 6 as elsewhere, we want people with us."),
        ("Nobody in Hull rang us in 2019.", {"whereabouts": "in Hull"}, None),
    ],
)
def test_a_wording_for_the_sentence_takes_over_what_would_be_lost(
    text: str, captures: dict[str, str], result: str | None
) -> None:
    staged = stage(text, text.split()[-3], text, **captures)
    assert staged.result("We want people with us.", replaces="sentence") == result
    assert staged.result("Can we have people with us?", replaces="sentence") is None


def test_what_is_said_in_contrast_to_a_denial_is_no_clause_of_its_own() -> None:
    text = "In Leeds it isn't a bakery, it is a trick."
    assert stage(text, "it is a trick", text).result("We want people with us.", replaces="sentence") is None


@pytest.mark.parametrize(
    ("text", "flagged", "result"),
    [
        ("They owe £19 each.", "19", "They owe all of £19 each."),
        ("They owe 40% each.", "40", "They owe all of 40% each."),
    ],
)
def test_a_figure_keeps_its_sign(text: str, flagged: str, result: str) -> None:
    assert stage(text, flagged, text, sum=Captured(flagged)).result("all of {sum}") == result


def test_the_figure_in_a_name_is_no_number() -> None:
    assert stage("Every H-1B is a job stolen.").result("every visa is a lever") == "Every visa is a lever."
    assert stage("Every 1 of them is a job stolen.").result("every visa is a lever") is None


def test_a_quotation_mark_goes_with_the_one_that_closes_it() -> None:
    text = "Agreed that ‘settled families’ should come first."
    assert stage(text, "settled families’ should come first").result("all come first") == "Agreed that all come first."


def test_a_word_before_that_says_whose_takes_the_place_of_an_article() -> None:
    assert stage("Pin your shame score here.", "shame score").result("a plan of ours") == "Pin your plan of ours here."


def test_captured_words_that_are_no_phrase_agree_by_how_they_look() -> None:
    staged = stage("dalit women suffer most", who=Captured("dalit women", kind="word", head="dalit", number="sing"))
    assert staged.result("{who} {be~who} hit hard") == "dalit women are hit hard"
