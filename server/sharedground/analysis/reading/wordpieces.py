"""Text cut into the pieces that the reader's model knows, each with its place in the text.

The cutting is that of BERT's uncased models (Devlin and others 2019): accents and capitals are dropped, marks stand
alone, and each word is cut into the longest known pieces from its start; those within a word are written with ##.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_LONGEST_WORD = 100
_UNKNOWN = "[UNK]"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text: its number in the vocabulary, and where it stands (code points)."""

    number: int
    start: int
    end: int


class Vocabulary:
    """The pieces that a model knows, in the order of their numbers."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._numbers: Mapping[str, int] = {piece: number for number, piece in enumerate(pieces)}

    def __getitem__(self, piece: str) -> int:
        return self._numbers[piece]

    def cut(self, text: str) -> list[Piece]:
        """The pieces of a text, in order."""
        return [piece for word in _words(text) for piece in self._pieces(word)]

    def _pieces(self, word: Sequence[tuple[str, int]]) -> list[Piece]:
        written = "".join(char for char, _ in word)
        found: list[Piece] = []
        start = 0
        while start < len(word):
            end = self._end_of_longest(written, start)
            if end == start or len(word) > _LONGEST_WORD:
                return [Piece(self[_UNKNOWN], word[0][1], word[-1][1] + 1)]
            found.append(Piece(self[_named(written, start, end)], word[start][1], word[end - 1][1] + 1))
            start = end
        return found

    def _end_of_longest(self, word: str, start: int) -> int:
        """Where the longest known piece that begins there ends; where it begins, if there is none."""
        ends = range(len(word), start, -1)
        return next((end for end in ends if _named(word, start, end) in self._numbers), start)


def _named(word: str, start: int, end: int) -> str:
    """A part of a word as the vocabulary has it."""
    return word[start:end] if start == 0 else f"##{word[start:end]}"


def _words(text: str) -> Iterator[list[tuple[str, int]]]:
    """The words and marks of a text, as characters (plain, in lower case) with their offsets."""
    word: list[tuple[str, int]] = []
    for offset, written in enumerate(text):
        alone = _stands_alone(written)
        if alone or written.isspace():
            if word:
                yield word
            word = []
        if alone:
            yield [(written, offset)]
        elif not written.isspace():
            plain = unicodedata.normalize("NFD", written.lower())
            word += [(c, offset) for c in plain if unicodedata.category(c) not in ("Mn", "Cc", "Cf")]
    if word:
        yield word


def _stands_alone(char: str) -> bool:
    if char.isascii():
        return not char.isalnum() and char.isprintable() and not char.isspace()
    return unicodedata.category(char).startswith("P") or "\u4e00" <= char <= "\u9fff"
