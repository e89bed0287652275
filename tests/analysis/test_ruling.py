"""What the attribute rules are remembered to say is what they say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from analysis.small_pack import pipeline
from sharedground.analysis import ruling

WORDS = st.sampled_from(
    """
    I you it we they who that this the a but if because do does did had have has 's 're n't ain't gonna gotta let's
    c'm on y' all nothin' nuthin' there is are was were being been to of , . ! ? “ ” – tenants landlord rent Leeds
    340 quickly pay pays paid paying better best xyzzy 😀
    """.split()
)


def tagged(text: str) -> Doc:
    """A sentence as the ruler gets it."""
    doc = pipeline()._whole(text)
    for name, step in pipeline().nlp.pipeline:
        if name == "attribute_ruler":
            return doc
        doc = step(doc)
    raise AssertionError("there is no ruler")


def rules() -> tuple[Any, Any]:
    """The ruler, and what it is asked in its own way."""
    ruler: Any = pipeline().nlp.get_pipe("attribute_ruler")
    return ruler, type(ruler).match


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=1, max_size=14).map(" ".join))
def test_the_matches_are_those_of_the_ruler(text: str) -> None:
    ruler, own = rules()
    doc = tagged(text)
    for _ in range(2):
        assert ruler.match(doc) == own(ruler, doc)


def test_a_sentence_whose_kinds_of_token_are_known_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ruler, _own = rules()
    ruler.match(tagged("The tenants paid the rent in June."))
    monkeypatch.setattr(ruler.match, "_find", lambda _doc: pytest.fail("it was looked at"))
    assert ruler.match(tagged("The tenants paid the rent in July."))


@pytest.mark.parametrize(
    "pattern",
    [
        [{"SHAPE": "dd"}],
        [{"LOWER": {"FUZZY": "rent"}}],
        [{"ORTH": "Rent"}],
        [{"TAG": "NN"}, {"TAG": "NN"}],
        [{"LOWER": "rent", "OP": "+"}, {"TAG": "NN"}],
    ],
)
def test_rules_that_ask_for_something_else_are_left_as_they_are(pattern: list[dict[str, Any]]) -> None:
    from spacy.pipeline import AttributeRuler

    ruler = AttributeRuler(pipeline().nlp.vocab)
    ruler.add([pattern], {"LEMMA": "rent"})
    ruling.remember(ruler)
    assert "match" not in vars(ruler)
