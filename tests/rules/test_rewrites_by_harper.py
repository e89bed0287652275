"""A grammar checker from outside reads every example before and after each of its rewrites, and finds no new error.

Harper comes by npm, into tests/rules/harper; `make test` puts it there where there is Node.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from sharedground import Linter, apply_edits

HARPER = Path(__file__).parent / "harper"


def missing() -> str:
    """What keeps Harper from reading, if anything."""
    if shutil.which("node") is None:
        return "there is no Node on this machine"
    return "" if (HARPER / "node_modules").exists() else "it is not installed: bash tests/rules/harper/setup.sh"


pytestmark = pytest.mark.skipif(bool(missing()), reason=f"Left out: Harper reads no rewrites, for {missing()}")

MATTERS_OF_TASTE = {"Style", "Spelling", "Enhancement", "Readability", "Redundancy", "Regionalism"}
WRONG = {
    "MissingTo": "takes a noun for a verb: “we need tram staff with us”, “those who own and decide have said no”",
    "ModalBeAdjective": "takes a verb for an adjective: “unions must first bring their fight”",
}
"""Harper's rules that misread sound sentences, each with what it misreads."""


def rewritten() -> Iterator[tuple[str, str, str]]:
    """The rule, the text before, and the text after, for each rewrite of each example."""
    linter = Linter()
    for rule in (rule for rule in linter.rules if rule.document is None):
        for example in rule.flag_examples:
            for finding in linter.check(example.text):
                if finding.rule == rule.id:
                    for rewrite in finding.rewrites:
                        yield rule.id, example.text, apply_edits(example.text, rewrite.edits)


def errors(texts: Sequence[str]) -> list[Counter[tuple[str, str]]]:
    """What Harper finds wrong in each text: its rule and what it says. A post may start in lower case."""
    given = json.dumps([text[:1].upper() + text[1:] for text in texts])
    run = subprocess.run(["node", "lint.mjs"], cwd=HARPER, input=given, capture_output=True, text=True, check=True)
    return [
        Counter((rule, f"{message} ({words})") for rule, kind, words, message in said if kind not in MATTERS_OF_TASTE)
        for said in json.loads(run.stdout)
    ]


def test_no_rewrite_of_an_example_makes_a_grammatical_error() -> None:
    rows = sorted(set(rewritten()))
    texts = sorted({text for _rule, before, after in rows for text in (before, after)})
    said = dict(zip(texts, errors(texts), strict=True))
    new = [
        f"{rule}: {before!r} became {after!r}, and Harper says: {message}"
        for rule, before, after in rows
        for (check, message), count in said[after].items()
        if check not in WRONG and count > sum(n for (old, _), n in said[before].items() if old == check)
    ]
    assert new == []


def test_the_checker_hears_what_is_wrong() -> None:
    sound, unsound = errors(["Come to the gate.", "We was at an gate."])
    assert not sound
    assert unsound
