"""A rule may go by what the sentence reader takes a passage for."""

from __future__ import annotations

import pytest

from sharedground.rules.index import Head
from sharedground.rules.loader import load_rule
from sharedground.rules.model import AnyOf, Lexicon, Reads, Severity, Status
from sharedground.settings import Settings

PATH = "rules/division/read.yaml"
RULE = """\
id: division/read
status: preview
severity: warning
summary: s
message: "Look again at “{match}”."
why: w
keep-when: k
reads:
  as: division
  captures: [landlord]
rewrites:
  - text: "{landlord} decides"
    applicability: review
"""
CLASSES = {"landlord": Lexicon("landlord", {"": (("landlord",),)})}


def test_what_is_read_takes_the_place_of_a_pattern() -> None:
    loaded = load_rule(RULE, PATH, CLASSES)
    assert loaded.errors == ()
    assert loaded.rule
    assert loaded.rule.reads == Reads("division", ("landlord",))
    assert loaded.rule.match == AnyOf(())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("as: division", "as: divison", "division"),
        ("[landlord]", "[landlrd]", "there is no word class “landlrd”. Did you mean “landlord”?"),
        ("reads:\n", "match: {phrase: rent}\nreads:\n", "split it into several"),
        ("  as: division\n", "", "as"),
        ("{landlord} decides", "{tenant} decides", "tenant"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(old: str, new: str, said: str) -> None:
    assert old in RULE
    loaded = load_rule(RULE.replace(old, new), PATH, CLASSES)
    assert loaded.rule is None
    assert any(said in str(error) for error in loaded.errors)
    assert all(error.place.line for error in loaded.errors)


def test_the_reader_can_be_switched_off() -> None:
    head = Head("division/read", "division", Status.STABLE, Severity.WARNING, None, True, 0)
    assert Settings().level(head) is Severity.WARNING
    assert Settings(reader=False).level(head) is None
