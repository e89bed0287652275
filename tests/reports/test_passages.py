import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedground.reports.passages import Passage, Quiet, folded, passages


def _texts(found):
    return ["".join(stretch.text for stretch in passage.stretches) for passage in found]


def test_passages_lie_between_blank_lines() -> None:
    assert _texts(passages("# One\n\nTwo\nand more\n \n\nThree", [])) == ["# One", "Two\nand more", "Three"]


LONG = "A long line that an editor wrapped somewhere about here"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{LONG}\nand on.", f"{LONG} and on."),
        (f"{LONG}\r\nand on.", f"{LONG} and on."),
        ("A short line,\nof verse.", "A short line,\nof verse."),
        (f"- {LONG}\n- and another", f"- {LONG}\n- and another"),
        (f"{LONG}, on purpose  \nand on.", f"{LONG}, on purpose  \nand on."),
        (f"{LONG}\n  set in", f"{LONG}\n  set in"),
    ],
)
def test_lines_that_were_only_wrapped_are_joined(text: str, shown: str) -> None:
    assert _texts(passages(text, [])) == [shown]


def test_marks_cut_a_passage_into_stretches() -> None:
    (passage,) = passages("abcdefgh", [(1, 4), (3, 6)])
    assert [(s.text, s.marks, s.starts, s.ends) for s in passage.stretches] == [
        ("a", (), (), ()),
        ("bc", (0,), (0,), ()),
        ("d", (0, 1), (1,), (0,)),
        ("ef", (1,), (), (1,)),
        ("gh", (), (), ()),
    ]
    assert passage.marks == (0, 1)


def test_a_mark_across_a_blank_line_keeps_its_passages_together() -> None:
    (passage, after) = passages("One.\n\nTwo.\n\nThree.", [(1, 8)])
    assert _texts([passage, after]) == ["One.\n\nTwo.", "Three."]


def test_quiet_passages_far_from_any_mark_are_folded() -> None:
    text = "\n\n".join("abcdefgh")
    shown = folded(passages(text, [(0, 1)]))
    assert [type(item) for item in shown] == [Passage, Passage, Quiet]
    assert isinstance(shown[2], Quiet) and len(shown[2].passages) == 6
    few = folded(passages("\n\n".join("abcd"), [(0, 1)]))
    assert [type(item) for item in few] == [Passage] * 4


@given(
    st.text(alphabet="ab \n\r", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 12)), max_size=5),
)
def test_no_word_is_lost_and_each_mark_starts_and_ends_once(text: str, drawn: list[tuple[int, int]]) -> None:
    spans = sorted((start, start + length) for start, length in drawn if start + length <= len(text))
    spans = [(a, b) for a, b in spans if text[a:b].strip() == text[a:b] != ""]
    found = passages(text, spans)
    assert re.sub(r"\s", "", "".join(_texts(found))) == re.sub(r"\s", "", text)
    stretches = [stretch for passage in found for stretch in passage.stretches]
    for number, (start, end) in enumerate(spans):
        assert sum(number in stretch.starts for stretch in stretches) == 1
        assert sum(number in stretch.ends for stretch in stretches) == 1
        marked = "".join(stretch.text for stretch in stretches if number in stretch.marks)
        assert marked.split() == text[start:end].split()
    assert sorted(number for passage in found for number in passage.marks) == [*range(len(spans))]
