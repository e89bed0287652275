"""Which phrases of a sentence a new wording may take over."""

from __future__ import annotations

import pytest

from sharedground.analysis.carrying import carried
from sharedground.analysis.model import Sentence
from sharedground.analysis.pipeline import Pipeline
from sharedground.text.readers import read
from sharedground.text.source import Source

WORKERS = frozenset({"nurses", "drivers", "families", "women", "kids"})


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def phrases(pipeline: Pipeline, text: str) -> dict[str, str]:
    doc = pipeline.nlp(text)
    members = frozenset(token.i for token in doc if token.lower_ in WORKERS)
    block = read(Source(text), "plaintext").blocks[0]
    found = carried(Sentence(doc, block, 0, members=lambda _name: members))
    return {name: doc[each.start : each.end].text for name, each in found.items()}


@pytest.mark.parametrize(
    ("text", "name", "phrase"),
    [
        ("They plaster a house for forty euros.", "sum", "forty euros"),
        ("They work for nine dollars a day.", "sum", "nine dollars a day"),
        ("You sold us for £25.", "sum", "£25"),
        ("Local boys start on 15k easily.", "sum", "15k"),
        ("They wasted a million pounds.", "sum", "a million pounds"),
        ("Nobody can spare ten minutes.", "spell", "ten minutes"),
        ("My cousin works two jobs.", "burden", "two jobs"),
        ("People march about things 3000 miles away.", "distance", "3000 miles away"),
        ("The tenants in Ward 6 trash the place.", "label", "Ward 6"),
        ("Everybody in Phnom Penh smiles.", "whereabouts", "in Phnom Penh"),
        ("Please help the women of Manila.", "people", "the women of Manila"),
        ("You gave 300 Roma families a chance.", "people", "300 Roma families"),
    ],
)
def test_a_phrase_is_taken_over_whole(pipeline: Pipeline, text: str, name: str, phrase: str) -> None:
    assert phrases(pipeline, text)[name] == phrase


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ninety per cent of them want a trophy.", "sum"),
        ("You people have two jobs and still complain.", "burden"),
        ("They left in 2019.", "label"),
        ("They left in March.", "whereabouts"),
        ("As three nurses we are to blame.", "people"),
        ("Those nurses never come.", "people"),
        ("Forty dead drivers are not worth a minute.", "people"),
        ("He is forty minutes late.", "spell"),
    ],
)
def test_what_would_not_read_right_is_left(pipeline: Pipeline, text: str, name: str) -> None:
    assert name not in phrases(pipeline, text)
