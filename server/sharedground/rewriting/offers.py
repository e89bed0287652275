"""What a finding is offered of all that its templates give: what holds where it is put, and as its format writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from sharedground.analysis.model import Hit
from sharedground.rewriting.aftermath import after
from sharedground.rewriting.model import Edit, Rewrite
from sharedground.rewriting.rewrites import rewrites_for
from sharedground.rules.model import Rule, Severity, Template
from sharedground.text.blocks import Block
from sharedground.text.readers.escapes import escaped, needs_escapes


def offers_for(
    hit: Hit,
    rule: Rule,
    last_resort: Iterable[Template],
    block: Block,
    source: str,
    language: str,
    fires: Callable[[Block], Iterable[Hit]],
) -> tuple[Rewrite, ...]:
    """The pattern's own rewrites and then the rule's, those aside on whose words something `fires` in the new block.

    Where they leave nothing ready for a warning, those of `last_resort` come first. Offsets are those of `source`.
    """

    def offers(templates: Iterable[Template]) -> tuple[Rewrite, ...]:
        made = rewrites_for(hit, templates, block, source)
        return tuple(_as_written([each for each in made if _is_silent(each, rule.id, block, fires)], language))

    own = offers((*hit.pattern.rewrites, *rule.rewrites))
    if hit.severity.rank < Severity.WARNING.rank or any(each.applicability.is_ready for each in own):
        return own
    return (*(each for each in offers(last_resort) if each.applicability.is_ready), *own)


def _is_silent(rewrite: Rewrite, rule: str, block: Block, fires: Callable[[Block], Iterable[Hit]]) -> bool:
    """Whether no rule fires on the new words where they are put, as far as they are known by now."""
    if rewrite.blanks:
        return True
    then = after(rewrite, block)
    return not any(then.shows(hit.start, hit.end, same_rule=hit.rule == rule) for hit in fires(then.block))


def _as_written(rewrites: Iterable[Rewrite], language: str) -> Iterator[Rewrite]:
    """The rewrites with their words escaped as the format asks; one whose words hold its marks already is left out."""
    if not needs_escapes(language):
        yield from rewrites
        return
    for rewrite in rewrites:
        texts = [escaped(edit.text, language) for edit in rewrite.edits]
        edits = [
            Edit(edit.start, edit.end, text)
            for edit, text in zip(rewrite.edits, texts, strict=True)
            if text is not None
        ]
        if len(edits) == len(texts):
            yield replace(rewrite, edits=tuple(edits))
