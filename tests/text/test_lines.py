import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedground.text.lines import LineIndex

TEXT = "one\r\ntwo\rthree\n\nlast 🏠 x"


@pytest.mark.parametrize(
    ("offset", "position"),
    [(0, (1, 1)), (3, (1, 4)), (4, (1, 5)), (5, (2, 1)), (9, (3, 1)), (15, (4, 1)), (16, (5, 1)), (23, (5, 8))],
)
def test_offsets_become_lines_and_columns(offset: int, position: tuple[int, int]) -> None:
    assert LineIndex(TEXT).position(offset) == position


@pytest.mark.parametrize(
    ("line", "text"), [(1, "one"), (2, "two"), (3, "three"), (4, ""), (5, "last 🏠 x"), (0, "one"), (99, "last 🏠 x")]
)
def test_a_line_has_no_line_end(line: int, text: str) -> None:
    assert LineIndex(TEXT).line_text(line) == text


@pytest.mark.parametrize(
    ("line", "column", "offset"),
    [(1, 1, 0), (1, 99, 3), (2, 0, 5), (0, 5, 0), (-3, 1, 0), (6, 1, len(TEXT)), (5, 99, len(TEXT)), (3, 2, 10)],
)
def test_positions_outside_the_text_are_clamped(line: int, column: int, offset: int) -> None:
    assert LineIndex(TEXT).offset(line, column) == offset


def test_offsets_outside_the_text_are_clamped() -> None:
    index = LineIndex("ab\nc")
    assert index.position(-5) == (1, 1)
    assert index.position(99) == (2, 2)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\f", "\v", "\x85", "\x1c"])
def test_other_separators_end_no_line(mark: str) -> None:
    assert len(LineIndex(f"a{mark}b")) == 1


@given(st.text(alphabet="a\r\n🏠é\u2028", max_size=40))
def test_every_offset_comes_back(text: str) -> None:
    index = LineIndex(text)
    for offset in range(len(text) + 1):
        line, column = index.position(offset)
        start, end = index.line_span(line)
        assert start + column - 1 == offset
        assert index.offset(line, column) == min(offset, end)
    assert len(index) == text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


@given(
    text=st.text(alphabet="ab\n\r\u2028🏠", max_size=30),
    new=st.text(alphabet="cd\n\r\f", max_size=8),
    places=st.tuples(st.integers(0, 30), st.integers(0, 30)),
)
def test_an_edit_leaves_the_lines_that_a_fresh_look_finds(text: str, new: str, places: tuple[int, int]) -> None:
    start, end = sorted(min(place, len(text)) for place in places)
    edited, fresh = LineIndex(text).edited(start, end, new), LineIndex(text[:start] + new + text[end:])
    assert edited.text == fresh.text
    assert [edited.line_span(n) for n in range(1, len(edited) + 1)] == [
        fresh.line_span(n) for n in range(1, len(fresh) + 1)
    ]
