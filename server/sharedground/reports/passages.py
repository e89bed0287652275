"""A draft cut up for reading beside its notes: passages between blank lines, and in them the marked stretches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sharedground.text.lines import LineIndex

_WRAPPED = 55
_OWN_LINE = re.compile(r"[ \t]{2,}|[ \t]*([-*+>#|~`:]|\d+[.)]|$)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that lies in the same marks throughout; their numbers, and those of the marks it begins and ends."""

    text: str
    marks: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that belong together. `marks`: numbers of the spans that start in it; `line`: that of its first line."""

    stretches: tuple[Stretch, ...]
    marks: tuple[int, ...]
    line: int

    @property
    def text(self) -> str:
        """What is read, marks left aside."""
        return "".join(stretch.text for stretch in self.stretches)

    @property
    def heading(self) -> bool:
        """Whether it reads as a heading."""
        return bool(self.stretches) and self.stretches[0].text.startswith("#")


@dataclass(frozen=True, slots=True)
class Quiet:
    """Passages with nothing marked, far from any mark."""

    passages: tuple[Passage, ...]


def passages(text: str, spans: Sequence[tuple[int, int]]) -> list[Passage]:
    """The passages of a text. Spans (code points, in order) are numbered from 0; none is torn between two passages."""
    lines = LineIndex(text)
    return [
        Passage(
            stretches=tuple(_stretches(text, start, end, spans)),
            marks=tuple(number for number, span in enumerate(spans) if start <= span[0] < max(end, start + 1)),
            line=lines.position(start)[0],
        )
        for start, end in _extents(text, lines, spans)
    ]


def folded(found: Sequence[Passage], *, least: int = 3) -> list[Passage | Quiet]:
    """The passages, those folded together that are quiet and next to no mark, where they are `least` or more."""
    shown: list[Passage | Quiet] = []
    quiet: list[Passage] = []

    def unfold() -> None:
        shown.extend([Quiet(tuple(quiet))] if len(quiet) >= least else quiet)
        quiet.clear()

    for index, passage in enumerate(found):
        if any(near.marks for near in found[max(0, index - 1) : index + 2]):
            unfold()
            shown.append(passage)
        else:
            quiet.append(passage)
    unfold()
    return shown


def _extents(text: str, lines: LineIndex, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where each passage starts and ends: lines between blank ones, joined where a span reaches across."""
    found: list[tuple[int, int]] = []
    after_blank = True
    for number in range(1, len(lines) + 1):
        start, end = lines.line_span(number)
        if not text[start:end].strip():
            after_blank = True
        elif after_blank and not (found and any(a < found[-1][1] and b > start for a, b in spans)):
            found.append((start, end))
            after_blank = False
        else:
            found[-1] = (found[-1][0], end)
            after_blank = False
    return found


def _stretches(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    inside = [(number, a, b) for number, (a, b) in enumerate(spans) if (a < end and b > start) or start <= a == b < end]
    cuts = sorted({start, end, *(cut for _number, a, b in inside for cut in (a, b) if start < cut < end)})
    for left, right in pairwise(cuts):
        yield Stretch(
            text=_unwrapped(text, left, right, end),
            marks=tuple(number for number, a, b in inside if a <= left and b >= right),
            starts=tuple(number for number, a, _b in inside if a == left),
            ends=tuple(number for number, a, b in inside if b == right or a == b == left),
        )


def _unwrapped(text: str, start: int, end: int, passage_end: int) -> str:
    """The text, line breaks taken out where the writer's editor only wrapped a long line."""
    parts: list[str] = []
    for line, line_end, at in _lines(text, start, end):
        parts.append(line)
        if line_end:
            begin = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
            following = text[at + len(line_end) : passage_end].split("\n", 1)[0]
            wrapped = at - begin >= _WRAPPED and not _OWN_LINE.match(following)
            parts.append(" " if wrapped and not line.endswith("  ") else "\n")
    return "".join(parts)


def _lines(text: str, start: int, end: int) -> Iterable[tuple[str, str, int]]:
    """Each line within the extent, its line end ('' for the last), and where that stands."""
    position = start
    for match in re.finditer(r"\r\n|\r|\n", text[start:end]):
        at = start + match.start()
        yield text[position:at], match[0], at
        position = start + match.end()
    yield text[position:end], "", end
