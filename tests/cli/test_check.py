import json
import os
import socket
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run
from cli.fake_linter import FakeLinter
from sharedground.errors import PipelineError
from sharedground.lint import Result

SHAMING = "Please check your privilege.\n"
RANKING = "Others have it worse.\n"


def test_a_clean_draft_exits_with_0_and_says_so(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text("We won.\n")
    assert run("check", "a.md") == type(run("check", "a.md"))(0, "Nothing to point at in 1 draft, 2 words.\n", "")


def test_a_finding_is_shown_with_its_line_underlined_why_and_the_best_rewrite(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text("# Rent\n\n" + SHAMING)
    ran = run("check", "a.md")
    assert ran.status == 1
    assert ran.out.splitlines() == [
        "a.md:3:8: warning accusation/privilege-checking",
        "  3 | Please check your privilege.",
        "    |        ^^^^^^^^^^^^^^^^^^^^",
        "  “check your privilege” tends to close the talk.",
        "  Try: talk with your neighbours",
        "",
        "1 place to look at in 1 draft, 6 words.",
    ]


@pytest.mark.parametrize(
    ("flags", "status"),
    [
        ((), 1),
        (("--fail-on", "error"), 0),
        (("--fail-on", "never"), 0),
        (("--fail-on", "hint"), 1),
        (("--ignore", "accusation"), 0),
        (("--ignore", "accusation/privilege-checking"), 0),
        (("--select", "hierarchy"), 0),
        (("--select", "hierarchy", "--fail-on", "hint"), 1),
        (("--severity", "accusation=hint"), 0),
        (("--severity", "accusation=off", "--fail-on", "hint"), 1),
        (("--severity", "hierarchy/ranking=error"), 1),
        (("--select", "guilt"), 0),
        (("--select", "guilt", "--preview"), 1),
    ],
)
def test_flags_decide_what_counts(run: Run, folder: Path, flags: tuple[str, ...], status: int) -> None:
    (folder / "a.md").write_text(SHAMING + RANKING + "We are on trial.\n")
    assert run("check", "a.md", *flags).status == status


def test_concise_is_one_line_for_each_finding(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text(SHAMING)
    assert run("check", "--format", "concise").out == (
        "a.md:1:8: warning accusation/privilege-checking “check your privilege” tends to close the talk.\n"
    )


def test_json_keeps_the_order_given_and_says_which_drafts_could_not_be_read(run: Run, folder: Path) -> None:
    (folder / "b.md").write_text(SHAMING)
    (folder / "a.md").write_text("We won.\n")
    ran = run("check", "--format", "json", "b.md", "none.md", "a.md")
    report = json.loads(ran.out)
    assert ran.status == 2
    assert [(file["path"], len(file["findings"]), file["error"]) for file in report["files"]] == [
        ("b.md", 1, None),
        ("none.md", 0, "There is no such file."),
        ("a.md", 0, None),
    ]
    assert report["summary"] == {"files": 3, "words": 6, "findings": 1}


def test_statistics_say_how_often_each_rule_spoke(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text(SHAMING * 2 + RANKING)
    (folder / "b.md").write_text(SHAMING)
    ran = run("check", "--statistics")
    assert ran.out.splitlines() == [
        "3  accusation/privilege-checking (in 2 drafts)",
        "1  hierarchy/ranking (in 1 draft)",
    ]
    assert ran.status == 1


def test_statistics_have_a_json_form(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text(SHAMING)
    report = json.loads(run("check", "--statistics", "--format", "json").out)
    assert report["rules"] == [{"rule": "accusation/privilege-checking", "places": 1, "drafts": 1}]


def test_the_report_can_go_to_a_file(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text(SHAMING)
    ran = run("check", "a.md", "--format", "json", "--output", "out.json")
    assert (ran.status, ran.out) == (1, "")
    assert json.loads((folder / "out.json").read_text())["summary"]["findings"] == 1


def test_a_draft_comes_in_by_standard_input(run: Run, folder: Path) -> None:
    ran = run("check", "-", stdin=SHAMING.encode())
    assert ran.status == 1
    assert ran.out.startswith("<stdin>:1:8: warning")


def test_a_draft_from_standard_input_goes_by_the_name_given(run: Run, folder: Path) -> None:
    (folder / "speeches").mkdir()
    (folder / "sharedground.toml").write_text('[per-file."speeches/*"]\nignore = ["accusation"]\n')
    assert run("check", "-", "--stdin-filename", "a.md", stdin=SHAMING.encode()).status == 1
    assert run("check", "-", "--stdin-filename", "speeches/a.md", stdin=SHAMING.encode()).status == 0


def test_settings_are_found_for_each_draft_and_a_linter_is_made_once_for_each(run: Run, folder: Path) -> None:
    for name in ("north", "south"):
        (folder / name).mkdir()
        for draft in ("a.md", "b.md"):
            (folder / name / draft).write_text(SHAMING)
    (folder / "south" / "sharedground.toml").write_text('ignore = ["accusation"]\n')
    ran = run("check", "--format", "concise")
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["north/a.md", "north/b.md"]
    assert FakeLinter.made == 2


def test_config_names_the_only_settings_file_and_isolated_reads_none(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "a.md").write_text(SHAMING)
    (folder / "sharedground.toml").write_text('ignore = ["accusation"]\n')
    (tmp_path / "other.toml").write_text('fail-on = "never"\n')
    assert run("check", "a.md").status == 0
    assert run("check", "a.md", "--isolated").status == 1
    with_other = run("check", "a.md", "--config", str(tmp_path / "other.toml"))
    assert (with_other.status, "1 place" in with_other.out) == (0, True)


def test_an_unknown_rule_in_a_flag_is_an_error_with_the_nearest_name(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text("We won.\n")
    ran = run("check", "a.md", "--ignore", "accusation/privilege-cheking")
    assert ran.status == 2
    assert "no rule and no category. Did you mean “accusation/privilege-checking”?" in ran.err


def test_an_unknown_rule_in_a_settings_file_is_an_error_at_its_place(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text("We won.\n")
    (folder / "sharedground.toml").write_text('select = ["all"]\nignore = [\n  "hierachy",\n]\n')
    ran = run("check", "a.md")
    assert ran.status == 2
    assert f"{folder}/sharedground.toml:3:3: “ignore” names “hierachy”" in ran.err
    assert "Did you mean “hierarchy”?" in ran.err


def _folder_that_does_not_hold(folder: Path, settings: str) -> Path:
    """Three drafts, of which the middle one's folder has these settings."""
    for place in ("a", "b", "c"):
        (folder / place).mkdir()
        (folder / place / "x.md").write_text(SHAMING)
    file = folder / "b" / "sharedground.toml"
    file.write_text(settings)
    return file


@pytest.mark.parametrize("settings", ["slect = 1\n", 'ignore = ["hierachy"]\n'])
@pytest.mark.parametrize("cached", [(), ("--no-cache",)])
def test_where_the_settings_of_one_folder_do_not_hold_its_drafts_are_errors_and_the_rest_is_read(
    run: Run, folder: Path, settings: str, cached: tuple[str, ...]
) -> None:
    file = _folder_that_does_not_hold(folder, settings)
    ran = run("check", "--format", "json", *cached)
    files = {read["path"]: read for read in json.loads(ran.out)["files"]}
    assert ran.status == 2
    assert [(path, len(read["findings"])) for path, read in files.items()] == [
        ("a/x.md", 1),
        ("b/x.md", 0),
        ("c/x.md", 1),
    ]
    assert files["b/x.md"]["error"].startswith(f"{file}:1:")
    assert ran.err == f"sharedground: b/x.md: {files['b/x.md']['error']}\n"


def test_sarif_tells_of_a_folder_whose_settings_do_not_hold(run: Run, folder: Path) -> None:
    file = _folder_that_does_not_hold(folder, "slect = 1\n")
    ran = run("check", "--format", "sarif")
    (told,) = json.loads(ran.out)["runs"][0]["invocations"]
    assert ran.status == 2
    assert not told["executionSuccessful"]
    assert told["toolExecutionNotifications"][0]["message"]["text"].startswith(f"{file}:1:1: “slect” is no setting.")


def test_settings_that_name_a_pipeline_that_is_not_there_are_errors_of_their_drafts(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = FakeLinter.check

    def check_if_installed(self: FakeLinter, *given: Any, **named: Any) -> Result:
        if self.settings.pipeline:
            raise PipelineError(f"The language pipeline “{self.settings.pipeline}” is not installed.")
        return check(self, *given, **named)

    monkeypatch.setattr(FakeLinter, "check", check_if_installed)
    file = _folder_that_does_not_hold(folder, 'pipeline = "en_core_web_xl"\n')
    ran = run("check", "--format", "json")
    assert ran.status == 2
    assert [read["error"] for read in json.loads(ran.out)["files"]] == [
        None,
        f"{file}:1:1: The language pipeline “en_core_web_xl” is not installed.",
        None,
    ]


def test_a_linter_is_not_made_again_for_each_draft_of_a_folder_that_was_refused(run: Run, folder: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        (folder / name).write_text(SHAMING)
    (folder / "sharedground.toml").write_text('ignore = ["hierachy"]\n')
    assert run("check").err.count("names “hierachy”") == 3
    assert FakeLinter.made == 1


def test_a_flag_that_does_not_hold_is_told_once_however_many_drafts_there_are(run: Run, folder: Path) -> None:
    for name in ("a.md", "b.md"):
        (folder / name).write_text(SHAMING)
    ran = run("check", "--ignore", "hierachy")
    assert (ran.status, ran.err.count("names “hierachy”")) == (2, 1)


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--severity", "hierarchy=loud"), "“loud” is no severity: it should be one of hint, information"),
        (("--severity", "hierarchy"), "should read RULE=LEVEL"),
        (("--fail-on", "loud"), "“loud” is no severity"),
        (("--max-size", "big"), "should be a number of megabytes"),
        (("--max-size", "nan"), "should be a number of megabytes"),
        (("--format", "pdf"), "invalid choice"),
        (("--language", "latin"), "invalid choice"),
        (("--config", "a.toml", "--isolated"), "not allowed with"),
    ],
)
def test_wrong_flags_exit_with_2_and_say_what_is_expected(
    run: Run, folder: Path, flags: tuple[str, ...], message: str
) -> None:
    ran = run("check", *flags)
    assert ran.status == 2
    assert message in ran.err


def test_a_problem_in_a_rule_file_is_reported_once_and_the_rest_go_on(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeLinter, "problems", (ValueError("rules/x.yaml:3:1: no such key"),))
    (folder / "a.md").write_text(SHAMING)
    (folder / "b.md").write_text(SHAMING)
    ran = run("check")
    assert ran.status == 2
    assert ran.err == "sharedground: rules/x.yaml:3:1: no such key\n"
    assert "2 places to look at" in ran.out


def test_notices_about_directives_are_shown(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text("We won.\n<!-- ignore nothing -->\n")
    assert "a.md:2:6: note This ignores nothing." in run("check").out
    assert run("check", "--format", "concise").out == "a.md:2:6: note This ignores nothing.\n"


# -- drafts that cannot be read ------------------------------------------------------------------------------------


def _binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 8)


def _latin_1(path: Path) -> None:
    path.write_bytes("Café, tenants, café.\n".encode("latin-1"))


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(path))


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def _missing(path: Path) -> None:
    assert not path.exists()


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere.md")


def _looping(path: Path) -> None:
    path.symlink_to(path.name)


def _word_file(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 and so on")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_binary, "binary"),
        (_latin_1, "Windows-1252"),
        (_pipe, "This is a named pipe, not a file. To read a draft from a pipe, name it “-”."),
        (_socket, "This is a socket, not a file."),
        (_large, "It has 50.0 MB; drafts above 20 MB are left alone. Raise the limit with --max-size"),
        (_missing, "There is no such file."),
        (_dangling, "There is no such file."),
        (_looping, "It could not be read: "),
        (_word_file, "This is a Word"),
    ],
)
def test_a_draft_that_cannot_be_read_is_named_and_the_rest_go_on(run: Run, folder: Path, make, message: str) -> None:
    make(folder / "odd.md")
    (folder / "good.md").write_text(SHAMING)
    ran = run("check", "odd.md", "good.md")
    assert ran.status == 2
    assert ran.err.startswith("sharedground: odd.md: ")
    assert ran.err.count("odd.md") == 1
    assert message in ran.err
    assert "good.md:1:8" in ran.out
    assert "1 draft could not be read." in ran.out


def test_devices_are_refused(run: Run, folder: Path) -> None:
    assert "This is a device, not a file." in run("check", "/dev/zero").err


def test_a_draft_that_may_not_be_read_says_so(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.md").write_text(SHAMING)

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as refused:
        refused.setattr(Path, "open", refuse)
        ran = run("check", "a.md")
    assert ran.status == 2
    assert "You are not allowed to read this file." in ran.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16", "utf-16-be"])
def test_drafts_in_these_encodings_are_read(run: Run, folder: Path, encoding: str) -> None:
    (folder / "a.md").write_bytes(SHAMING.encode(encoding))
    assert run("check", "a.md", "--format", "concise").out.startswith("a.md:1:8:")


def test_an_endless_standard_input_is_cut_off(run: Run, folder: Path) -> None:
    ran = run("check", "-", "--max-size", "0.001", stdin=b"x" * 2000)
    assert ran.status == 2
    assert "It goes on and on; drafts above 0.001 MB are left alone." in ran.err


def test_an_empty_draft_is_clean(run: Run, folder: Path) -> None:
    (folder / "a.md").write_bytes(b"")
    assert run("check", "a.md").status == 0


def test_a_folder_without_drafts_is_no_error(run: Run, folder: Path) -> None:
    (folder / "photo.png").write_bytes(b"\x89PNG")
    ran = run("check")
    assert (ran.status, ran.out) == (0, "")
    assert "no drafts in . (looked for .md .mdx .txt .html " in ran.err


def test_a_name_that_is_no_utf_8_can_be_reported(run: Run, folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.md")).write_text(SHAMING)
    ran = run("check", "--format", "json")
    assert json.loads(ran.out)["files"][0]["path"] == "caf\ufffd.md"


def test_what_stands_in_a_draft_cannot_steer_the_terminal(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text("\x1b[2J Check your privilege \x07.\n")
    out = run("check", "a.md").out
    assert "\x1b" not in out and "\x07" not in out
    assert "␛[2J Check your privilege ␇." in out
