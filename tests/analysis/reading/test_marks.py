"""The reader meets the marks that its model met, in the same places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedground.analysis.reading.marks import alike


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("You knew — and sat down!", "You knew , and sat down."),
        ("You knew – and sat down…", "You knew , and sat down."),
        ("You knew -- and sat down.", "You knew ,  and sat down."),
        ("A well-paid, 9–5 job.", "A well-paid, 9–5 job."),
        ("@mike you knew 👏 ✊🏾", "      you knew      "),
        ("#Solidarity with no one, mail a@b.org", " Solidarity with no one, mail a@b.org"),
    ],
)
def test_marks_are_those_the_model_met(written: str, read: str) -> None:
    assert alike(written).rstrip() == read.rstrip()


@given(st.text())
def test_offsets_stay_what_they_were(text: str) -> None:
    assert len(alike(text)) == len(text)
