"""The standard pack keeps its promises: each rule's examples hold, and what it tells a writer passes all rules."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from sharedground.examples import run_examples
from sharedground.lint import Linter
from sharedground.rules.model import Rule
from sharedground.rules.packs import standard_pack_path
from sharedground.rules.store import load_packs
from sharedground.settings import Settings

RULES = {rule.id: rule for rule in load_packs([standard_pack_path()]).pack.rules}


@cache
def linter() -> Linter:
    return Linter(Settings(preview=True, select=("all", *RULES)))


def _told(rule: Rule) -> Iterator[str]:
    yield rule.summary
    yield rule.why
    yield rule.keep_when
    yield rule.message.replace("“{match}”", "this").replace("{match}", "this")


@pytest.mark.parametrize("name", RULES)
def test_the_examples_of_a_rule_hold(name: str) -> None:
    assert run_examples(linter(), RULES[name]) == ()


@pytest.mark.parametrize("name", RULES)
def test_what_a_rule_tells_the_writer_passes_all_rules(name: str) -> None:
    assert [(f.rule, text) for text in _told(RULES[name]) for f in linter().check(text).findings] == []
