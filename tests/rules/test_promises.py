"""What a stable rule must hold; see test_malformed.py for what any rule must."""

from __future__ import annotations

import pytest

from rules.malformed_files import RULE, RULE_PATH
from sharedground.rules.loader import load_rule
from sharedground.rules.promises import FEWEST_EXAMPLES, MET

FLAGS = "".join(f'    - "They [[wallow in guilt {n}]]."\n' for n in range(FEWEST_EXAMPLES - 1))
OKS = "".join(f'    {context}: ["Nothing here."]\n' for context in MET)
STABLE = RULE.replace("status: draft", "status: stable").replace("  ok:\n", FLAGS + "  ok:\n" + OKS)


def errors(text: str) -> list[str]:
    return [str(error) for error in load_rule(text, RULE_PATH, {}).errors]


def test_a_rule_that_keeps_its_promises_is_stable() -> None:
    assert errors(STABLE) == []
    assert errors(STABLE.replace("severity: information", "severity: error")) == []


def test_a_draft_promises_nothing() -> None:
    assert errors(RULE.replace("severity: information", "severity: error").replace("review", "scaffold")) == []


def test_seven_examples_are_too_few() -> None:
    found = errors(STABLE.replace('    - "They [[wallow in guilt 0]]."\n', ""))
    assert found == [
        f"{RULE_PATH}:18:5: a stable rule has at least 8 flag examples, and here are 7; add some, or say draft"
    ]


@pytest.mark.parametrize("context", MET)
def test_each_context_that_silences_needs_an_example(context: str) -> None:
    text = STABLE.replace(f'    {context}: ["Nothing here."]\n', "")
    assert errors(text) == [
        f"{RULE_PATH}:28:5: a stable rule shows where it stays silent; add ok examples under: {context}"
    ]
    assert errors(text.replace("examples:\n", f"contexts: {{{context}: flag}}\nexamples:\n")) == []


def test_a_context_that_one_pattern_alone_can_meet_needs_an_example() -> None:
    text = STABLE.replace('    negated: ["Nothing here."]\n', "")
    own = '      phrase: "~wallow in $issue:np"\n      contexts: {negated: flag}\n'
    one = text.replace('      phrase: "~wallow in $issue:np"\n', own)
    assert errors(one) == []
    two = one.replace("rewrites:\n", '    - phrase: "~sink in $issue:np"\nrewrites:\n')
    assert len(errors(two)) == 1


WARNING = STABLE.replace("severity: information", "severity: warning")
TOLD = (
    "a pattern of severity warning needs a rewrite that is no scaffold and that each of its matches can fill; "
    "add one, or a fallback as in {issue|this fight}"
)


def test_a_warning_needs_a_rewrite_that_is_no_scaffold() -> None:
    assert errors(WARNING.replace("review", "scaffold")) == [f"{RULE_PATH}:11: {TOLD}"]


def test_a_warning_needs_a_rewrite_that_every_match_can_fill() -> None:
    second = WARNING.replace("rewrites:\n", "    - phrase: wallow\nrewrites:\n").replace("about {issue};", "about it;")
    assert errors(second) == [f"{RULE_PATH}:12: {TOLD}"]
    assert errors(second.replace("act on {issue}", "act on {issue|this}")) == []
    own = "    - phrase: wallow\n      rewrites: [{text: act, applicability: safe}]\n"
    assert errors(second.replace("    - phrase: wallow\n", own)) == []


def test_a_pattern_of_its_own_severity_is_held_to_that() -> None:
    text = STABLE.replace("review", "scaffold")
    assert errors(text) == []
    louder = text.replace('$issue:np"\n', '$issue:np"\n      severity: warning\n')
    assert errors(louder) == [f"{RULE_PATH}:11: {TOLD}"]
