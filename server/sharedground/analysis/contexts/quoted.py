"""The words stand in quotation marks, a quoted block or another's turn, and the writer does not make them their own.

`quoted_spans` reads plain text alone. A straight mark opens after a space and before a word and closes after a word.
A single mark opens only where it can also close, so that apostrophes, possessives, ’90s and rock ’n’ roll are none; a
straight mark after a figure is inches or feet. A quotation that its block leaves open ends with the block: speech over
several paragraphs opens each of them anew.

Endorsement undoes quotation: where the writer says of the speaker that she was right, rightly says so, that they agree,
that it is well said (here, in the sentence before or in the one after), the words are the writer's own and the context
does not hold. A word in scare quotes inside a longer match does not make the match quoted: at least four fifths of its
words must be.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from sharedground.analysis.contexts import scopes, voices
from sharedground.analysis.contexts.turns import others_turns
from sharedground.analysis.model import Match, Sentence

NAME = "quoted"

_MOST = 0.8
_DEEPEST = 6

_CLOSERS = {
    "“": "”",
    "„": "“”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    '"': '"',
    "‘": "’'",
    "‚": "‘’'",
    "'": "'’",
}
_MARKS = frozenset(_CLOSERS) | {"’"}
_OPENS = re.compile(r"[“„«”»‹›\"‘‚]|``|(?<![^\W_])'")
"""What every text with a quotation holds."""
_SINGLE = frozenset("‘‚'’‹›")
_ELISION = re.compile(
    r"[’'‘](?:\d0?s?\b|\d\ds?\b|(?:n|em|til|tis|twas|cause|cos|cuz|bout|round|nuff|ere|tude|ead)\b)", re.I
)
_BEFORE_OPENING = frozenset("([{—–/-:*_\u200b")


def marks(sentence: Sentence) -> frozenset[int]:
    """The tokens inside quotation marks; all of them in a quoted block."""
    if NAME not in sentence.facts:
        sentence.facts[NAME] = frozenset(_quoted_tokens(sentence))
    found: frozenset[int] = sentence.facts[NAME]
    return found


def holds(match: Match, sentence: Sentence) -> bool:
    """Whether nearly all words of the match are quoted and the writer does not endorse them."""
    content = scopes.words(match, sentence) or [match.head]
    inside = marks(sentence)
    share = sum(index in inside for index in content) / len(content)
    return share >= _MOST and (sentence.block.quoted or not voices.endorses(sentence))


def _quoted_tokens(sentence: Sentence) -> set[int]:
    if sentence.block.quoted:
        return {token.i for token in sentence.doc}
    return {
        token.i
        for token in sentence.doc
        for start, end in sentence.quoted
        if start <= sentence.start + token.idx and sentence.start + token.idx + len(token) <= end
    }


def quoted_spans(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    """For each of a draft's consecutive block texts, the outermost spans that are quoted or another's, marks left out.

    Offsets are code points in the block's text. Linear in the length of the texts.
    """
    return [
        _outermost([*(_Reading(text, after).spans() if _OPENS.search(text) else ()), *others_turns(text)])
        for text, after in zip(texts, [*texts[1:], ""], strict=False)
    ]


class _Reading:
    """One block on its way to its quotations: the marks that could close are looked up once."""

    def __init__(self, text: str, following: str) -> None:
        self.text = text.replace("``", "\u200b“").replace("''", "”\u200b")
        self.following = following
        self.marks = [i for i, char in enumerate(self.text) if char in _MARKS and not self._is_inside_word(i)]
        self.straight = [i for i in self.marks if self.text[i] == '"']
        self.singles = [i for i in self.marks if self.text[i] in "'’‘"]
        closing = [i for i in self.marks if self._can_close(i)]
        self.last_closing = {char: max((i for i in closing if self.text[i] == char), default=-1) for char in _MARKS}

    def spans(self) -> list[tuple[int, int]]:
        """The outermost quotations; one left open ends with the block."""
        found: list[tuple[int, int]] = []
        opened: list[int] = []
        for i in self.marks:
            level = self._closes(i, opened)
            if level is not None:
                found.append((opened[level] + 1, i))
                del opened[level:]
            elif len(opened) < _DEEPEST and self._opens(i):
                opened.append(i)
        if opened:
            found.append((opened[0] + 1, len(self.text)))
        return _outermost(found)

    def _around(self, i: int) -> tuple[str, str]:
        before = self.text[i - 1] if i else " "
        return before, self.text[i + 1] if i + 1 < len(self.text) else " "

    def _is_inside_word(self, i: int) -> bool:
        before, after = self._around(i)
        return self.text[i] in "'’‘\"" and before.isalnum() and after.isalnum()

    def _can_close(self, i: int) -> bool:
        """Whether a mark that may be alike at both ends can be the closing one here."""
        if self.text[i] not in "'’‘\"":
            return True
        before, after = self._around(i)
        return not before.isspace() and not after.isalnum() and not _ELISION.match(self.text, i)

    def _closes(self, i: int, opened: list[int]) -> int | None:
        """Which of the open quotations the mark at `i` closes, counted from the outermost; None if none."""
        char, before = self.text[i], self.text[i - 1] if i else " "
        if not self._can_close(i):
            return None
        for level in range(len(opened) - 1, -1, -1):
            start = opened[level]
            if char not in _CLOSERS[self.text[start]]:
                continue
            if char in "'’" and self._is_plural_possessive(i):
                return None
            left = len(self.straight) - bisect_right(self.straight, i)
            if char == '"' and before.isdigit() and left % 2:
                return None
            return level if i > start + 1 else None
        return None

    def _opens(self, i: int) -> bool:
        char = self.text[i]
        before, after = self._around(i)
        starts = before in _BEFORE_OPENING or before.isspace() or before in _MARKS
        if char in "“„«":
            return True
        if not starts or after.isspace() or char == "’":
            return False
        if char not in _SINGLE:
            return True
        if _ELISION.match(self.text, i):
            return False
        return any(self.last_closing[c] > i + 1 for c in _CLOSERS[char]) or self.following.startswith(char)

    def _is_plural_possessive(self, i: int) -> bool:
        """The *’* of “the dockers’ ballot”, where a later mark can still close the quotation before another opens."""
        if self.text[i - 1] not in "sS" or not re.match(r"\s[a-z]", self.text[i + 1 : i + 3]):
            return False
        following = bisect_right(self.singles, i)
        return following < len(self.singles) and self._can_close(self.singles[following])


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
