"""Text that stands in a source in another shape: indented, escaped, encoded. What is read in it is mapped outward.

A cell of a notebook stands in JSON, a letter in quoted-printable, the body of a directive behind its indentation. Each
is read as a text of its own, and its blocks are given the offsets of the source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from sharedground.text.blocks import Block, Comment, Run, SourceMap


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A text and the map from it to the source that it stands in."""

    text: str
    map: SourceMap

    def outward(self, block: Block) -> Block:
        """A block of this text as a block of the source."""
        start, end = self.map.to_source(block.start, block.end)
        return Block(block.text, composed(block.map, self.map), start, end, block.kind, block.quoted)

    def outward_comment(self, comment: Comment) -> Comment:
        """A comment of this text as a comment of the source."""
        return Comment(comment.text, *self.map.to_source(comment.start, comment.end))


class Excerpting:
    """Builds an excerpt from pieces of its source, added in their order."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0

    def add(self, text: str, start: int, end: int) -> None:
        """Source [start, end) that reads as `text`: character by character if it is as long."""
        if not text:
            return
        last = self._runs[-1] if self._runs else None
        if last and last.exact and len(text) == end - start and last.source + last.source_length == start:
            length = last.plain_length + len(text)
            self._runs[-1] = Run(last.plain, last.source, length, length)
        else:
            self._runs.append(Run(self._length, start, len(text), end - start))
        self._parts.append(text)
        self._length += len(text)

    def excerpt(self) -> Excerpt | None:
        """What was added, or None where nothing was."""
        return Excerpt("".join(self._parts), SourceMap(tuple(self._runs))) if self._runs else None


def composed(inner: SourceMap, outer: SourceMap) -> SourceMap:
    """The map that goes through `inner` and then through `outer`.

    Where several runs would share one stretch of the source that corresponds only as a whole, they are one run.
    """
    runs: list[Run] = []
    for run in inner.runs:
        if not run.exact:
            start, end = outer.to_source(run.source, run.source + run.source_length)
            _append(runs, Run(run.plain, start, run.plain_length, end - start), whole=True)
            continue
        done = 0
        for beyond in _runs_within(outer, run.source, run.source + run.source_length):
            upto = min(run.source + run.source_length, beyond.plain + beyond.plain_length) - run.source
            if upto <= done:
                continue
            skipped = run.source + done - beyond.plain
            if beyond.exact:
                _append(runs, Run(run.plain + done, beyond.source + skipped, upto - done, upto - done), whole=False)
            else:
                _append(runs, Run(run.plain + done, beyond.source, upto - done, beyond.source_length), whole=True)
            done = upto
    return SourceMap(tuple(runs))


def _runs_within(map_: SourceMap, start: int, end: int) -> Iterator[Run]:
    """The runs that stand, in part at least, in the plain span [start, end)."""
    runs = map_.runs
    for index in range(max(0, bisect_right(runs, start, key=_plain) - 1), len(runs)):
        if runs[index].plain >= end:
            return
        yield runs[index]


def _plain(run: Run) -> int:
    return run.plain


def _append(runs: list[Run], run: Run, *, whole: bool) -> None:
    """Adds a run, joined to the last one where both stand for the same source, or go on from each other."""
    last = runs[-1] if runs else None
    if last and run.source < last.source + last.source_length:
        end = max(last.source + last.source_length, run.source + run.source_length)
        runs[-1] = Run(last.plain, last.source, last.plain_length + run.plain_length, end - last.source)
    elif last and not whole and last.exact and last.source + last.source_length == run.source:
        length = last.plain_length + run.plain_length
        runs[-1] = Run(last.plain, last.source, length, length)
    else:
        runs.append(run)
