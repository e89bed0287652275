import pytest

from sharedground.text.directives import Suppressions, Verb, directives
from sharedground.text.readers import read
from sharedground.text.source import Source

RULE = "hierarchy/suffering-ranking"


def covered(text: str, rule: str = RULE, language: str = "markdown") -> list[str]:
    """The `X…` marks in a text where the rule is kept silent."""
    suppressions = Suppressions(read(Source(text), language))
    assert suppressions.problems == ()
    found = [index for index, character in enumerate(text) if character == "X"]
    return [text[index : index + 2] for index in found if suppressions.covering(rule, index, index + 2)]


@pytest.mark.parametrize("language", ["markdown", "plaintext"])
@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("X1 a\n\n<!-- sharedground: ignore -->\n\nX2 b\n\nX3 c", ["X2"]),
        ("X1 a\n\n<!-- sharedground: ignore -->\nX2 b\n\nX3 c", ["X2"]),
        ("X1 a <!-- sharedground: ignore --> X2 b\n\nX3 c", ["X1", "X2"]),
        ("X1 a <!--sharedground:ignore hierarchy-->\n\nX2 b", ["X1"]),
        (f"<!-- sharedground: ignore guilt, {RULE}: her own words: all of them -->\n\nX1", ["X1"]),
        ("<!-- sharedground: ignore guilt -->\n\nX1", []),
        ("<!-- SharedGround: Ignore ALL -->\n\nX1", ["X1"]),
        ("X1\n\n<!-- sharedground: off -->\n\nX2\n\nX3\n\n<!-- sharedground: on -->\n\nX4", ["X2", "X3"]),
        ("X1\n\n<!-- sharedground: off hierarchy -->\n\nX2\n\n<!-- sharedground: on guilt -->\n\nX3", ["X2", "X3"]),
        ("<!-- sharedground: off all -->\n\nX1\n\n<!-- sharedground: on hierarchy -->\n\nX2", ["X1"]),
        ("X1\n\n<!-- sharedground: off: to the end -->\n\nX2", ["X2"]),
        ("X1\n\n<!-- sharedground: ignore-file -->\n\nX2", ["X1", "X2"]),
        ("X1\n\n<!-- sharedground: ignore-file guilt -->\n\nX2", []),
        ("X1\n\n<!-- sharedground: testimony -->\n\nX2", ["X1", "X2"]),
        ("X1\n\n<!-- sharedground: ignore -->", []),
        ("X1 <!-- an ordinary comment --> <!-- TODO: ignore -->", []),
    ],
)
def test_what_a_directive_covers(text: str, marks: list[str], language: str) -> None:
    assert covered(text, language=language) == marks


def test_one_directive_covers_a_whole_table() -> None:
    text = "<!-- sharedground: ignore -->\n\n| X1 | X2 |\n|--|--|\n| X3 | X4 |\n\nX5"
    assert covered(text) == ["X1", "X2", "X3", "X4"]


def test_a_directive_in_a_list_item_covers_that_item() -> None:
    assert covered("- X1 <!-- sharedground: ignore -->\n- X2") == ["X1"]


def test_mdx_has_comments_of_its_own() -> None:
    assert covered("{/* sharedground: ignore */}\n\nX1\n\nX2", language="mdx") == ["X1"]


def test_code_gives_no_directives() -> None:
    assert directives(read(Source("```\n<!-- sharedground: testimony -->\n```\n\n`<!-- sharedground: off -->`"))) == ()


def test_rules_carry_their_place_and_the_reason_is_kept() -> None:
    text = "Word 🏠.\n\n<!-- sharedground: off guilt,\n  hierarchy/nope:  a long\n reason: twice -->\n\nText."
    [directive] = directives(read(Source(text)))
    assert directive.verb is Verb.OFF
    assert [text[rule.start : rule.end] for rule in directive.rules] == ["guilt", "hierarchy/nope"]
    assert directive.reason == "a long reason: twice"
    assert text[directive.start : directive.end].startswith("<!--")
    assert text[directive.start : directive.end].endswith("-->")


def test_the_narrowest_directive_answers() -> None:
    text = (
        "<!-- sharedground: ignore-file -->\n\n<!-- sharedground: off -->\n\n<!-- sharedground: ignore -->\n\nX1\n\nX2"
    )
    suppressions = Suppressions(read(Source(text)))
    verbs = [suppressions.covering(RULE, text.index(mark), text.index(mark) + 2) for mark in ("X1", "X2")]
    assert [directive.verb for directive in verbs if directive] == [Verb.IGNORE, Verb.OFF]


@pytest.mark.parametrize(
    ("comment", "says"),
    [
        ("sharedground: ignroe guilt", "Did you mean “ignore”"),
        ("sharedground: disable guilt", "Did you mean “off”"),
        ("sharedground: enable", "Did you mean “on”"),
        ("sharedground: ignorefile", "Did you mean “ignore-file”"),
        ("sharedground: testimonial", "Did you mean “testimony”"),
        ("sharedground: xyzzy", "not known here. Write one of"),
        ("sharedground:", "says nothing yet"),
        ("sharedground ignore guilt", "colon is missing"),
        ("sharedgound: ignore guilt", "Did you mean “sharedground:”"),
        ("shared-ground: ignore guilt", "Did you mean “sharedground:”"),
        ("sharedground: ignore guilt it is her own words", "colon before the reason"),
        ("sharedground: ignore “guilt”", "A rule is written like"),
        ("sharedground: testimony guilt", "names no rules"),
        ("sharedground: on", "Nothing is switched off"),
    ],
)
def test_a_directive_that_does_not_hold_is_reported_where_it_stands(comment: str, says: str) -> None:
    text = f"Before.\n\n<!-- {comment} -->\n\nAfter."
    suppressions = Suppressions(read(Source(text)))
    [problem] = suppressions.problems
    assert says in problem.message
    assert text[problem.start : problem.end] == f"<!-- {comment} -->"
    assert suppressions.covering(RULE, text.index("After"), len(text)) is None


@pytest.mark.parametrize(
    "comment", ["", " ", "note: shared ground is good", "sharedground is what we need", "prettier-ignore"]
)
def test_other_comments_are_no_directives(comment: str) -> None:
    suppressions = Suppressions(read(Source(f"Before.\n\n<!--{comment}-->\n\nAfter.")))
    assert suppressions.directives == ()
    assert suppressions.problems == ()
