"""Every broken file is told of with its place, what was found and what to do; see malformed_files.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.malformed_files import LEXICON, LEXICON_PATH, LEXICONS, PACK, PACK_PATH, PACKS, RULE, RULE_PATH, RULES
from sharedground.rules.folders import PackFile, PackFolder
from sharedground.rules.lexicons import load_lexicon
from sharedground.rules.loader import load_rule
from sharedground.rules.model import Lexicon
from sharedground.rules.packs import compile_packs

CLASSES = {"complaining": Lexicon("complaining", {"VB": (("complain",),)}, "verb")}

Case = tuple[str, str, str, list[str]]


def rule_errors(text: str) -> list[str]:
    return [str(error) for error in load_rule(text, RULE_PATH, CLASSES).errors]


def lexicon_errors(text: str) -> list[str]:
    return [str(error) for error in load_lexicon(text, LEXICON_PATH).errors]


def pack_errors(text: str) -> list[str]:
    files = (PackFile(PACK_PATH, PACK_PATH, text.encode()), PackFile(RULE_PATH, RULE_PATH, RULE.encode()))
    return [str(problem) for problem in compile_packs([PackFolder(Path(), files, ())]).problems]


def broken(sound: str, case: Case) -> str:
    _what, words, instead, _errors = case
    assert sound.count(words) == 1
    return sound.replace(words, instead)


def named(case: object) -> str:
    return case[0].replace(" ", "-") if isinstance(case, tuple) else ""


def test_the_sound_files_are_sound() -> None:
    assert rule_errors(RULE) == lexicon_errors(LEXICON) == pack_errors(PACK) == []


@pytest.mark.parametrize("case", RULES, ids=named)
def test_a_broken_rule_is_told_of(case: Case) -> None:
    assert rule_errors(broken(RULE, case)) == case[3]


@pytest.mark.parametrize("case", LEXICONS, ids=named)
def test_a_broken_lexicon_is_told_of(case: Case) -> None:
    assert lexicon_errors(broken(LEXICON, case)) == case[3]


@pytest.mark.parametrize("case", PACKS, ids=named)
def test_a_broken_pack_file_is_told_of(case: Case) -> None:
    assert pack_errors(broken(PACK, case)) == case[3]


@pytest.mark.parametrize("case", [*RULES, *LEXICONS, *PACKS], ids=named)
def test_every_error_names_line_and_column(case: Case) -> None:
    for error in case[3]:
        path, line, column, message = error.split(":", 3)
        assert path in (RULE_PATH, LEXICON_PATH, PACK_PATH)
        assert int(line) > 0
        assert int(column) > 0
        assert message.strip()
