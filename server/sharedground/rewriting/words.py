"""New wording as a row of words that remember where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_CURRENCIES = frozenset("$£€¥₦₹₵₱")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*(?:-\w+|[^\W\d_]+)*|[^\W_]+(?:['’‑-][^\W_]+)*|_+|\S")


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of a new wording. `space`: whether white space stands before it.

    `origin` is the plain span that it is copied from, unchanged. `copied`: it is the writer's own, perhaps inflected.
    `rooted`: it belongs to a capture that holds markup or code, so that it must stay where it is. `blank`: the whole
    of a blank, brackets included.
    """

    text: str
    space: bool = True
    origin: tuple[int, int] | None = None
    copied: bool = False
    rooted: bool = False
    blank: bool = False

    @property
    def is_spoken(self) -> bool:
        """Whether it is a word, not a mark."""
        return self.text[:1].isalnum()


def spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The spans of the words and marks in text[start:end]."""
    for found in _WORD.finditer(text, start, len(text) if end is None else end):
        yield found.span()


def with_unit(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch [start, end) with the sign that belongs to a figure at its edge: *£|19* is *£19*, *40|%* is *40%*."""
    if text[start - 1 : start] in _CURRENCIES and text[start : start + 1].isdigit():
        start -= 1
    if text[end : end + 1] == "%" and text[end - 1 : end].isdigit():
        end += 1
    return start, end


def words_of(text: str) -> list[Word]:
    """The words of a text that nobody wrote yet."""
    return [Word(text[a:b], space=a > 0 and text[a - 1].isspace()) for a, b in spans(text)]


def join(words: Iterable[Word]) -> str:
    """The words as running text."""
    return "".join(" " * word.space + word.text for word in words).strip()


def shortened(text: str, length: int) -> str:
    """The text in at most `length` characters, cut after a word, with … where it was cut."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    space = cut.rfind(" ")
    whole = cut[:space] if space > length // 2 else cut
    return whole.rstrip(" ,;:.–—") + "…"


def word_set(text: str) -> frozenset[str]:
    """The words of a list written in a row."""
    return frozenset(text.split())
