"""What the reader finds goes through the same contexts as every match, and gives way to patterns."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from analysis.small_pack import LEXICONS, phrase, pipeline, rule
from sharedground.analysis.engine import Analyzer, Unparsed
from sharedground.analysis.model import Hit
from sharedground.analysis.pipeline import Pipeline
from sharedground.analysis.reading.reader import Reader, Reading
from sharedground.rules.model import AnyOf, Applicability, Pack, Policy, Reads, Rule, Severity, Template
from sharedground.text.readers import read
from sharedground.text.source import Source

WORDS = "you lot only moan"


class Scripted(Reader):
    """Takes three certain words for division, wherever they stand."""

    def __init__(self) -> None:
        super().__init__(pipeline().reader.folder)

    def wakes(self, text: str) -> bool:
        return WORDS in text.lower()

    def readings(self, text: str, *, fresh: bool = True) -> tuple[Reading, ...]:
        start = text.lower().find(WORDS)
        return (Reading("division", 0.93, start, start + len(WORDS)),) if start >= 0 else ()


class Piped(Pipeline):
    def __init__(self) -> None:
        super().__init__()
        self.__dict__["nlp"] = pipeline().nlp
        self.__dict__["reader"] = Scripted()


class Unhurried(Piped):
    """Its reader has read nothing until it is asked to read on."""

    def __init__(self) -> None:
        super().__init__()
        scripted = self.__dict__["reader"] = Scripted()
        readings = scripted.readings
        scripted.readings = lambda text, *, fresh=True: readings(text) if fresh else ()  # type: ignore[method-assign]
        scripted.is_unread = lambda text: True  # type: ignore[method-assign]


READING = rule(AnyOf(()), "division/read", reads=Reads("division", ("comrade",)))


def hits(text: str, *others: Rule, reading: Rule = READING, parse: bool = True) -> Sequence[Hit]:
    rules = (reading, *others)
    found = Analyzer(Pack(rules, LEXICONS, "p"), rules, Piped()).hits(read(Source(text), "markdown"), parse=parse)
    return [each.hit for each in found]


def test_a_reading_is_a_finding_with_the_reader_s_sureness() -> None:
    (hit,) = hits("The drivers say much. You lot only moan today.")
    assert (hit.rule, hit.confidence, hit.severity) == ("division/read", 0.93, Severity.WARNING)
    assert (hit.start, hit.end) == (22, 22 + len(WORDS))
    assert hit.sentence == (22, 46)


def test_a_noun_phrase_of_a_class_is_captured_by_its_name() -> None:
    (hit,) = hits("You lot only moan while the young drivers wait.")
    assert hit.captures["comrade"].text == "the young drivers"


@pytest.mark.parametrize(
    "text",
    [
        "“You lot only moan,” he said, and he was wrong.",
        "> You lot only moan.\n> — the chairman, 1984",
        "The phrase “you lot only moan” does harm.",
    ],
)
def test_contexts_silence_readings(text: str) -> None:
    assert hits(text) == []


def test_only_a_negator_before_what_is_read_denies_it() -> None:
    class Denied(Scripted):
        def readings(self, text: str, *, fresh: bool = True) -> tuple[Reading, ...]:
            return (Reading("division", 0.93, text.index("you"), len(text) - 1),)

    def found(text: str) -> list[str]:
        piped = Piped()
        piped.__dict__["reader"] = Denied()
        piped.reader.wakes = lambda text: True  # type: ignore[method-assign]
        drafted = read(Source(text), "markdown")
        return [each.hit.rule for each in Analyzer(Pack((READING,), LEXICONS, "p"), (READING,), piped).hits(drafted)]

    assert found("Once more you do not lift a finger.") == ["division/read"]
    assert found("Nobody claims that you moan.") == []


def test_what_a_rule_excepts_is_left_alone() -> None:
    spared = rule(AnyOf(()), "division/read", reads=Reads("division"), unless=(phrase("today"),))
    assert hits("You lot only moan today.", reading=spared) == []


def test_a_block_that_is_yet_to_be_read_is_settled_once_and_read_later() -> None:
    analyzer = Analyzer(Pack((READING,), LEXICONS, "p"), (READING,), Unhurried())
    drafted = read(Source("You lot only moan."), "markdown")
    assert analyzer.hits(drafted, read=False) == []
    assert analyzer.left_unread
    assert analyzer.hits(drafted, read=False) == []
    assert analyzer.left_unread
    assert [each.hit.rule for each in analyzer.hits(drafted)] == ["division/read"]
    assert not analyzer.left_unread
    assert len(analyzer.hits(drafted, read=False)) == 1
    assert not analyzer.left_unread


def test_a_rule_may_flag_in_a_context_all_the_same() -> None:
    bold = rule(
        AnyOf(()), "division/read", reads=Reads("division"), contexts={"quoted": Policy.FLAG, "reported": Policy.FLAG}
    )
    assert len(hits("“You lot only moan,” he said.", reading=bold)) == 1


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("You lot only moan about the weather today.", 0),
        ("You lot only moan about the weather, and nothing else ever comes from any of you.", 1),
        ("You lot only moan about the news today.", 1),
        ("Here you lot only moan of what hurts you.", 0),
    ],
)
def test_a_wording_that_rules_offer_is_left_alone(text: str, flagged: int) -> None:
    class ReadsOn(Scripted):
        def readings(self, text: str, *, fresh: bool = True) -> tuple[Reading, ...]:
            return (Reading("division", 0.93, 0, len(text)),)

    piped = Piped()
    piped.__dict__["reader"] = ReadsOn()
    offer = Template("{match} you lot only moan about the weather [when: ___]", Applicability.SCAFFOLD)
    own = Template("you lot only moan of what hurts you", Applicability.REVIEW)
    rules = (msgspec.structs.replace(READING, rewrites=(own,)), rule(phrase("it rains"), rewrites=(offer,)))
    found = Analyzer(Pack(rules, LEXICONS, "p"), rules, piped).hits(read(Source(text), "markdown"))
    assert len(found) == flagged


def test_a_pattern_in_the_same_sentence_goes_first() -> None:
    (hit,) = hits("You lot only moan, and it rains.", rule(phrase("it rains"), "hierarchy/small"))
    assert hit.rule == "hierarchy/small"


def test_without_a_rule_that_reads_nothing_is_read() -> None:
    small = rule(phrase("it rains"), "hierarchy/small")
    assert hits("You lot only moan.", reading=small) == []


def test_who_cannot_wait_for_the_pipeline_is_told() -> None:
    with pytest.raises(Unparsed):
        hits("You lot only moan.", parse=False)
