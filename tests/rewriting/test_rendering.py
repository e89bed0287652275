from __future__ import annotations

import pytest

from rewriting.staging import Captured, Stage, stage
from sharedground.rewriting.render import render
from sharedground.rules.templates import parse_template


def wording(staged: Stage, template: str, at_sentence_start: bool = False) -> str | None:
    rendered = render(parse_template(template), staged.hit, staged.block, staged.source, at_sentence_start)
    return rendered.text if rendered else None


GAZA = stage(
    "Stop whining about rent when people in Gaza are bombed.",
    "Stop whining about rent when people in Gaza are bombed",
    issue=Captured("rent", head="rent", lemma="rent", tag="NN", number="sing"),
    elsewhere=Captured("people in Gaza are bombed", kind="clause", group="people in Gaza"),
)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("fight over {issue}", "fight over rent"),
        ("fight over {issue}, and stand with {elsewhere.group}", "fight over rent, and stand with people in Gaza"),
        ("{place|here}", "here"),
        ("{place}", None),
        ("{issue.group}", None),
        ("{issue.group|this}", "this"),
        ("fight {place|}, now", "fight, now"),
        ("{elsewhere.group} {be~elsewhere.group} up against it", "people in Gaza are up against it"),
        ("{issue} {be~issue:past} too high", "rent was too high"),
        ("[who: ___] sets {issue}", "[who: ___] sets rent"),
        ("[what ties {issue} to {elsewhere.group}?]", "[what ties rent to people in Gaza?]"),
        ("“{match}”", "“Stop whining about rent when people in Gaza are bombed”"),
        ("an {issue} strike", "a rent strike"),
        ("the {issue}", "the rent"),
        ("Fight over {issue}", "fight over rent"),
    ],
)
def test_a_template_is_filled_in(template: str, expected: str | None) -> None:
    assert wording(GAZA, template) == expected


VERBS = [
    ("complain", "VB", "complain about rent", "base", "complain about rent"),
    ("complaining", "VBG", "complaining about rent", "base", "complain about rent"),
    ("complain", "VB", "complain about rent", "past", "complained about rent"),
    ("gave", "VBD", "gave up", "participle", "given up"),
    ("fights", "VBZ", "fights rent rises", "ing", "fighting rent rises"),
    ("stop", "VB", "to stop evictions", "ing", "stopping evictions"),
    ("sold", "VBN", "have been sold out", "base", "sell out"),
    ("sit", "VB", "sit and listen", "past", "sat and listened"),
    ("work", "VB", "work and rent", "third", "works and rents"),
    ("are", "VBP", "are guilty", "base", "be guilty"),
    ("is", "VBZ", "is guilty", "ing", "being guilty"),
    ("quietly", "VB", "quietly complain", "ing", "quietly complaining"),
    ("vote", "VB", "don't vote", "ing", None),
    ("vote", "VB", "never vote", "past", None),
]


@pytest.mark.parametrize(("head", "tag", "words", "name", "expected"), VERBS)
def test_a_captured_verb_takes_another_form(head: str, tag: str, words: str, name: str, expected: str | None) -> None:
    lemmas = {"complaining": "complain", "gave": "give", "fights": "fight", "sold": "sell", "are": "be", "is": "be"}
    lemma = "complain" if head == "quietly" else lemmas.get(head, head)
    given = Captured(words, kind="vp", head="complain" if head == "quietly" else head, lemma=lemma, tag=tag)
    assert wording(stage(f"They {words} here.", act=given), f"{{act:{name}}}") == expected


def test_be_in_the_past_agrees_with_the_number_of_its_capture() -> None:
    for number, form in (("sing", "was guilty"), ("plur", "were guilty")):
        given = Captured("be guilty", kind="vp", head="be", lemma="be", tag="VB", number=number)
        assert wording(stage("They may be guilty.", act=given), "{act:past}") == form


@pytest.mark.parametrize(
    ("words", "head", "name", "expected"),
    [
        ("a migrant worker", "worker", "plural", "migrant workers"),
        ("this trade union in Leeds", "union", "plural", "these trade unions in Leeds"),
        ("every mother-in-law", "mother-in-law", "plural", "all mothers-in-law"),
        ("workers", "workers", "plural", "workers"),
        ("those striking nurses", "nurses", "singular", "that striking nurse"),
        ("people in Gaza", "people", "singular", "person in Gaza"),
        ("nurses of the ward", "", "singular", "nurse of the ward"),
        ("a boss", "", "plural", "bosses"),
    ],
)
def test_a_captured_noun_takes_another_number(words: str, head: str, name: str, expected: str) -> None:
    assert wording(stage(f"We saw {words} there.", group=Captured(words, head=head)), f"{{group:{name}}}") == expected


@pytest.mark.parametrize(
    ("words", "ours", "theirs"),
    [
        ("your own rent", "our own rent", "their own rent"),
        ("what you owe", "what we owe", "what they owe"),
        ("people like you", "people like us", "people like them"),
        ("tell you that", "tell us that", "tell them that"),
        ("their jobs", "our jobs", "their jobs"),
        ("they did it themselves", "we did it ourselves", "they did it themselves"),
        ("what I am", "what we are", "what they are"),
        ("my rent, you're right", "our rent, we're right", "their rent, they're right"),
        ("our rent and us", "our rent and us", "their rent and them"),
        ("yourself", "ourselves", "themselves"),
        ("the yours", "the ours", "the theirs"),
        ("rent", "rent", "rent"),
    ],
)
def test_pronouns_move_to_us_or_to_them(words: str, ours: str, theirs: str) -> None:
    staged = stage(f"See: {words}.", act=Captured(words))
    assert wording(staged, "{act:ours}") == ours
    assert wording(staged, "{act:theirs}") == theirs


def test_lower_takes_capitals_away() -> None:
    assert wording(stage("Fight FOR RENT now.", x=Captured("FOR RENT")), "{x:lower}") == "for rent"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("VBD", "passed"), ("VBZ", "passes"), ("VBG", "passing"), ("VB", "pass"), ("VBP", "pass"), ("VBN", "passed")],
)
def test_another_verb_takes_the_form_of_the_captured_one(tag: str, expected: str) -> None:
    staged = stage("They gave it.", verb=Captured("gave", kind="word", head="gave", lemma="give", tag=tag))
    assert wording(staged, "{pass^verb}") == expected
    assert wording(staged, "{pass on^verb} it") == f"{expected} on it"


@pytest.mark.parametrize(
    ("tag", "number", "expected"),
    [
        ("VBP", "plur", "are"),
        ("VBZ", "sing", "is"),
        ("VBD", "sing", "was"),
        ("VBD", "plur", "were"),
        ("VBN", "", "been"),
    ],
)
def test_be_in_the_form_of_another_verb(tag: str, number: str, expected: str) -> None:
    staged = stage("They stay.", verb=Captured("stay", kind="word", lemma="stay", tag=tag, number=number))
    assert wording(staged, "{be^verb}") == expected


@pytest.mark.parametrize(
    ("words", "number", "expected"),
    [
        ("nurses and porters", "plur", "nurses and porters are, have, fight, were"),
        ("the union", "sing", "the union is, has, fights, was"),
        ("I", "sing", "I am, have, fight, was"),
        ("you", "", "you are, have, fight, were"),
        ("rent", "", "rent is, has, fights, was"),
        ("people in Gaza", "plur", "people in Gaza are, have, fight, were"),
    ],
)
def test_a_verb_agrees_with_a_capture(words: str, number: str, expected: str) -> None:
    staged = stage(f"For {words} it is.", g=Captured(words, number=number, person=1 if words == "I" else 3))
    assert wording(staged, "{g} {be~g}, {have~g}, {fight~g}, {be~g:past}") == expected


def test_a_verb_agrees_with_the_flagged_predicate() -> None:
    assert wording(stage("It stays.", number="sing"), "{be~match}") == "is"
    assert wording(stage("They stay.", number="plur"), "{be~match}") == "are"


def test_the_head_of_a_phrase_has_its_own_number() -> None:
    phrase = Captured("the nurses of this ward", head="nurses", lemma="nurse", tag="NNS", number="plur")
    staged = stage("It is the nurses of this ward.", group=phrase)
    assert wording(staged, "{group.head} {be~group.head}") == "nurses are"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("a {g}", "our hospital"),
        ("the {g}", "our hospital"),
        ("our {g}", "our hospital"),
        ("with {g}", "with our hospital"),
        ("{g} hospital", "our hospital"),
    ],
)
def test_determiners_and_words_do_not_double(template: str, expected: str) -> None:
    assert wording(stage("Save our hospital.", g=Captured("our hospital")), template) == expected


@pytest.mark.parametrize(
    ("source", "capture", "template", "expected"),
    [
        ("The workers know.", "The workers", "we back {g}", "we back the workers"),
        ("Workers know.", "Workers", "we back {g}", "we back workers"),
        ("American workers know.", "American workers", "we back {g}", "we back American workers"),
        ("Black workers know.", "Black workers", "we back {g}", "we back Black workers"),
        ("Black workers know black workers.", "Black workers", "we back {g}", "we back black workers"),
        ("UNISON members know.", "UNISON members", "we back {g}", "we back UNISON members"),
        ("I know.", "I", "we and {g}", "we and I"),
        ("Haiti knows.", "Haiti", "we back {g}", "we back Haiti"),
        ("We know the Roma.", "the Roma", "{g} and we", "the Roma and we"),
    ],
)
def test_a_sentence_s_capital_stays_at_its_start(source: str, capture: str, template: str, expected: str) -> None:
    assert wording(stage(source, g=Captured(capture)), template) == expected


@pytest.mark.parametrize(
    ("source", "template", "expected"),
    [
        ("Rent is theft.", "we pay rent", "We pay rent"),
        ("rent is theft.", "We pay rent", "we pay rent"),
        ("rent is theft.", "I pay rent", "I pay rent"),
        ("Rent is theft.", "[who: ___] pays rent", "[who: ___] pays rent"),
        ("“Rent is theft.", "we pay rent", "We pay rent"),
        ("RENT IS THEFT", "we pay [what: ___]", "WE PAY [what: ___]"),
    ],
)
def test_a_sentence_starts_as_the_writer_starts_it(source: str, template: str, expected: str) -> None:
    assert wording(stage(source), template, at_sentence_start=True) == expected


def test_a_capture_after_a_full_stop_gets_a_capital() -> None:
    assert wording(stage("Fight for rent.", i=Captured("rent")), "we know. {i} is theft.") == "we know. Rent is theft."


@pytest.mark.parametrize(
    ("pronoun", "template", "expected"),
    [
        ("They", "we need {g} with us", "we need them with us"),
        ("they", "talk with {g}", "talk with them"),
        ("I", "it is up to {g}", "it is up to me"),
        ("them", "{g} {deserve~g} the full story", "they deserve the full story"),
        ("they", "{g} {deserve~g} the full story", "they deserve the full story"),
        ("you", "we need {g}", "we need you"),
        ("they", "we know that {g} {be~g} right", "we know that they are right"),
    ],
)
def test_a_pronoun_takes_the_case_of_its_new_place(pronoun: str, template: str, expected: str) -> None:
    assert wording(stage(f"{pronoun} should go.", g=Captured(pronoun)), template) == expected


def test_a_pronoun_within_a_capture_stays() -> None:
    assert wording(stage("they all should go.", g=Captured("they all")), "we need {g}") == "we need they all"
