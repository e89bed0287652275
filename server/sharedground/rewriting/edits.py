"""From a new wording to edits of the source that leave its markup alone.

Old and new are compared word by word, so that what stays the same is not touched and keeps its emphasis, its link, its
line breaks. What changes may only replace source that holds no markup but the stress of words that go (`stress.py`);
otherwise there is no rewrite.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sharedground.rewriting.model import Edit
from sharedground.rewriting.stress import Mark, loose_marks, side_of, stressed_words
from sharedground.rewriting.words import Word, spans, word_set
from sharedground.text.blocks import OPAQUE, Block, Run

_SHORT_WORDS = word_set("a an and as at by for in is it of on or our so that the their they to we with you your")
_LINK = re.compile(r"\][(\[:{\]]|\[\[")
_FOLD = re.compile(r"[^\S\r\n]*(?:>[^\S\r\n]*)*")
_WHITE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Change:
    """An edit, and the spans of the blanks in its text."""

    edit: Edit
    blanks: tuple[tuple[int, int], ...] = ()


def changes_for(block: Block, source: str, start: int, end: int, words: Sequence[Word]) -> tuple[Change, ...] | None:
    """The changes that turn the plain stretch [start, end) of the block into `words`; None where markup is in the way.

    They are in order and do not overlap, and touch nothing but what differs. `source` is the whole draft's text.
    """
    changes: list[Change] = []
    for hunk in _hunks(block, source, start, end, words):
        change = _change(block, source, hunk)
        if change is None:
            return None
        changes.append(change)
    return tuple(changes)


# -- comparing old and new ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Hunk:
    """The plain stretch [start, end) is to give way to `words`; `tail`: white space is to follow them."""

    start: int
    end: int
    words: tuple[Word, ...]
    tail: bool
    opens: bool
    """Whether the hunk opens the stretch, so that no white space is due before its first word."""


def _hunks(block: Block, source: str, start: int, end: int, words: Sequence[Word]) -> Iterator[_Hunk]:
    old = list(spans(block.text, start, end))
    pairs = _aligned([block.text[a:b] for a, b in old], [_key(word.text) for word in words])
    pairs = _without_stragglers(block, source, old, words, pairs)
    place, count = start, 0
    for i, j in [*pairs, (len(old), len(words))]:
        upto = old[i][0] if i < len(old) else end
        tail = j < len(words) and words[j].space and j > 0
        hunk = _Hunk(place, upto, tuple(words[count:j]), tail, opens=count == 0)
        if _text(hunk) != _WHITE.sub(" ", block.text[place:upto]):
            yield hunk
        if i < len(old):
            place, count = old[i][1], j + 1


def _key(text: str) -> str:
    return text.replace("’", "'")


def _aligned(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(a + k, b + k) for a, b, size in matcher.get_matching_blocks() for k in range(size)]


def _without_stragglers(
    block: Block,
    source: str,
    old: list[tuple[int, int]],
    words: Sequence[Word],
    pairs: list[tuple[int, int]],
) -> list[tuple[int, int]]:
    """The pairs less those of a lone small word between two changes, where the source allows one change instead."""
    kept: list[tuple[int, int]] = []
    for index, (i, j) in enumerate(pairs):
        before = kept[-1] if kept else (-1, -1)
        after = pairs[index + 1] if index + 1 < len(pairs) else (len(old), len(words))
        changed_before = i - before[0] > 1 or j - before[1] > 1
        changed_after = after[0] - i > 1 or after[1] - j > 1
        small = block.text[slice(*old[i])].lower() in _SHORT_WORDS
        if small and changed_before and changed_after:
            upto = old[after[0] - 1][1]
            new = words[before[1] + 1 : after[1]]
            stays = any(word.rooted for word in new)
            if not stays and _loose(block, source, old[before[0] + 1][0], upto, new) is not None:
                continue
        kept.append((i, j))
    return kept


def _text(hunk: _Hunk) -> str:
    parts = [" " * (word.space and not (hunk.opens and k == 0)) + word.text for k, word in enumerate(hunk.words)]
    return "".join(parts) + " " * hunk.tail


# -- placing a hunk in the source --------------------------------------------------------------------------------


def _change(block: Block, source: str, hunk: _Hunk) -> Change | None:
    if any(word.rooted for word in hunk.words):
        return None
    text, blanks = _written(block, source, hunk)
    old = block.text[hunk.start : hunk.end]
    for head, foot in _trims(old, text):
        start, end = hunk.start + head, hunk.end - foot
        new = text[head : len(text) - foot]
        extent = _extent(block, source, start, end, new, hunk.words)
        if extent is not None and not _makes_link(source, *extent, new):
            return Change(Edit(*extent, new), tuple((a - head, b - head) for a, b in blanks))
    return None


def _makes_link(source: str, start: int, end: int, new: str) -> bool:
    """Whether brackets would meet that stood apart: `](`, `][`, `]:`, `[[` are the markup of links and notes."""
    joined = source[max(0, start - 1) : start] + new + source[end : end + 1]
    return _LINK.search(joined[:2]) is not None or _LINK.search(joined[-2:]) is not None


def _written(block: Block, source: str, hunk: _Hunk) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The hunk's words as they are to stand in the source, and the spans of its blanks."""
    text, blanks = "", []
    for index, word in enumerate(hunk.words):
        text += " " * (word.space and not (hunk.opens and index == 0))
        written = _as_written(block, source, word)
        if word.blank:
            blanks.append((len(text), len(text) + len(written)))
        text += written
    return text + " " * hunk.tail, tuple(blanks)


def marks_in(source: str) -> str:
    """The quotation marks of a draft: all that a rewrite goes by beside its block and what touches that."""
    return "".join([mark for mark in "’'“\"" if mark in source])


def _as_written(block: Block, source: str, word: Word) -> str:
    """The writer's words as they stand in the source; the author's with the draft's kind of quotation marks."""
    if word.origin is not None:
        start, end = block.map.to_source(*word.origin)
        return source[start:end] if all(_is_edge(block, edge) for edge in word.origin) else word.text
    text = word.text
    if "'" in text and "’" in source:
        return text.replace("'", "’")
    if "’" in text and "’" not in source and "'" in source:
        text = text.replace("’", "'")
    if ("“" in text or "”" in text) and "“" not in source and '"' in source:
        text = text.replace("“", '"').replace("”", '"')
    return text


def _trims(old: str, new: str) -> list[tuple[int, int]]:
    """Ways to leave shared white space at both ends alone, as lengths to cut at the head and foot."""
    head = int(old[:1].isspace() and new[:1] == " ")
    foot = int(old[-1:].isspace() and new[-1:] == " ")
    if head and foot and min(len(old), len(new)) < 2:
        return [(1, 0), (0, 1)]
    return [(head, foot)]


def _extent(block: Block, source: str, start: int, end: int, new: str, words: Sequence[Word]) -> tuple[int, int] | None:
    """The source span that a new text is to replace for the plain span [start, end); None where markup forbids it."""
    if start == end:
        return _point(block, source, start, new)
    loose = _loose(block, source, start, end, words)
    if loose is None:
        return None
    head, foot = loose
    text = block.text
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    at_start, at_end = not head and _gap_at(block, source, start), not foot and _gap_at(block, source, end)
    if at_start and (side_of(before, text[start]) != side_of(before, new[:1] or after) or (at_end and not new)):
        return None
    if at_end and side_of(text[end - 1], after) != side_of(new[-1:] or before, after):
        return None
    return _start_of(block, start) - len(head), _outside(block, source, end) + len(foot)


def _point(block: Block, source: str, at: int, new: str) -> tuple[int, int] | None:
    """Where to insert a text at a plain offset: outside of markup, where that leaves the markup what it is."""
    text = block.text
    if not _is_edge(block, at):
        return None
    left, right = text[at - 1 : at] if at else "", text[at : at + 1]
    ahead = _outside(block, source, at)
    behind = _start_of(block, at) if at < len(text) else ahead
    if not _gap_at(block, source, at):
        return ahead, ahead
    side = side_of(left, right)
    places = [
        (ahead, at > 0 and side_of(new[-1:], right) == side),
        (behind, at < len(text) and side_of(left, new[:1]) == side),
    ]
    ordered = reversed(places) if side == "closing" else places
    return next(((place, place) for place, sound in ordered if sound), None)


# -- what the map says -------------------------------------------------------------------------------------------


def _start_of(block: Block, plain: int) -> int:
    return block.map.to_source(plain, plain + 1)[0]


def _end_of(block: Block, plain: int) -> int:
    return block.map.to_source(plain - 1, plain)[1] if plain else _start_of(block, 0)


def _outside(block: Block, source: str, plain: int) -> int:
    """Where in the source what stands before a plain offset ends, and with it what a folded line starts with."""
    ahead = _end_of(block, plain)
    if plain == 0 or plain == len(block.text) or not block.text[plain - 1].isspace():
        return ahead
    fold = _FOLD.match(source, ahead, _start_of(block, plain))
    return fold.end() if fold else ahead


def _gap(block: Block, source: str, plain: int) -> str:
    """What stands in the source between a plain offset's neighbours."""
    left = _end_of(block, plain) if plain else block.start
    return source[left : _start_of(block, plain) if plain < len(block.text) else block.end]


def _gap_at(block: Block, source: str, plain: int) -> bool:
    """Whether markup stands in the source at a plain offset; the mark of a list or a heading is none."""
    gap = _gap(block, source, plain)
    if plain == 0:
        return bool(gap) and not gap[-1].isspace()
    if plain == len(block.text):
        return bool(gap) and not gap[0].isspace()
    return bool(gap) and not _is_fold(block, gap, plain)


def _is_fold(block: Block, gap: str, plain: int) -> bool:
    """Whether what stands between is the start of a line, folded away: indentation, the `>` of a block quote."""
    beside_space = block.text[max(0, plain - 1) : plain + 1]
    return any(letter.isspace() for letter in beside_space) and _FOLD.fullmatch(gap) is not None


def _loose(block: Block, source: str, start: int, end: int, words: Iterable[Word]) -> tuple[str, str] | None:
    """The marks of stress before and after the plain span [start, end) that go with it; None where it may not go.

    That is where markup other than stress stands in it, where one of `words` is under stress there, and where its
    ends have no exact place.
    """
    text = block.text
    if OPAQUE in text[start:end] or not (_is_edge(block, start) and _is_edge(block, end)):
        return None
    if block.map.is_contiguous(start, end):
        return "", ""
    inner = (run.plain for run in _runs(block, start, end) if run.plain > start)
    marks = [Mark(p, _gap(block, source, p), side_of(text[p - 1], text[p])) for p in inner if _gap_at(block, source, p)]
    stressed = stressed_words(text, start, end, marks)
    if not stressed.isdisjoint(word.text.lower() for word in words):
        return None
    return loose_marks(marks, _gap(block, source, start), _gap(block, source, end))


def _is_edge(block: Block, plain: int) -> bool:
    """Whether a plain offset has an exact place in the source: it does not stand within an inexact run."""
    return not any(run.plain < plain and not run.exact for run in _runs(block, plain, plain + 1))


def _runs(block: Block, start: int, end: int) -> Iterator[Run]:
    return (run for run in block.map.runs if run.plain < end and run.plain + run.plain_length > start)
