from pathlib import Path

import pytest

from cli.conftest import Run
from sharedground.cli.init import Answers, settings
from sharedground.rules.model import Severity
from sharedground.settings import Settings, load_settings_file
from sharedground.settings.reading import read_layer


def _written(folder: Path) -> Settings:
    return load_settings_file(folder / "sharedground.toml")


@pytest.mark.parametrize("flags", [(), ("--yes",), ("-y",)])
def test_where_nobody_can_answer_nothing_is_asked(run: Run, folder: Path, flags: tuple[str, ...]) -> None:
    ran = run("init", *flags)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Wrote sharedground.toml.\n")
    assert "?" not in ran.out
    assert _written(folder).fail_on is Severity.WARNING


def test_it_passes_over_folders_that_seldom_hold_drafts(run: Run, folder: Path) -> None:
    for name in ("archive", "node_modules", "speeches"):
        (folder / name).mkdir()
    run("init")
    assert _written(folder).exclude == ("archive/", "node_modules/")


def test_at_a_terminal_it_asks_three_things(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = _at_a_terminal(run, monkeypatch, "Leeds, Old “Town”\narchive/, *.tmp.md\nloud\nerror\n")
    assert ran.status == 0
    assert ran.out.count("]: ") == 4
    assert "“loud” is none of them." in ran.out
    written = _written(folder)
    assert written.home == ("Leeds", "Old “Town”")
    assert written.exclude == ("archive/", "*.tmp.md")
    assert written.fail_on is Severity.ERROR


def test_enter_takes_what_stands_in_brackets(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "archive").mkdir()
    assert _at_a_terminal(run, monkeypatch, "\n\n\n").status == 0
    written = _written(folder)
    assert (written.home, written.exclude, written.fail_on) == ((), ("archive/",), Severity.WARNING)


def test_whoever_leaves_leaves_nothing_behind(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = _at_a_terminal(run, monkeypatch, "Leeds\n")
    assert ran.status == 2
    assert "nothing was written" in ran.err
    assert not (folder / "sharedground.toml").exists()


def _at_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, answers: str):
    import io

    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    with monkeypatch.context() as at:
        at.setattr(io, "TextIOWrapper", Terminal)
        return run("init", stdin=answers.encode())


@pytest.mark.parametrize(
    ("name", "text"), [("sharedground.toml", "# ours\n"), ("pyproject.toml", "[tool.sharedground]\nselect = []\n")]
)
def test_settings_that_are_there_stay_as_they_are(run: Run, folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)
    ran = run("init", "--yes")
    assert ran.status == 2
    assert f"{name}: there are settings already, and they stay as they are." in ran.err
    assert (folder / name).read_text() == text
    assert sorted(path.name for path in folder.iterdir()) == [".git", name]


def test_a_pyproject_without_a_word_for_us_is_no_settings_file(run: Run, folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert run("init").status == 0


def test_settings_further_up_are_named(run: Run, folder: Path) -> None:
    (folder / "sharedground.toml").write_text("")
    (folder / "below").mkdir()
    ran = run("init", "below")
    assert ran.status == 0
    assert f"follow {folder}/sharedground.toml so far" in ran.out
    assert (folder / "below" / "sharedground.toml").exists()


def test_a_folder_that_is_none_is_told(run: Run, folder: Path) -> None:
    ran = run("init", "nowhere")
    assert (ran.status, ran.err) == (2, "sharedground: nowhere: there is no such folder.\n")


@pytest.mark.parametrize("awkward", ['quo"te', "back\\slash", "new\nline", "# no comment", "ü 🌹", "]"])
def test_whatever_is_answered_reads_back(tmp_path: Path, awkward: str) -> None:
    text = settings(Answers((awkward,), (), "never"))
    assert read_layer(text, tmp_path / "sharedground.toml") == {"home": (awkward,), "fail_on": None}


def test_each_line_that_is_commented_out_would_hold(tmp_path: Path) -> None:
    text = settings(Answers())
    offered = [line[2:] for line in text.splitlines() if line.startswith("# ") and " = " in line]
    assert len(offered) == 4
    for line in offered:
        assert read_layer(line, tmp_path / "sharedground.toml")
