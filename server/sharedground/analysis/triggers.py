"""The trigger pass: which patterns could match in which sentences, told from the words alone.

Each pattern has a rarest requirement, whose words wake it; where one stands in a sentence, the sentence must also meet
the pattern's other requirements, and hold its words in their order. What is left is parsed. The pass loses nothing: a
sentence that it leaves out cannot match.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, reduce
from itertools import islice, pairwise
from operator import or_
from types import MappingProxyType
from typing import Protocol, TypeAlias

from sharedground.analysis.latest import Made
from sharedground.analysis.lexical import Lexical, Line, bits
from sharedground.analysis.wording import chunk_of, runs_of, words_of
from sharedground.rules.branches import Leaf
from sharedground.rules.index import LEVELS, Head, Index, unpacked
from sharedground.rules.model import Class, Lexicon
from sharedground.rules.trigger import class_entries
from sharedground.text.sentences import sentences

Key: TypeAlias = tuple[int, int]

sentence_spans = lru_cache(maxsize=256)(lambda text: tuple(sentences(text)))
_MOST_CHUNKS = 20_000
_SPARE_TEXTS = 64
"""How many texts are kept beside those of the draft that is looked at."""
_MOST_TOGETHER = 256
"""How many sets of rows are kept taken together: each takes some kilobytes."""
_MOST_SENTENCES = 128
"""As many as there may be in a paragraph that is being written: its other sentences stay as they are."""

_NONE: Mapping[int, Awake] = MappingProxyType({})

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
        self._rows = _Rows(self._row, (0,) * len(self._without))
        self.waking: Leaves = int.from_bytes(index.waking, "little") & _leaves_of(index.heads, runs)
        self._lexical = Lexical(self._entries)
        self._tests: dict[int, Callable[[Line], bool]] = {}
        self._met = _Met(self._number)
        self._latest = lru_cache(maxsize=_MOST_SENTENCES)(self.awake)
        self._latest_line: tuple[Awake, Line] | None = None
        self._texts = Made(self._found, _SPARE_TEXTS)

    def candidates(self, texts: Sequence[str]) -> Candidates:
        """What could match in each sentence of some texts."""
        self._texts.keep(texts)
        return Candidates(self, texts)

    def within(self, text: str) -> Mapping[int, Awake]:
        """What could match in the sentences of a text that wake a pattern, by their numbers."""
        return self._texts[text]

    def wakes(self, texts: Sequence[str]) -> bool:
        """Whether some pattern could match in some of these texts."""
        self._texts.keep(texts)
        return any(map(self._texts.__getitem__, texts))

    def line_of(self, awake: Awake) -> Line:
        """The cells of a sentence, laid out. Only the latest is kept: it takes much room, and is soon done with."""
        if self._latest_line is None or self._latest_line[0] is not awake:
            self._latest_line = awake, awake.line()
        return self._latest_line[1]

    def awake(self, sentence: str) -> Awake:
        """What could match in a sentence."""
        return Awake(self, self.left(sentence, self.waking), sentence)

    def left(self, text: str, among: Leaves) -> Leaves:
        """The leaves, of these, whose requirements are all met by words of a text, and by those that stand in a row."""
        chunks = text.split()
        rows = self._rows_of(chunks)
        among = self._met_by(rows, among)
        if not among:
            return among
        rows += map(self._rows.__getitem__, self._pairs(chunks))
        for without, met in islice(zip(self._without, zip(*rows, strict=True), strict=True), LEVELS, None):
            among &= reduce(or_, met, without)
        return among

    def _rows_of(self, chunks: Iterable[str]) -> list[tuple[Leaves, ...]]:
        return [*map(self._rows.__getitem__, {0, *map(self._met.__getitem__, chunks)})]

    def _met_by(self, rows: Sequence[tuple[Leaves, ...]], among: Leaves) -> Leaves:
        """The leaves, of these, whose requirements are met, as far as words tell that stand wherever they may."""
        for without, met in islice(zip(self._without, zip(*rows, strict=True), strict=True), LEVELS):
            among &= reduce(or_, met, without)
            if not among:
                break
        return among

    def _pairs(self, chunks: Sequence[str]) -> Iterator[int]:
        """The numbers of the rows of the words that stand side by side."""
        words = self._index.words
        runs = [run for chunk in chunks for run in runs_of(chunk)]
        found = {*map(" ".join, pairwise([run[0] for run in runs]))}
        for before, after in pairwise(runs):
            if len(before) > 1 or len(after) > 1:
                found.update(f"{one} {other}" for one in before for other in after)
        return (words[pair] + 1 for pair in words.keys() & found)

    def test(self, leaf: int) -> Callable[[Line], bool]:
        """Whether a leaf's words could stand in a line in their order."""
        if leaf not in self._tests:
            self._tests[leaf] = self._lexical.possible(self._patterns.leaf(leaf))
        return self._tests[leaf]

    def _found(self, text: str) -> Mapping[int, Awake]:
        if not self._met_by(self._rows_of(text.split()), self.waking):
            return _NONE
        sentences = (self._latest(text[start:end]) for start, end in sentence_spans(text))
        return {number: awake for number, awake in enumerate(sentences) if awake}

    def _number(self, text: str) -> int:
        """The number of the row of a chunk."""
        words = self._index.words
        return self._rows.number({words[word] for word in words_of(text) if word in words})

    def _row(self, number: int) -> tuple[Leaves, ...]:
        return tuple(map(self._set, self._index.rows[number]))

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

    def __init__(self, triggers: Triggers, left: Leaves, text: str) -> None:
        self._triggers = triggers
        self._left = left
        self._text = text
        self._known: dict[int, bool] = {}
        self._waking = tuple(leaf for leaf in bits(left) if leaf in self)

    def __contains__(self, leaf: object) -> bool:
        if not isinstance(leaf, int):
            return False
        if leaf not in self._known:
            left = self._left if self._triggers.waking >> leaf & 1 else self._others
            self._known[leaf] = bool(left >> leaf & 1) and self._triggers.test(leaf)(self._triggers.line_of(self))
        return self._known[leaf]

    @cached_property
    def _others(self) -> Leaves:
        """Of the leaves that wake nothing, those whose requirements are met."""
        return self._triggers.left(self._text, ~self._triggers.waking)

    def __iter__(self) -> Iterator[int]:
        return iter(self._waking)

    def __len__(self) -> int:
        return len(self._waking)

    def line(self) -> Line:
        """The cells of the sentence, laid out."""
        cells = [cell for chunk in self._text.split() for cell in chunk_of(chunk).cells]
        return Line(cells, " ".join(lowered(self._text).split()))


class Candidates(Mapping[Key, Awake]):
    """(text, sentence) → what could match there, for every sentence; iterating gives those that are awake."""

    def __init__(self, triggers: Triggers, texts: Sequence[str]) -> None:
        self._triggers = triggers
        self._texts = texts
        self._asleep: dict[Key, Awake] = {}

    def within(self, index: int) -> Mapping[int, Awake]:
        """The sentences of a text that are awake, by their numbers."""
        return self._triggers.within(self._texts[index])

    def __getitem__(self, key: Key) -> Awake:
        index, number = key
        awake = self.within(index)
        if number in awake:
            return awake[number]
        if key not in self._asleep:
            start, end = sentence_spans(self._texts[index])[number]
            self._asleep[key] = self._triggers.awake(self._texts[index][start:end])
        return self._asleep[key]

    def __iter__(self) -> Iterator[Key]:
        return ((index, number) for index in range(len(self._texts)) for number in self.within(index))

    def __len__(self) -> int:
        return sum(len(self.within(index)) for index in range(len(self._texts)))


class _Rows(dict[int, tuple[Leaves, ...]]):
    """For each set of rows of the index, by a number of its own, the leaves whose requirements are met, rank by rank.

    0 is the number of what meets nothing. Most chunks have a row of the index to themselves. The numbers of those that
    have several are below 0, and what they meet is made anew now and then: it takes room.
    """

    def __init__(self, row: Callable[[int], tuple[Leaves, ...]], nothing: tuple[Leaves, ...]) -> None:
        super().__init__({0: nothing})
        self._row = row
        self._several: dict[frozenset[int], int] = {}
        self._parts: list[frozenset[int]] = []
        self._made: list[int] = []

    def number(self, rows: Collection[int]) -> int:
        """The number of some rows of the index taken together."""
        if len(rows) < 2:
            return next((row + 1 for row in rows), 0)
        several = frozenset(rows)
        if several not in self._several:
            self._parts.append(several)
            self._several[several] = -len(self._parts)
        return self._several[several]

    def __missing__(self, number: int) -> tuple[Leaves, ...]:
        self[number] = row = self._row(number - 1) if number > 0 else self._together(number)
        return row

    def _together(self, number: int) -> tuple[Leaves, ...]:
        if len(self._made) >= _MOST_TOGETHER:
            for made in self._made:
                del self[made]
            self._made.clear()
        self._made.append(number)
        rows = [self[row + 1] for row in self._parts[-number - 1]]
        return tuple(reduce(or_, level) for level in zip(*rows, strict=True))


class _Met(dict[str, int]):
    """Chunks seen lately, each with the number of the row that it meets.

    When they are many, they grow old together; those that are met again meanwhile are young again, so that the words
    that stand everywhere are never looked at twice.
    """

    def __init__(self, number: Callable[[str], int]) -> None:
        super().__init__()
        self._number = number
        self._old: dict[str, int] = {}

    def __missing__(self, text: str) -> int:
        if len(self) >= _MOST_CHUNKS:
            self._old = dict(self)
            self.clear()
        number = self._old.get(text)
        self[text] = number = self._number(text) if number is None else number
        return number


def lowered(text: str) -> str:
    """The text in lower case with straight apostrophes, character for character."""
    low = text.lower().replace("’", "'")
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text).replace("’", "'")
    return low
