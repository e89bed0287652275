"""What settings name and is not there: a pack, a word class; and rules that are there but broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharedground.lint import Linter
from sharedground.settings import check_names, load_settings


def linter(folder: Path, settings: str) -> Linter:
    """A linter for a folder with these settings, none of them the user's own."""
    (folder / "sharedground.toml").write_text(settings)
    return Linter(load_settings(folder))


@pytest.fixture(autouse=True)
def nobody_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no-config"))


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('select = ["all"]\npacks = [\n  "nowhere",\n]\n', "3:3: “packs” names “nowhere”, but "),
        (
            '[lexicon]\nwroker = ["docker"]\n',
            "2:1: “lexicon” names “wroker”, which is no word class. Did you mean “worker”",
        ),
    ],
)
def test_what_is_not_there_is_an_error_where_it_is_named(tmp_path: Path, settings: str, told: str) -> None:
    (problem,) = linter(tmp_path, settings).problems
    assert f"sharedground.toml:{told}" in str(problem)


def test_a_rule_whose_file_is_broken_is_still_known_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "mine" / "guilt").mkdir(parents=True)
    (tmp_path / "mine" / "pack.yaml").write_text("name: ours\nlanguage: en\n")
    (tmp_path / "mine" / "guilt" / "sulking.yaml").write_text("id: [\n")
    found = linter(tmp_path, 'packs = ["mine"]\nignore = ["guilt/sulking"]\n')
    assert "sulking.yaml:" in " ".join(map(str, found.problems))
    check_names(load_settings(tmp_path), found.rule_ids)
