"""The standard pack keeps its promises: each rule's examples hold, and what it tells a writer passes all rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from sharedground.examples import run_examples
from sharedground.lint import Linter
from sharedground.rules.folders import read_folder
from sharedground.rules.model import PRINCIPLES, Rule, Severity
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


@pytest.mark.parametrize("draft", sorted((Path(__file__).parent / "clean").iterdir()), ids=lambda draft: draft.stem)
def test_a_draft_that_is_angry_at_power_and_quotes_what_we_flag_is_left_alone(draft: Path) -> None:
    language = "plaintext" if draft.suffix == ".txt" else "markdown"
    found = linter().check(draft.read_bytes(), language=language, name=draft.name)
    assert [(f.rule, found.source.text[f.start : f.end]) for f in found if f.severity is not Severity.HINT] == []


@pytest.mark.parametrize("name", RULES)
def test_the_examples_of_a_rule_hold(name: str) -> None:
    assert run_examples(linter(), _rule(name)) == ()


@pytest.mark.parametrize("said", [str.upper, str.lower])
def test_capitals_make_hardly_a_difference(said: Callable[[str], str]) -> None:
    rules = [_rule(name) for name in RULES]
    texts = [each.text for rule in rules if not (rule.reads or rule.document) for each in rule.flag_examples]
    missed = [text for text in texts if linter().check(text).findings and not linter().check(said(text)).findings]
    assert len(missed) <= 0.01 * len(texts)


@pytest.mark.parametrize("name", RULES)
def test_what_a_rule_tells_the_writer_passes_all_rules(name: str) -> None:
    assert [(f.rule, text) for text in _told(_rule(name)) for f in linter().check(text).findings] == []
