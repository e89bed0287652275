"""The index of several rules is that of each, numbered on: so that a changed rule leaves the others as they are."""

from __future__ import annotations

from functools import reduce
from operator import or_

import msgspec
import pytest

from sharedground.rules import index as index_module
from sharedground.rules.index import LEVELS, PAIRED_LEVELS, Index, Packed, index_of, joined, unpacked
from sharedground.rules.model import (
    AllOf,
    AnyOf,
    Class,
    Count,
    Lexicon,
    Named,
    Node,
    Phrase,
    Rule,
    Severity,
    Status,
    Then,
    Word,
)
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
        return [0] * (LEVELS + PAIRED_LEVELS)
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
        for level in range(LEVELS + PAIRED_LEVELS):
            assert met(whole, word)[level] == numbered_on([met(each, word)[level] for each in indexes])
    for level in range(LEVELS + PAIRED_LEVELS):
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


def asked(index: Index, leaf: int) -> set[str]:
    """Every word and pair that a requirement of a leaf names."""
    return {word for word in index.words if any(each >> leaf & 1 for each in met(index, word))}


SHAMED, STRUCK = phrase("shame"), phrase("strike")


@pytest.mark.parametrize(
    ("node", "of_the_first", "of_the_second"),
    [
        (AllOf((SHAMED, STRUCK)), {"shame", "strike"}, {"shame", "strike"}),
        (AllOf((SHAMED, AnyOf((STRUCK, phrase("picket"))))), {"shame", "strike", "picket"}, {"shame", "strike"}),
        (AllOf((Named(SHAMED), Then(STRUCK, phrase("picket")))), {"shame", "strike"}, {"shame", "strike"}),
        (AllOf((SHAMED, STRUCK), within="neighbours"), {"shame"}, {"strike"}),
        (AllOf((SHAMED,), without=(STRUCK,)), {"shame"}, {"strike"}),
        (AllOf((SHAMED, Count(STRUCK, 2))), {"shame"}, {"strike"}),
        (Then(SHAMED, STRUCK), {"shame"}, {"strike"}),
        (AnyOf((SHAMED, STRUCK)), {"shame"}, {"strike"}),
    ],
    ids=lambda value: str(value) if isinstance(value, AllOf | AnyOf | Then) else " ".join(sorted(value)),
)
def test_what_must_stand_in_the_same_sentence_is_asked_of_each_part(
    node: Node, of_the_first: set[str], of_the_second: set[str]
) -> None:
    found = index("guilt/both", Named(node))
    assert asked(found, 0) == of_the_first
    assert asked(found, 1) == of_the_second


def test_words_that_stand_in_a_row_are_asked_for_as_pairs_on_levels_of_their_own() -> None:
    found = index("guilt/nurse", phrase("blame", "nurse", "@worker"))
    assert "blame nurse" in asked(found, 0)
    assert not any(met(found, "blame nurse")[:LEVELS])
    assert any(met(found, "blame nurse")[LEVELS:])


@pytest.mark.parametrize("size", [1, 2, 3, 4_000])
def test_an_index_that_was_packed_in_pieces_is_as_it_was(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "_PIECE", size)
    whole = joined([SHAME, DOCUMENT, STRIKE])
    kept = msgspec.msgpack.encode(Packed.of(whole))
    assert msgspec.msgpack.decode(kept, type=Packed).unpacked() == whole
