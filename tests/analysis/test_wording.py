"""What is told of a text's tokens without the pipeline is never narrower than what its tokenizer does."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.strings import StringStore

from analysis.small_pack import pipeline
from sharedground.analysis.wording import Chunk, chunk_of, runs_of, words_of

PIECES = st.sampled_from(
    """
    rent Rent RENT don't Don’t DON'T cannot dont Im ill id can't y'all goin' ol' o'clock gonna we'd've who's let's
    mother-in-law co—op 1984 10am 7.30 1,000 £5 $5m 60k 18F GOV.UK U.S. e.g. Mr. Miss. no. I. A.B. p&o A/B rock'n'roll
    colour organised cos cheques :) ;-) ... … — -- " “ ” ' ’ ( ) [ ] , . ; : ! ? * / @ # % & + = _ `x` x_y a@b.org
    https://a.org/rent é naïve 'em 'cause ’til
    """.split()
)
TEXTS = st.one_of(PIECES, st.lists(PIECES, min_size=2, max_size=4).map("".join), st.text(max_size=8))


def told(chunk: Chunk, text: str) -> bool:
    """Whether the chunk's cells allow for the pipeline's tokens of the text."""
    tokens = [token for token in pipeline()._whole(text) if not token.is_space]
    if not chunk.is_open:
        return len(tokens) == len(chunk.cells) and all(
            token.norm_.strip() in cell.norms for token, cell in zip(tokens, chunk.cells, strict=True)
        )
    (cell,) = chunk.cells
    plain = [token.norm_ for token in tokens if re.fullmatch(r"[a-z]+", token.norm_)]
    return all(norm in cell.norms for norm in plain)


@given(TEXTS)
@settings(deadline=None, max_examples=600)
def test_cells_allow_for_the_tokens_that_the_pipeline_makes(text: str) -> None:
    for piece in text.split():
        assert told(chunk_of(piece), piece)


def words(text: str) -> list[str]:
    """The norms of the pipeline's tokens that are words, or a mark that may wake a pattern."""
    return [token.norm_ for token in pipeline()._whole(text) if re.fullmatch(r"[^\W\d_]+|\d+|[?!]", token.norm_)]


WORDS = st.from_regex(r"[\"“”‘’()\[\].,;:!?…—–]{0,2}[A-Za-z]{1,8}[\"“”‘’()\[\].,;:!?…—–]{0,3}", fullmatch=True)


@given(st.one_of(WORDS, TEXTS))
@settings(deadline=None, max_examples=600)
def test_no_word_that_may_wake_a_pattern_is_missed(text: str) -> None:
    for piece in text.split():
        assert set(words(piece)) <= set(words_of(piece))


@given(st.lists(st.one_of(WORDS, PIECES), max_size=6))
@settings(deadline=None, max_examples=300)
def test_words_that_stand_side_by_side_are_known_to(pieces: list[str]) -> None:
    runs = [run for piece in " ".join(pieces).split() for run in runs_of(piece)]
    told = {(one, other) for before, after in pairwise(runs) for one in before for other in after}
    for piece in pieces:
        found = [word for word in words(piece) if word not in "?!"]
        assert set(pairwise(found)) <= told
    lone = [each for each in map(words, pieces) if len(each) == 1 and each[0].isalpha()]
    if len(lone) == len(pieces):
        assert set(pairwise(word for each in lone for word in each)) <= told


def test_whatever_the_tokenizer_treats_by_itself_is_known() -> None:
    rules = [text for text in pipeline().nlp.tokenizer.rules if text.strip() == text and len(text.split()) == 1]
    assert [text for text in rules if not told(chunk_of(text), text)] == []


def test_what_is_treated_by_itself_is_known_between_marks() -> None:
    rules = [text for text in pipeline().nlp.tokenizer.rules if text.strip() == text and len(text.split()) == 1]
    around = [("", "."), ("“", ",”"), ("(", ")"), ("", "!"), ("", "…"), ("‘", "’"), ("", "'s"), ("", ";"), ("(", "),")]
    pieces = [before + text + after for text in rules for before, after in around]
    assert [piece for piece in pieces if not told(chunk_of(piece), piece)] == []


def test_every_word_whose_norm_is_another_word_is_known() -> None:
    nlp = pipeline().nlp
    table = nlp.vocab.lookups.get_table("lexeme_norm")
    strings = StringStore().from_disk(nlp.path / "vocab" / "strings.json")  # which the pipeline itself leaves out
    words = [strings[key] for key in table if key in strings]
    assert len(words) > 100
    assert [word for word in words if word.isalpha() and not told(chunk_of(word), word)] == []


@pytest.mark.parametrize("text", ["rent", "Rent,", "“rent”", "(don't)", "worker's", "low-paid", "co—op.", "1984", "?"])
def test_ordinary_words_and_marks_are_known_token_by_token(text: str) -> None:
    assert not chunk_of(text).is_open


@pytest.mark.parametrize("text", ["£500", "U.S.", "https://a.org/rent", "7.30pm", "A/B", "word...word"])
def test_of_anything_else_only_its_words_are_known(text: str) -> None:
    assert chunk_of(text).is_open
