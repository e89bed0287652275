"""Phrases laid out: small however many ways there are through them, and sharing what they ask for."""

import gc
from collections.abc import Iterator

from analysis.small_pack import LEXICONS, phrase, sentence
from sharedground.analysis.phrase_matching import PhraseFinder
from sharedground.analysis.steps import Choice, Layout, One, Step


def _every(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        if isinstance(step, Choice):
            for way in step.ways:
                yield from _every(way)


def test_a_phrase_takes_room_for_its_words_and_not_for_its_ways() -> None:
    one = "(<ADJ> (a|b) | c [<ADV>] | d e)"
    steps = Layout({}).steps(phrase(" ".join([one] * 8)).items)
    assert len(list(_every(steps))) == 8 * len(list(_every(Layout({}).steps(phrase(one).items))))


def test_words_of_which_one_may_stand_somewhere_are_one_step() -> None:
    [step] = Layout({}).steps(phrase("(shame|guilt|blame)").items)
    assert isinstance(step, One)
    assert step.demand.norms == {"shame", "guilt", "blame"}


def test_phrases_that_ask_for_a_class_share_it() -> None:
    layout = Layout(LEXICONS)
    [one], [_, other] = (layout.steps(phrase(text).items) for text in ("@griping/VB", "stop @griping/VB"))
    entries = [step.entries for step in (one, other)]  # type: ignore[union-attr]
    assert entries[0] is entries[1]


def test_looking_for_a_phrase_leaves_nothing_for_the_collector() -> None:
    finder = PhraseFinder(phrase("[please] (stop|quit) ...3 @griping about $issue:np").items, Layout(LEXICONS))
    parsed = sentence("Please stop all that moaning about the price of bread.")
    assert finder.find(parsed)
    gc.collect()
    gc.disable()
    try:
        for _ in range(20):
            finder.find(parsed)
        assert gc.collect() == 0
    finally:
        gc.enable()
