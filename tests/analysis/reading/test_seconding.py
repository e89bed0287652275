"""A rule may wait for the sentence reader to second what its patterns match."""

from __future__ import annotations

from functools import cache

import msgspec
import pytest

from analysis.small_pack import LEXICONS, phrase, pipeline, rule
from sharedground.analysis.engine import Analyzer
from sharedground.analysis.pipeline import Pipeline
from sharedground.analysis.reading.reader import Reader
from sharedground.lint import Linter
from sharedground.rules.model import Pack, Rule, Severity
from sharedground.settings import Settings
from sharedground.text.readers import read
from sharedground.text.source import Source

PLAIN = "Put the rota by the kettle so that the drivers can moan about it."
SCOLD = "The drivers upstairs never lift a finger, they only moan all day long."
PATTERN = rule(phrase("moan"), "division/griping", seconded=True)


class Told(Reader):
    """Is sure that what speaks of a kettle is plain, and of nothing else; counts what it is asked to read."""

    def __init__(self) -> None:
        super().__init__(pipeline().reader.folder)
        self.asked: list[str] = []

    def doubts(self, text: str, start: int, end: int, *, fresh: bool = True) -> bool | None:
        self.asked.append(text[start:end])
        return "kettle" in text if fresh else None


class Piped(Pipeline):
    def __init__(self) -> None:
        super().__init__()
        self.__dict__["nlp"] = pipeline().nlp
        self.__dict__["reader"] = Told()


def analyzer(asking: Rule = PATTERN, *, seconded: bool = True) -> Analyzer:
    return Analyzer(Pack((asking,), LEXICONS, "p"), (asking,), Piped(), seconded=seconded)


def found(text: str, by: Analyzer, *, reads_on: bool = True) -> list[str]:
    return [each.hit.rule for each in by.hits(read(Source(text), "markdown"), read=reads_on)]


def test_what_the_reader_takes_for_plain_matter_is_left_alone() -> None:
    assert found(PLAIN, analyzer()) == []
    assert found(SCOLD, analyzer()) == ["division/griping"]


@pytest.mark.parametrize(
    ("asking", "seconded"),
    [
        (rule(phrase("moan"), "division/griping"), True),
        (PATTERN, False),
        (msgspec.structs.replace(PATTERN, severity=Severity.INFORMATION), True),
    ],
    ids=["a rule that does not ask", "no reader", "information"],
)
def test_nobody_is_asked_where_no_second_opinion_is_wanted(asking: Rule, seconded: bool) -> None:
    by = analyzer(asking, seconded=seconded)
    assert found(PLAIN, by) == ["division/griping"]
    assert by._pipeline.reader.asked == []  # type: ignore[attr-defined]


def test_a_match_stands_until_the_reader_has_read_it() -> None:
    by = analyzer()
    assert found(PLAIN, by, reads_on=False) == ["division/griping"]
    assert by.left_unread
    assert found(PLAIN, by) == []
    assert not by.left_unread
    assert found(PLAIN, by, reads_on=False) == []


def test_one_passage_of_a_block_is_doubted_and_another_is_not() -> None:
    reader = Reader(pipeline().reader.folder)
    plain = "The minutes are on the table by the door, and so the drivers need not moan for them."
    text = f"{plain} {plain} {plain} You people had forty years to build something, and all you built was a queue."
    spans = [(text.index("moan"), text.index("moan") + 4), (text.index("forty"), len(text))]
    assert [reader.doubts(text, *span, fresh=False) for span in spans] == [None, None]
    assert [reader.doubts(text, *span) for span in spans] == [True, False]
    assert [reader.doubts(text, *span, fresh=False) for span in spans] == [True, False]


@pytest.mark.parametrize(
    "text", ["They moan a lot. ", "The rota is by the kettle, " * 40], ids=["short", "beyond what it reads"]
)
def test_the_reader_has_no_opinion_of_what_it_cannot_read(text: str) -> None:
    reader = Reader(pipeline().reader.folder)
    assert reader.doubts(text, len(text) - 8, len(text) - 2) is False


def test_stock_words_in_plain_prose_are_left_alone_and_with_the_reader_off_they_are_not() -> None:
    text = "And most important of all, have the courage to follow your heart and your intuition."
    assert not Linter().check(text).findings
    assert [f.rule for f in Linter(Settings(reader=False)).check(text)] == ["accusation/shame-demand"]


@pytest.mark.parametrize(
    "line",
    [
        "Our branch knows that {}.",
        "We say that {}.",
        "As Maria rightly says, {}.",
        "Conference agreed that {}.",
        "Comrades, {}.",
    ],
)
@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("migrants are taking our jobs", "chauvinism/job-theft-scapegoat"),
        ("workers are complicit in genocide", "accusation/complicity-verdict"),
    ],
)
def test_what_the_writer_stands_behind_is_not_doubted_for_its_opening(line: str, said: str, name: str) -> None:
    assert name in {finding.rule for finding in _linter().check(line.format(said))}


@cache
def _linter() -> Linter:
    return Linter()
