"""Which drafts are read."""

import os
from pathlib import Path

import pytest

from cli.conftest import Run


def _read(run: Run, *arguments: str) -> list[str]:
    ran = run("check", "--format", "concise", *arguments)
    return [line.partition(":")[0] for line in ran.out.splitlines()]


def _write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Check your privilege.\n")


def test_folders_are_walked_by_name_for_the_known_suffixes(run: Run, folder: Path) -> None:
    _write(folder, "b.md", "a/z.TXT", "a/c.markdown", "a/d.mdx", "a/e.text", "a/f.py", "a/g", "c.md")
    assert _read(run) == ["a/c.markdown", "a/d.mdx", "a/e.text", "a/z.TXT", "b.md", "c.md"]


def test_a_named_file_of_another_suffix_is_read_as_plain_text(run: Run, folder: Path) -> None:
    _write(folder, "speech", "notes.tex")
    assert _read(run, "speech", "notes.tex") == ["speech", "notes.tex"]


def test_hidden_folders_and_files_are_skipped_unless_named(run: Run, folder: Path) -> None:
    _write(folder, ".obsidian/a.md", ".draft.md", "b.md")
    assert _read(run) == ["b.md"]
    assert _read(run, ".draft.md") == [".draft.md"]


@pytest.mark.parametrize(
    ("ignores", "left"),
    [
        ({".gitignore": "old/\n"}, ["a.md", "new/b.md", "new/deep/c.md"]),
        ({".gitignore": "*.md\n!a.md\n"}, ["a.md"]),
        ({".gitignore": "/a.md\n"}, ["new/b.md", "new/deep/c.md", "old/d.md"]),
        ({"new/.gitignore": "deep\n"}, ["a.md", "new/b.md", "old/d.md"]),
        ({".gitignore": "b.md\n", "new/.gitignore": "!b.md\n"}, ["a.md", "new/b.md", "new/deep/c.md", "old/d.md"]),
        ({".gitignore": "# a note\n\n!\nold\n"}, ["a.md", "new/b.md", "new/deep/c.md"]),
    ],
)
def test_gitignore_holds_at_all_levels(run: Run, folder: Path, ignores: dict[str, str], left: list[str]) -> None:
    _write(folder, "a.md", "new/b.md", "new/deep/c.md", "old/d.md")
    for name, lines in ignores.items():
        (folder / name).write_text(lines)
    assert _read(run) == left


def test_gitignore_files_above_the_folder_hold_too(run: Run, folder: Path) -> None:
    _write(folder, "new/deep/c.md", "new/deep/d.md")
    (folder / ".gitignore").write_text("d.md\n")
    assert _read(run, "new/deep") == ["new/deep/c.md"]


def test_a_pipe_named_gitignore_is_passed_over(run: Run, folder: Path) -> None:
    _write(folder, "a.md")
    os.mkfifo(folder / ".gitignore")
    assert _read(run) == ["a.md"]


def test_exclude_leaves_drafts_and_folders_out_but_not_when_named(run: Run, folder: Path) -> None:
    _write(folder, "a.md", "archive/b.md", "letters/c.txt")
    (folder / "sharedground.toml").write_text('exclude = ["archive/", "*.txt"]\n')
    assert _read(run) == ["a.md"]
    assert _read(run, "letters/c.txt") == ["letters/c.txt"]


def test_links_to_folders_are_not_followed_so_there_are_no_loops(run: Run, folder: Path) -> None:
    _write(folder, "in/a.md", "out/b.md")
    (folder / "in" / "loop").symlink_to(folder)
    assert _read(run, "in") == ["in/a.md"]
    assert _read(run) == ["in/a.md", "out/b.md"]


def test_a_draft_named_twice_is_read_once(run: Run, folder: Path) -> None:
    _write(folder, "a.md", "b.md")
    (folder / "link.md").symlink_to("a.md")
    assert _read(run, "b.md", "a.md", ".", "./b.md") == ["b.md", "a.md"]


def test_paths_are_shown_from_the_current_folder(run: Run, folder: Path, tmp_path: Path) -> None:
    _write(folder, "in/a.md")
    _write(tmp_path, "outside.md")
    assert _read(run, str(folder / "in")) == ["in/a.md"]
    assert _read(run, str(tmp_path / "outside.md")) == [str(tmp_path / "outside.md")]


def test_a_folder_that_cannot_be_opened_is_named_and_the_rest_go_on(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    _write(folder, "shut/a.md", "z.md")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if "shut" in str(path):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    ran = run("check", "--format", "concise")
    assert ran.status == 2
    assert "sharedground: shut: " in ran.err
    assert ran.out.startswith("z.md:")
