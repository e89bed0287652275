"""What a rewrite must never do: lose a number, a name or a kept capture, break a quotation, or run on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sharedground.analysis.model import Hit
from sharedground.rewriting.render import Rendered, captured
from sharedground.rewriting.smoothing import sentence_start
from sharedground.rewriting.words import Word, join, spans, word_set
from sharedground.rules.templates import Name
from sharedground.text.blocks import Block

_NUMBER_WORDS = word_set(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion billions trillion trillions dozen dozens"
)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NO_NAMES = word_set("I I'm I've I'll I'd OK")


def numbers_survive(old: str, words: Sequence[Word]) -> bool:
    """Whether every number of the old wording, in digits or in words, stands in the new."""
    return not Counter(_numbers(old)) - Counter(_numbers(join(words)))


def _numbers(text: str) -> Iterator[str]:
    for start, end in spans(text):
        word = text[start:end].lower()
        yield from _NUMBER.findall(word)
        yield from (part for part in word.split("-") if part in _NUMBER_WORDS)


def captures_survive(keeps: Sequence[str], hit: Hit, block: Block, start: int, end: int, rendered: Rendered) -> bool:
    """Whether each capture that the template promises to keep stands in the new wording, or was never touched."""
    new = _folded(rendered.text)
    for keep in keeps:
        name, _, part = keep.partition(".")
        capture = captured(Name(name, part), hit, block)
        if capture is None or capture.end <= start or capture.start >= end or keep in rendered.inflected:
            continue
        if _folded(capture.text) not in new:
            return False
    return True


def names_survive(hit: Hit, block: Block, start: int, end: int, words: Sequence[Word]) -> bool:
    """Whether the names in the old wording, the flagged words aside, stand in the new: *Leeds*, *Monday*, *UNISON*."""
    new = {word.text for word in words}
    opening = sentence_start(hit, block)
    for a, b in spans(block.text, start, end):
        name = block.text[a:b]
        flagged = hit.start <= a and b <= hit.end
        if not flagged and a != opening and name[0].isupper() and name not in _NO_NAMES and name not in new:
            return False
    return True


def quotes_stay_whole(old: str, words: Sequence[Word]) -> bool:
    """Whether quotation marks and brackets open and close as often as before."""
    new = join(word for word in words if not word.blank)
    pairs = ("“”", "«»", "()", "[]")
    balanced = all(_balance(old, *pair) == _balance(new, *pair) for pair in pairs)
    return balanced and old.count('"') % 2 == new.count('"') % 2


def _balance(text: str, opening: str, closing: str) -> int:
    return text.count(opening) - text.count(closing)


def is_brief(old: str, words: Sequence[Word]) -> bool:
    """Whether the new wording is at most 1.6 times as long as the old, and 40 characters."""
    return len(join(words)) <= 1.6 * len(old) + 40


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())
