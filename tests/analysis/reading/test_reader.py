"""The sentence reader: what it reads together, what it passes over, and what it does without its model."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.small_pack import pipeline
from sharedground.analysis.reading.gate import Gate, features
from sharedground.analysis.reading.reader import Reader, passages
from sharedground.errors import PipelineError
from sharedground.lint import Linter
from sharedground.settings import Settings

SCOLD = "No one wants to work any more, they just want to turn up."
PLAIN = "Install the package, open the file and look at the first line of the output."


def test_short_sentences_are_read_three_at_a_time() -> None:
    assert passages([(0, 10), (11, 20), (21, 30), (31, 40)]) == [(0, 30), (31, 40)]


def test_a_long_sentence_is_read_by_itself() -> None:
    assert passages([(0, 390), (391, 420), (421, 440)]) == [(0, 390), (391, 440)]


@given(st.lists(st.integers(1, 500), max_size=12))
def test_every_sentence_is_read_once(lengths: list[int]) -> None:
    spans, start = [], 0
    for length in lengths:
        spans.append((start, start + length))
        start += length + 1
    read = passages(spans)
    assert all(sum(first <= start and end <= last for first, last in read) == 1 for start, end in spans)


def test_the_gate_adds_up_what_words_and_pairs_weigh() -> None:
    gate = Gate({"you": 2.0, "you people": 4.0, "agenda": -3.0}, -1.0)
    assert gate.lets_through("You people")
    assert not gate.lets_through("The agenda, you see, is short")
    assert gate.sum("") == -1.0


def test_the_gate_sees_words_pairs_and_edges() -> None:
    assert list(features("It’s 40 years!")) == [
        *("it's", "^ it's", "0", "it's 0", "years", "0 years", "!", "years !", "! $"),
    ]


def test_a_scold_is_read_with_its_place_in_the_text() -> None:
    text = f"5.40 train, half of them asleep with their mouths open. {SCOLD}"
    (reading,) = pipeline().reader.readings(text)
    assert 0.5 < reading.sureness <= 1
    assert 0 <= reading.start < text.index("No one") + 20 < reading.end <= len(text)
    assert reading.label in pipeline().reader.about.bars


@pytest.mark.parametrize("text", ["", "Yes.", PLAIN, "```", "☭ ☭ ☭ ☭ ☭ ☭ ☭ ☭ ☭", "a" * 5000, "Tie this to that."])
def test_plain_matter_gives_no_reading(text: str) -> None:
    assert pipeline().reader.readings(text) == ()


def test_what_the_gate_passes_over_never_loads_the_model() -> None:
    reader = Reader(pipeline().reader.folder)
    assert reader.readings(PLAIN) == ()
    assert not reader.loaded
    assert reader.readings(f"5.40 train, half of them asleep with their mouths open. {SCOLD}")
    assert reader.loaded


def test_what_is_kept_of_drafts_is_told_apart_by_the_reader_they_were_read_with() -> None:
    reading, patterns = Linter(), Linter(Settings(reader=False))
    assert reading.digest == f"{patterns.digest} {pipeline().reader.version}"


def test_a_reading_that_no_label_stands_out_for_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(pipeline().reader.folder)
    labels, bars = reader.about.labels, dict.fromkeys(reader.about.labels, 0.5)
    monkeypatch.setattr(
        reader, "_scores", lambda pieces: (np.array([0.01, 0.5, 0.49, *[0.0] * 5]), np.ones(len(pieces)))
    )
    for named, shown in ((0.4, [labels[1]]), (0.6, [])):
        reader.__dict__["about"] = msgspec.structs.replace(reader.about, bars=bars, named=named)
        assert [reading.label for reading in reader._passage(SCOLD).readings] == shown


def test_what_is_kept_is_told_apart_by_the_bars_too(tmp_path: Path) -> None:
    folder = pipeline().reader.folder
    (tmp_path / "about.json").write_bytes((folder / "about.json").read_bytes().replace(b'"named"', b' "named"'))
    assert Reader(tmp_path).version != Reader(folder).version


def test_a_missing_model_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"lacks “gate\.json”.*reader = false"):
        Reader(tmp_path).readings(SCOLD)


@pytest.mark.parametrize("mark", ["!", "…", " 👏", ". @mike"])
def test_a_scold_is_known_with_whatever_mark_at_its_end(mark: str) -> None:
    text = f"5.40 train, half of them asleep with their mouths open. {SCOLD.rstrip('.')}{mark}"
    assert len(pipeline().reader.readings(text)) == 1
