from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedground.rules.templates import (
    Agreeing,
    Blank,
    Likewise,
    Literal,
    Name,
    Part,
    Slot,
    TemplateError,
    parse_template,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("all of us", (Literal("all of us"),)),
        ("{issue}", (Slot(Name("issue")),)),
        ("{issue|their own fight}", (Slot(Name("issue"), fallback=(Literal("their own fight"),)),)),
        ("{issue|}", (Slot(Name("issue"), fallback=()),)),
        ("{elsewhere.group}", (Slot(Name("elsewhere", "group")),)),
        ("{act:base}", (Slot(Name("act"), ("base",)),)),
        ("{act:ing:ours|it}", (Slot(Name("act"), ("ing", "ours"), (Literal("it"),)),)),
        ("{be~group}", (Agreeing("be", Name("group")),)),
        ("{be~group:past|was}", (Agreeing("be", Name("group"), True, (Literal("was"),)),)),
        ("{stand up~elsewhere.group}", (Agreeing("stand up", Name("elsewhere", "group")),)),
        ("{pass^verb}", (Likewise("pass", Name("verb")),)),
        ("[who: ___]", (Blank((Literal("who: ___"),)),)),
        ("[what {issue} costs]", (Blank((Literal("what "), Slot(Name("issue")), Literal(" costs"))),)),
        ("{who|[who: ___]}", (Slot(Name("who"), fallback=(Blank((Literal("who: ___"),)),)),)),
        ("a {b} c", (Literal("a "), Slot(Name("b")), Literal(" c"))),
    ],
)
def test_each_piece_of_the_grammar(text: str, parts: tuple[Part, ...]) -> None:
    assert parse_template(text).parts == parts


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ("fight {issue", "never closed", 6),
        ("fight issue}", "closes nothing", 11),
        ("[who: ___", "never closed", 0),
        ("who]", "closes nothing", 3),
        ("{}", "name of a capture", 1),
        ("[]", "empty blank", 0),
        ("{act:pst}", "Did you mean “past”?", 5),
        ("{act:xyzzy}", "There are: base", 5),
        ("{group.had}", "no part of a capture", 7),
        ("{match.head}", "no part of a capture", 7),
        ("{be~group:ing}", "neither", 9),
        ("{pass^verb:past}", "leave off “:past”", 10),
        ("{issue!}", "found “!”", 6),
        ("[a [b]]", "inside another blank", 3),
        ("{a|" * 20 + "}" * 20, "too deep", 24),
    ],
)
def test_an_error_says_what_and_where(text: str, message: str, offset: int) -> None:
    with pytest.raises(TemplateError) as caught:
        parse_template(text)
    assert message in caught.value.message
    assert caught.value.offset == offset


def test_captures_are_those_that_have_no_fallback() -> None:
    parsed = parse_template("{issue} {place|here} {be~group} {x|{y}} [{z}] {match}")
    assert parsed.captures == {"issue", "group", "y", "z"}
    assert parsed.mentions == {"issue", "place", "group", "x", "y", "z"}


def test_blanks_of_fallbacks_count() -> None:
    assert len(parse_template("[one] {a|[two]} [three]").blanks) == 3


@given(st.text(alphabet="{}[]|:.~^ab _", max_size=30))
def test_any_text_is_a_template_or_a_template_error(text: str) -> None:
    try:
        parse_template(text)
    except TemplateError as error:
        assert 0 <= error.offset <= len(text)
