"""Offsets and positions, in every encoding: the only place where the client's units are counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, Range

from sharedground.lsp.positions import Encoding, Positions, units

ENCODINGS = (Encoding.Utf8, Encoding.Utf16, Encoding.Utf32)
TEXTS = st.text(st.sampled_from("ab é🌍𝄞\n\r\u2028\u0085\x0b\x0c\t\ud800"), max_size=30)


@given(TEXTS, st.sampled_from(ENCODINGS), st.integers(0, 30))
def test_an_offset_comes_back_from_its_position(text: str, encoding: Encoding, offset: int) -> None:
    offset = min(offset, len(text))
    positions = Positions(text, encoding)
    back = positions.offset(positions.position(offset))
    inside_line_end = text[offset - 1 : offset + 1] == "\r\n" if offset else False
    assert back == (offset - 1 if inside_line_end else offset)


@given(TEXTS, st.sampled_from(ENCODINGS), st.integers(0, 40), st.integers(0, 90))
def test_any_position_has_an_offset_in_the_text(text: str, encoding: Encoding, line: int, character: int) -> None:
    assert 0 <= Positions(text, encoding).offset(Position(line, character)) <= len(text)


@pytest.mark.parametrize(
    ("text", "units_of"), [("a", (1, 1, 1)), ("é", (2, 1, 1)), ("“", (3, 1, 1)), ("🌍", (4, 2, 1)), ("", (0, 0, 0))]
)
def test_characters_count_as_the_encoding_has_it(text: str, units_of: tuple[int, int, int]) -> None:
    assert tuple(units(text, encoding) for encoding in ENCODINGS) == units_of


def test_lines_end_where_the_protocol_says_and_nowhere_else() -> None:
    text = "a\u2028b\x0cc\u0085d\x0be\x1cf\ng\rh\r\ni"
    positions = Positions(text)
    assert [positions.position(text.index(letter)).line for letter in "abcdefghi"] == [0] * 6 + [1, 2, 3]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_columns_past_the_end_and_inside_a_character_are_clamped(encoding: Encoding) -> None:
    positions = Positions("🌍x\nyz", encoding)
    assert positions.offset(Position(0, 999)) == 2
    assert positions.offset(Position(1, 999)) == 5
    assert positions.offset(Position(7, 0)) == 5
    if encoding != Encoding.Utf32:
        assert positions.offset(Position(0, 1)) == 0


def test_an_empty_text_has_one_position() -> None:
    positions = Positions("")
    assert positions.position(0) == Position(0, 0)
    assert positions.span(Range(Position(0, 0), Position(3, 9))) == (0, 0)


def test_a_position_is_not_changed_by_asking_for_it() -> None:
    place = Position(9, 9)
    Positions("abc").offset(place)
    assert place == Position(9, 9)
