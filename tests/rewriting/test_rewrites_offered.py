from __future__ import annotations

import pytest

from rewriting.staging import Captured, as_template, stage
from sharedground.rules.model import Applicability


@pytest.mark.parametrize(
    ("source", "flagged", "template", "expected"),
    [
        ("We must stop whining now.", "stop whining", "fight on", "We must fight on now."),
        ("stop whining now", "stop whining", "fight on", "fight on now"),
        ("STOP WHINING NOW!", "STOP WHINING", "fight on", "FIGHT ON NOW!"),
        ("Note: Stop whining now.", "Stop whining", "fight on", "Note: Fight on now."),
        ("It is a lost cause.", "lost cause", "open question", "It is an open question."),
        ("It is an old cause.", "old cause", "shared cause", "It is a shared cause."),
        ("It is a lost cause.", "lost cause", "our next job", "It is our next job."),
        ("An old cause.", "old cause", "shared cause", "A shared cause."),
        ("We need to stop it.", "stop it", "to win it", "We need to win it."),
        ("They whine with us.", "whine", "stand with", "They stand with us."),
        ("Rent rises whine!", "whine", "bite.", "Rent rises bite!"),
        ("Rent rises whine. Next.", "whine", "bite.", "Rent rises bite. Next."),
        ("Rent whines, they say.", "whines", "bites.", "Rent bites, they say."),
        ("Rent whines so.", "Rent whines", "rent bites.", "Rent bites so."),
        ("Rent whines so.", "so", "who gains?", "Rent whines who gains?"),
        ("We whine , and lose.", "whine", "strike", "We strike , and lose."),
        ("We whine and lose.", "whine", ", together,", "We, together, and lose."),
    ],
)
def test_the_place_is_made_to_fit(source: str, flagged: str, template: str, expected: str) -> None:
    sentence = source.removesuffix(" Next.")
    assert stage(source, flagged, sentence).result(template) == expected


@pytest.mark.parametrize(
    ("source", "sentence", "template", "expected"),
    [
        ("Whine! Next.", "Whine!", "we fight on", "We fight on! Next."),
        ("Whine! Next.", "Whine!", "we fight on.", "We fight on! Next."),
        ("Why whine? Next.", "Why whine?", "we fight on", "We fight on. Next."),
        ("Why whine? Next.", "Why whine?", "who gains?", "Who gains? Next."),
        ("Why whine? Next.", "Why whine?", "who else gains", "Who else gains? Next."),
        ("Whine. Next.", "Whine.", "who gains?", "Who gains? Next."),
        ("We whine", "We whine", "we fight on.", "We fight on."),
        ("# We whine", "We whine", "we fight on.", "# We fight on"),
        ("“We whine.” Next.", "“We whine.”", "we fight on", "“We fight on.” Next."),
        ("“We whine. They win.”", "“We whine.", "we fight on", "“We fight on. They win.”"),
        ("(We whine.) Next.", "(We whine.)", "we fight on.", "(We fight on.) Next."),
        ("We whine… Next.", "We whine…", "we fight on", "We fight on… Next."),
        ("We whine?! Next.", "We whine?!", "who gains", "Who gains?! Next."),
        ("Whine. Next.", "Whine.", "We fight on. [What next?]", "We fight on. [What next?] Next."),
        ("Whine. Next.", "Whine.", "we fight [whom: ___]", "We fight [whom: ___]. Next."),
    ],
)
def test_a_sentence_is_replaced_with_its_closing_mark_seen_to(
    source: str, sentence: str, template: str, expected: str
) -> None:
    staged = stage(source, sentence=sentence)
    assert staged.result(template, replaces="sentence") == expected


def test_a_question_that_is_wholly_flagged_and_becomes_a_statement_ends_in_a_full_stop() -> None:
    staged = stage("Why whine about rent? Next.", "Why whine about rent", "Why whine about rent?")
    assert staged.result("fight over rent") == "Fight over rent. Next."


def test_a_capture_can_be_replaced_by_itself() -> None:
    staged = stage("Shame on the tenants.", who=Captured("the tenants"))
    assert staged.result("us all", replaces="who") == "Shame on us all."
    assert staged.result("us all", replaces="nobody") is None


@pytest.mark.parametrize(
    ("source", "flagged", "sentence", "expected"),
    [
        ("At least you have rent; others freeze.", "At least you have rent", "", "Others freeze."),
        ("at least you have rent, others freeze.", "at least you have rent", "", "others freeze."),
        ("We freeze, sadly.", "sadly", "", "We freeze."),
        ("We truly freeze.", "truly", "", "We freeze."),
        ("We know. You whine. We freeze.", "You whine", "You whine.", "We know. We freeze."),
        ("We know. You whine.", "You whine", "You whine.", "We know."),
        ("You whine.", "You whine", "", None),
        ("Sadly *we* freeze.", "Sadly", "", None),
    ],
)
def test_an_empty_template_cuts_cleanly(source: str, flagged: str, sentence: str, expected: str | None) -> None:
    assert stage(source, flagged, sentence).result("") == expected


# -- what must survive -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["12", "1,200", "40%", "£3.50", "2024", "two", "twenty-five", "a dozen", "3rd"])
def test_a_rewrite_that_loses_a_number_is_not_offered(number: str) -> None:
    staged = stage(f"Shame on {number} tenants.", n=Captured(f"{number} tenants"))
    assert staged.result("we need them back") is None
    assert staged.result("we need {n} back") == f"We need {number} tenants back."


def test_the_same_number_twice_survives_twice() -> None:
    staged = stage("Shame on 12 of 12 tenants.", n=Captured("12"))
    assert staged.result("we need {n} tenants") is None


def test_one_in_no_one_is_no_number() -> None:
    assert stage("No one whines.").result("everybody fights") == "Everybody fights."


def test_a_kept_capture_must_survive() -> None:
    staged = stage("Stop whining about rent.", issue=Captured("rent"))
    assert staged.result("fight on", keeps=("issue",)) is None
    assert staged.result("fight over {issue}", keeps=("issue",)) == "Fight over rent."


def test_a_kept_capture_may_be_inflected_or_stand_outside() -> None:
    staged = stage("Stop whining about your rent.", "Stop whining", issue=Captured("your rent"))
    assert staged.result("stop worrying", keeps=("issue",)) == "Stop worrying about your rent."
    staged = stage("Stop whining about your rent.", issue=Captured("your rent"))
    assert staged.result("fight over {issue:ours}", keeps=("issue",)) == "Fight over our rent."


def test_a_kept_pronoun_may_change_its_case() -> None:
    staged = stage("They should be ashamed.", g=Captured("They"))
    assert staged.result("we need {g} with us", keeps=("g",)) == "We need them with us."


def test_a_sentence_rewrite_loses_no_name_outside_the_flagged_words() -> None:
    staged = stage("In Leeds you whine about rent on Monday.", "whine about rent", i=Captured("rent"))
    assert staged.result("we fight over {i}", replaces="sentence") is None
    staged = stage("On Monday in Leeds, you whine about rent.", "whine about rent", i=Captured("rent"))
    assert staged.result("we fight over {i}", replaces="sentence") == "On Monday in Leeds, we fight over rent."
    staged = stage("On most days, you whine about rent.", "whine about rent", i=Captured("rent"))
    assert staged.result("we fight over {i}", replaces="sentence") == "We fight over rent."


def test_a_kept_capture_is_looked_for_in_whole_words() -> None:
    staged = stage("Stop whining about rent.", issue=Captured("rent"))
    assert staged.result("fight the current", keeps=("issue",)) is None


def test_in_a_title_capitals_are_no_names() -> None:
    staged = stage("# Why You Whine About Rent Now", "Whine About Rent", i=Captured("Rent"))
    assert staged.result("we fight over {i}", replaces="sentence") == "# We fight over Rent"


def test_a_quotation_is_not_broken_open() -> None:
    staged = stage("He said “stop whining” and left.", "“stop whining")
    assert staged.result("let us fight") is None


@pytest.mark.parametrize(("applicability", "offered"), [("review", False), ("safe", False), ("scaffold", True)])
def test_only_a_scaffold_may_be_much_longer(applicability: str, offered: bool) -> None:
    template = as_template("we " + "all " * 20 + "fight", applicability)
    assert bool(stage("You whine.").rewrites(template)) is offered


def test_a_rewrite_that_changes_nothing_is_not_offered() -> None:
    staged = stage("Fight over **rent**.", i=Captured("rent"))
    assert staged.rewrites("fight over {i}") == ()


# -- what is offered ---------------------------------------------------------------------------------------------


def test_the_pattern_s_own_rewrites_come_first_and_each_is_offered_once() -> None:
    staged = stage("You whine.", "whine")
    own = (as_template("fight"),)
    offers = staged.rewrites("strike", "fight", "[do what: ___]", own=own)
    assert [offer.text for offer in offers] == ["fight", "strike", "[do what: ___]"]


def test_what_holds_a_blank_is_a_scaffold() -> None:
    staged = stage("You whine.", "whine")
    for applicability in ("safe", "review", "scaffold"):
        (offer,) = staged.rewrites(as_template("fight [whom: ___]", applicability))
        assert offer.applicability is Applicability.SCAFFOLD


def test_blanks_are_told_by_their_place_in_the_text() -> None:
    staged = stage("You whine about **rent** here.", i=Captured("rent"))
    (offer,) = staged.rewrites("[who: ___] sets {i}, and [who else] pays")
    assert [offer.text[a:b] for a, b in offer.blanks] == ["[who: ___]", "[who else]"]
    assert "**rent**" in offer.text


@pytest.mark.parametrize(
    ("template", "title"),
    [
        (as_template("fight over {i}"), "Rewrite: “Fight over rent.”"),
        (as_template("[who: ___] sets {i}"), "Fill in: “[who: ___] sets rent.”"),
        (as_template("fight", title="Fight over {i}"), "Fight over rent"),
        (as_template("fight", title="Turn to the landlord"), "Turn to the landlord"),
    ],
)
def test_a_title_says_what_it_does(template: object, title: str) -> None:
    staged = stage("You whine about rent.", i=Captured("rent"))
    (offer,) = staged.rewrites(template)  # type: ignore[arg-type]
    assert offer.title == title


def test_a_cut_says_what_it_cuts() -> None:
    (offer,) = stage("We truly freeze.", "truly").rewrites("")
    assert offer.title == "Cut: “truly”"


def test_a_title_is_at_most_60_characters() -> None:
    (offer,) = stage("You whine.").rewrites(as_template("we " + "all " * 20 + "fight", "scaffold"))
    assert len(offer.title) <= 60
    assert offer.title.endswith("all…”")


def test_why_is_handed_on() -> None:
    (offer,) = stage("You whine.", "whine").rewrites(as_template("fight", why="Holds both."))
    assert offer.why == "Holds both."


@pytest.mark.parametrize(
    ("text", "flagged", "result"),
    [
        ("They've got what they voted for.", "'ve got what they voted for", "They are being hit too."),
        ("So you're on your own now.", "'re on your own", "So you are being hit too now."),
    ],
)
def test_a_stretch_that_begins_inside_a_contraction_keeps_the_word_it_leans_on(
    text: str, flagged: str, result: str
) -> None:
    assert stage(text, flagged, text).result("are being hit too") == result


@pytest.mark.parametrize(
    ("text", "flagged", "result"),
    [
        ("Honestly, you are sheep.", "you are sheep", "Honestly, we need you with us."),
        ("It rained, and you are sheep.", "you are sheep", "It rained, and we need you with us."),
        ("If you are sheep, sign here.", "you are sheep", "We need you with us."),
        ("To say this is not to say that you are sheep.", "you are sheep", "We need you with us."),
    ],
)
def test_a_clause_takes_the_place_of_the_sentence_where_none_can_begin(text: str, flagged: str, result: str) -> None:
    assert stage(text, flagged, text).result("we need you with us") == result


@pytest.mark.parametrize(
    ("text", "flagged", "result"),
    [
        ("Tea at Mass: be ashamed.", "be ashamed", "Tea at Mass: we need you with us."),
        ("Be ashamed, we say: tea at Mass.", "Be ashamed", "We need you with us, we say: tea at Mass."),
        ("Be ashamed at Mass.", "Be ashamed", None),
        ("Be ashamed: at Mass: again.", "Be ashamed", "We need you with us: at Mass: again."),
    ],
)
def test_a_name_beyond_a_colon_stays_where_it_is(text: str, flagged: str, result: str | None) -> None:
    assert stage(text, flagged, text).result("we need you with us", replaces="sentence") == result
