"""Words as the pipeline compares them, in one spelling: *neighbour* as *neighbor*, *councillor* as *councilor*.

Whoever writes a rule need not know which: a word of a pattern or a word class stands for itself and for that form.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

_DATA = Path(__file__).with_name("spelling.json")


@cache
def respelled() -> dict[str, str]:
    """Words in lower case that the pipeline compares in another spelling, with that spelling."""
    return msgspec.json.decode(_DATA.read_bytes(), type=dict[str, str])


def spellings(word: str) -> tuple[str, ...]:
    """A word, and the form in which it is compared where that is another."""
    other = respelled().get(word)
    return (word, other) if other else (word,)
