"""The trigger pass: which patterns could match in which sentences, told from the words alone.

Each pattern has a rarest requirement, whose words wake it; where one stands in a sentence, the sentence must also meet
the pattern's other requirements, and hold its words in their order. What is left is parsed. The pass loses nothing: a
sentence that it leaves out cannot match.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Protocol, TypeAlias

from sharedground.analysis.lexical import Lexical, Line
from sharedground.analysis.wording import Chunk, chunk_of
from sharedground.rules.branches import Leaf
from sharedground.rules.index import Head, Index, unpacked
from sharedground.rules.model import Class, Lexicon
from sharedground.rules.trigger import class_entries
from sharedground.text.sentences import sentences

Key: TypeAlias = tuple[int, int]

sentence_spans = lru_cache(maxsize=8192)(lambda text: tuple(sentences(text)))
_MOST_CHUNKS = 20_000
_MOST_TEXTS = 16_384

Leaves: TypeAlias = int
"""A set of leaves: bit n stands for leaf n."""


class Patterns(Protocol):
    """Where the trigger pass has its patterns from: the index, and by number the leaves themselves."""

    @property
    def index(self) -> Index:
        """Which words wake what."""

    def leaf(self, number: int) -> Leaf:
        """A leaf by its number."""

    def lexicon(self, name: str) -> Lexicon | None:
        """A word class."""


class Triggers:
    """The trigger pass of one pack, for the rules that `runs` says are on. Keeps what it found in the latest texts."""

    def __init__(self, patterns: Patterns, runs: Callable[[Head], bool] = lambda head: True) -> None:
        self._patterns = patterns
        self._index = index = patterns.index
        self._sets: dict[int, Leaves] = {}
        self._without = [int.from_bytes(each, "little") for each in index.without]
        self.waking: Leaves = int.from_bytes(index.waking, "little") & _leaves_of(index.heads, runs)
        self._lexical = Lexical(self._entries)
        self._tests: dict[int, Callable[[Line], bool]] = {}
        self._chunks = _Chunks(self._met)
        self._texts: dict[str, dict[int, Awake]] = {}

    def candidates(self, texts: Sequence[str]) -> Candidates:
        """What could match in each sentence of some texts."""
        if len(self._texts) + len(texts) > _MOST_TEXTS:
            self._texts = {}
        for text in texts:
            if text not in self._texts:
                sentences = (self.awake(text[start:end]) for start, end in sentence_spans(text))
                self._texts[text] = {number: awake for number, awake in enumerate(sentences) if awake}
        awake = {(i, number): found for i, text in enumerate(texts) for number, found in self._texts[text].items()}

        def otherwise(key: Key) -> Awake:
            start, end = sentence_spans(texts[key[0]])[key[1]]
            return self.awake(texts[key[0]][start:end])

        return Candidates(awake, otherwise)

    def awake(self, sentence: str) -> Awake:
        """What could match in a sentence."""
        known = [self._chunks[piece] for piece in sentence.split()]
        left = -1
        for level, met in enumerate(self._without):
            for _, each in known:
                met |= each[level]
            left &= met
            if not left:
                break
        return Awake(self, left, [chunk for chunk, _ in known] if left else (), sentence)

    def test(self, leaf: int) -> Callable[[Line], bool]:
        """Whether a leaf's words could stand in a line in their order."""
        if leaf not in self._tests:
            self._tests[leaf] = self._lexical.possible(self._patterns.leaf(leaf))
        return self._tests[leaf]

    def _met(self, chunk: Chunk) -> tuple[Leaves, ...]:
        index, met = self._index, [0] * len(self._without)
        for word in chunk.words & index.words.keys():
            for level, number in enumerate(index.rows[index.words[word]]):
                met[level] |= self._set(number)
        return tuple(met)

    def _set(self, number: int) -> Leaves:
        if number not in self._sets:
            self._sets[number] = unpacked(self._index.sets[number])
        return self._sets[number]

    def _entries(self, item: Class) -> tuple[tuple[str, ...], ...]:
        lexicon = self._patterns.lexicon(item.name)
        return class_entries(item, {item.name: lexicon} if lexicon else {})


def _leaves_of(heads: Sequence[Head], runs: Callable[[Head], bool]) -> Leaves:
    found, first = 0, 0
    for head in heads:
        if runs(head):
            found |= (1 << head.leaves) - 1 << first
        first += head.leaves
    return found


class Awake(Collection[int]):
    """The leaves that could match in one sentence: `leaf in awake` asks for any; iterating gives those that wake it."""

    def __init__(self, triggers: Triggers, left: Leaves, chunks: Sequence[Chunk], text: str) -> None:
        self._triggers = triggers
        self._left = left
        self._chunks = chunks
        self._text = text
        self._known: dict[int, bool] = {}
        self._waking = tuple(leaf for leaf in _numbers(left & triggers.waking) if leaf in self)

    def __contains__(self, leaf: object) -> bool:
        if not isinstance(leaf, int):
            return False
        if leaf not in self._known:
            self._known[leaf] = bool(self._left >> leaf & 1) and self._triggers.test(leaf)(self._line)
        return self._known[leaf]

    def __iter__(self) -> Iterator[int]:
        return iter(self._waking)

    def __len__(self) -> int:
        return len(self._waking)

    @cached_property
    def _line(self) -> Line:
        cells = [cell for chunk in self._chunks for cell in chunk.cells]
        return Line(cells, " ".join(lowered(self._text).split()))


def _numbers(leaves: Leaves) -> Iterator[int]:
    while leaves:
        lowest = leaves & -leaves
        yield lowest.bit_length() - 1
        leaves ^= lowest


class Candidates(Mapping[Key, Awake]):
    """(text, sentence) → what could match there, for every sentence; iterating gives those that are awake."""

    def __init__(self, awake: Mapping[Key, Awake], otherwise: Callable[[Key], Awake]) -> None:
        self._awake = awake
        self._otherwise = otherwise
        self._asleep: dict[Key, Awake] = {}

    def __getitem__(self, key: Key) -> Awake:
        if key in self._awake:
            return self._awake[key]
        if key not in self._asleep:
            self._asleep[key] = self._otherwise(key)
        return self._asleep[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._awake)

    def __len__(self) -> int:
        return len(self._awake)


class _Chunks(dict[str, tuple[Chunk, tuple[Leaves, ...]]]):
    """Chunks seen before, each with the leaves whose requirements it meets, rank by rank."""

    def __init__(self, met: Callable[[Chunk], tuple[Leaves, ...]]) -> None:
        super().__init__()
        self._met = met

    def __missing__(self, text: str) -> tuple[Chunk, tuple[Leaves, ...]]:
        if len(self) >= _MOST_CHUNKS:
            self.clear()
        chunk = chunk_of(text)
        self[text] = chunk, self._met(chunk)
        return self[text]


def lowered(text: str) -> str:
    """The text in lower case with straight apostrophes, character for character."""
    low = text.lower().replace("’", "'")
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text).replace("’", "'")
    return low
