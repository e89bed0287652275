"""The standard pack keeps its promises: each rule's examples hold, and what it tells a writer passes all rules."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from sharedground.examples import run_examples
from sharedground.lint import Linter
from sharedground.rules.folders import read_folder
from sharedground.rules.model import PRINCIPLES, Rule
from sharedground.rules.packs import standard_pack_path
from sharedground.settings import Settings

RULES = [file.rule_id for file in read_folder(standard_pack_path()).files if file.folder in PRINCIPLES]
"""Told by the names of their files: to see which tests there are, no pack is compiled."""


@cache
def linter() -> Linter:
    return Linter(Settings(preview=True, select=("all", *RULES)))


def _rule(name: str) -> Rule:
    found = linter().rule(name)
    assert found
    return found


def _told(rule: Rule) -> Iterator[str]:
    yield rule.summary
    yield rule.why
    yield rule.keep_when
    yield rule.message.replace("“{match}”", "this").replace("{match}", "this")


@pytest.mark.parametrize("name", RULES)
def test_the_examples_of_a_rule_hold(name: str) -> None:
    assert run_examples(linter(), _rule(name)) == ()


@pytest.mark.parametrize("name", RULES)
def test_what_a_rule_tells_the_writer_passes_all_rules(name: str) -> None:
    assert [(f.rule, text) for text in _told(_rule(name)) for f in linter().check(text).findings] == []
