from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedground.analysis.contexts import quoted
from sharedground.analysis.contexts.quoted import quoted_spans


def inside(*texts: str) -> list[list[str]]:
    return [[text[start:end] for start, end in spans] for text, spans in zip(texts, quoted_spans(texts), strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "go home" and left.', ["go home"]),
        ("He said “go home” and left.", ["go home"]),
        ("He said ‘go home’ and left.", ["go home"]),
        ("He said 'go home' and left.", ["go home"]),
        ("Er sagte „geh heim“ und ging.", ["geh heim"]),
        ("Er sagte ‚geh heim‘ und ging.", ["geh heim"]),
        ("Elle a dit « rentre » hier.", [" rentre "]),
        ("Er sagte »geh heim« und ging.", ["geh heim"]),
        ("Han sa ”gå hem” och gick.", ["gå hem"]),
        ("She wrote ``go home'' in the margin.", ["\u200bgo home"]),
        ("“One. Two! Three?” she asked.", ["One. Two! Three?"]),
        ("“He told me ‘go home’ twice,” she said.", ["He told me ‘go home’ twice,"]),
        ("\"He told me 'go home' twice,\" she said.", ["He told me 'go home' twice,"]),
        ("'We don't want it,' they said.", ["We don't want it,"]),
        ("‘The dockers’ ballot is lost,’ he said.", ["The dockers’ ballot is lost,"]),
        ("'The dockers' ballot is lost,' he said.", ["The dockers' ballot is lost,"]),
        ("“Stop,” he said, “and think.”", ["Stop,", "and think."]),
        ("They cried (“shame!”) and left.", ["shame!"]),
        ("A “worker” and a “boss”.", ["worker", "boss"]),
        ("The sign said “keep out", ["keep out"]),
        ("mum on the phone: at least it's work. me: is it", ["at least it's work."]),
        ("Boss: be grateful. Me: for what. Boss: hm", ["be grateful.", "hm"]),
        ("friend: no rent money “again”. me: so? friend: so", ["no rent money “again”.", "so"]),
        ("Note: bring soup. To me: nothing but soup.", []),
        ("Agenda: one, rent. Two: soup.", []),
        ("He is 5'10\" tall.", []),
        ("A 12\" pipe and a 6' ladder.", []),
        ('"A 12" pipe is wrong," he said.', ['A 12" pipe is wrong,']),
        ("The workers' hall isn't the boss's.", []),
        ("It was rock 'n' roll in the '90s and '80s.", []),
        ("It was rock ’n’ roll in the ’90s.", []),
        ("'Tis the drivers' turn, tell 'em.", []),
        ("Tell ’em it’s the nurses’ turn.", []),
        ("The nurses' and the drivers' claims.", []),
        ("Harris' and James' shifts.", []),
        ("Nothing quoted here at all.", []),
        ("“Outer «inner» outer” end.", ["Outer «inner» outer"]),
        ("the so-called 'real worker' again", ["real worker"]),
    ],
)
def test_what_stands_inside_quotation_marks(text, expected):
    assert [s.replace("\u200b", "") for s in inside(text)[0]] == [s.replace("\u200b", "") for s in expected]


def test_speech_over_paragraphs_opens_each_and_closes_the_last():
    found = inside("“First part of it.", "“Second part of it.", "“Last part,” she said.", "And then tea.")
    assert found == [["First part of it."], ["Second part of it."], ["Last part,"], []]


def test_single_marks_run_over_paragraphs_too():
    assert inside("‘First part.", "‘Last part,’ she said.") == [["First part."], ["Last part,"]]


def test_a_mark_left_open_does_not_swallow_the_draft():
    assert inside('He shouted "shame and left.', "You should be ashamed.")[1] == []


def test_a_lone_single_mark_quotes_nothing():
    assert inside("the bosses ' men came", "'cause we asked", "‘an odd mark") == [[], [], []]


@given(st.lists(st.text(alphabet="ab s.,'\"‘’“”«»„5\u200b", max_size=40), max_size=4))
def test_spans_lie_in_order_inside_their_text(texts):
    for text, spans in zip(texts, quoted_spans(texts), strict=True):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= start <= end <= len(text) for start, end in spans)


@given(st.lists(st.text(alphabet="abc xyz,.", min_size=1, max_size=30), max_size=3))
def test_text_without_marks_has_no_quotation(texts):
    assert quoted_spans(texts) == [[] for _ in texts]


@pytest.mark.parametrize("mark", ["'", '"', "‘", "“", "s' a"])
def test_many_marks_take_no_longer_than_many_words(mark):
    started = time.perf_counter()
    quoted_spans([f" {mark}x" * 4000])
    assert time.perf_counter() - started < 1.0


HOLDS = [
    "“[[You should be ashamed]],” the foreman said.",
    'The mug says "[[men are trash]]" on it.',
    "‘[[First-world problems]],’ a clerk used to say.",
    "One placard read “[[jobs for locals]]”.",
    "“Nobody asked. [[You should be ashamed]]. Go home,” they shouted.",
    "my landlord: “[[at least you have a roof]]” lol",
    "The email said 'you lot [[should be grateful]]' and nothing else.",
    "«[[Shame on you]]», cried the mayor.",
    "She called them “[[parasites]]” twice.",
    "He muttered “[[shame on] you]]” again.".replace("on] you", "on you"),
]

DOES_NOT_HOLD = [
    "You [[should be ashamed]].",
    "“Go home,” he said, and you [[should be ashamed]] of laughing.",
    "First-world “[[workers” are complicit]] in this.",
    "[[First-world “workers” are complicit]] in every mine.",
    "The so-called ‘left’ [[should be ashamed]].",
    "The dockers' hall and the miners' wives: [[shame on you]].",
    "You don't care and [[you're complicit]], aren't you?",
    'A 12" pipe, and [[you should be ashamed]] of it.',
    "in the '90s [[you were complicit]] and you're complicit now",
]


@pytest.mark.parametrize("text", HOLDS)
def test_it_holds(read, text):
    assert quoted.holds(*read(text))


@pytest.mark.parametrize("text", DOES_NOT_HOLD)
def test_it_does_not_hold(read, text):
    assert not quoted.holds(*read(text))


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        (["She was right:"], "“[[You should be ashamed]].”", []),
        ([], "She was right: “[[you should be ashamed]].”", []),
        ([], "As the bishop rightly says, “[[you should be ashamed]].”", []),
        ([], "“[[You should be ashamed]],” she said, and I agree.", []),
        ([], "“[[You should be ashamed]],” she said.", ["I couldn't agree more."]),
        ([], "“[[You should be ashamed]].”", ["Well said."]),
        ([], "She put it best: “[[you should be ashamed]].”", []),
        ([], "Slogan idea: “[[your bargain, their burial]].”", []),
    ],
)
def test_endorsement_undoes_quotation(read, before, text, after):
    assert not quoted.holds(*read(text, before=before, after=after))


@pytest.mark.parametrize(
    "after",
    [
        "He was wrong.",
        "She was not right.",
        "Nobody agreed.",
        "We agreed to write back.",
        "That's right at the corner.",
    ],
)
def test_other_remarks_endorse_nothing(read, after):
    assert quoted.holds(*read("“[[You should be ashamed]],” she said.", after=[after]))


def test_all_of_a_quoted_block_is_quoted(read):
    assert quoted.holds(*read("You [[should be ashamed]].", block_quoted=True))


def test_marks_are_the_quoted_tokens(read):
    _match, sentence = read("He said “[[go home]]” twice.")
    assert [sentence.doc[i].text for i in sorted(quoted.marks(sentence))] == ["go", "home"]
