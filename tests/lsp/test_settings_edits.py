"""Edits of a settings file: they add to what is there, and its comments stay by what they speak of."""

import tomllib

import pytest

from sharedground.errors import SettingsError
from sharedground.lsp.settings_edits import accepting, switching_off


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("sharedground.toml", "", 'ignore = ["guilt/own-fault"]\n'),
        ("sharedground.toml", "# why\r\nignore = [\r\n  'x', # so\r\n]\r\n", None),
        ("pyproject.toml", "[tool.ruff]\nx = 1\n", None),
        ("pyproject.toml", "[tool.sharedground]\n# ours\nhome = []\n", None),
        ("sharedground.toml", "\ufeff[severity]\nguilt = 'off'\n", None),
    ],
)
def test_switching_off_adds_to_what_is_there(name: str, before: str, after: str | None) -> None:
    made = switching_off(before, name, "guilt/own-fault")
    assert after is None or made == after
    for line in before.removeprefix("\ufeff").splitlines():
        assert line.strip() in made
    table = tomllib.loads(made.removeprefix("\ufeff").replace("\r\n", "\n"))
    table = table["tool"]["sharedground"] if name == "pyproject.toml" else table
    assert "guilt/own-fault" in table["ignore"]
    assert ("\r\n" in made) == ("\r\n" in before)
    assert switching_off(made, name, "guilt/own-fault") == made


def test_accepting_keeps_what_was_accepted() -> None:
    made = accepting('accept = ["one"] # mine\n', "sharedground.toml", "the voiceless", "charity/voiceless")
    assert made == 'accept = ["one", {phrase = "the voiceless", rule = "charity/voiceless"}] # mine\n'


def test_a_file_that_is_no_toml_is_left_alone() -> None:
    with pytest.raises(SettingsError):
        switching_off("ignore = [", "sharedground.toml", "guilt")


ADDED = 'ignore = ["guilt"]'


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("sharedground.toml", "# ours\n\n⟦+\n\n⟧# about severity\n[severity]\nguilt = 'off'\n"),
        ("sharedground.toml", "⟦+\n\n⟧# about severity\n[severity]\nguilt = 'off'\n"),
        ("sharedground.toml", "⟦+\n\n⟧[[accept]]\nphrase = 'x'\n"),
        ("sharedground.toml", "home = []\n⟦+\n⟧\n# about severity\n[severity]\nguilt = 'off'\n"),
        ("sharedground.toml", "home = []\n# of Leeds\n⟦+\n⟧\n# about severity\n[severity]\nguilt = 'off'\n"),
        ("sharedground.toml", "home = [\n  'x',\n]\n⟦+\n\n⟧# about severity\n[severity]\nguilt = 'off'\n"),
        ("pyproject.toml", "[tool.sharedground]\nhome = []\n⟦+\n⟧\n# about ruff\n[tool.ruff]\nx = 1\n"),
        ("pyproject.toml", "[tool.sharedground]\n# why\n⟦+\n⟧\n# about ruff\n[tool.ruff]\nx = 1\n"),
    ],
)
def test_comments_stay_by_what_they_speak_of(name: str, shown: str) -> None:
    shown = shown.replace("+", ADDED)
    before = shown[: shown.index("⟦")] + shown[shown.index("⟧") + 1 :]
    assert switching_off(before, name, "guilt") == shown.replace("⟦", "").replace("⟧", "")


@pytest.mark.parametrize("name", ["sharedground.toml", "pyproject.toml"])
def test_phrases_that_stand_in_tables_get_another_table(name: str) -> None:
    header = "[[tool.sharedground.accept]]" if name == "pyproject.toml" else "[[accept]]"
    before = f'{header}\nphrase = "x"  # ours\n'
    made = accepting(before, name, "y", "guilt/own-fault")
    assert made.startswith(before)
    assert made[len(before) :].split("\n") == [header, 'phrase = "y"', 'rule = "guilt/own-fault"', ""]
    assert accepting(made, name, "y", "guilt/own-fault") == made
