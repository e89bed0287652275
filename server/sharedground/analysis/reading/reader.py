"""Passages read by a learned model: what each does, how surely, and in which words.

The model is a small transformer (MiniLM, Wang and others 2020) trained on the project's own labelled passages; how, is
told in tests/corpus/reader. It never decides alone: what it finds goes through the same contexts as every match.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import msgspec

from sharedground.analysis.reading.gate import Gate
from sharedground.analysis.reading.marks import alike
from sharedground.analysis.reading.stretches import stretch
from sharedground.analysis.reading.wordpieces import Piece, Vocabulary
from sharedground.analysis.triggers import sentence_spans
from sharedground.errors import PipelineError

if TYPE_CHECKING:
    import numpy as np
    from onnxruntime import InferenceSession

Span: TypeAlias = tuple[int, int]
_Value = TypeVar("_Value")

_MOST_SENTENCES = 3
_MOST_LETTERS = 400
_FEWEST_LETTERS = 45
_FEWEST_DOUBTED = 40
_MOST_PIECES = 126
_FEWEST_KEPT = 512
_BEFORE_WHAT_IS_SAID = re.compile(
    r"""as\ [^,.;:]{1,60}\ (?:says?|said|puts?|put\ it|puts\ it|argues?|argued|knows?|reminds?\ us|reminded\ us),\ |
    [^,.;:]{1,60}?\ (?:says?|said|knows?|knew|agrees?|agreed|believes?|believed|thinks?|thought|holds?|held|insists?|
    insisted|argues?|argued|resolved?|declares?|declared|finds?|found|maintains?|maintained)\ that\ """,
    re.IGNORECASE | re.VERBOSE,
)
"""What leads up to somebody's words: *Our branch knows that …*, *As Maria rightly says, …*."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch that does what `label` says. `sureness`: 0 to 1. Offsets are code points in the text that was read."""

    label: str
    sureness: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Told:
    """What the model makes of a passage: how sure it is that something is to be flagged, and what it would show.

    `upto`: the offset in the passage up to which it could read.
    """

    sureness: float
    upto: int
    readings: tuple[Reading, ...]


class About(msgspec.Struct, frozen=True):
    """What goes with a model. `labels`: the first is for what is left alone. `bars`: label → what to be surer than.

    `named`: the share a label must have of all that speaks for flagging. What nobody can name, nobody can explain:
    a finding would come with another's reasons and another's rewrites. `doubt`: below this sureness the reader does not
    second what patterns match.
    """

    version: str
    labels: tuple[str, ...]
    bars: dict[str, float]
    named: float
    doubt: float
    bias: float


class Reader:
    """Reads texts with the model in a folder. Not for use from several threads at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: OrderedDict[str, _Told] = OrderedDict()
        self._worth: OrderedDict[str, tuple[Span, ...]] = OrderedDict()
        self._room = _FEWEST_KEPT

    @cached_property
    def about(self) -> About:
        """What goes with the model. Raises PipelineError where the folder lacks it."""
        return msgspec.json.decode(self._content("about.json"), type=About)

    @cached_property
    def version(self) -> str:
        """A digest of all that decides what is said: the model is named in what goes with it, as are its bars."""
        return blake2b(self._content("about.json"), digest_size=8).hexdigest()

    @cached_property
    def _gate(self) -> Gate:
        return Gate(msgspec.json.decode(self._content("gate.json"), type=dict[str, float]), self.about.bias)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._content("pieces.txt").decode("utf-8").splitlines())

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(self._content("model.onnx"), options, providers=["CPUExecutionProvider"])

    def _content(self, name: str) -> bytes:
        try:
            return (self.folder / name).read_bytes()
        except OSError as error:
            raise PipelineError(
                f"The sentence reader lacks “{name}”: {error.strerror}. Reinstall Shared Ground, or switch the reader "
                f"off with the setting `reader = false`."
            ) from error

    def load(self) -> None:
        """Loads the model now, so that the first passage need not wait for it."""
        self._scores([])

    @property
    def loaded(self) -> bool:
        """Whether the model is there."""
        return "_session" in self.__dict__

    def make_room(self, texts: int) -> None:
        """Keep as much as is asked for again and again while a draft of so many texts is written."""
        self._room = max(_FEWEST_KEPT, 2 * texts)

    def wakes(self, text: str) -> bool:
        """Whether some passage of a text is worth reading."""
        return bool(self._worth_reading(text))

    def is_unread(self, text: str) -> bool:
        """Whether some passage is worth reading and has not been read lately."""
        return any(text[start:end] not in self._kept for start, end in self._worth_reading(text))

    def readings(self, text: str, *, fresh: bool = True) -> tuple[Reading, ...]:
        """What the passages of a text do, at most one reading for each; unless `fresh`, of those read lately."""
        found: list[Reading] = []
        for start, end in self._worth_reading(text):
            known = self._told(text[start:end], fresh=fresh)
            readings = known.readings if known else ()
            found += [Reading(r.label, r.sureness, r.start + start, r.end + start) for r in readings]
        return tuple(found)

    def doubts(self, text: str, start: int, end: int, *, fresh: bool = True) -> bool | None:
        """Whether what stands at these offsets is plain matter to the model, whatever words it has.

        It is asked about the sentence alone and about its passage: among plain sentences it passes over a short one,
        and alone it may miss what the next one makes of it. And it is asked about what somebody is said to say, where
        that is matched: a report of it sounds plain, and whose words they are was asked before. None where it would
        have to read for that, and need not: unless `fresh`, only what was read lately counts. It has no opinion of very
        short sentences, nor of what stands beyond the pieces that it can take.
        """
        spans = sentence_spans(text)
        within = [(first, last) for first, last in spans if start < last and first < end]
        alone = within[0][0], within[-1][1]
        said = _BEFORE_WHAT_IS_SAID.match(text, *alone)
        asked = (alone, (said.end(), alone[1])) if said and said.end() < end else (alone,)
        if any(last - first < _FEWEST_DOUBTED for first, last in asked):
            return False
        passage = next(span for span in passages(spans) if start < span[1])
        for first, last in dict.fromkeys((passage, *asked)):
            known = self._told(text[first:last], fresh=fresh)
            if known is None:
                return None
            if known.sureness >= self.about.doubt or end - first > known.upto:
                return False
        return True

    def _told(self, passage: str, *, fresh: bool) -> _Told | None:
        known = self._kept.get(passage)
        if known is None and fresh:
            known = self._keep(self._kept, passage, self._passage(passage))
        return known

    def _worth_reading(self, text: str) -> tuple[Span, ...]:
        """The passages of a text that the gate lets through."""
        known = self._worth.get(text)
        if known is None:
            spans = passages(sentence_spans(text))
            worth = tuple((start, end) for start, end in spans if self.is_worth_reading(text[start:end]))
            known = self._keep(self._worth, text, worth)
        return known

    def _keep(self, kept: OrderedDict[str, _Value], key: str, value: _Value) -> _Value:
        kept[key] = value
        while len(kept) > self._room:
            kept.popitem(last=False)
        return value

    def is_worth_reading(self, passage: str) -> bool:
        """Whether the gate lets a passage through."""
        return len(passage) >= _FEWEST_LETTERS and self._gate.lets_through(alike(passage))

    def sureness(self, text: str) -> float:
        """How sure the model is that something in a passage is to be flagged, the gate aside."""
        return 1.0 - float(self._scores(self._pieces(text))[0][0])

    def _pieces(self, text: str) -> list[Piece]:
        return self._vocabulary.cut(text)[:_MOST_PIECES]

    def _passage(self, text: str) -> _Told:
        """What the model makes of a passage as written and with the marks that it knows: the surer of both."""
        both = map(self._read, dict.fromkeys((text, alike(text))))
        return max(both, key=lambda told: (len(told.readings), told.sureness))

    def _read(self, text: str) -> _Told:
        pieces = self._pieces(text)
        if not pieces:
            return _Told(0.0, len(text), ())
        labels, tokens = self._scores(pieces)
        flagged, upto = 1.0 - float(labels[0]), pieces[-1].end
        which = max(range(1, len(labels)), key=lambda number: float(labels[number]))
        label = self.about.labels[which]
        if flagged < self.about.bars[label] or float(labels[which]) < self.about.named * flagged:
            return _Told(flagged, upto, ())
        start, end = stretch(text, pieces, [float(token) for token in tokens])
        return _Told(flagged, upto, (Reading(label, flagged, start, end),))

    def _scores(self, pieces: Sequence[Piece]) -> tuple[np.ndarray, np.ndarray]:
        """How likely each label is of these pieces together, and of each piece how likely it is to be flagged."""
        import numpy as np

        numbers = [self._vocabulary["[CLS]"], *(piece.number for piece in pieces), self._vocabulary["[SEP]"]]
        ids = np.array([numbers], dtype=np.int64)
        labels, tokens = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids)})
        return labels[0], tokens[0][1:-1]


def passages(spans: Sequence[Span]) -> list[Span]:
    """Sentences that are read together: up to three in a row, as long as they are short."""
    found: list[Span] = []
    count = 0
    for start, end in spans:
        if found and count < _MOST_SENTENCES and end - found[-1][0] <= _MOST_LETTERS:
            found[-1] = found[-1][0], end
            count += 1
        else:
            found.append((start, end))
            count = 1
    return found
