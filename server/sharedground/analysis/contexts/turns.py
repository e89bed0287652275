"""A conversation set down in one block, as posts do: *mum: at least you've got a job. me: they haven't paid me*."""

from __future__ import annotations

import re
from itertools import pairwise

_START = r"(?:^|(?<=[.!?…,;”\"]\s))"
_ME = re.compile(rf"{_START}me:\s", re.IGNORECASE)
_SPEAKER = re.compile(rf"{_START}((?:[^\W\d_][\w'’-]*)(?: [^\W\d_][\w'’-]*){{0,4}}):\s")


def others_turns(text: str) -> list[tuple[int, int]]:
    """The spans of what others than the writer say, where the writer's own turns begin with *me:*."""
    if not _ME.search(text):
        return []
    turns = [(match.start(), match.end(), match[1].lower()) for match in _SPEAKER.finditer(text)]
    ends = [*turns, (len(text), len(text), "")]
    others = ((said, following) for (_, said, who), (following, _, _) in pairwise(ends) if who != "me")
    return [(start, start + len(text[start:end].rstrip())) for start, end in others]
