"""Labelled passages, and plain prose cut into passages, as the reader is trained on them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sharedground.analysis.reading.reader import passages
from sharedground.text.sentences import sentences

LABELS = ("ok", "accusation", "hierarchy", "isolation", "guilt", "chauvinism", "division", "charity")
_OFTEN_AMONG_OTHERS = 0.3


@dataclass(frozen=True)
class Passage:
    """A text and what it does. `label` is empty where it is to be flagged and nobody said as what."""

    text: str
    flagged: bool
    label: str
    spans: tuple[tuple[int, int], ...]
    kind: str = ""


def read(paths: Iterable[Path]) -> list[Passage]:
    """The labelled passages of JSONL files; a span is given by offsets (`spans`) or in its own words (`marked`)."""
    return [_passage(json.loads(line)) for path in paths for line in path.read_text("utf-8").splitlines() if line]


def _passage(item: dict[str, object]) -> Passage:
    text, flagged = str(item["text"]), item["label"] == "flag"
    marked = [str(words) for words in item.get("marked") or ()]  # type: ignore[attr-defined]
    spans = item.get("spans") or [(at, at + len(words)) for words in marked if (at := text.find(words)) >= 0]
    label = str(item.get("category") or "") if flagged else "ok"
    pairs = tuple((int(start), int(end)) for start, end in spans) if flagged else ()  # type: ignore[attr-defined]
    return Passage(text, flagged, label, pairs, str(item.get("kind") or ""))


def prose(folder: Path, *, half: int) -> Iterator[Passage]:
    """The passages of every second file of plain prose: `half` 0 to train on, 1 to measure on."""
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md"))[half::2]:
        for block in path.read_text("utf-8", errors="replace").split("\n\n"):
            text = " ".join(block.split())
            for start, end in passages(sentences(text)):
                yield Passage(text[start:end], False, "ok", (), "prose")


def among_others(rows: Sequence[Passage], others: Sequence[str]) -> list[Passage]:
    """The passages, some of them with a plain sentence before or after, as they stand in drafts."""
    return [_beside(row, random.choice(others)) if random.random() < _OFTEN_AMONG_OTHERS else row for row in rows]


def _beside(row: Passage, other: str) -> Passage:
    if len(row.text) + len(other) > 380 or row.text[-1:] not in '.!?”"':
        return row
    if random.random() < 0.5:
        return Passage(f"{row.text} {other}", row.flagged, row.label, row.spans, row.kind)
    by = len(other) + 1
    spans = tuple((start + by, end + by) for start, end in row.spans)
    return Passage(f"{other} {row.text}", row.flagged, row.label, spans, row.kind)
