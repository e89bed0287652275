"""Phrases that a project stands by are found by their words, whatever their markup."""

import pytest

from sharedground.lint import Linter
from sharedground.settings import Accepted, Settings

RULE = "charity/voice-for-the-voiceless"


def _rules(text: str, accepted: Accepted) -> list[str]:
    return [finding.rule for finding in Linter(Settings(accept=(accepted,))).check(text)]


@pytest.mark.parametrize(
    "text",
    [
        "We speak for the voiceless.",
        "We speak for The  Voiceless.",
        "We speak for\nthe\nvoiceless.",
        "We speak for the *voiceless*.",
        "We speak for **the [voiceless](https://a.org)**.",
    ],
)
@pytest.mark.parametrize("rule", ["", "charity", RULE])
def test_an_accepted_phrase_is_left_alone(text: str, rule: str) -> None:
    assert _rules(text, Accepted("the voiceless", rule)) == []


@pytest.mark.parametrize("accepted", [Accepted("the unheard"), Accepted("the voiceless", "guilt")])
def test_another_phrase_or_another_rule_covers_nothing(accepted: Accepted) -> None:
    assert _rules("We speak for the *voiceless*.", accepted) == [RULE]
