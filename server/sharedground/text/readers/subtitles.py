"""Subtitles, SubRip and WebVTT: what is said. A sentence that goes on in the next cue is read as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from webvtt import srt, utils
from webvtt.vtt import WebVTTCommentBlock, WebVTTCueBlock

from sharedground.text import masking
from sharedground.text.blocks import BlockKind, Draft
from sharedground.text.lines import LineIndex
from sharedground.text.readers.gathering import Gathering
from sharedground.text.readers.html import read_island
from sharedground.text.source import Source

_LAST = (".", "!", "?", "…", ":", "]", ")", "♪")
_CLOSERS = "\"'”’»</>ivbucVIBUC "
_SPEAKS = ("-", "–", "—", "[", "(", "♪", ">>", "<v")
_MOST_CUES = 30


class _Line(str):
    """A line, and where it stands in the source: up to its end, and with its line end."""

    __slots__ = ("behind", "start")
    start: int
    behind: int


def read(source: Source, *, webvtt: bool = False) -> Draft:
    """The draft that subtitles hold. Never raises: what is no cue is left out."""
    text = masking.sound(source.text)
    gathering = Gathering(text)
    lines = list(_lines(text))
    said: list[_Line] = []
    cues = 0
    for cue in _webvtt(gathering, lines) if webvtt else _subrip(lines):
        if said and (cues >= _MOST_CUES or _is_complete(said[-1]) or cue[0].lstrip().startswith(_SPEAKS)):
            _keep(gathering, said)
            said, cues = [], 0
        for line in cue:
            if said and line.lstrip().startswith(_SPEAKS):
                _keep(gathering, said)
                said = []
            said.append(line)
        cues += 1
    _keep(gathering, said)
    return gathering.draft(source, "webvtt" if webvtt else "subrip")


def _lines(text: str) -> Iterator[_Line]:
    index = LineIndex(text)
    starts = [index.line_span(number)[0] for number in range(2, len(index) + 1)]
    for number, behind in enumerate([*starts, len(text)], start=1):
        line = _Line(index.line_text(number))
        line.start, line.behind = index.line_span(number)[0], behind
        yield line


def _subrip(lines: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    for caption in srt.parse_captions(lines):
        yield cast(Sequence[_Line], caption.lines)


def _webvtt(gathering: Gathering, lines: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    """The cues; notes are kept as comments."""
    for block in cast(Iterator[Sequence[_Line]], utils.iter_blocks_of_lines(lines)):
        if WebVTTCommentBlock.is_valid(block):
            gathering.comment(block[0].start, block[-1].start + len(block[-1]), len("NOTE"))
        elif WebVTTCueBlock.is_valid(block):
            payload = WebVTTCueBlock.from_lines(block).payload
            if payload:
                yield payload


def _is_complete(line: str) -> bool:
    return line.rstrip(_CLOSERS).endswith(_LAST)


def _keep(gathering: Gathering, said: Sequence[_Line]) -> None:
    if said:
        stretches = [(line.start, line.behind) for line in said]
        island = read_island(gathering.text, stretches, BlockKind.PARAGRAPH, False)
        gathering.blocks += island.blocks
        gathering.comments += island.comments
