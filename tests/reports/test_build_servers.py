"""The formats that build servers and spreadsheets read."""

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml

from reports.reporting import RANKING, SHAMING, UNREADABLE, report, worded, written
from sharedground.rules.model import Severity

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)


# -- GitHub ----------------------------------------------------------------------------------------------------------


def test_github_shows_a_finding_beside_its_line() -> None:
    assert written("github", [report("One.\n" + SHAMING)]) == (
        "::warning file=a.md,line=2,endLine=2,col=8,endColumn=28,title=accusation/privilege-checking::"
        "“check your privilege” tends to close the talk.%0ATry: talk with your neighbours\n"
    )


@pytest.mark.parametrize(
    ("draft", "command"), [(SHAMING, "::warning "), (RANKING, "::notice "), ("<!-- ignore nothing -->", "::notice ")]
)
def test_github_knows_three_levels(draft: str, command: str) -> None:
    assert written("github", [report(draft)]).startswith(command)


def test_github_is_told_of_a_draft_that_could_not_be_read() -> None:
    said = "::error file=b.md,title=This draft could not be read::There is no such file.\n"
    assert written("github", [UNREADABLE]) == said


def test_github_gets_no_columns_for_words_on_several_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    found = report(SHAMING.replace(" your", "\nyour"))
    assert written("github", [found]) == ""  # the fake linter knows the phrase on one line only
    from dataclasses import replace

    whole = report(SHAMING + "More.")
    assert whole.result is not None
    (finding,) = whole.result
    longer = replace(whole.result, findings=(replace(finding, end=len(SHAMING) + 4),))
    said = written("github", [replace(whole, result=longer)])
    assert "line=1,endLine=2,title=" in said


@pytest.mark.parametrize(
    ("path", "escaped"), [("a,b.md", "a%2Cb.md"), ("a:b.md", "a%3Ab.md"), ("50%.md", "50%25.md"), ("a\nb", "a%0Ab")]
)
def test_github_properties_are_escaped(path: str, escaped: str) -> None:
    assert f"file={escaped},line" in written("github", [report(SHAMING, path)])


@given(ANY_TEXT, ANY_TEXT)
def test_nothing_in_a_draft_can_give_github_a_command_of_its_own(path: str, message: str) -> None:
    said = written("github", [worded(report(SHAMING, path), message + "\n::error::mine\r::stop-commands::x")])
    assert said.count("\n") == 1 and "\r" not in said
    assert re.match(r"::warning file=[^:]*::", said)


# -- GitLab ----------------------------------------------------------------------------------------------------------


def test_gitlab_gets_what_its_code_quality_report_asks_for() -> None:
    first, second, third = json.loads(written("gitlab", [report(SHAMING + RANKING), UNREADABLE]))
    assert first == {
        "description": "“check your privilege” tends to close the talk.",
        "check_name": "accusation/privilege-checking",
        "fingerprint": first["fingerprint"],
        "severity": "major",
        "location": {"path": "a.md", "lines": {"begin": 1, "end": 1}},
    }
    assert (second["severity"], second["location"]["lines"]["begin"]) == ("info", 2)
    assert (third["severity"], third["check_name"]) == ("blocker", "unreadable-draft")


def test_gitlab_fingerprints_are_unique_and_stay_when_text_moves() -> None:
    def prints(draft: str, path: str = "a.md") -> list[str]:
        return [entry["fingerprint"] for entry in json.loads(written("gitlab", [report(draft, path)]))]

    before = prints(SHAMING * 3)
    assert len(set(before)) == 3
    assert prints("New first line.\n" + SHAMING * 3) == before
    assert not set(prints(SHAMING * 3, "other.md")) & set(before)


def test_gitlab_gets_an_empty_list_where_all_is_well() -> None:
    assert json.loads(written("gitlab", [report("We won.")])) == []


# -- JUnit -----------------------------------------------------------------------------------------------------------


def _suites(*reports):
    return [*JUnitXml.fromstring(written("junit", reports).encode())]


def test_junit_has_a_suite_for_each_draft() -> None:
    first, second, third = _suites(report(SHAMING + RANKING), UNREADABLE, report("We won.", "c.md"))
    assert (first.name, first.tests, first.failures, first.errors) == ("a.md", 2, 1, 0)
    assert (second.name, second.tests, second.failures, second.errors) == ("b.md", 1, 0, 1)
    assert (third.name, third.tests, third.failures, third.errors) == ("c.md", 1, 0, 0)


@pytest.mark.parametrize(
    ("fail_on", "failures"), [(Severity.ERROR, 0), (Severity.WARNING, 1), (Severity.HINT, 2), (None, 0)]
)
def test_junit_fails_where_the_run_fails(fail_on: Severity | None, failures: int) -> None:
    (suite,) = _suites(report(SHAMING + RANKING, fail_on=fail_on))
    assert suite.failures == failures


def test_junit_says_what_to_try() -> None:
    (suite,) = _suites(report(SHAMING))
    (case,) = suite
    assert case.name == "accusation/privilege-checking (line 1, column 8)"
    (failure,) = case.result
    assert failure.message == "“check your privilege” tends to close the talk."
    assert "Try: talk with your neighbours" in failure.text


# -- Checkstyle ------------------------------------------------------------------------------------------------------


def test_checkstyle_has_a_file_for_each_draft() -> None:
    root = ElementTree.fromstring(written("checkstyle", [report(SHAMING + RANKING), UNREADABLE, report("", "c.md")]))
    assert [(file.get("name"), len(file)) for file in root] == [("a.md", 2), ("b.md", 1), ("c.md", 0)]
    first, second = root[0]
    assert first.attrib == {
        "line": "1",
        "column": "8",
        "severity": "warning",
        "message": "“check your privilege” tends to close the talk.",
        "source": "sharedground.accusation/privilege-checking",
    }
    assert second.get("severity") == "info"


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
@given(path=ANY_TEXT, message=ANY_TEXT)
def test_xml_is_whole_whatever_stands_in_it(name: str, path: str, message: str) -> None:
    text = written(name, [worded(report(SHAMING, path), message + "\x00\x1b\ufffe]]>&<\"'")])
    root = ElementTree.fromstring(text.encode())
    assert len(root) == 1


# -- CSV -------------------------------------------------------------------------------------------------------------


def _rows(*reports):
    return [*csv.DictReader(io.StringIO(written("csv", reports)))]


def test_csv_has_a_row_for_each_finding_and_for_each_draft_that_could_not_be_read() -> None:
    first, second, third = _rows(report(SHAMING + RANKING), UNREADABLE)
    assert first == {
        "draft": "a.md",
        "line": "1",
        "column": "8",
        "severity": "warning",
        "principle": "shared-interests",
        "rule": "accusation/privilege-checking",
        "words": "check your privilege",
        "message": "“check your privilege” tends to close the talk.",
        "rewrite": "talk with your neighbours",
        "trust": "safe",
        "error": "",
    }
    assert second["rule"] == "hierarchy/ranking"
    assert (third["draft"], third["error"]) == ("b.md", "There is no such file.")


@pytest.mark.parametrize(
    "message", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\n=1", "＝1", "\r=1", '=HYPERLINK("x")']
)
def test_a_cell_that_a_spreadsheet_would_run_is_kept_as_text(message: str) -> None:
    (row,) = _rows(worded(report(SHAMING), message))
    assert row["message"].startswith("'")


@given(ANY_TEXT, ANY_TEXT)
def test_no_cell_begins_a_formula_and_each_row_is_one_line(path: str, message: str) -> None:
    text = written("csv", [worded(report(SHAMING, path), message)])
    assert len(text.splitlines()) == 2
    for row in csv.reader(io.StringIO(text)):
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)


# -- all of them -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["json", "sarif", "github", "gitlab", "junit", "checkstyle", "csv", "html"])
def test_no_format_falls_over_a_run_without_drafts(name: str) -> None:
    assert isinstance(written(name, []), str)
