"""The pages of the rule reference, and the figures on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharedground.cli.main import main
from sharedground.reports.rule_pages import index, page
from sharedground.rules.loader import load_rule
from sharedground.rules.measured import Counts, Measured, in_words, read_measured
from sharedground.rules.model import Rule

RULE = """
id: guilt/some-family
status: draft
severity: warning
code: S999
summary: Asks for *shame* first.
message: "“{match}” asks for shame."
why: Because.
keep-when: Never mind.
sources: ["Somebody 1999"]
match: {phrase: "shame on drivers"}
rewrites:
  - {text: "drivers, join us", applicability: review}
examples:
  flag:
    - {text: "Well, [[shame on drivers]]_now_.", rewrite: "Well, drivers, join us_now_."}
  todo-flag:
    - "[[shame on busmen]]"
  ok:
    quoted: ["“Shame on drivers,” she read.", "A second one."]
"""


@pytest.fixture
def rule() -> Rule:
    loaded = load_rule(RULE, "guilt/some-family.yaml", {})
    assert loaded.rule, loaded.errors
    return loaded.rule


def test_a_page_shows_what_is_flagged_what_comes_instead_and_what_passes(rule: Rule) -> None:
    text = page(rule, Measured())
    assert "- Well, **shame on drivers**\\_now\\_.  \n  → Well, drivers, join us\\_now\\_." in text
    assert "busmen" not in text
    assert "- *quoted*: “Shame on drivers,” she read.\n" in text
    assert "A second one." not in text
    assert "Asks for \\*shame\\* first." in text
    assert "How it was measured" not in text


def test_a_page_says_how_its_rule_was_measured(rule: Rule) -> None:
    measured = Measured(1200, 1_000_000, {rule.id: Counts(20, 19, 1)})
    assert page(rule, measured).count("## How it was measured") == 1
    assert in_words(rule.id, measured) == (
        "In 1,200 labelled texts it spoke up 20 times, 19 of them rightly. "
        "In 1,000,000 words of ordinary prose it spoke up once."
    )
    assert in_words("guilt/other", measured) == ""


def test_a_rule_that_found_nothing_says_so(rule: Rule) -> None:
    measured = Measured(1200, 0, {rule.id: Counts()})
    assert in_words(rule.id, measured) == "In 1,200 labelled texts it spoke up never."


def test_the_index_is_by_principle(rule: Rule) -> None:
    text = index([rule])
    assert (
        "## Fight chauvinism with political education, not guilt\n\n- [guilt/some-family](guilt/some-family.md)" in text
    )
    assert "Tie local struggle" not in text


def test_a_file_of_figures_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    assert read_measured(tmp_path / "none.json") == Measured()
    (tmp_path / "bad.json").write_text("{")
    assert read_measured(tmp_path / "bad.json") == Measured()


def test_pages_are_written_checked_and_cleared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "pages"
    assert main(["rules", "pages", str(folder)]) == 0
    assert main(["rules", "pages", str(folder), "--check"]) == 0
    (folder / "README.md").write_text("old")
    (folder / "gone.md").write_text("a rule that is no more")
    capsys.readouterr()
    assert main(["rules", "pages", str(folder), "--check"]) == 1
    told = capsys.readouterr().err
    assert "README.md: out of date" in told and "gone.md: out of date" in told
    assert main(["rules", "pages", str(folder)]) == 0
    assert not (folder / "gone.md").exists()
    assert main(["rules", "pages", str(folder), "--check"]) == 0
