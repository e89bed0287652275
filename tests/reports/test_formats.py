"""What the formats say, beyond what the tests of `check` see of them."""

import json
from pathlib import Path

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from cli.fake_linter import FakeLinter
from sharedground.reports import concise, statistics, text
from sharedground.reports import json as json_report
from sharedground.reports.model import FileReport, Summary, counted, summarise

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/check-v1.json").read_text(encoding="utf-8"))
DRAFT = "Café 🌹 first.\nPlease check your privilege, others have it worse.\n"


def _report(draft: str, path: str = "a.md") -> FileReport:
    return FileReport(path, FakeLinter().check(draft))


def test_json_is_the_contract_to_the_letter() -> None:
    first = json.loads(json_report.render([_report("Hello.\ncheck your privilege")]))
    assert first == {
        "version": 1,
        "files": [
            {
                "path": "a.md",
                "findings": [
                    {
                        "rule": "accusation/privilege-checking",
                        "principle": "shared-interests",
                        "severity": "warning",
                        "message": "“check your privilege” tends to close the talk.",
                        "start": 7,
                        "end": 27,
                        "line": 2,
                        "column": 1,
                        "end_line": 2,
                        "end_column": 21,
                        "rewrites": [
                            {
                                "title": "talk with your neighbours",
                                "applicability": "safe",
                                "edits": [{"start": 7, "end": 27, "text": "talk with your neighbours"}],
                            },
                            {
                                "title": "start from [what you share]",
                                "applicability": "scaffold",
                                "edits": [{"start": 7, "end": 27, "text": "start from [what you share]"}],
                            },
                        ],
                    }
                ],
                "error": None,
            }
        ],
        "summary": {"files": 1, "words": 4, "findings": 1},
    }
    assert list(first) == ["version", "files", "summary"]
    assert list(first["files"][0]["findings"][0])[:6] == ["rule", "principle", "severity", "message", "start", "end"]


def test_json_holds_to_the_published_schema() -> None:
    reports = [_report(DRAFT), FileReport("b.md", error="There is no such file."), _report("")]
    jsonschema.validate(json.loads(json_report.render(reports)), SCHEMA, jsonschema.Draft202012Validator)


def test_the_published_schema_refuses_what_is_not_the_contract() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    document = json.loads(json_report.render([_report(DRAFT)]))
    assert validator.is_valid(document)
    assert not validator.is_valid({**document, "version": 2})
    assert not validator.is_valid({**document, "more": 1})
    for key in ("rule", "end_column", "rewrites"):
        broken = json.loads(json.dumps(document))
        del broken["files"][0]["findings"][0][key]
        assert not validator.is_valid(broken)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60), st.sampled_from(["\n", "\r\n", "\r"]))
def test_offsets_and_lines_speak_of_the_same_place(before: str, line_end: str) -> None:
    draft = f"{before}{line_end}check your privilege{line_end}"
    (finding,) = json.loads(json_report.render([_report(draft)]))["files"][0]["findings"][-1:]
    assert draft[finding["start"] : finding["end"]] == "check your privilege"
    lines = draft.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line = lines[finding["line"] - 1]
    assert line[finding["column"] - 1 : finding["end_column"] - 1] == "check your privilege"


def test_text_shows_columns_in_code_points_and_carets_in_columns() -> None:
    lines = ["".join(part for part, _style in line) for line in text.render(_report("🌹🌹 check your privilege"))]
    assert lines[0].startswith("a.md:1:4: ")
    assert lines[2] == "    |      ^^^^^^^^^^^^^^^^^^^^"


def test_formats_for_people_pass_over_drafts_that_could_not_be_read() -> None:
    unreadable = FileReport("b.md", error="There is no such file.")
    assert [*text.render(unreadable), *concise.render(unreadable), *statistics.render([unreadable])] == []


def test_the_figures_of_a_run() -> None:
    assert summarise([_report(DRAFT), FileReport("b.md", error="x")]) == Summary(2, 11, 2, 1)


def test_numbers_are_written_as_people_write_them() -> None:
    assert (counted(0, "word"), counted(1, "word"), counted(12345, "word")) == ("0 words", "1 word", "12,345 words")
