"""A block put together from pieces of its source, its white space folded and its map kept exact.

Readers of formats say where prose stands; what counts as prose within a stretch of it is decided here, once for all.
"""

from __future__ import annotations

import re

from sharedground.text.blocks import OPAQUE, Block, BlockKind, Run, SourceMap

_DROPPED = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphen, zero-width space, word joiner, stray byte-order mark: seen by nobody, so read by nobody."""

_BLANKS = rf"(?P<blanks>[\s{_DROPPED}]{{2,}}|[{_DROPPED}])"
_ADDRESSES = (
    r"(?<!\w)(?:[hH][tT][tT][pP][sS]?://|(?:www|WWW|Www)\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?'’)\]*_]"
    r"|mailto:[^\s<>\"“”]*[^\s<>\"“”.,;:!?'’)\]]"
)
_NAMED = (
    r"|(?<![\w.%+-])[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[^\W\d_]{2,24}\b"
    r"|\[(?:(?:see|cf\.?|e\.g\.,?)\s)?-?@\w[^\[\]\r\n]{0,200}\]"
)
_SPECIAL = re.compile(rf"{_BLANKS}|(?P<opaque>{OPAQUE}{{2,}}|{_ADDRESSES})")
_SPECIAL_WITH_AT = re.compile(rf"{_BLANKS}|(?P<opaque>{OPAQUE}{{2,}}|{_ADDRESSES}{_NAMED})")
_WHITE = re.compile(r"[^\S ]")
_DROPS_ONLY = re.compile(rf"[{_DROPPED}]+")
_SPECIAL_MARKS = (*_DROPPED, OPAQUE * 2, "://", "mailto:", "www.", "WWW.", "Www.", "@")
"""Without one of these, and with white space in order, `_SPECIAL_WITH_AT` finds nothing."""
_APOSTROPHE = re.compile(r"[’ʼ](?<=[^\W\d_].)(?=[^\W\d_])")
_WORD = re.compile(r"[^\W_]")


class Assembly:
    """The pieces of one block, added in the order of the source; `block()` makes the block of them.

    `text` is the source text (masked where the reader masks); all offsets count in it.
    """

    __slots__ = ("_pieces", "_text", "end", "start")

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces: list[tuple[int, int, str | None]] = []
        self.start = len(text)
        self.end = 0

    def mark(self, start: int, end: int) -> None:
        """Markup: it belongs to the block's extent and to nothing else."""
        self.start = min(self.start, start)
        self.end = max(self.end, end)

    def prose(self, start: int, end: int) -> None:
        """Source that reads as it stands."""
        if start >= end:
            return
        self.mark(start, end)
        if self._pieces:
            first, last, plain = self._pieces[-1]
            if last < start and plain in (None, " ") and self._blank_between(last, start):
                last = start
                self._pieces[-1] = (first, last, plain)
            if plain is None and last == start:
                self._pieces[-1] = (first, end, None)
                return
        self._pieces.append((start, end, None))

    def stands_for(self, plain: str, start: int, end: int) -> None:
        """Source that reads as something else: an entity, an escape."""
        self.mark(start, end)
        self._pieces.append((start, end, plain))

    def opaque(self, start: int, end: int) -> None:
        """Source that is no prose but has a place in the sentence."""
        self.stands_for(OPAQUE, start, end)

    def space(self, start: int, end: int) -> None:
        """Source that reads as a space, whatever it is: a line break, hard or soft."""
        if self._text[start:end].isspace():
            self.prose(start, end)
        else:
            self.stands_for(" ", start, end)

    def reaches(self, offset: int) -> bool:
        """Whether the pieces so far go beyond `offset`."""
        return bool(self._pieces) and self._pieces[-1][1] > offset

    def _blank_between(self, last: int, start: int) -> bool:
        """Whether nothing but white space stands between two pieces, beside white space that is read anyway."""
        text = self._text
        beside = text[last - 1].isspace() or text[start].isspace() or self._pieces[-1][2] == " "
        return beside and text[last:start].isspace()

    def block(self, kind: BlockKind, quoted: bool) -> Block | None:
        """The block, or None where no word stands in it."""
        if not self._pieces:
            return None
        text, runs = self._simple() or _Folding(self._text, self._pieces).result()
        if not _WORD.search(text):
            return None
        return Block(_normal(text), SourceMap(runs), self.start, self.end, kind, quoted)

    def _simple(self) -> tuple[str, tuple[Run, ...]] | None:
        """The common case: one stretch of source with nothing in it to fold but single line ends."""
        start, end, plain = self._pieces[0]
        if len(self._pieces) > 1 or plain is not None:
            return None
        text = self._text[start:end].replace("\n", " ")
        if " ".join(text.split()) != text or any(mark in text for mark in _SPECIAL_MARKS):
            return None
        return text, (Run(0, start, end - start, end - start),)


def _special(text: str) -> re.Pattern[str]:
    return _SPECIAL_WITH_AT if "@" in text else _SPECIAL


def _normal(text: str) -> str:
    """`text` with each white-space character a space and each word-internal apostrophe straight, length kept."""
    text = _WHITE.sub(" ", text)
    return _APOSTROPHE.sub("'", text) if "’" in text or "ʼ" in text else text


class _Folding:
    """Folds pieces into plain text and runs: `[plain, source, plain length, source length]` while they grow."""

    def __init__(self, source: str, pieces: list[tuple[int, int, str | None]]) -> None:
        self._source = source
        self._parts: list[str] = []
        self._runs: list[list[int]] = []
        self._length = 0
        self._spaced = True
        for start, end, plain in pieces:
            if plain is None:
                self._stretch(start, end)
            elif plain.isspace():
                self._space(start, end)
            elif _DROPS_ONLY.fullmatch(plain):
                self._drop(start, end)
            else:
                self._add(plain, start, end)

    def result(self) -> tuple[str, tuple[Run, ...]]:
        text = "".join(self._parts)
        if text and text[-1].isspace():
            text = text[:-1]
            last = self._runs[-1]
            if last[2] == 1:
                self._runs.pop()
            else:
                last[2] -= 1
                last[3] -= 1
        return text, tuple([Run(*run) for run in self._runs])

    def _stretch(self, start: int, end: int) -> None:
        """Prose as it stands, but for what is special in it."""
        text = self._source[start:end]
        done = 0
        for match in _special(text).finditer(text):
            opening, closing = match.span()
            self._exact(text[done:opening], start + done)
            if match.lastgroup == "opaque":
                self._add(OPAQUE, start + opening, start + closing)
            elif _DROPS_ONLY.fullmatch(match[0]):
                self._drop(start + opening, start + closing)
            else:
                self._space(start + opening, start + closing)
            done = closing
        self._exact(text[done:], start + done)

    def _exact(self, plain: str, start: int) -> None:
        if plain and self._spaced and plain[0].isspace():
            plain = plain[1:]
            start += 1
        if plain:
            self._add(plain, start, start + len(plain))

    def _space(self, start: int, end: int) -> None:
        if not self._spaced:
            self._add(" ", start, end)

    def _drop(self, start: int, end: int) -> None:
        """Joins what nobody sees to the character before it, so that a rewrite of the word takes it along."""
        if not self._runs:
            return
        last = self._runs[-1]
        if last[1] + last[3] != start:
            return
        if last[2] != last[3]:
            last[3] += end - start
            return
        if last[2] == 1:
            self._runs.pop()
        else:
            last[2] -= 1
            last[3] -= 1
        self._runs.append([self._length - 1, start - 1, 1, 1 + end - start])

    def _add(self, plain: str, start: int, end: int) -> None:
        size, span = len(plain), end - start
        last = self._runs[-1] if self._runs else None
        if last and size == span and last[2] == last[3] and last[1] + last[3] == start:
            last[2] += size
            last[3] += span
        else:
            self._runs.append([self._length, start, size, span])
        self._parts.append(plain)
        self._length += size
        self._spaced = plain[-1].isspace()
