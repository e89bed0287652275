"""What the pipeline's tokenizer will make of a text, told without loading the pipeline.

A chunk (what stands between white space) becomes *cells*. A plain chunk has a cell for each of its tokens. Of any other
(an address, a sum of money, `9/11`) it is only known what its tokens can be made of: it becomes one *open* cell, which
stands for any number of tokens. So what is said here is never narrower than what the tokenizer does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from sharedground.rules.spelling import spellings
from sharedground.rules.surfaces import PART

_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿ"
_OPENING = '"“‘(['
_CLOSING = ".,;:!?)\\]\"”’'…—–"
_CHUNK = re.compile(
    rf"(?P<before>[{re.escape(_OPENING)}]*)"
    rf"(?P<core>[{_LETTERS}]+(?:(?:--|[-–—])[{_LETTERS}]+)*|\d+)"
    rf"(?P<clitic>['’](?:s|S))?"
    rf"(?P<after>[{_CLOSING}]*)"
)
_AROUND = re.compile(rf"([{re.escape(_OPENING)}]*)(.*?)([{_CLOSING}]*)", re.DOTALL)
_AROUND_WORDS = '"“”‘’()[].,;:!?…—–'
_APOSTROPHES = ("'", "’")
_WORDED = re.compile(rf"[{_LETTERS}]([{_LETTERS}'’]*[{_LETTERS}])?")
"""Letters, and what may stand between them. Of :D and its like, it is not told what a mark beside them does."""
_JOINTS = re.compile(r"(--|[-–—])")
_UNSURE = re.compile(r"''|’’|\.\.|[…—–].|[():;]{2}|:['’]?[\])]")
"""Marks in a row that make one token, or one that depends on what stands beside them."""
_LOUD = re.compile(r"\b[A-Z]+(?:N['’]T|['’](?:RE|VE|LL|M|D|ALL))\b")
_DATA = Path(__file__).with_name("wording.json")
_LONG = 200
"""From how many characters on it is quicker to look for everything special than to look everything up."""


class Cell(NamedTuple):
    """A token: its text in lower case and all that its norm could be. Where `open`: any tokens made of these words."""

    text: str
    norms: tuple[str, ...]
    open: bool = False


class _Data(msgspec.Struct, frozen=True):
    special: dict[str, str]
    """What the tokenizer treats by itself → its tokens in lower case | their norms."""
    marks: dict[str, str]
    """Marks and their norms, as in “ → "."""


@cache
def _data() -> _Data:
    return msgspec.json.decode(_DATA.read_bytes(), type=_Data)


@cache
def _longest_special() -> int:
    return max(map(len, _data().special))


@cache
def _in_specials() -> frozenset[str]:
    """The words of which something that is treated by itself is made."""
    return frozenset(part for special in _data().special for part in PART.findall(special.lower()))


def _specials_in(text: str) -> Iterable[str]:
    """What is treated by itself and stands somewhere in a text."""
    special, size = _data().special, len(text)
    if size > _LONG:
        return [each for each in special if each in text]
    longest = _longest_special()
    stretches = {text[i:j] for i in range(size) for j in range(i + 1, min(size, i + longest) + 1)}
    return stretches & special.keys()


def split_alike(text: str) -> str:
    """A text with its loud contractions (DON'T, YOU'RE) in lower case: the tokenizer splits no others."""
    return _LOUD.sub(lambda found: found[0].lower(), text)


def you_all() -> list[str]:
    """One word for those spoken to, in each spelling (*y'all*, *yall*): the tokenizer would split some of them."""
    return [form for form, row in _data().special.items() if row.endswith("|you")]


def mark_norms() -> dict[str, str]:
    """Marks and their norms."""
    return _data().marks


@dataclass(frozen=True, slots=True)
class Chunk:
    """The cells of a chunk, and the words by which it may wake a pattern."""

    cells: tuple[Cell, ...]
    words: frozenset[str]

    @property
    def is_open(self) -> bool:
        """Whether it is not known which tokens it has."""
        return any(cell.open for cell in self.cells)


@lru_cache(maxsize=1024)
def chunk_of(text: str) -> Chunk:
    """What is known of a chunk's tokens."""
    text = split_alike(text)
    cells = tuple(_cells(text))
    if len(cells) == 1 and cells[0].text in cells[0].norms:
        return Chunk(cells, frozenset(cells[0].norms))
    words = {norm for cell in cells for norm in cell.norms}
    return Chunk(cells, frozenset(words.union(PART.findall(text.lower()))))


def words_of(text: str) -> Collection[str]:
    """The words by which a chunk may wake a pattern, told quickly where it is a word between marks."""
    core = text.strip(_AROUND_WORDS)
    if _is_plain(core):
        marks = text.replace(core, "", 1) if len(core) < len(text) else ""
        return (*_word(core.lower()).norms, *marks)
    return chunk_of(text).words


@lru_cache(maxsize=2048)
def runs_of(text: str) -> tuple[Sequence[str], ...]:
    """For each token of a chunk that may be a word, in order, what its norm could be; nothing for a chunk of marks.

    What it is not known how to split is given twice, so that any two of its words stand side by side.
    """
    core = text.strip(_AROUND_WORDS)
    if _is_plain(core):
        return (_word(core.lower()).norms,)
    found: list[Sequence[str]] = []
    for cell in chunk_of(text).cells:
        norms = [norm for norm in cell.norms if norm.isalpha() or norm.isdigit()]
        found += [norms, norms] if norms and cell.open else [norms] if norms else []
    return tuple(found)


def _is_plain(core: str) -> bool:
    """Whether something is a word, and no part of anything that is treated by itself."""
    return core.isascii() and core.isalpha() and core.lower() not in _in_specials()


def _cells(text: str) -> list[Cell]:
    if text.isascii() and text.isalpha() and not _takes_in(text, ""):
        return [_word(text.lower())]
    if text[-1] in ".,;:!?" and _is_plain(text[:-1]) and _ends_before_stop(text[:-1], text[-1]):
        return [_word(text[:-1].lower()), _mark(text[-1])]
    special = _special(text)
    if special:
        return special
    if len(text) == 1 and not text.isalnum():
        return [_mark(text)]
    found = _CHUNK.fullmatch(text)
    if found and not _is_odd(found):
        core = found["core"]
        middle = [_mark(piece) if _JOINTS.fullmatch(piece) else _word(piece.lower()) for piece in _JOINTS.split(core)]
        clitic = [Cell("'s", ("'s",))] if found["clitic"] else []
        return [*map(_mark, found["before"]), *middle, *clitic, *map(_mark, found["after"])]
    around = _AROUND.fullmatch(text)
    if around and _WORDED.fullmatch(around[2]) and not _UNSURE.search(around[1] + " " + around[3]):
        special, mark = _special(around[2]), around[3][:1]
        takes_mark = special and (_takes_in(around[2], mark) or _takes_in(special[-1].text, mark))
        if special and not takes_mark and _ends_before_stop(around[2], around[3]):
            return [*map(_mark, around[1]), *special, *map(_mark, around[3])]
    return [_open(text)]


def _is_odd(found: re.Match[str]) -> bool:
    """Whether something in a chunk that looks plain is treated by itself."""
    core: str = found["core"]
    after: str = found["after"]
    clitic: str = found["clitic"] or ""
    pieces = [core, *_JOINTS.split(core)]
    return (
        bool(_UNSURE.search(f"{found['before']} {after}"))
        or (core.isdigit() and after.startswith(")"))
        or _takes_in(found["before"][-1:] + pieces[1], "")
        or _takes_in(found["before"][-1:] + core, after[:1])
        or (clitic.endswith("S") and after.startswith("."))
        or _takes_in(pieces[-1], clitic or after[:1])
        or _takes_in(core, clitic or after[:1])
        or not (clitic or _ends_before_stop(pieces[-1], after))
        or (after[:1] in _APOSTROPHES and after[1:2] in ("s", "S"))
        or any(_takes_in(piece, "") for piece in pieces)
    )


def _takes_in(word: str, mark: str) -> bool:
    """Whether a word and what follows it, in any capitals, are treated by themselves."""
    special = _data().special
    return word + mark in special or word.lower() + mark in special or word.capitalize() + mark in special


def _ends_before_stop(word: str, after: str) -> bool:
    """Whether a full stop after this word, if there is one, is a token of its own."""
    return not after.startswith(".") or word.isdigit() or word[-1].islower() or (word[-2:].isupper() and len(word) > 1)


def _special(text: str) -> list[Cell]:
    row = _data().special.get(text)
    if row is None:
        return []
    texts, _, norms = row.partition("|")
    both = zip(texts.split(), norms.split(), strict=True)
    return [Cell(written, (norm, "did") if written == "did" else (norm,)) for written, norm in both]


@lru_cache(maxsize=1024)
def _word(low: str) -> Cell:
    return Cell(low, spellings(low))


@lru_cache(maxsize=256)
def _mark(text: str) -> Cell:
    return Cell(text, (mark_norms().get(text, text),))


def _open(text: str) -> Cell:
    """Everything that a token of the chunk could be, but for what its text says itself."""
    low = text.lower()
    words = {low, *PART.findall(low), *(char for char in low if not char.isalnum())}
    words |= {norm for mark, norm in mark_norms().items() if mark in text}
    words |= {other for word in words for other in spellings(word)}
    for special in _specials_in(text):
        words.update(norm for cell in _special(special) for norm in cell.norms)
    return Cell(low.replace("’", "'"), tuple(sorted(words)), open=True)
