"""What settings say about a rule and a draft, and how layers are merged."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.fake_linter import PRIVILEGE, RANKING, TRIAL
from sharedground.errors import SettingsError
from sharedground.rules.model import Rule, Severity, Status
from sharedground.settings import Accepted, PerFile, Settings, check_names, merge
from sharedground.settings.places import find_key, find_word

SELECTORS = ("all", "accusation", PRIVILEGE.id, "hierarchy", RANKING.id)


@pytest.mark.parametrize(
    ("settings", "level"),
    [
        (Settings(), Severity.WARNING),
        (Settings(select=("hierarchy",)), None),
        (Settings(select=("accusation",)), Severity.WARNING),
        (Settings(ignore=("accusation",)), None),
        (Settings(ignore=("all",)), None),
        (Settings(ignore=("hierarchy",)), Severity.WARNING),
        (Settings(select=(PRIVILEGE.id,), ignore=("accusation",)), Severity.WARNING),
        (Settings(select=("accusation",), ignore=(PRIVILEGE.id,)), None),
        (Settings(select=(PRIVILEGE.id,), ignore=(PRIVILEGE.id,)), None),
        (Settings(severity={"accusation": Severity.HINT}), Severity.HINT),
        (Settings(severity={"all": Severity.HINT}), Severity.HINT),
        (Settings(severity={"accusation": None}), None),
        (Settings(severity={"accusation": None, PRIVILEGE.id: Severity.ERROR}), Severity.ERROR),
        (Settings(severity={"all": Severity.ERROR, "accusation": Severity.HINT}), Severity.HINT),
    ],
)
def test_the_most_specific_name_decides(settings: Settings, level: Severity | None) -> None:
    assert settings.level(PRIVILEGE) is level


def test_a_patterns_own_severity_holds_unless_settings_say_otherwise() -> None:
    assert Settings().level(PRIVILEGE, Severity.INFORMATION) is Severity.INFORMATION
    assert Settings(severity={"all": Severity.ERROR}).level(PRIVILEGE, Severity.INFORMATION) is Severity.ERROR


@pytest.mark.parametrize(
    ("status", "settings", "on"),
    [
        (Status.PREVIEW, Settings(), False),
        (Status.PREVIEW, Settings(preview=True), True),
        (Status.PREVIEW, Settings(select=("guilt",)), False),
        (Status.PREVIEW, Settings(select=("guilt/on-trial",)), True),
        (Status.DRAFT, Settings(preview=True), False),
        (Status.DRAFT, Settings(select=("guilt/on-trial",)), True),
        (Status.DRAFT, Settings(severity={"guilt/on-trial": Severity.ERROR}), False),
    ],
)
def test_rules_on_trial_run_when_asked_for(status: Status, settings: Settings, on: bool) -> None:
    import msgspec

    rule: Rule = msgspec.structs.replace(TRIAL, status=status)
    assert (settings.level(rule) is not None) is on


def test_settings_differ_per_file_from_the_root() -> None:
    settings = Settings(
        ignore=("hierarchy",),
        per_file={
            "speeches/": PerFile(ignore=("accusation",)),
            "*.txt": PerFile(severity={"accusation": Severity.HINT}),
            "only.md": PerFile(select=("hierarchy/ranking",)),
        },
        root=Path("/project"),
    )
    assert settings.for_file("/project/a.md") is settings
    assert settings.for_file("/project/speeches/2024/may.md").level(PRIVILEGE) is None
    assert settings.for_file("/project/a.txt").level(PRIVILEGE) is Severity.HINT
    assert settings.for_file("/project/only.md").level(PRIVILEGE) is None
    assert settings.for_file("/project/only.md").level(RANKING) is Severity.HINT


def test_per_file_names_count_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "speeches").mkdir()
    monkeypatch.chdir(tmp_path / "speeches")
    settings = Settings(per_file={"/speeches/may.md": PerFile(ignore=("all",))}, root=tmp_path)
    assert settings.for_file("may.md").level(PRIVILEGE) is None
    assert settings.for_file("../may.md").level(PRIVILEGE) is Severity.WARNING


def test_excludes_is_read_as_gitignore_from_the_root() -> None:
    settings = Settings(exclude=("archive/", "/top.md", "*.txt", "!keep.txt"), root=Path("/project"))
    assert settings.excludes("/project/archive", folder=True)
    assert not settings.excludes("/project/archive")
    assert settings.excludes("/project/archive/a.md")
    assert settings.excludes("/project/top.md") and not settings.excludes("/project/in/top.md")
    assert settings.excludes("/project/a.txt") and not settings.excludes("/project/keep.txt")


BASE: dict[str, Any] = {
    "select": ("guilt",),
    "ignore": ("hierarchy",),
    "severity": {"guilt": Severity.HINT},
    "packs": ("a",),
    "lexicon": {"comrade": ("docker",)},
    "accept": (Accepted("x"),),
    "pipeline": "one",
}


@pytest.mark.parametrize(
    ("over", "field", "value"),
    [
        ({}, "select", ("guilt",)),
        ({"select": ("all",)}, "select", ("all",)),
        ({"select": ("all",)}, "ignore", ()),
        ({"select": ("all",), "ignore": ("charity",)}, "ignore", ("charity",)),
        ({"ignore": ("charity", "hierarchy")}, "ignore", ("hierarchy", "charity")),
        ({"severity": {"all": None}}, "severity", {"guilt": Severity.HINT, "all": None}),
        ({"severity": {"guilt": None}}, "severity", {"guilt": None}),
        ({"packs": ("b", "a")}, "packs", ("a", "b")),
        ({"lexicon": {"comrade": ("miner",), "power": ("boss",)}}, "lexicon",
         {"comrade": ("docker", "miner"), "power": ("boss",)}),
        ({"accept": (Accepted("y"),)}, "accept", (Accepted("x"), Accepted("y"))),
        ({"pipeline": "two"}, "pipeline", "two"),
        ({"fail_on": None}, "fail_on", None),
    ],
)  # fmt: skip
def test_layers_are_merged(over: dict[str, Any], field: str, value: object) -> None:
    assert getattr(merge(Settings(**BASE), over), field) == value


@given(st.lists(st.sampled_from(SELECTORS), max_size=3), st.lists(st.sampled_from(SELECTORS), max_size=3))
def test_ignoring_more_never_switches_a_rule_on(ignored: list[str], more: list[str]) -> None:
    few, many = Settings(ignore=tuple(ignored)), merge(Settings(ignore=tuple(ignored)), {"ignore": tuple(more)})
    for rule in (PRIVILEGE, RANKING):
        assert few.level(rule) is not None or many.level(rule) is None


@given(st.lists(st.sampled_from(SELECTORS), min_size=1, max_size=3))
def test_merging_the_same_layer_twice_changes_nothing(names: list[str]) -> None:
    over = {"select": tuple(names), "ignore": tuple(names), "packs": tuple(names)}
    once = merge(Settings(), over)
    assert merge(once, over) == once


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        (Settings(select=("acusation",)), "select"),
        (Settings(ignore=("acusation",)), "ignore"),
        (Settings(severity={"acusation": None}), "severity"),
        (Settings(per_file={"*": PerFile(select=("acusation",))}), "per-file"),
        (Settings(per_file={"*": PerFile(severity={"acusation": None})}), "per-file"),
        (Settings(accept=(Accepted("x", "acusation"),)), "accept"),
    ],
)
def test_a_name_that_is_no_rule_is_an_error(settings: Settings, key: str) -> None:
    message = f"command line: “{key}” names “acusation”, which is no rule and no category. Did you mean “accusation”?"
    with pytest.raises(SettingsError) as caught:
        check_names(settings, [PRIVILEGE.id])
    assert str(caught.value) == message


def test_names_that_are_rules_categories_or_all_are_fine() -> None:
    check_names(
        Settings(select=("all", "guilt", "mine"), ignore=(PRIVILEGE.id, "mine/one")), [PRIVILEGE.id, "mine/one"]
    )


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (("a",), (1, 1)),
        (("t", "b"), (5, 3)),
        (("t", "c.d"), (6, 1)),
        (("t", "u", "v"), (8, 1)),
        (("t", "x"), (4, 2)),
        (("z",), (9, 2)),
        (("z", "y", "w"), (9, 2)),
        (("a", "two"), (2, 3)),
        (("none",), (0, 0)),
    ],
)
def test_keys_are_found_in_a_toml_text(keys: tuple[str, ...], place: tuple[int, int]) -> None:
    text = 'a = ["one",\n  "two"]\n\n[t]\n  b = 1\n"c.d" = 2\n[t.u]\nv = 3\n[z.y]\n'
    assert find_key(text, keys) == place


def test_words_are_found_where_they_are_quoted_or_keys() -> None:
    text = "# accusation\n[severity]\nnot-accusation = 1\naccusation = 2\n"
    assert find_word(text, "accusation") == (4, 1)
    assert find_word(text, "charity") == (0, 0)
