import os
import stat
from pathlib import Path

import pytest

from cli.conftest import Run
from cli.fake_linter import PHRASES, FakeLinter
from sharedground.lint import Result
from sharedground.rules.model import Applicability
from sharedground.text.source import Source

SHAMING = "Please check your privilege.\n"
FIXED = "Please talk with your neighbours.\n"
RANKING = "Others have it worse.\n"


def test_safe_rewrites_are_carried_out_and_others_are_not(run: Run, folder: Path) -> None:
    draft = folder / "a.md"
    draft.write_text(SHAMING * 2 + RANKING)
    ran = run("fix", "a.md")
    assert draft.read_text() == FIXED * 2 + RANKING
    assert (ran.status, ran.out) == (0, "a.md: rewrote 2 places.\n1 of 1 drafts changed.\n")


def test_fixing_twice_changes_nothing_more(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text(SHAMING)
    run("fix")
    assert run("fix").out == "Nothing to change.\n"


@pytest.mark.parametrize(("times", "told"), [(1, "1 place has a rewrite"), (3, "3 places have rewrites")])
def test_where_nothing_is_safe_it_says_what_is_there_to_review(run: Run, folder: Path, times: int, told: str) -> None:
    (folder / "a.md").write_text(RANKING * times)
    ran = run("fix")
    assert ran.out == f"Nothing to change by itself. {told} for you to look at: sharedground fix --review\n"
    assert (ran.status, (folder / "a.md").read_text()) == (0, RANKING * times)


def test_whoever_reviewed_and_left_all_as_it_was_is_not_asked_to_review(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text(RANKING)
    assert run("fix", "--review", stdin=b"n\n").out.endswith("Nothing to change.\n")


def test_a_review_shows_each_rewrite_on_one_line(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule, (first, _second) = PHRASES["check your privilege"]
    broken = ("talk with\r\n    your neighbours", Applicability.REVIEW)
    monkeypatch.setitem(PHRASES, "check your privilege", (rule, (first, broken)))
    (folder / "a.md").write_text(SHAMING)
    assert "    2  talk with your neighbours  (perhaps)\n" in run("fix", "--review", stdin=b"n\n").out


def test_diff_shows_and_writes_nothing(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text("Hello.\n" + SHAMING)
    ran = run("fix", "--diff")
    assert ran.status == 1
    assert ran.out == (
        "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n Hello.\n-Please check your privilege.\n"
        "+Please talk with your neighbours.\n"
    )
    assert (folder / "a.md").read_text() == "Hello.\n" + SHAMING
    assert run("fix", "--diff", "--ignore", "all").status == 0


def test_a_diff_of_a_draft_without_a_last_line_end_can_be_applied(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text(SHAMING.rstrip())
    assert run("fix", "--diff").out.endswith(
        "-Please check your privilege.\n\\ No newline at end of file\n"
        "+Please talk with your neighbours.\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_are_kept(run: Run, folder: Path, encoding: str, line_end: str) -> None:
    draft = folder / "a.md"
    draft.write_bytes(f"Café{line_end}Check your privilege{line_end}".encode(encoding))
    assert run("fix").status == 0
    assert draft.read_bytes() == f"Café{line_end}talk with your neighbours{line_end}".encode(encoding)


def test_the_mode_is_kept_and_nothing_is_left_beside_the_draft(run: Run, folder: Path) -> None:
    draft = folder / "a.md"
    draft.write_text(SHAMING)
    draft.chmod(0o640)
    run("fix")
    assert stat.S_IMODE(draft.stat().st_mode) == 0o640
    assert sorted(path.name for path in folder.iterdir()) == [".git", "a.md"]


def test_a_link_stays_a_link(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text(SHAMING)
    (folder / "link.md").symlink_to(tmp_path / "real.md")
    run("fix", "link.md")
    assert (folder / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == FIXED


def test_when_writing_fails_the_draft_is_whole_and_the_rest_go_on(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.md").write_text(SHAMING)
    (folder / "b.md").write_text(SHAMING)
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if Path(target).name == "a.md":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    ran = run("fix")
    assert ran.status == 2
    assert "No space left on device" in ran.err
    assert (folder / "a.md").read_text() == SHAMING
    assert (folder / "b.md").read_text() == FIXED
    assert sorted(path.name for path in folder.iterdir()) == [".git", "a.md", "b.md"]


def test_a_draft_that_cannot_be_read_is_not_touched_and_the_rest_go_on(run: Run, folder: Path) -> None:
    latin = "Café: check your privilege.\n".encode("latin-1")
    (folder / "a.md").write_bytes(latin)
    (folder / "b.md").write_text(SHAMING)
    ran = run("fix")
    assert ran.status == 2
    assert ran.err.startswith("sharedground: a.md: ")
    assert (folder / "a.md").read_bytes() == latin
    assert (folder / "b.md").read_text() == FIXED


def test_a_draft_that_would_not_read_back_the_same_is_not_touched(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Source, "encode", lambda _self, text=None: (text or "lossy").encode())
    (folder / "a.md").write_text(SHAMING)
    ran = run("fix")
    assert ran.status == 2
    assert "cannot be written back as utf-8 without change" in ran.err
    assert (folder / "a.md").read_text() == SHAMING


def test_a_draft_that_changed_meanwhile_is_not_touched(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = folder / "a.md"
    draft.write_text(SHAMING)
    check = FakeLinter.check

    def check_while_somebody_writes(self: FakeLinter, text: str | bytes, **rest: str) -> Result:
        draft.write_text("Saved from the editor.\n")
        return check(self, text, **rest)

    monkeypatch.setattr(FakeLinter, "check", check_while_somebody_writes)
    ran = run("fix")
    assert ran.status == 2
    assert "changed on disk in the meantime" in ran.err
    assert draft.read_text() == "Saved from the editor.\n"


def test_rewrites_that_call_for_one_another_end_after_ten_rounds(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule, _ = PHRASES["check your privilege"]
    monkeypatch.setitem(PHRASES, "check your privilege", (rule, (("check your privilege now", Applicability.SAFE),)))
    (folder / "a.md").write_text(SHAMING)
    run("fix")
    assert (folder / "a.md").read_text() == f"Please check your privilege{' now' * 10}.\n"


def test_of_two_rewrites_that_overlap_the_first_is_taken_and_the_second_looked_at_again(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule, _ = PHRASES["have it worse"]
    monkeypatch.setitem(PHRASES, "privilege before you", (rule, (("WRONG", Applicability.SAFE),)))
    (folder / "a.md").write_text("Check your privilege before you speak.\n")
    run("fix")
    assert (folder / "a.md").read_text() == "talk with your neighbours before you speak.\n"


def test_standard_input_comes_out_fixed(run: Run, folder: Path) -> None:
    assert run("fix", "-", stdin=SHAMING.encode()).out == FIXED


# -- one by one ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        ("y\ny\n", FIXED + "Others have it hard too.\n"),
        ("n\nyes\n", SHAMING + "Others have it hard too.\n"),
        ("2\nn\n", "Please start from [what you share].\n" + RANKING),
        ("y\nq\n", FIXED + RANKING),
        ("", SHAMING + RANKING),
        ("7\nwhat\n1\n\n", FIXED + RANKING),
    ],
)
def test_review_asks_about_each_place(run: Run, folder: Path, answers: str, left: str) -> None:
    draft = folder / "a.md"
    draft.write_text(SHAMING + RANKING)
    ran = run("fix", "--review", stdin=answers.encode())
    assert ran.status == 0
    assert draft.read_text() == left


def test_review_shows_the_place_and_every_rewrite(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text(SHAMING)
    out = run("fix", "--review", stdin=b"n\n").out
    assert "a.md:1:8: warning accusation/privilege-checking" in out
    assert "    2  start from [what you share]  (to fill in)" in out
    assert "Rewrite? [y]es, [n]o, 1–2 to choose, [q]uit: " in out


def test_quitting_a_review_leaves_the_drafts_that_follow_alone(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text(SHAMING * 2)
    (folder / "b.md").write_text(SHAMING)
    run("fix", "--review", stdin=b"y\nq\ny\n")
    assert (folder / "a.md").read_text() == FIXED + SHAMING
    assert (folder / "b.md").read_text() == SHAMING


def test_review_cannot_read_a_draft_and_answers_from_one_place(run: Run, folder: Path) -> None:
    ran = run("fix", "--review", "-", stdin=SHAMING.encode())
    assert ran.status == 2
    assert "--review reads answers from standard input" in ran.err


def test_without_permission_to_write_the_draft_stays(run: Run, folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    (folder / "in").mkdir()
    (folder / "in" / "a.md").write_text(SHAMING)
    (folder / "in").chmod(0o555)
    assert run("fix").status == 2
    assert (folder / "in" / "a.md").read_text() == SHAMING
