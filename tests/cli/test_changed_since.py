"""`--changed-since` lints what a change touches, as git tells it."""

import os
import subprocess
from pathlib import Path

import pytest

from cli.conftest import Run

SHAMING = "Please check your privilege.\n"
SINCE = ("check", "--format", "concise", "--changed-since")


def _git(folder: Path, *arguments: str) -> str:
    identity = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **identity, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    ran = subprocess.run(["git", "-C", folder, *arguments], env=environment, capture_output=True, text=True, check=True)
    return ran.stdout


def _commit(folder: Path, message: str = "A change") -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", message)


@pytest.fixture
def repository(folder: Path) -> Path:
    """A repository with one draft, a place in its third line, on the branch main."""
    (folder / ".git").rmdir()
    _git(folder, "init", "--quiet", "--initial-branch", "main")
    (folder / "a.md").write_text(f"First line.\n\n{SHAMING}\nLast line.\n")
    _commit(folder)
    return folder


def _places(out: str) -> list[str]:
    return [":".join(line.split(":")[:2]) for line in out.splitlines()]


def test_nothing_changed_is_told_and_nothing_is_read(run: Run, repository: Path) -> None:
    ran = run(*SINCE, "HEAD")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "sharedground: no draft here changed since HEAD.\n"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (f"First line, edited.\n\n{SHAMING}\nLast line.\n", []),
        (f"First line.\n\n{SHAMING}\nLast line.\n\n{SHAMING}", ["a.md:7"]),
        (f"First line.\n\n{SHAMING.replace('Please', 'Do')}\nLast line.\n", ["a.md:3"]),
        (f"New.\n{SHAMING}First line.\n\n{SHAMING}\nLast line.\n", ["a.md:2"]),
        (f"{SHAMING}\nLast line.\n", []),
        (f"First line.\n\n{SHAMING}@@ -1,9 +3,9 @@ check your privilege\n\nLast line.\n", ["a.md:4"]),
    ],
)
def test_only_places_on_changed_lines_are_shown(run: Run, repository: Path, text: str, places: list[str]) -> None:
    (repository / "a.md").write_text(text)
    assert _places(run(*SINCE, "HEAD").out) == places


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_changes_count_whether_committed_staged_or_neither(run: Run, repository: Path, line_end: str) -> None:
    _git(repository, "switch", "--quiet", "--create", "topic")
    more = SHAMING.replace("\n", line_end)
    for step in ((), ("add", "--all"), ("commit", "--quiet", "--message", "More")):
        (repository / "b.md").write_bytes((more * 2).encode())
        if step:
            _git(repository, *step)
        assert _places(run(*SINCE, "main").out) == ["b.md:1", "b.md:2"]


def test_what_the_other_branch_did_meanwhile_is_no_change_of_ours(run: Run, repository: Path) -> None:
    _git(repository, "switch", "--quiet", "--create", "topic")
    (repository / "b.md").write_text(SHAMING)
    _commit(repository)
    _git(repository, "switch", "--quiet", "main")
    (repository / "a.md").write_text("All of it reworded.\n")
    _commit(repository)
    _git(repository, "switch", "--quiet", "topic")
    assert _places(run(*SINCE, "main").out) == ["b.md:1"]


def test_a_draft_that_only_moved_has_not_changed(run: Run, repository: Path) -> None:
    (repository / "a.md").write_text("".join(f"Line {number}.\n" for number in range(20)) + SHAMING)
    _commit(repository)
    (repository / "below").mkdir()
    _git(repository, "mv", "a.md", "below/ü b.md")
    assert run(*SINCE, "HEAD").out == ""
    with (repository / "below" / "ü b.md").open("a") as file:
        file.write(SHAMING)
    assert _places(run(*SINCE, "HEAD").out) == ["below/ü b.md:22"]


def test_it_works_from_a_folder_below_and_for_paths_outside_of_it(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "below").mkdir()
    (repository / "below" / "b.md").write_text(SHAMING)
    (repository / "a.md").write_text(SHAMING * 2)
    monkeypatch.chdir(repository / "below")
    assert _places(run(*SINCE, "HEAD").out) == ["b.md:1"]
    assert len(_places(run(*SINCE, "HEAD", "b.md", "../a.md").out)) == 2


def test_a_draft_that_git_ignores_is_all_new(run: Run, repository: Path) -> None:
    (repository / ".gitignore").write_text("own.md\n")
    (repository / "own.md").write_text(SHAMING)
    assert _places(run(*SINCE, "HEAD", "own.md").out) == ["own.md:1"]


def test_a_changed_draft_in_utf_16_counts_whole(run: Run, repository: Path) -> None:
    (repository / "w.md").write_bytes(SHAMING.encode("utf-16"))
    _commit(repository)
    assert run(*SINCE, "HEAD").out == ""
    (repository / "w.md").write_bytes((SHAMING + "More.\n").encode("utf-16"))
    assert _places(run(*SINCE, "HEAD").out) == ["w.md:1"]


def test_the_settings_of_git_do_not_get_in_the_way(run: Run, repository: Path) -> None:
    for key, value in (
        ("color.ui", "always"),
        ("diff.noprefix", "true"),
        ("diff.interHunkContext", "20"),
        ("diff.context", "20"),
        ("diff.external", "false"),
        ("diff.relative", "true"),
        ("core.fsmonitor", "touch fsmonitor-ran"),
    ):
        _git(repository, "config", key, value)
    (repository / "a.md").write_text(f"First line.\n\n{SHAMING}\nLast line.\n{SHAMING}")
    assert _places(run(*SINCE, "HEAD").out) == ["a.md:6"]
    assert not (repository / "fsmonitor-ran").exists()


def test_it_works_inside_a_hook(run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "below").mkdir()
    (repository / "below" / "b.md").write_text(SHAMING)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert _places(run(*SINCE, "HEAD", "below").out) == ["below/b.md:1"]


def test_a_baseline_holds_within_it(run: Run, repository: Path) -> None:
    run("check", "--write-baseline", "base.json")
    (repository / "a.md").write_text(f"First line.\n\nNow, {SHAMING}\nLast line.\n\n{SHAMING}")
    ran = run(*SINCE, "HEAD", "--baseline", "base.json")
    assert (len(_places(ran.out)), ran.err) == (1, "")


# -- where it cannot be done -----------------------------------------------------------------------------------------


def test_outside_of_a_repository_it_says_so(run: Run, folder: Path) -> None:
    (folder / ".git").rmdir()
    (folder / "a.md").write_text(SHAMING)
    ran = run(*SINCE, "HEAD")
    assert (ran.status, ran.out) == (2, "")
    assert f"{folder} is in no git repository, so --changed-since cannot tell what changed." in ran.err


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD:a.md"])
def test_a_revision_that_is_none_is_told(run: Run, repository: Path, revision: str) -> None:
    ran = run("check", f"--changed-since={revision}")
    assert (ran.status, ran.out) == (2, "")
    assert f"git knows no revision “{revision}” here." in ran.err
    assert not (repository / "x").exists()


def test_without_git_it_says_so(run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    ran = run(*SINCE, "HEAD")
    assert ran.status == 2
    assert "git was not found on this machine" in ran.err


def test_standard_input_has_no_history(run: Run, repository: Path) -> None:
    ran = run(*SINCE, "HEAD", "-", stdin=SHAMING.encode())
    assert ran.status == 2
    assert "“-” has no history" in ran.err


def test_a_draft_that_is_missing_is_named(run: Run, repository: Path) -> None:
    ran = run(*SINCE, "HEAD", "none.md")
    assert ran.status == 2
    assert "none.md: There is no such file." in ran.err
