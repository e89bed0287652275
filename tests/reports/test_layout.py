"""Where the underline goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedground.reports.layout import columns, excerpts, visible


@pytest.mark.parametrize(
    ("text", "span", "shown"),
    [
        ("one two three", (4, 7), [(1, "one two three", "    ^^^")]),
        ("one two", (0, 7), [(1, "one two", "^^^^^^^")]),
        ("\tone two", (5, 8), [(1, "    one two", "        ^^^")]),
        ("a\tb c", (4, 5), [(1, "a   b c", "      ^")]),
        ("連帯 now", (3, 6), [(1, "連帯 now", "     ^^^")]),
        ("連帯 now", (1, 2), [(1, "連帯 now", "  ^^")]),
        ("cafe\u0301 now", (6, 9), [(1, "cafe\u0301 now", "     ^^^")]),
        ("👩‍🌾 now", (4, 7), [(1, "👩‍🌾 now", "     ^^^")]),
        ("one\ntwo three\nfour", (8, 18), [(1, "two three", "    ^^^^^"), (2, "four", "^^^^")]),
        ("one\n   two", (1, 10), [(1, "one", " ^^"), (2, "   two", "   ^^^")]),
        ("  one", (0, 5), [(1, "  one", "^^^^^")]),
        ("one\r\ntwo", (1, 8), [(1, "one", " ^^"), (2, "two", "^^^")]),
        ("one\rtwo", (4, 7), [(1, "two", "^^^")]),
        ("a\n\nb", (0, 4), [(1, "a", "^"), (2, "", ""), (3, "b", "^")]),
        ("1\n2\n3\n4\n5", (0, 9), [(1, "1", "^"), (2, "2", "^"), (3, "3", "^")]),
        ("end", (3, 3), [(1, "end", "")]),
        ("", (0, 0), [(1, "", "")]),
        ("a\x1b[2Jb", (5, 6), [(1, "a␛[2Jb", "     ^")]),
    ],
)
def test_the_underline_sits_below_what_is_flagged(
    text: str, span: tuple[int, int], shown: list[tuple[int, str, str]]
) -> None:
    found = [(excerpt.number, excerpt.text, excerpt.carets) for excerpt in excerpts(text, [span], first=1)]
    assert found == shown


def test_several_spans_on_a_line_are_underlined_together() -> None:
    (excerpt,) = excerpts("one two three", [(8, 13), (0, 3)], first=7)
    assert (excerpt.number, excerpt.carets) == (7, "^^^     ^^^^^")


@pytest.mark.parametrize("start", [0, 40, 99, 150, 400, 495])
def test_a_long_line_is_cut_to_a_window_that_shows_the_span(start: int) -> None:
    text = "".join(chr(ord("a") + index % 26) for index in range(500))
    (excerpt,) = excerpts(text, [(start, start + 5)], first=1, width=100)
    assert columns(excerpt.text) <= 102
    at = excerpt.carets.index("^")
    assert excerpt.text[at : at + 5] == text[start : start + 5]
    assert excerpt.carets.count("^") == 5


@given(st.text(max_size=80), st.data())
def test_the_underline_is_as_wide_as_what_is_flagged(text: str, data: st.DataObject) -> None:
    line = "".join(character for character in text if character not in "\n\r\t")
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    (excerpt,) = excerpts(line, [(start, end)], first=1, width=1000)
    assert excerpt.carets.count("^") == columns(line[start:end])
    assert len(excerpt.carets) == (columns(line[:end]) if columns(line[start:end]) else 0)


@given(st.text())
def test_what_is_made_visible_holds_nothing_that_steers_a_terminal(text: str) -> None:
    import unicodedata

    assert not [character for character in visible(text) if unicodedata.category(character) == "Cc"]
