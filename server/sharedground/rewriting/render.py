"""Templates filled in: the writer's words copied from the draft, the author's words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sharedground.analysis.model import CaptureSpan, Hit
from sharedground.rewriting.filters import filtered
from sharedground.rewriting.inflect import agree, inflect, is_plural, match_case
from sharedground.rewriting.number import agreement_in, agreement_of
from sharedground.rewriting.smoothing import smoothed
from sharedground.rewriting.words import Word, join, spans, with_unit, words_of
from sharedground.rules.templates import MATCH, Agreeing, Blank, Likewise, Literal, Name, ParsedTemplate, Part, Slot
from sharedground.text.blocks import OPAQUE, Block


@dataclass(frozen=True, slots=True)
class Rendered:
    """A template filled in. `inflected` names the captures that stand in it in another form than the writer's."""

    words: tuple[Word, ...]
    inflected: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The new wording as plain text."""
        return join(self.words)

    @property
    def has_blanks(self) -> bool:
        """Whether the writer has something to fill in."""
        return any(word.blank for word in self.words)


class _MissingError(Exception):
    """A capture that the template needs is not there, or has no such form."""


def render(template: ParsedTemplate, hit: Hit, block: Block, source: str, at_sentence_start: bool) -> Rendered | None:
    """The new wording, or None where the match lacks a capture that the template needs.

    `source` is the whole draft's text. At the start of a sentence the wording takes the case that the writer's
    sentence has there; elsewhere it starts in lower case.
    """
    words = fill(template.parts, hit, block)
    if words is None:
        return None
    inflected = frozenset(str(part.name) for part in template.parts if isinstance(part, Slot) and part.filters)
    return Rendered(tuple(smoothed(words, hit, block, source, at_sentence_start)), inflected)


def fill(parts: Sequence[Part], hit: Hit, block: Block) -> tuple[Word, ...] | None:
    """The parts filled in as they stand, nothing smoothed; None where a capture is missing."""
    try:
        return tuple(_Filler(hit, block).words(parts))
    except _MissingError:
        return None


def captured(name: Name, hit: Hit, block: Block) -> CaptureSpan | None:
    """What a name in a template stands for, as a capture of its own; None where there is nothing."""
    if name.capture == MATCH:
        text = block.text[hit.start : hit.end]
        return CaptureSpan(MATCH, hit.start, hit.end, text, "match", number=hit.number)
    whole = hit.captures.get(name.capture)
    if whole is None or not whole.text.strip():
        return None
    if name.part == "group":
        return _group(whole, block)
    return _head(whole, block) if name.part == "head" else whole


def _group(clause: CaptureSpan, block: Block) -> CaptureSpan | None:
    if clause.group is None:
        return None
    start, end = clause.group
    text = block.text[start:end]
    number, person = agreement_in(text)
    return CaptureSpan(f"{clause.name}.group", start, end, text, "np", number=number, person=person)


def _head(phrase: CaptureSpan, block: Block) -> CaptureSpan | None:
    """The head noun where it stands in the phrase; its own number, not that of the phrase."""
    for start, end in spans(block.text, phrase.start, phrase.end):
        if phrase.head and block.text[start:end].lower() == phrase.head.lower():
            number = "plur" if phrase.tag in ("NNS", "NNPS") or is_plural(phrase.head) else "sing"
            text = block.text[start:end]
            return replace(phrase, name=f"{phrase.name}.head", start=start, end=end, text=text, number=number)
    return None


@dataclass(frozen=True, slots=True)
class _Filler:
    hit: Hit
    block: Block

    def words(self, parts: Sequence[Part]) -> list[Word]:
        """The words of the parts in a row, spaced as the template spaces them."""
        row: list[Word] = []
        gap = False
        for part in parts:
            if isinstance(part, Literal):
                words, opens, closes = words_of(part.text), part.text[:1].isspace(), part.text[-1:].isspace()
                if words and opens:
                    words[0] = replace(words[0], space=True)
            else:
                words, opens, closes = self.filled(part), False, False
            if not words:
                gap = gap or opens or closes
                continue
            words[0] = replace(words[0], space=gap or opens)
            row += words
            gap = closes
        return row

    def filled(self, part: Part) -> list[Word]:
        match part:
            case Blank():
                return [Word(f"[{join(self.words(part.parts))}]", space=False, blank=True)]
            case Slot():
                words = self.slot(part)
            case Agreeing():
                words = self.agreeing(part)
            case Likewise():
                words = self.likewise(part)
            case Literal():
                return words_of(part.text)
        if words is not None:
            return words
        if part.fallback is None:
            raise _MissingError
        return self.words(part.fallback)

    def slot(self, slot: Slot) -> list[Word] | None:
        capture = captured(slot.name, self.hit, self.block)
        if capture is None:
            return None
        words: list[Word] | None = self.copied(capture)
        for name in slot.filters:
            words = filtered(words, name, capture) if words else None
        return words

    def copied(self, capture: CaptureSpan) -> list[Word]:
        """The captured words, each with its place in the block."""
        text = self.block.text
        found = list(spans(text, *with_unit(text, capture.start, capture.end)))
        if not found:
            return []
        extent = found[0][0], found[-1][1]
        rooted = not self.block.map.is_contiguous(*extent) or OPAQUE in text[slice(*extent)]
        return [
            Word(
                text[start:end],
                space=start > extent[0] and text[start - 1].isspace(),
                origin=(start, end),
                copied=True,
                rooted=rooted,
            )
            for start, end in found
        ]

    def agreeing(self, part: Agreeing) -> list[Word] | None:
        capture = captured(part.name, self.hit, self.block)
        if capture is None:
            return None
        if part.name.capture == MATCH:
            number, person = self.hit.number or "plur", 3
        else:
            number, person = agreement_of(capture)
        return words_of(agree(part.verb, number, person, part.past))

    def likewise(self, part: Likewise) -> list[Word] | None:
        capture = captured(part.name, self.hit, self.block)
        if capture is None:
            return None
        lemma, _, rest = part.verb.partition(" ")
        if lemma == "be" and capture.tag in ("VBP", "VBD"):
            form = agree("be", capture.number or "plur", capture.person, past=capture.tag == "VBD")
        else:
            form = inflect(lemma, capture.tag)
        form = match_case(form, lemma)
        return words_of(f"{form} {rest}" if rest else form)
