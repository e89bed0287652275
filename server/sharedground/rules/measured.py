"""How a rule was measured: figures that a script writes beside the standard pack, and pages and `explain` show."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from sharedground.rules.packs import standard_pack_path

FILE = "measured.json"


class Counts(msgspec.Struct, frozen=True):
    """What one rule found: in labelled texts, and of that in the right place; and in ordinary prose."""

    found: int = 0
    right: int = 0
    in_prose: int = 0


class Measured(msgspec.Struct, frozen=True, rename={"prose_words": "prose-words"}):
    """The figures of a pack: the labelled texts and the words of ordinary prose read, and what each rule found."""

    texts: int = 0
    prose_words: int = 0
    rules: dict[str, Counts] = {}


def read_measured(path: Path) -> Measured:
    """The figures in a file; none where there is no file, or none that can be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Measured)
    except (OSError, msgspec.DecodeError):
        return Measured()


@cache
def standard_measured() -> Measured:
    """The figures of the standard pack."""
    return read_measured(standard_pack_path() / FILE)


def in_words(rule_id: str, measured: Measured) -> str:
    """The figures of a rule in a sentence or two; '' where it was not measured."""
    counts = measured.rules.get(rule_id)
    if counts is None or not (measured.texts or measured.prose_words):
        return ""
    said = []
    if measured.texts:
        where = f"In {measured.texts:,} labelled texts it spoke up {_times(counts.found)}"
        said.append(f"{where}, {counts.right:,} of them rightly." if counts.found else f"{where}.")
    if measured.prose_words:
        said.append(f"In {measured.prose_words:,} words of ordinary prose it spoke up {_times(counts.in_prose)}.")
    return " ".join(said)


def _times(count: int) -> str:
    return {0: "never", 1: "once"}.get(count, f"{count:,} times")
