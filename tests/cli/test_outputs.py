"""Reports in several formats and places at once."""

import json
from pathlib import Path

import pytest

from cli.conftest import Run

SHAMING = "Please check your privilege.\n"


@pytest.fixture(autouse=True)
def _a_draft(folder: Path) -> None:
    (folder / "a.md").write_text(SHAMING)


def _kind(path: Path) -> str:
    text = path.read_text(encoding="utf-8-sig")
    for start, kind in (
        ('{\n  "version": 1', "json"),
        ('{\n  "$schema"', "sarif"),
        ("<!DOCTYPE html>", "html"),
        ("draft,line", "csv"),
        ("a.md:1:8: warning accusation/privilege-checking\n", "text"),
        ("a.md:1:8: warning accusation/privilege-checking “", "concise"),
        ('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites', "junit"),
        ('<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle', "checkstyle"),
        ("::warning", "github"),
        ("[\n  {\n", "gitlab"),
    ):
        if text.lstrip().startswith(start):
            return kind
    raise AssertionError(text[:200])


@pytest.mark.parametrize(
    "name", ["text", "concise", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "csv", "html"]
)
def test_each_format_can_be_printed_and_written(run: Run, folder: Path, name: str) -> None:
    ran = run("check", "a.md", "--format", name)
    assert ran.status == 1
    (folder / "printed").write_text(ran.out, encoding="utf-8")
    assert _kind(folder / "printed") == name
    assert run("check", "a.md", "--format", f"{name}=file") == type(ran)(1, "", "")
    assert _kind(folder / "file") == name


@pytest.mark.parametrize(
    ("flags", "printed", "files"),
    [
        (("--output", "r.json"), "", {"r.json": "json"}),
        (("--output", "r.sarif", "--output", "r.html"), "", {"r.sarif": "sarif", "r.html": "html"}),
        (("--output", "r"), "", {"r": "text"}),
        (("--format", "junit", "--output", "r.xml"), "", {"r.xml": "junit"}),
        (("--output", "r.xml", "--format", "junit"), "", {"r.xml": "junit"}),
        (
            ("--format", "sarif", "--output", "a", "--format", "csv", "--output", "b"),
            "",
            {"a": "sarif", "b": "csv"},
        ),
        (("--format", "text", "--format", "sarif=r.sarif"), "a.md:1:8", {"r.sarif": "sarif"}),
        (("--format=gitlab=g.json", "--format=junit=j.xml"), "", {"g.json": "gitlab", "j.xml": "junit"}),
        (("--format", "github", "--format", "html=r.html", "--output", "log"), "", {"log": "github", "r.html": "html"}),
        (("--format", "json", "--output", "-"), '{\n  "version"', {}),
    ],
)
def test_reports_go_where_they_are_sent(
    run: Run, folder: Path, flags: tuple[str, ...], printed: str, files: dict[str, str]
) -> None:
    ran = run("check", "a.md", *flags)
    assert ran.status == 1
    assert ran.out.startswith(printed) and bool(ran.out) == bool(printed)
    assert {name: _kind(folder / name) for name in files} == files


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--format", "json", "--format", "sarif"), "json and sarif would both go to standard output"),
        (("--format", "json=x", "--format", "sarif=./x"), "two reports would go to x"),
        (("--format", "json="), "should name a file after the equals sign"),
        (("--format", "pdf=x.pdf"), "invalid choice: “pdf” should be one of text, concise, json, sarif"),
        (("--statistics", "--format", "sarif"), "--statistics has no sarif form; it has text, json, csv."),
        (("--output", "none/r.json"), "none/r.json: could not be written: No such file or directory."),
    ],
)
def test_what_does_not_go_together_is_told(run: Run, folder: Path, flags: tuple[str, ...], message: str) -> None:
    ran = run("check", "a.md", *flags)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err


def test_statistics_can_go_to_a_file(run: Run, folder: Path) -> None:
    run("check", "a.md", "--statistics", "--output", "s.json")
    assert json.loads((folder / "s.json").read_text())["rules"][0]["places"] == 1


def test_a_spreadsheet_finds_its_mark_in_a_csv_file(run: Run, folder: Path) -> None:
    run("check", "a.md", "--output", "r.csv")
    assert (folder / "r.csv").read_bytes().startswith(b"\xef\xbb\xbfdraft,")
    assert run("check", "a.md", "--format", "csv").out.startswith("draft,")


def test_where_a_run_breaks_off_the_old_report_stays(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cli.fake_linter import FakeLinter

    (folder / "r.json").write_text("old")

    def break_off(*_args: object, **_kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(FakeLinter, "check", break_off)
    assert run("check", "a.md", "--output", "r.json").status == 130
    assert (folder / "r.json").read_text() == "old"
    assert sorted(path.name for path in folder.iterdir()) == [".git", "a.md", "r.json"]


def test_where_one_report_cannot_be_written_no_other_is_begun(run: Run, folder: Path) -> None:
    assert run("check", "a.md", "--output", "r.json", "--output", "none/r.csv").status == 2
    assert sorted(path.name for path in folder.iterdir()) == [".git", "a.md"]


def test_excluded_drafts_are_read_when_named_unless_told_otherwise(run: Run, folder: Path) -> None:
    (folder / "sharedground.toml").write_text('exclude = ["a.md"]\n')
    assert run("check", "a.md").status == 1
    assert run("check", "a.md", "--force-exclude").status == 0
    assert run("fix", "a.md", "--diff", "--force-exclude").status == 0
    assert run("fix", "a.md", "--diff").status == 1


def test_what_is_held_for_a_progress_bar_is_printed_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    from cli.fake_linter import FakeLinter
    from sharedground.cli.outputs import Outputs, Target
    from sharedground.reports.model import FileReport

    report = FileReport("a.md", FakeLinter().check(SHAMING))
    with Outputs([Target("concise")], lambda _rule: None, hold=True) as held:
        held.add(report)
        assert capsys.readouterr().out == ""
    assert capsys.readouterr().out.startswith("a.md:1:8")
    with Outputs([Target("concise")], lambda _rule: None) as streamed:
        streamed.add(report)
        assert capsys.readouterr().out.startswith("a.md:1:8")
