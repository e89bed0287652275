"""Phrases found in a sentence: from each token on, every way that their steps can go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sharedground.analysis.edges import closes, opens
from sharedground.analysis.model import Sentence
from sharedground.analysis.spans import GAP_ENDS, LONGEST, spans
from sharedground.analysis.steps import Choice, Layout, One, OneOf, Step, Taking, Wild, Words
from sharedground.rules.model import Edge, Gap, Item, Span

Taken: TypeAlias = tuple[tuple[int, Taking], ...]
"""Token indexes in order, each with the step that takes it."""
Path: TypeAlias = tuple[int, ...]
"""Which way was gone at each choice: of two finds that are alike, that by the earlier ways is kept."""
Seen: TypeAlias = dict[tuple[int, tuple[Step, ...], bool, frozenset[str]], Path]
"""Where a token was come to before: the token, the steps still to go, whether any token was taken, and the captures."""


@dataclass(frozen=True, slots=True)
class Captured:
    """The tokens [start, end) captured under a name; `kind` np, clause, vp or word; `head`: index of the head."""

    start: int
    end: int
    kind: str
    head: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where a leaf pattern holds: its tokens in order, its captures, and the head where the pattern names one."""

    tokens: tuple[int, ...]
    captures: dict[str, Captured]
    head: int | None = None

    @property
    def start(self) -> int:
        """The index of the first matched token."""
        return self.tokens[0]

    @property
    def end(self) -> int:
        """The index after the last matched token."""
        return self.tokens[-1] + 1


class PhraseFinder:
    """One phrase, ready to be looked for."""

    def __init__(self, items: Sequence[Item], layout: Layout) -> None:
        self._steps = layout.steps(items)

    def find(self, sentence: Sentence) -> list[Found]:
        """The places where the phrase holds, longest first at each start, none inside another."""
        words = _words(sentence)
        found = [
            (path, taken)
            for start in range(len(words))
            for taken, path in _ways(sentence, words, self._steps, start)
            if taken
        ]
        found.sort(key=lambda way: way[0])
        return outermost([Found(tuple(token for token, _ in taken), _captures(sentence, taken)) for _, taken in found])


def _words(sentence: Sentence) -> Words:
    if "words" not in sentence.facts:
        sentence.facts["words"] = Words(sentence.doc)
    words: Words = sentence.facts["words"]
    return words


def _ways(
    sentence: Sentence,
    words: Words,
    steps: tuple[Step, ...],
    at: int,
    taken: Taken = (),
    path: Path = (),
    seen: Seen | None = None,
) -> Iterator[tuple[Taken, Path]]:
    """The ways in which the steps can be gone from a token on, without a break.

    Behind a step of several ends one token is come to in many ways. `seen` holds those that led there: another that
    is no better than one of them is left out, so that wide gaps in a row do not multiply.
    """
    if not steps:
        yield taken, path
        return
    step, rest = steps[0], steps[1:]
    if seen is not None and not isinstance(step, One | Edge) and _is_known(seen, steps, at, taken, path):
        return
    match step:
        case One(demand=demand):
            if at < len(words) and demand.accepts(words, at):
                yield from _ways(sentence, words, rest, at + 1, (*taken, (at, step)), path, seen)
        case Choice(ways=ways):
            for number, way in enumerate(ways):
                yield from _ways(sentence, words, (*way, *rest), at, taken, (*path, number), seen)
        case Edge(at="start"):
            if not taken and opens(sentence, at):
                yield from _ways(sentence, words, rest, at, taken, path, seen)
        case Edge():
            if closes(sentence, at):
                further = _ways(sentence, words, rest, at, taken, path)
                yield from (way for way in further if len(way[0]) == len(taken))
        case Wild(wild=Gap()) if at and not taken:
            return  # a gap that opens a phrase opens the sentence
        case OneOf() | Wild():
            ends = _ends(sentence, words, step, at)
            seen = {} if seen is None and len(ends) > 1 else seen
            for end in ends:
                more = tuple([(token, step) for token in range(at, end)])
                yield from _ways(sentence, words, rest, end, taken + more, path, seen)


def _is_known(seen: Seen, steps: tuple[Step, ...], at: int, taken: Taken, path: Path) -> bool:
    """Whether the steps were begun at this token before with the same captures and no later choices; noted if not."""
    key = at, steps, bool(taken), frozenset([name for _, step in taken for name in step.captures])
    if key in seen and seen[key] <= path:
        return True
    seen[key] = path
    return False


def _ends(sentence: Sentence, words: Words, step: OneOf | Wild, at: int) -> Sequence[int]:
    """Where a step that begins at a token may end."""
    if isinstance(step, OneOf):
        return step.entries.ends(words, at) if at < len(words) else ()
    wild = step.wild
    if isinstance(wild, Gap):
        ends = [at]
        while ends[-1] < len(words) and len(ends) <= wild.most and words.norms[ends[-1]] not in GAP_ENDS:
            ends.append(ends[-1] + 1)
        return ends[::-1]
    fitting = _by_start(sentence, wild.kind).get(at, ())
    return [end for end, head in fitting if not wild.head or headed(sentence, head, wild.head)]


def _by_start(sentence: Sentence, kind: str) -> dict[int, list[tuple[int, int]]]:
    """Start → (end, head) of each span of a kind that is not too long, the longest first."""
    key = f"spans by start:{kind}"
    if key not in sentence.facts:
        found: dict[int, list[tuple[int, int]]] = {}
        for (start, end), head in sorted(spans(sentence, kind).items(), reverse=True):
            if end - start <= LONGEST[kind]:
                found.setdefault(start, []).append((end, head))
        sentence.facts[key] = found
    by_start: dict[int, list[tuple[int, int]]] = sentence.facts[key]
    return by_start


def outermost(found: list[Found]) -> list[Found]:
    """Of overlapping finds, the one that starts first; of those, the longest."""
    kept: list[Found] = []
    for candidate in sorted(found, key=lambda f: (f.start, -f.end, -len(f.captures))):
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return kept


def headed(sentence: Sentence, head: int, name: str) -> bool:
    """Whether the head of a phrase, or of one joined to it, is an entry of the class."""
    members = sentence.members(name)
    joined = [head, *(token.i for token in sentence.doc[head].conjuncts)]
    return any(index in members for index in joined)


def _captures(sentence: Sentence, taken: Taken) -> dict[str, Captured]:
    extents: dict[str, tuple[int, int, Taking]] = {}
    for token, step in taken:
        for name in step.captures:
            first, _, by = extents.get(name, (token, 0, step))
            extents[name] = (first, token + 1, by)
    captured: dict[str, Captured] = {}
    for name, (first, last, by) in extents.items():
        kind = by.wild.kind if isinstance(by, Wild) and isinstance(by.wild, Span) else "word"
        head = spans(sentence, kind).get((first, last)) if kind != "word" else None
        captured[name] = Captured(first, last, kind, head if head is not None else sentence.doc[first:last].root.i)
    return captured
