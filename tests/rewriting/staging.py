"""Hits set by hand, so that rewriting is tested without a parser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plain_rule import plain_rule
from sharedground.analysis.model import CaptureSpan, Hit
from sharedground.rewriting.model import Rewrite, apply_edits
from sharedground.rewriting.rewrites import rewrites_for
from sharedground.rules.model import Applicability, Named, Phrase, Rule, Severity, Template
from sharedground.text.blocks import Block
from sharedground.text.readers import read
from sharedground.text.source import Source


@dataclass(frozen=True)
class Captured:
    """What a capture is to hold: its words in the block, the words of its subject, and what is known of its head."""

    words: str
    kind: str = "np"
    group: str = ""
    head: str = ""
    lemma: str = ""
    tag: str = ""
    number: str = ""
    person: int = 3


@dataclass(frozen=True)
class Stage:
    """A draft with one hit in one of its blocks."""

    source: str
    block: Block
    hit: Hit

    def rewrites(self, *templates: str | Template, own: tuple[Template, ...] = ()) -> tuple[Rewrite, ...]:
        """What is offered for these templates as the rule's, and `own` as the pattern's."""
        return rewrites_for(self.hit, (*own, *rule(*templates).rewrites), self.block, self.source)

    def result(self, template: str | Template, **settings: Any) -> str | None:
        """The whole draft after the one rewrite that a template gives, or None where it is not offered."""
        offers = self.rewrites(template if isinstance(template, Template) else as_template(template, **settings))
        assert len(offers) <= 1
        return apply_edits(self.source, offers[0].edits) if offers else None


def stage(
    source: str,
    flagged: str = "",
    sentence: str = "",
    block: int = 0,
    number: str = "",
    language: str = "markdown",
    **captures: str | Captured,
) -> Stage:
    """A hit on the plain words `flagged` (all of the block without it) in `sentence` (likewise)."""
    found = read(Source(source), language).blocks[block]
    within = _span(found.text, sentence) if sentence else (0, len(found.text))
    start, end = _span(found.text, flagged) if flagged else within
    spans = {name: _capture(name, given, found.text) for name, given in captures.items()}
    hit = Hit("x/y", Named(Phrase(())), Severity.WARNING, 0.8, start, end, within, spans, number)
    return Stage(source, found, hit)


def as_template(text: str, applicability: str = "review", **settings: Any) -> Template:
    return Template(text, Applicability(applicability), **settings)


def rule(*templates: str | Template) -> Rule:
    rewrites = tuple(as_template(t) if isinstance(t, str) else t for t in templates)
    return plain_rule(id="x/y", match=Phrase(()), rewrites=rewrites)


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _capture(name: str, given: str | Captured, text: str) -> CaptureSpan:
    captured = Captured(given) if isinstance(given, str) else given
    start, end = _span(text, captured.words)
    group = _span(text, captured.group) if captured.group else None
    return CaptureSpan(
        name=name,
        start=start,
        end=end,
        text=captured.words,
        kind=captured.kind,
        head=captured.head,
        lemma=captured.lemma,
        tag=captured.tag,
        number=captured.number,
        person=captured.person,
        group=group,
    )
