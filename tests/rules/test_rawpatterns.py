"""Raw spaCy patterns: what is let through is what spaCy itself reads, and cannot run away."""

from __future__ import annotations

import pytest
import spacy
from spacy.matcher import DependencyMatcher, Matcher

from sharedground.rules.nodes import Located, parse
from sharedground.rules.rawpatterns import ATTRIBUTES, OPERATORS, check_dependency, check_tokens


def located(yaml: str) -> Located:
    return parse(yaml, "f")


SOUND = [
    "[{LOWER: rent}]",
    "[{LEMMA: {IN: [pay, owe]}, POS: VERB, OP: '?'}]",
    "[{TEXT: {REGEX: '^[A-Z][a-z]{2,10}$'}}]",
    "[{LOWER: {FUZZY1: solidarity}}]",
    "[{LOWER: {REGEX: {IN: ['^un', 'ing$']}}}]",
    "[{LENGTH: {'>=': 3}, IS_ALPHA: true, OP: '!'}]",
    "[{LOWER: rent, OP: '{1,4}'}, {OP: '{,3}'}, {OP: '{2}'}]",
    "[{MORPH: {IS_SUPERSET: ['Tense=Past']}}]",
    "[{}]",
]


@pytest.mark.parametrize("yaml", SOUND)
def test_a_sound_pattern_is_read_by_spacy_too(yaml: str) -> None:
    node = located(yaml)
    assert list(check_tokens(node)) == []
    matcher = Matcher(spacy.blank("en").vocab, validate=True)
    matcher.add("sound", [node.plain()])  # type: ignore[list-item]
    assert len(matcher) == 1


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_operator_is_one_of_spacys(operator: str) -> None:
    yaml = (
        "[{RIGHT_ID: a, RIGHT_ATTRS: {LOWER: x}}, "
        f"{{LEFT_ID: a, REL_OP: '{operator}', RIGHT_ID: b, RIGHT_ATTRS: {{DEP: prep}}}}]"
    )
    node = located(yaml)
    assert list(check_dependency(node)) == []
    DependencyMatcher(spacy.blank("en").vocab, validate=True).add("sound", [node.plain()])  # type: ignore[list-item]


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_every_attribute_is_one_of_spacys(attribute: str) -> None:
    value = True if attribute.startswith(("IS_", "LIKE_", "SPACY")) else 1 if attribute in ("LENGTH",) else "x"
    Matcher(spacy.blank("en").vocab, validate=True).add("sound", [[{attribute: value}]])


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        ("[rent]", "a step of a raw pattern is a mapping"),
        ("[{_: {x: y}}]", "is no attribute that patterns may ask for"),
        ("[{LOWER: [a, b]}]", "LOWER needs a text, a number"),
        ("[{LOWER: {INN: [a]}}]", "“INN” is no predicate. Did you mean “IN”?"),
        ("[{LOWER: {IN: a}}]", "IN needs a list"),
        ("[{OP: '+'}]", "OP “+” has no end; bound it, as in {1,4} in quotes"),
        ("[{OP: '{2,}'}]", "“{2,}” is no OP"),
        ("[{OP: '{2,99}'}]", "repeats too often; 30 times is the limit"),
        ("[{OP: '{0,30}'}]", "may leave out 30 tokens, and each is tried with and without all others; 12 is the limit"),
        ("[{LOWER: a}, {OP: '{2,9}'}, {OP: '{,5}'}, {OP: '?'}]", "may leave out 13 tokens"),
        ("[{LOWER: {REGEX: '(a|b)+'}}]", "repeats a group"),
        ("[{LOWER: {REGEX: '(a*)*b'}}]", "repeats a group"),
        ("[{LOWER: {REGEX: '(a{1,9}){1,9}'}}]", "repeats a group"),
        ("[{LOWER: {REGEX: 'a*a*a*b'}}]", "more than two endless repeats"),
        (r"[{LOWER: {REGEX: '(a)\1'}}]", "back-references are not read here"),
        ("[{LOWER: {REGEX: '(?<=a)b'}}]", "look-around"),
        ("[{LOWER: {REGEX: '['}}]", "this REGEX does not hold (missing ]"),
        (f"[{{LOWER: {{REGEX: '{'a' * 201}'}}}}]", "200 is the limit"),
        ("[{LOWER: {REGEX: {NOT_IN: ['(x+)+']}}}]", "repeats a group"),
        ("[{LOWER: {REGEX: {SOME: [a]}}}]", "under REGEX stands a text, or IN or NOT_IN"),
        ("[{LOWER: {FUZZY: 3}}]", "FUZZY needs a text"),
    ],
)
def test_what_could_run_away_or_means_nothing_is_refused(yaml: str, told: str) -> None:
    errors = [error.message for error in check_tokens(located(yaml))]
    assert len(errors) == 1
    assert told in errors[0]


@pytest.mark.parametrize("pattern", [r"\(a+\)", "[()*+]+", r"(?:un)?paid", r"^\d+(?:st|nd)$", r"a\)+"])
def test_brackets_that_repeat_no_group_are_let_through(pattern: str) -> None:
    assert list(check_tokens(located(f"[{{LOWER: {{REGEX: '{pattern}'}}}}]"))) == []


FAR = "".join(
    f", {{LEFT_ID: a, REL_OP: '{operator}', RIGHT_ID: '{operator}', RIGHT_ATTRS: {{LOWER: y}}}}"
    for operator in (">", ">>", "<<", "$++")
)


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        ("[{RIGHT_ID: a}]", "step 1 of a dependency pattern needs RIGHT_ATTRS"),
        ("[{LEFT_ID: a, RIGHT_ID: a, RIGHT_ATTRS: {}}]", "step 1 cannot have LEFT_ID"),
        ("[{RIGHT_ID: a, RIGHT_ATTRS: rent}]", "here should stand a mapping"),
        (f"[{{RIGHT_ID: a, RIGHT_ATTRS: {{LOWER: x}}}}{FAR}]", "3 steps of this pattern reach far"),
        ("[{RIGHT_ID: a, RIGHT_ATTRS: {LOWER: x, OP: '?'}}]", "“OP” is no attribute"),
        (
            "[{RIGHT_ID: a, RIGHT_ATTRS: {}}, {LEFT_ID: a, REL_OP: '>>>', RIGHT_ID: b, RIGHT_ATTRS: {}}]",
            "“>>>” is no REL_OP",
        ),
    ],
)
def test_a_dependency_pattern_that_does_not_hold_is_told_of(yaml: str, told: str) -> None:
    assert any(told in error.message for error in check_dependency(located(yaml)))
