"""The index of several rules is that of each, numbered on: so that a changed rule leaves the others as they are."""

from __future__ import annotations

from functools import reduce
from operator import or_

import pytest

from sharedground.rules.index import LEVELS, Index, index_of, joined, unpacked
from sharedground.rules.model import AnyOf, Class, Lexicon, Node, Phrase, Rule, Severity, Status, Word
from sharedground.rules.trigger import TriggerError, Triggering

LEXICONS = {"worker": Lexicon("worker", {"NN": (("driver",), ("night", "nurse")), "NNS": (("drivers",),)})}


def phrase(*words: str) -> Node:
    return Phrase(tuple(Class(word[1:]) if word.startswith("@") else Word((word,)) for word in words))


def index(name: str, *nodes: Node) -> Index:
    rule = Rule(name, Status.STABLE, Severity.WARNING, 0.9, "", "", "", "", "", (), AnyOf(nodes))
    return index_of(rule, Triggering(LEXICONS))


SHAME = index("guilt/shame", phrase("shame", "@worker"), phrase("guilt"))
DOCUMENT = index("guilt/document")
STRIKE = index("guilt/strike", phrase("strike", "driver"), phrase("shame"), phrase("@worker"))


def met(index: Index, word: str) -> list[int]:
    """For each level, the leaves that a word meets."""
    if word not in index.words:
        return [0] * LEVELS
    return [unpacked(index.sets[number]) for number in index.rows[index.words[word]]]


def leaves(index: Index) -> int:
    return sum(head.leaves for head in index.heads)


@pytest.mark.parametrize("indexes", [(), (SHAME,), (SHAME, STRIKE), (STRIKE, DOCUMENT, SHAME), (SHAME, SHAME, STRIKE)])
def test_what_a_word_meets_is_what_it_meets_in_each(indexes: tuple[Index, ...]) -> None:
    whole = joined(indexes)
    firsts = [sum(map(leaves, indexes[:at])) for at in range(len(indexes))]

    def numbered_on(packed: list[int]) -> int:
        return reduce(or_, (each << first for each, first in zip(packed, firsts, strict=True)), 0)

    assert set(whole.words) == {word for each in indexes for word in each.words}
    for word in whole.words:
        for level in range(LEVELS):
            assert met(whole, word)[level] == numbered_on([met(each, word)[level] for each in indexes])
    for level in range(LEVELS):
        assert unpacked(whole.without[level]) == numbered_on([unpacked(each.without[level]) for each in indexes])
    assert unpacked(whole.waking) == numbered_on([unpacked(each.waking) for each in indexes])
    assert [head.id for head in whole.heads] == [head.id for each in indexes for head in each.heads]


def test_indexes_are_joined_in_whatever_groups() -> None:
    assert joined([joined([SHAME, STRIKE]), DOCUMENT, SHAME]) == joined([SHAME, joined([STRIKE, DOCUMENT]), SHAME])


@pytest.mark.parametrize("word", ["driver", "drivers", "nurse"])
def test_a_word_of_a_class_meets_what_names_the_class(word: str) -> None:
    assert any(met(STRIKE, word))


def test_a_pattern_of_common_words_has_no_index() -> None:
    with pytest.raises(TriggerError):
        index("guilt/common", phrase("the"))
