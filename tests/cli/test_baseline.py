"""`--write-baseline` accepts what is there today; `--baseline` passes over it, wherever it moves."""

import json
import re
from pathlib import Path

import pytest

from cli.conftest import Run

SHAMING = "Please check your privilege.\n"
RANKING = "Others have it worse.\n"
CHECK = ("check", "--format", "concise", "--baseline", "base.json")


@pytest.fixture
def accepted(run: Run, folder: Path) -> Run:
    """A run, after the places of a.md were accepted."""
    (folder / "a.md").write_text(f"# Rent\n\n{SHAMING}\n{RANKING}")
    ran = run("check", "--write-baseline", "base.json")
    assert ran.status == 0
    assert ran.out == "base.json accepts 2 places. From now on: sharedground check --baseline base.json\n"
    return run


def test_what_was_there_is_passed_over(accepted: Run) -> None:
    assert accepted(*CHECK) == type(accepted(*CHECK))(0, "", "")
    text = accepted("check", "--baseline", "base.json").out
    assert text.splitlines() == ["Nothing new to point at in 1 draft, 10 words.", "2 places that the baseline accepts."]


@pytest.mark.parametrize(
    "draft",
    [
        f"# Another head\n\nA paragraph before.\n\n{SHAMING}\n{RANKING}",
        f"{RANKING}\n{SHAMING}",
        f"# Rent\n\n{SHAMING.upper()}\n{RANKING}",
        f"# Rent\n\nNow please {SHAMING}\n{RANKING}And so on.\n",
        f"{SHAMING}\n{RANKING}".replace("\n", "\r\n"),
    ],
)
def test_edits_around_a_place_leave_it_accepted(accepted: Run, folder: Path, draft: str) -> None:
    (folder / "a.md").write_bytes(draft.encode())
    assert accepted(*CHECK).out == ""


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        (f"# Rent\n\n{SHAMING}\n{RANKING}\nTenants, check your privilege!\n", 7),
        (f"Tenants, check your privilege!\n\n# Rent\n\n{SHAMING}\n{RANKING}", 1),
    ],
)
def test_of_two_equal_phrases_the_new_one_is_shown(accepted: Run, folder: Path, draft: str, line: int) -> None:
    (folder / "a.md").write_text(draft)
    ran = accepted(*CHECK)
    assert ran.status == 1
    assert [shown.split(":")[1] for shown in ran.out.splitlines()] == [str(line)]


def test_the_same_phrase_in_another_draft_is_new(accepted: Run, folder: Path) -> None:
    (folder / "b.md").write_text(SHAMING)
    assert accepted(*CHECK).out.startswith("b.md:1:8")


def test_a_draft_that_moves_takes_its_places_along(accepted: Run, folder: Path) -> None:
    (folder / "old").mkdir()
    (folder / "a.md").rename(folder / "old" / "c.md")
    assert accepted(*CHECK).out == ""


def test_the_baseline_is_found_from_a_folder_below(
    accepted: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    assert accepted("check", "../a.md", "--baseline", "../base.json").status == 0


def test_places_that_are_gone_are_told_and_cleared_up_by_writing_anew(accepted: Run, folder: Path) -> None:
    (folder / "a.md").write_text(SHAMING)
    ran = accepted(*CHECK)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "sharedground: 1 place that the baseline accepts is gone; --write-baseline would clear up.\n"
    accepted("check", "--write-baseline", "base.json")
    assert accepted(*CHECK).err == ""


def test_writing_for_some_drafts_keeps_what_others_have_and_drops_what_is_gone(accepted: Run, folder: Path) -> None:
    (folder / "b.md").write_text(SHAMING)
    assert "3 places" in accepted("check", "b.md", "--write-baseline", "base.json").out
    (folder / "a.md").unlink()
    assert "1 place." in accepted("check", "b.md", "--write-baseline", "base.json").out


def test_it_holds_no_word_of_a_draft_and_changes_to_it_can_be_read(accepted: Run, folder: Path) -> None:
    text = (folder / "base.json").read_text()
    assert "privilege" not in re.sub("accusation/privilege-checking", "", text)
    document = json.loads(text)
    assert list(document) == ["version", "drafts"]
    assert [list(place) for place in document["drafts"]["a.md"]] == [["rule", "words", "around"]] * 2
    assert len([line for line in text.splitlines() if '"rule"' in line]) == 2


def test_an_empty_baseline_can_be_written_and_read(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text("We won.\n")
    assert "accepts 0 places" in run("check", "--write-baseline", "base.json").out
    assert run(*CHECK).status == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "there is no such baseline. Write one with --write-baseline base.json."),
        ("nonsense", "this is no baseline: "),
        ('{"version": 1}', "this is no baseline: "),
        ('{"version": 2, "drafts": {}}', "this baseline has version 2, not 1."),
    ],
)
def test_a_baseline_that_is_none_is_told(run: Run, folder: Path, text: str | None, message: str) -> None:
    (folder / "a.md").write_text(SHAMING)
    if text is not None:
        (folder / "base.json").write_text(text)
    ran = run(*CHECK)
    assert (ran.status, ran.out) == (2, "")
    assert f"base.json: {message}" in ran.err


@pytest.mark.parametrize("flags", [("--format", "json"), ("--changed-since", "main"), ("--statistics",), ("--watch",)])
def test_writing_goes_with_no_report(run: Run, folder: Path, flags: tuple[str, ...]) -> None:
    ran = run("check", "--write-baseline", "base.json", *flags)
    assert ran.status == 2
    assert "--write-baseline" in ran.err
    assert not (folder / "base.json").exists()
