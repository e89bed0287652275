import csv
import io
import json
from pathlib import Path

import jsonschema

from reports.reporting import RANKING, SHAMING, UNREADABLE, printed, report, written

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/statistics-v1.json").read_text(encoding="utf-8"))
RUN = [report(SHAMING * 2 + RANKING), UNREADABLE, report(SHAMING, "c.md")]
COUNTS = [("accusation/privilege-checking", 3, 2), ("hierarchy/ranking", 1, 1)]


def test_lines_for_people() -> None:
    assert printed("text", RUN, statistics=True) == [
        "3  accusation/privilege-checking (in 2 drafts)",
        "1  hierarchy/ranking (in 1 draft)",
    ]


def test_json_says_the_same_and_holds_to_its_schema() -> None:
    document = json.loads(written("json", RUN, statistics=True))
    jsonschema.validate(document, SCHEMA, jsonschema.Draft202012Validator)
    assert [(rule["rule"], rule["places"], rule["drafts"]) for rule in document["rules"]] == COUNTS
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid({**document, "version": 2})


def test_csv_says_the_same() -> None:
    _head, *rows = csv.reader(io.StringIO(written("csv", RUN, statistics=True)))
    assert [(rule, int(places), int(drafts)) for rule, places, drafts in rows] == COUNTS


def test_nothing_to_count_is_an_empty_answer() -> None:
    assert printed("text", [], statistics=True) == []
    assert json.loads(written("json", [], statistics=True))["rules"] == []
