from __future__ import annotations

import pytest

from rewriting.staging import Captured, stage
from sharedground.rewriting.messages import render_message


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("“{match}” drops {issue|their own fight}.", "“Stop whining about rent” drops rent."),
        ("“{match}” drops {other|their own fight}.", "“Stop whining about rent” drops their own fight."),
        ("{other} again", "this again"),
        ("no placeholder", "no placeholder"),
    ],
)
def test_a_message_holds_the_writer_s_words(message: str, expected: str) -> None:
    staged = stage("Stop whining about rent.", "Stop whining about rent", issue=Captured("rent"))
    assert render_message(message, staged.hit, staged.block, staged.source) == expected


def test_a_long_match_is_shortened_to_80_characters() -> None:
    staged = stage("Stop " + "whining " * 40 + "now.")
    said = render_message("“{match}”", staged.hit, staged.block, staged.source)
    assert len(said) <= 82
    assert said.endswith("whining…”")


def test_quotation_marks_within_are_single_and_markup_is_left_off() -> None:
    staged = stage('Say **“stop”** and `rm` and "no"')
    said = render_message("“{match}”", staged.hit, staged.block, staged.source)
    assert said == "“Say ‘stop’ and `rm` and 'no'”"
