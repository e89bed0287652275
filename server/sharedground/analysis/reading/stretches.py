"""Which words of a passage a reading points at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sharedground.analysis.reading.wordpieces import Piece

_EDGE = re.compile(r"""(?:[.!?;:,]+["”’)]*(?=\s|$)|[—–(]+)\s*""")
_MOST_WORDS_ADDED = 3


def stretch(text: str, pieces: Sequence[Piece], likely: Sequence[float]) -> tuple[int, int]:
    """From the first to the last piece that is more than half as likely flagged as the likeliest.

    The model is unsure of the first and last words of what it means: where an edge of the clause is three words away or
    less, the stretch goes up to it. Offsets are code points of `text`.
    """
    bar = max(likely) / 2
    over = [number for number, value in enumerate(likely) if value >= bar]
    start, end = pieces[over[0]].start, pieces[over[-1]].end
    edges = list(_EDGE.finditer(text))
    begins = max((edge.end() for edge in edges if edge.end() <= start), default=0)
    ends = min((edge.start() for edge in edges if edge.end() >= end), default=len(text))
    if len(text[begins:start].split()) <= _MOST_WORDS_ADDED:
        start = begins
    if len(text[end:ends].split()) <= _MOST_WORDS_ADDED:
        end = ends
    return start, end
