"""What is kept of drafts: the same findings, not a word in clear, nothing out of date, and never in the way."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from cli.conftest import Run
from cli.fake_linter import FakeLinter
from sharedground.cli import cache as cache_module
from sharedground.cli.cache import Cache
from sharedground.lint import Linter
from sharedground.settings import PerFile, Settings

DRAFT = "Café owners: check your privilege. Others have it worse, says Zuleikha.\n<!-- ignore nothing -->\n"


@pytest.fixture
def kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, which is in use."""
    monkeypatch.delenv("SHAREDGROUND_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder.parent / "caches"))
    return folder.parent / "caches" / "sharedground" / "drafts"


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the drafts that the linter was asked about."""
    asked: list[str] = []
    check = FakeLinter.check

    def noted(self: FakeLinter, text: str | bytes, *, language: str = "markdown", name: str = "") -> object:
        asked.append(name)
        return check(self, text, language=language, name=name)

    monkeypatch.setattr(FakeLinter, "check", noted)
    return asked


def _entries(kept: Path) -> list[Path]:
    return [path for path in kept.rglob("*") if path.is_file()]


def test_a_draft_that_has_not_changed_is_not_read_again(run: Run, folder: Path, kept: Path, checks: list[str]) -> None:
    (folder / "a.md").write_text(DRAFT)
    first = run("check", "--format", "json", "a.md")
    assert run("check", "--format", "json", "a.md") == first
    assert checks == ["a.md"]
    assert len(_entries(kept)) == 1


def test_fix_takes_what_was_found_from_the_cache_unless_told_otherwise(
    run: Run, folder: Path, kept: Path, checks: list[str]
) -> None:
    (folder / "a.md").write_text("Nothing of note.\n")
    run("check", "a.md")
    assert run("fix", "a.md").out == "Nothing to change.\n"
    assert checks == ["a.md"]
    run("fix", "a.md", "--no-cache")
    assert checks == ["a.md", "a.md"]


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "a.md").write_text(DRAFT + "More.\n"),
        lambda folder: (folder / "sharedground.toml").write_text('home = ["Leeds"]\n'),
        lambda folder: (folder / "sharedground.toml").write_text('[per-file."a.md"]\nignore = ["all"]\n'),
    ],
    ids=["draft", "settings", "settings for this draft"],
)
def test_what_decides_the_findings_makes_it_be_read_again(
    run: Run, folder: Path, kept: Path, checks: list[str], change: object
) -> None:
    (folder / "a.md").write_text(DRAFT)
    run("check", "a.md")
    change(folder)  # type: ignore[operator]
    run("check", "a.md")
    assert checks == ["a.md", "a.md"]


@pytest.mark.parametrize("flags", [("--language", "plaintext"), ("--select", "hierarchy"), ("--no-cache",)])
def test_so_do_flags(run: Run, folder: Path, kept: Path, checks: list[str], flags: tuple[str, ...]) -> None:
    (folder / "a.md").write_text(DRAFT)
    run("check", "a.md")
    run("check", "a.md", *flags)
    assert checks == ["a.md", "a.md"]


def test_other_rules_and_other_code_do_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    linter, cache = FakeLinter(), Cache(tmp_path)
    cache.put(linter, b"x", "markdown", "", linter.check(b"x"))  # type: ignore[arg-type]

    def known() -> bool:
        return cache.get(linter, b"x", "markdown", "") is not None  # type: ignore[arg-type]

    assert known()
    monkeypatch.setattr(cache_module, "_code", lambda: "another version")
    assert not known()
    monkeypatch.undo()
    linter.digest = "other rules"
    assert not known()


def test_a_draft_by_standard_input_is_not_kept(run: Run, kept: Path) -> None:
    run("check", "-", stdin=DRAFT.encode())
    assert _entries(kept) == []


def test_no_word_of_a_draft_is_kept_in_clear(run: Run, folder: Path, kept: Path) -> None:
    (folder / "a.md").write_text(DRAFT)
    assert run("check", "a.md").out.count("privilege") > 1  # the findings do hold the draft's words
    (entry,) = _entries(kept)
    held = entry.read_bytes() + str(entry).encode()
    words = {word for word in DRAFT.replace(".", " ").replace(":", " ").split() if len(word) > 3}
    assert [word for word in words if word.encode() in held or word.lower().encode() in held.lower()] == []
    assert b"accusation" not in held


def test_with_the_real_linter_what_is_kept_is_what_was_found(tmp_path: Path) -> None:
    linter, cache = Linter(), Cache(tmp_path)
    data = (
        b"Check your privilege before you complain about rent.\n\n<!-- sharedground: ignore nosuch/rule -->\n\nTea.\n"
    )
    result = linter.check(data, name="a.md")
    assert result.findings
    assert result.findings[0].rewrites
    assert result.notices
    cache.put(linter, data, "markdown", "a.md", result)
    assert cache.get(linter, data, "markdown", "a.md") == result
    assert cache.get(linter, data + b" ", "markdown", "a.md") is None


def _damage(data: bytes, how: str) -> bytes:
    return {"cut": data[: len(data) // 2], "empty": b"", "flipped": data[:-1] + bytes([data[-1] ^ 1])}[how]


@pytest.mark.parametrize("how", ["cut", "empty", "flipped"])
def test_a_damaged_entry_is_passed_over_and_made_anew(
    run: Run, folder: Path, kept: Path, checks: list[str], how: str
) -> None:
    (folder / "a.md").write_text(DRAFT)
    first = run("check", "a.md")
    (entry,) = _entries(kept)
    sound = entry.read_bytes()
    entry.write_bytes(_damage(sound, how))
    assert run("check", "a.md") == first
    assert checks == ["a.md", "a.md"]
    assert entry.read_bytes() == sound


def test_a_cache_that_cannot_be_written_is_no_trouble(run: Run, folder: Path, kept: Path) -> None:
    (folder / "a.md").write_text(DRAFT)
    kept.parent.mkdir(parents=True)
    kept.write_text("a file stands here")
    ran = run("check", "a.md")
    assert (ran.status, ran.err) == (1, "")


def test_a_full_disk_leaves_no_half_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    linter = FakeLinter()
    Cache(tmp_path).put(linter, b"x", "markdown", "", linter.check(b"x"))  # type: ignore[arg-type]
    assert _entries(tmp_path) == []


def test_it_is_bounded_and_what_was_used_longest_ago_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "MOST_ENTRIES", 2)
    linter, cache = FakeLinter(), Cache(tmp_path)
    monkeypatch.setattr(cache, "_path", lambda key: tmp_path / "one" / key.hex())
    drafts = [b"a", b"b", b"c"]
    for age, data in enumerate(drafts):
        cache.put(linter, data, "markdown", "", linter.check(data))  # type: ignore[arg-type]
        for path in _entries(tmp_path):
            os.utime(path, ns=(0, path.stat().st_mtime_ns - (3 - age) * 10**9))
    known = [cache.get(linter, data, "markdown", "") is not None for data in drafts]  # type: ignore[arg-type]
    assert known == [False, True, True]


def test_where_settings_lie_does_not_matter_but_what_they_say_does(tmp_path: Path) -> None:
    here = Settings(root=tmp_path, files=(tmp_path / "a.toml",), per_file={"b.md": PerFile(ignore=("all",))})
    linter, cache = FakeLinter(here), Cache(tmp_path)
    cache.put(linter, b"x", "markdown", "", linter.check(b"x"))  # type: ignore[arg-type]
    elsewhere = FakeLinter(Settings())
    assert cache.get(elsewhere, b"x", "markdown", "a.md") == replace(linter.check(b"x"))  # type: ignore[arg-type]
    assert cache.get(FakeLinter(Settings(ignore=("guilt",))), b"x", "markdown", "") is None  # type: ignore[arg-type]
