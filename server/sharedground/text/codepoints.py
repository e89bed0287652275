"""UTF-8 byte offsets, which parsers written in Rust and C speak, to code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

_WIDER = re.compile("[\x80-\u07ff]+|[\u0800-\uffff]+|[\U00010000-\U0010ffff]+")


def locator(text: str) -> Callable[[int], int]:
    """A function from byte offsets in `text.encode()` to offsets in `text`.

    Text is cut into stretches of one character width each; within a stretch, an offset is a division.
    """
    if text.isascii():
        return int
    first_bytes, first_points, widths = [0], [0], [1]
    byte = point = 0
    for match in _WIDER.finditer(text):
        start, end = match.span()
        byte += start - point
        character = text[start]
        width = 2 if character < "\u0800" else 3 if character < "\U00010000" else 4
        first_bytes.append(byte)
        first_points.append(start)
        widths.append(width)
        byte += width * (end - start)
        point = end
        first_bytes.append(byte)
        first_points.append(end)
        widths.append(1)

    def locate(offset: int) -> int:
        index = bisect_right(first_bytes, offset) - 1
        return first_points[index] + (offset - first_bytes[index]) // widths[index]

    return locate
