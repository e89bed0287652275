"""Text is cut into the model's pieces, and each knows where it stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedground.analysis.reading.wordpieces import Vocabulary

VOCABULARY = Vocabulary(["[UNK]", "rent", "strike", "##r", "##s", ",", "'", "t", "don", "cafe", "un", "##paid"])
SINGLE = Vocabulary(["[UNK]", *"abcdefgh.,!'", *(f"##{letter}" for letter in "abcdefgh")])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("rent strike", [(1, "rent"), (2, "strike")]),
        ("RENT, Strikers", [(1, "RENT"), (5, ","), (2, "Strike"), (3, "r"), (4, "s")]),
        ("don't", [(8, "don"), (6, "'"), (7, "t")]),
        ("Café", [(9, "Café")]),
        ("Cafe\u0301 rent", [(9, "Cafe"), (1, "rent")]),
        ("un\u00adpaid", [(10, "un"), (11, "paid")]),
        ("zzz rent", [(0, "zzz"), (1, "rent")]),
        ("rentzzz", [(0, "rentzzz")]),
        ("  ", []),
        ("✊rent", [(0, "✊rent")]),
    ],
)
def test_a_text_is_cut_into_the_longest_known_pieces(text: str, pieces: list[tuple[int, str]]) -> None:
    assert [(piece.number, text[piece.start : piece.end]) for piece in VOCABULARY.cut(text)] == pieces


@given(st.text())
def test_pieces_stand_in_order_within_the_text(text: str) -> None:
    pieces = SINGLE.cut(text)
    assert all(0 <= piece.start < piece.end <= len(text) for piece in pieces)
    assert all(one.start <= other.start for one, other in pairwise(pieces))


@given(st.text("abcdefgh.,!' "))
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    assert "".join(text[piece.start : piece.end] for piece in SINGLE.cut(text)) == "".join(text.split())
