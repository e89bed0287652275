"""The trigger pass: which patterns could match in which sentences, told from the words alone.

One Aho-Corasick pass over all prose looks for each pattern's rarest requirement; where it is met, the sentence must
also hold the pattern's other requirements. What is left is parsed. The pass loses nothing: a sentence that it leaves
out cannot match.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import ahocorasick_rs

from sharedground.analysis.plan import Leaf
from sharedground.rules.model import Lexicon
from sharedground.rules.surfaces import PART, parts
from sharedground.rules.trigger import Requirement, Triggering

SentencesOf: TypeAlias = Callable[[int], Sequence[tuple[int, int]]]
"""The spans of the sentences of the text with this index."""


@dataclass(frozen=True, slots=True)
class _Needs:
    """What a leaf needs in its sentence beside its anchor: for each requirement, single words or rows of them."""

    singles: tuple[frozenset[str], ...]
    rows: tuple[tuple[frozenset[str], ...], ...]

    def met(self, words: frozenset[str]) -> bool:
        return all(
            not singles.isdisjoint(words) or any(row <= words for row in rows)
            for singles, rows in zip(self.singles, self.rows, strict=True)
        )


class Triggers:
    """The trigger pass of one pack."""

    def __init__(self, leaves: Sequence[Leaf], lexicons: Mapping[str, Lexicon]) -> None:
        self._needs: dict[int, _Needs] = {}
        anchors: dict[str, list[int]] = {}
        triggering = Triggering(lexicons)
        for leaf in leaves:
            found = triggering.requirements(leaf.node)
            self._needs[leaf.number] = _needs(found)
            for literal in found[0]:
                anchors.setdefault(literal, []).append(leaf.number)
        self._literals = sorted(anchors)
        self._leaves = [tuple(anchors[literal]) for literal in self._literals]
        self._automaton = ahocorasick_rs.AhoCorasick(self._literals) if self._literals else None

    def candidates(self, texts: Sequence[str], sentences: SentencesOf) -> dict[tuple[int, int], frozenset[int]]:
        """(text, sentence) → the leaves that could match there. `sentences(i)` gives the sentence spans of text i."""
        hits = self._hits(texts)
        found: dict[tuple[int, int], set[int]] = {}
        for (index, number), leaves in hits_by_sentence(hits, sentences).items():
            start, end = sentences(index)[number]
            words = frozenset(PART.findall(lowered(texts[index][start:end])))
            kept = {leaf for leaf in leaves if self._needs[leaf].met(words)}
            if kept:
                found[index, number] = kept
        return {place: frozenset(leaves) for place, leaves in found.items()}

    def _hits(self, texts: Sequence[str]) -> list[tuple[int, int, tuple[int, ...]]]:
        """(text, offset in it, leaves) of every anchor found at a word's boundaries."""
        if self._automaton is None or not texts:
            return []
        whole = lowered("\n".join(texts))
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text) + 1)
        found: list[tuple[int, int, tuple[int, ...]]] = []
        size = len(whole)
        for literal, start, end in self._automaton.find_matches_as_indexes(whole, overlapping=True):
            if (start and _joins(whole[start - 1], whole[start])) or (
                end < size and _joins(whole[end - 1], whole[end])
            ):
                continue
            index = bisect_right(starts, start) - 1
            found.append((index, start - starts[index], self._leaves[literal]))
        return found


def _joins(left: str, right: str) -> bool:
    return (left.isalpha() and right.isalpha()) or (left.isdigit() and right.isdigit())


def hits_by_sentence(
    hits: Iterable[tuple[int, int, tuple[int, ...]]], sentences: SentencesOf
) -> dict[tuple[int, int], set[int]]:
    """Hits gathered by the sentence they stand in."""
    gathered: dict[tuple[int, int], set[int]] = {}
    for index, offset, leaves in hits:
        spans = sentences(index)
        number = max(0, bisect_right(spans, offset, key=lambda span: span[0]) - 1)
        gathered.setdefault((index, number), set()).update(leaves)
    return gathered


def _needs(found: Sequence[Requirement]) -> _Needs:
    split = [_split(requirement) for requirement in found]
    return _Needs(tuple(singles for singles, _ in split), tuple(rows for _, rows in split))


@lru_cache(maxsize=10_000)
def _split(requirement: Requirement) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """The literals of a requirement that are one part, and the sets of parts of those that are several."""
    literals = [parts(literal) for literal in requirement]
    singles = frozenset(found[0] for found in literals if len(found) == 1)
    return singles, tuple({frozenset(found) for found in literals if len(found) > 1})


def lowered(text: str) -> str:
    """The text in lower case with straight apostrophes, character for character."""
    low = text.lower().replace("’", "'")
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text).replace("’", "'")
    return low
