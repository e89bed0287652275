"""Which clause of a sentence may give way to another wording while the rest of it stands."""

from __future__ import annotations

import pytest

from sharedground.analysis.own_clauses import own_clauses
from sharedground.analysis.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.mark.parametrize(
    ("before", "flagged", "after"),
    [
        ("The vote is on Friday in Leeds, and ", "those who stay away are cowards", "."),
        ("We raised £340 for the dockers, but ", "you have no right to feel proud", "."),
        ("The author is from Hull; ", "she knows nothing of hunger", "."),
        ("I learned in Dhaka that ", "people there will never organise", "."),
        ("", "They are another world", ", and our hearing is on Monday."),
    ],
)
def test_a_whole_clause_may_give_way(pipeline: Pipeline, before: str, flagged: str, after: str) -> None:
    doc = pipeline.nlp(before + flagged + after)
    span = doc.char_span(len(before), len(before + flagged))
    assert (span.start, span.end) in own_clauses(doc, span.start, span.end)


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        # nothing before it states anything
        ("If you were there and you said nothing, you are to blame.", "you are to blame"),
        # no subject of its own
        ("He took the 300 and ran for his life.", "ran for his life"),
        # what leads up to *that* would not go with another clause
        ("The trouble with Hull is that nobody there will ever organise.", "nobody there will ever organise"),
        # too much of the clause stands before what is flagged
        ("Anna came, and the branch in Leeds, after a long vote, found them hopeless.", "hopeless"),
        ("They are to blame.", "They are to blame"),
    ],
)
def test_what_would_leave_a_fragment_stays(pipeline: Pipeline, text: str, flagged: str) -> None:
    doc = pipeline.nlp(text)
    start = text.index(flagged)
    span = doc.char_span(start, start + len(flagged))
    assert own_clauses(doc, span.start, span.end) == ()
