"""The trigger pass: which patterns could match in which sentences, told from the words alone.

Each pattern has a rarest requirement, whose words wake it; where one stands in a sentence, the sentence must also meet
the pattern's other requirements, and hold its words in their order. What is left is parsed. The pass loses nothing: a
sentence that it leaves out cannot match.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import Protocol, TypeAlias

from sharedground.analysis.lexical import Lexical, Line, bits
from sharedground.analysis.wording import Chunk, chunk_of
from sharedground.rules.branches import Leaf
from sharedground.rules.index import Head, Index, unpacked
from sharedground.rules.model import Class, Lexicon
from sharedground.rules.trigger import class_entries
from sharedground.text.sentences import sentences

Key: TypeAlias = tuple[int, int]

sentence_spans = lru_cache(maxsize=512)(lambda text: tuple(sentences(text)))
_MOST_CHUNKS = 10_000
_SPARE_TEXTS = 256
"""How many texts are kept beside those of the draft that is looked at."""
_MOST_SENTENCES = 256
"""As many as there may be in a paragraph that is being written: its other sentences stay as they are."""

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
        self._rows: dict[int, tuple[Leaves, ...]] = {}
        self._without = [int.from_bytes(each, "little") for each in index.without]
        self._nothing: tuple[Leaves, ...] = (0,) * len(self._without)
        self.waking: Leaves = int.from_bytes(index.waking, "little") & _leaves_of(index.heads, runs)
        self._lexical = Lexical(self._entries)
        self._tests: dict[int, Callable[[Line], bool]] = {}
        self._chunks = _Chunks(self._met)
        self._latest = lru_cache(maxsize=_MOST_SENTENCES)(self.awake)
        self._latest_line: tuple[Awake, Line] | None = None
        self._room = _SPARE_TEXTS
        self._texts: OrderedDict[str, dict[int, Awake]] = OrderedDict()

    def candidates(self, texts: Sequence[str]) -> Candidates:
        """What could match in each sentence of some texts."""
        self._room = len(texts) + _SPARE_TEXTS
        return Candidates(self, texts)

    def within(self, text: str) -> Mapping[int, Awake]:
        """What could match in the sentences of a text that wake a pattern, by their numbers."""
        found = self._texts.get(text)
        if found is None:
            sentences = (self._latest(text[start:end]) for start, end in sentence_spans(text))
            found = self._texts[text] = {number: awake for number, awake in enumerate(sentences) if awake}
            if len(self._texts) > self._room:
                self._texts.popitem(last=False)
        else:
            self._texts.move_to_end(text)
        return found

    def line_of(self, awake: Awake) -> Line:
        """The cells of a sentence, laid out. Only the latest is kept: it takes much room, and is soon done with."""
        if self._latest_line is None or self._latest_line[0] is not awake:
            self._latest_line = awake, awake.line()
        return self._latest_line[1]

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
        rows = [self._row(self._index.words[word]) for word in chunk.words & self._index.words.keys()]
        if len(rows) == 1:
            return rows[0]
        return tuple(reduce(or_, level) for level in zip(self._nothing, *rows, strict=True)) if rows else self._nothing

    def _row(self, number: int) -> tuple[Leaves, ...]:
        if number not in self._rows:
            self._rows[number] = tuple(map(self._set, self._index.rows[number]))
        return self._rows[number]

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
        self._waking = tuple(leaf for leaf in bits(left & triggers.waking) if leaf in self)

    def __contains__(self, leaf: object) -> bool:
        if not isinstance(leaf, int):
            return False
        if leaf not in self._known:
            self._known[leaf] = bool(self._left >> leaf & 1) and self._triggers.test(leaf)(self._triggers.line_of(self))
        return self._known[leaf]

    def __iter__(self) -> Iterator[int]:
        return iter(self._waking)

    def __len__(self) -> int:
        return len(self._waking)

    def line(self) -> Line:
        """The cells of the sentence, laid out."""
        cells = [cell for chunk in self._chunks for cell in chunk.cells]
        return Line(cells, " ".join(lowered(self._text).split()))


class Candidates(Mapping[Key, Awake]):
    """(text, sentence) → what could match there, for every sentence; iterating gives those that are awake."""

    def __init__(self, triggers: Triggers, texts: Sequence[str]) -> None:
        self._triggers = triggers
        self._texts = texts
        self.within: Sequence[Mapping[int, Awake]] = [triggers.within(text) for text in texts]
        """For each text, its sentences that are awake, by their numbers."""
        self._asleep: dict[Key, Awake] = {}

    def __getitem__(self, key: Key) -> Awake:
        index, number = key
        awake = self.within[index]
        if number in awake:
            return awake[number]
        if key not in self._asleep:
            start, end = sentence_spans(self._texts[index])[number]
            self._asleep[key] = self._triggers.awake(self._texts[index][start:end])
        return self._asleep[key]

    def __iter__(self) -> Iterator[Key]:
        return ((index, number) for index, awake in enumerate(self.within) for number in awake)

    def __len__(self) -> int:
        return sum(map(len, self.within))


class _Chunks(dict[str, tuple[Chunk, tuple[Leaves, ...]]]):
    """Chunks seen lately, each with the leaves whose requirements it meets, rank by rank.

    When they are many, they grow old together; those that are met again meanwhile are young again, so that the words
    that stand everywhere are never looked at twice.
    """

    def __init__(self, met: Callable[[Chunk], tuple[Leaves, ...]]) -> None:
        super().__init__()
        self._met = met
        self._old: dict[str, tuple[Chunk, tuple[Leaves, ...]]] = {}

    def __missing__(self, text: str) -> tuple[Chunk, tuple[Leaves, ...]]:
        if len(self) >= _MOST_CHUNKS:
            self._old = dict(self)
            self.clear()
        known = self._old.get(text)
        if known is None:
            chunk = chunk_of(text)
            known = chunk, self._met(chunk)
        self[text] = known
        return known


def lowered(text: str) -> str:
    """The text in lower case with straight apostrophes, character for character."""
    low = text.lower().replace("’", "'")
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text).replace("’", "'")
    return low
