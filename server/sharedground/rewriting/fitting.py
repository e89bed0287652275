"""Fits a new wording into the place it is for: the words and marks on both sides of the cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sharedground.analysis.model import Hit
from sharedground.rewriting.inflect import article
from sharedground.rewriting.smoothing import CLOSING_MARKS, DETERMINERS, STOPS, capitalised, sentence_start
from sharedground.rewriting.words import Word, spans, with_unit
from sharedground.text.blocks import Block, BlockKind

_OPENING = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»", "„": "“", "(": ")", "[": "]"}
_POSSESSIVES = frozenset(("my", "your", "our", "their", "his", "her", "its"))
_BULLETS = frozenset("-–—•*·")
_LABELS = frozenset((BlockKind.HEADING, BlockKind.CELL, BlockKind.CAPTION))
_QUESTION = re.compile(
    r"(?:who|whom|whose|what|where|why|how|which|is|are|was|were|does|did|can|could|would|should|isn't|aren't|doesn't)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A wording and the plain stretch [start, end) that it replaces."""

    start: int
    end: int
    words: tuple[Word, ...]


def stretch_of(replaces: str, hit: Hit, block: Block) -> tuple[int, int] | None:
    """The plain stretch that a template replaces: match, sentence, or a capture. None where there is none."""
    if replaces == "match":
        return _stripped(block.text, *_with_quote(block.text, *with_unit(block.text, hit.start, hit.end)))
    if replaces == "sentence":
        return _sentence(block.text, *hit.sentence)
    capture = hit.captures.get(replaces)
    return _stripped(block.text, *with_unit(block.text, capture.start, capture.end)) if capture else None


def _with_quote(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the quotation mark before it, where the one that closes it stands within."""
    closing = _OPENING.get(text[start - 1 : start])
    closes = closing and re.search(rf"{re.escape(closing)}(?!\w)", text[start : end - 1])
    return (start - 1 if closes else start), end


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _sentence(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The sentence without bullets, and without quotation marks or brackets that hold all of it or reach beyond it."""
    stretch = _stripped(text, start, end)
    while stretch:
        start, end = stretch
        if text[start] in _BULLETS:
            start += 1
        elif text[start] in _OPENING:
            closing = text.find(_OPENING[text[start]], start + 1, end)
            if closing >= 0 and any(letter not in STOPS for letter in text[closing + 1 : end]):
                break
            start, end = start + 1, closing if closing >= 0 else end
        elif text[end - 1] in "”’\"')]»" and not _opens_within(text, start, end):
            end -= 1
        else:
            break
        stretch = _stripped(text, start, end)
    return stretch


def _opens_within(text: str, start: int, end: int) -> bool:
    closing = text[end - 1]
    return any(opening in text[start : end - 1] for opening, closed in _OPENING.items() if closed == closing)


def fitted(stretch: tuple[int, int], words: Sequence[Word], hit: Hit, block: Block) -> Fitted | None:
    """The wording with its edges seen to; where a neighbour must change, the stretch takes it in."""
    start, end = stretch
    row = list(words)
    if not row:
        return _cut(start, end, hit, block)
    start, row = _off_its_host(block.text, start, row)
    start, row = _opening(block.text, start, row)
    end, row = _closing(block, start, end, row, hit)
    return Fitted(start, end, tuple(row)) if row else None


# -- the left edge -----------------------------------------------------------------------------------------------


def _off_its_host(text: str, start: int, row: list[Word]) -> tuple[int, list[Word]]:
    """A stretch that begins inside a contraction takes in the word that it leans on: *they|'ve got* → *they are …*."""
    host = re.search(r"[^\W_]+$", text[:start])
    if not host or not row[0].is_spoken or text[start : start + 1].isspace():
        return start, row
    leaned_on = Word(host[0], space=False, origin=host.span(), copied=True)
    return host.start(), [leaned_on, replace(row[0], space=True), *row[1:]]


def _opening(text: str, start: int, row: list[Word]) -> tuple[int, list[Word]]:
    before = _word_before(text, start)
    if row[0].text in CLOSING_MARKS and text[start - 1 : start].isspace():
        return start - 1, row
    if before is None or row[0].blank:
        return start, row
    at, word = before
    lower, first = word.lower(), row[0].text.lower()
    if lower == first and not row[0].copied and len(row) > 1 and first not in ("that", "had"):
        return start, row[1:]
    if lower in ("a", "an", "the") and first in DETERMINERS:
        return at, row
    if lower in _POSSESSIVES and first in ("a", "an", "the") and len(row) > 1:
        return start, row[1:]
    if lower in ("a", "an") and row[0].is_spoken and article(row[0].text) != lower:
        right = article(row[0].text)
        right = right.capitalize() if word[0].isupper() else right
        return at, [Word(right, space=False), replace(row[0], space=True), *row[1:]]
    return start, row


def _word_before(text: str, start: int) -> tuple[int, str] | None:
    """The word right before an offset, white space between, and where it starts."""
    found = re.search(r"(?<!\S)([^\W_]+(?:['-][^\W_]+)*)\s+$", text[max(0, start - 40) : start])
    return (max(0, start - 40) + found.start(1), found[1]) if found else None


# -- the right edge ----------------------------------------------------------------------------------------------


def _closing(block: Block, start: int, end: int, row: list[Word], hit: Hit) -> tuple[int, list[Word]]:
    """The closing mark: the wording's own, or else the writer's; never two, and no question mark on a statement."""
    after = _marks_after(block.text, end)
    if row[-1].text in STOPS:
        return _own_stop(block, start, end, row, after)
    if row[-1].text in CLOSING_MARKS and block.text[end : end + 1] in CLOSING_MARKS:
        row = row[:-1]
    if old := _marks_before(block.text, start, end):
        return end, row if _is_loose_blank(row) else [*row, *_marks(_for_statement(old, row))]
    whole = start <= sentence_start(hit, block) and end + len(after) >= _last(block.text, hit)
    if whole and "?" in after and _is_statement(row):
        return end + len(after), [*row, *_marks(".")]
    return _without_double(block.text, end, row)


def _own_stop(block: Block, start: int, end: int, row: list[Word], after: str) -> tuple[int, list[Word]]:
    """A wording that brings its own stop: a question keeps it, a full stop gives way to the writer's mark."""
    if row[-1].text == "?":
        return end + len(after), row
    old = _marks_before(block.text, start, end)
    if after or not (old or _ends_sentence(block.text, end)) or (block.kind in _LABELS and not old):
        return end, row[:-1]
    return end, [*row[:-1], *_marks(old)] if old == "!" else row


def _is_loose_blank(row: Sequence[Word]) -> bool:
    """Whether the wording ends in a blank that is a sentence of its own."""
    return row[-1].blank and (len(row) == 1 or row[-2].text in STOPS)


def _for_statement(marks: str, row: Sequence[Word]) -> str:
    return "." if "?" in marks and _is_statement(row) else marks


def _marks(text: str) -> list[Word]:
    return [Word(mark, space=False) for mark in text]


def _marks_before(text: str, start: int, end: int) -> str:
    """The closing marks that end text[start:end]."""
    at = end
    while at > start and text[at - 1] in STOPS:
        at -= 1
    return text[at:end]


def _marks_after(text: str, end: int) -> str:
    """The closing marks that follow at once."""
    at = end
    while at < len(text) and text[at] in STOPS:
        at += 1
    return text[end:at]


def _last(text: str, hit: Hit) -> int:
    """Where the hit's sentence ends, white space and closing quotation marks aside."""
    return len(text[: hit.sentence[1]].rstrip(" ”’\"')]»\n\t"))


def _ends_sentence(text: str, end: int) -> bool:
    rest = text[end:].lstrip(" ”’\"')]»")
    return not rest or (rest[0].isupper() and text[end : end + 1] not in CLOSING_MARKS)


def _is_statement(row: Sequence[Word]) -> bool:
    """Whether what the last sentence of the wording says is no question, by its first word."""
    stops = [index for index, word in enumerate(row[:-1]) if word.text in STOPS]
    first = row[stops[-1] + 1] if stops else row[0]
    return row[-1].text != "?" and not _QUESTION.match(first.text)


def _without_double(text: str, end: int, row: list[Word]) -> tuple[int, list[Word]]:
    """No doubled word where the wording meets what follows: *… with us us*."""
    following = next(((a, b) for a, b in spans(text, end)), None)
    if following and len(row) > 1 and row[-1].is_spoken and not row[-1].copied:
        word = text[slice(*following)]
        if word.lower() == row[-1].text.lower() and word.lower() not in ("that", "had"):
            return end, row[:-1]
    return end, row


# -- nothing in its place ----------------------------------------------------------------------------------------


def _cut(start: int, end: int, hit: Hit, block: Block) -> Fitted | None:
    """The stretch taken out, and the space and the mark that would be left hanging; what follows gets its capital."""
    text = block.text
    opens = start <= sentence_start(hit, block)
    loose = re.compile(r"(?:\s*[,;:–—]+)?\s*" if opens else r"\s*").match(text, end)
    upto = loose.end() if loose else end
    rest = text[upto : hit.sentence[1]]
    if opens and not any(letter.isalnum() for letter in rest):
        return _whole_cut(start, hit, block)
    if opens:
        first = next(((a, b) for a, b in spans(text, upto)), None)
        if first is None or not text[start].isupper():
            return Fitted(start, upto, ())
        word = Word(text[slice(*first)], space=False, origin=first, copied=True)
        return Fitted(start, first[1], (capitalised(word),))
    if upto == len(text) or text[upto] in CLOSING_MARKS:
        while start > 0 and text[start - 1].isspace():
            start -= 1
        if text[start - 1 : start] in (",", ";", ":"):
            start -= 1
        return Fitted(start, end, ())
    return Fitted(start, upto, ())


def _whole_cut(start: int, hit: Hit, block: Block) -> Fitted | None:
    """A whole sentence taken out, with the white space on one side; never all of a block."""
    text, upto = block.text, hit.sentence[1]
    while upto < len(text) and text[upto].isspace():
        upto += 1
    if upto == len(text):
        while start > 0 and text[start - 1].isspace():
            start -= 1
    return Fitted(start, upto, ()) if start > 0 or upto < len(text) else None
