from pathlib import Path

from cli.conftest import Run

SHAMING = "Please check your privilege.\n"


def test_it_writes_a_page_and_says_where(run: Run, folder: Path) -> None:
    (folder / "drafts").mkdir()
    (folder / "drafts" / "a.md").write_text(SHAMING)
    (folder / "drafts" / "b.md").write_text("We won.\n")
    ran = run("report", "drafts", "--output", "page.html")
    assert ran.status == 0
    assert ran.out == "Wrote page.html: 1 place to look at in 2 drafts. Open it in a browser.\n"
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "drafts/a.md" in page


def test_it_goes_to_report_html_or_to_standard_output(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text(SHAMING)
    assert run("report", "a.md").out.startswith("Wrote report.html")
    assert run("report", "a.md", "--output", "-").out.startswith("<!DOCTYPE html>")


def test_the_page_itself_is_no_draft(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text(SHAMING)
    for _time in range(2):
        assert run("report").out == "Wrote report.html: 1 place to look at in 1 draft. Open it in a browser.\n"
    assert "in 1 draft," in run("check", "--format", "text", "--format", "html=report.html").out


def test_a_title_can_be_given(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text(SHAMING)
    assert (
        "<h1>Leaflets &amp; &lt;posters&gt;</h1>"
        in run("report", "a.md", "--output", "-", "--title", "Leaflets & <posters>").out
    )


def test_what_could_not_be_read_is_on_the_page_and_in_the_status(run: Run, folder: Path) -> None:
    (folder / "a.md").write_bytes(b"\xff\xfe\xff\x00" * 9 + b"\x00")
    ran = run("report", "a.md", "--output", "page.html")
    assert ran.status == 2
    assert "Could not be read." in (folder / "page.html").read_text(encoding="utf-8")


def test_a_baseline_and_settings_hold_there_too(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text(SHAMING)
    run("check", "--write-baseline", "base.json")
    page = run("report", "a.md", "--output", "-", "--baseline", "base.json").out
    assert "Nothing to point at" in page and "1 place more you have accepted already." in page
    assert "Nothing to point at" in run("report", "a.md", "--output", "-", "--ignore", "accusation").out


def test_check_writes_the_same_page(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text(SHAMING)
    assert run("check", "a.md", "--format", "html=page.html").status == 1
    assert "Drafts to look at together" in (folder / "page.html").read_text(encoding="utf-8")


def test_a_folder_without_drafts_gives_a_page_that_says_so(run: Run, folder: Path) -> None:
    ran = run("report", "--output", "-")
    assert ran.status == 0
    assert "No draft was read." in ran.out
