"""What a rewrite must never do: lose a number, a name or a kept capture, break a quotation, or run on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sharedground.analysis.model import Hit
from sharedground.rewriting.fitting import Fitted
from sharedground.rewriting.render import captured
from sharedground.rewriting.smoothing import AS_OBJECT, AS_SUBJECT, sentence_start
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
        if word[:1].isdigit():  # the figure in a name (*H-1B*, *F-35*) goes with the name
            yield from _NUMBER.findall(word)
        yield from (part for part in word.split("-") if part in _NUMBER_WORDS)


def captures_survive(keeps: Sequence[str], hit: Hit, block: Block, fit: Fitted, inflected: frozenset[str]) -> bool:
    """Whether each capture that the template promises to keep stands in the new wording, or was never touched.

    `inflected` names those that stand in it in another form.
    """
    new = _folded(join(fit.words))
    for keep in keeps:
        name, _, part = keep.partition(".")
        capture = captured(Name(name, part), hit, block)
        if capture is None or capture.end <= fit.start or capture.start >= fit.end or keep in inflected:
            continue
        kept = _folded(capture.text)
        forms = {kept, AS_OBJECT.get(kept, kept), AS_SUBJECT.get(kept, kept).lower()}
        if not any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", new) for form in forms):
            return False
    return True


def names_survive(hit: Hit, block: Block, fit: Fitted) -> bool:
    """Whether the names in the old wording, the flagged words aside, stand in the new: *Leeds*, *Monday*, *UNISON*.

    Where most words have capitals, as in a title, they do not tell a name.
    """
    old = [(a, b) for a, b in spans(block.text, fit.start, fit.end) if block.text[a].isalpha()]
    capitals = [(a, b) for a, b in old if block.text[a].isupper()]
    if 2 * len(capitals) > len(old):
        return True
    wording = join(fit.words)
    new = {_bare(wording[a:b]) for a, b in spans(wording)}
    opening = sentence_start(hit, block)
    outside = (block.text[a:b] for a, b in capitals if a != opening and not (hit.start <= a and b <= hit.end))
    return all(name in _NO_NAMES or _bare(name) in new for name in outside)


def _bare(name: str) -> str:
    return name.removesuffix("'s")


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
