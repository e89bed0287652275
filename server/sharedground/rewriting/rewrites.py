"""The rewrites that a finding is offered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import msgspec

from sharedground.analysis.model import Hit
from sharedground.rewriting.clauses import (
    after_conjunction,
    fits,
    has_subject,
    is_clause,
    is_statement,
    needs_subject,
    own_clause,
    room_for,
    side_of_colon,
    wants_comma,
)
from sharedground.rewriting.edits import Change, changes_for
from sharedground.rewriting.fitting import Fitted, fitted, stretch_of
from sharedground.rewriting.invariants import (
    captures_survive,
    is_brief,
    names_survive,
    numbers_survive,
    quotes_stay_whole,
)
from sharedground.rewriting.model import Edit, Rewrite
from sharedground.rewriting.render import Rendered, fill, render
from sharedground.rewriting.smoothing import sentence_start, with_articles
from sharedground.rewriting.words import Word, join, shortened
from sharedground.rules.model import Applicability, Template
from sharedground.rules.templates import parse_template
from sharedground.text.blocks import Block

_TITLE_LENGTH = 60
_LEADS = ("Even {distance}", "{whereabouts} as elsewhere", "In {label} as elsewhere")
"""What may stand before a wording so that it takes over what the sentence it replaces must not lose."""


def rewrites_for(hit: Hit, templates: Iterable[Template], block: Block, source: str) -> tuple[Rewrite, ...]:
    """The rewrites that templates give for a hit, each with edits in offsets of `source`, the whole draft's text.

    A template is left out where the match lacks a capture that it needs, where markup is in the way, where it would
    lose what must survive, and where an earlier one says the same. One whose wording is a clause of its own takes the
    place of the whole sentence where there is no room for a clause at the match.
    """
    offers: dict[tuple[Edit, ...], Rewrite] = {}
    for template in templates:
        rewrite = _rewrite(template, hit, block, source)
        if rewrite is not None:
            offers.setdefault(rewrite.edits, rewrite)
    return tuple(offers.values())


def _rewrite(template: Template, hit: Hit, block: Block, source: str) -> Rewrite | None:
    """The template's offer; one for the sentence that would lose something there is tried in other ways."""
    stretch = stretch_of(template.replaces, hit, block)
    offer = _placed(template, stretch, hit, block, source) if stretch else None
    if offer is not None or template.replaces != "sentence":
        return offer
    tries = [(template, clause) for clause in _clauses(template, hit, block)]
    if stretch and is_statement(template.text):
        tries += [(_led(template, lead), stretch) for lead in _LEADS]
    offers = (_placed(each, place, hit, block, source) for each, place in tries)
    return next((offer for offer in offers if offer is not None), None)


def _clauses(template: Template, hit: Hit, block: Block) -> Iterator[tuple[int, int]]:
    """The clauses of the sentence that the template's wording could stand for while the rest stays."""
    clause = own_clause(template.text, block.text, hit.start, hit.end, hit.sentence[0])
    if clause:
        yield clause
    side = side_of_colon(block.text, hit.start, hit.end, hit.sentence)
    others = (*hit.clauses, side) if side else hit.clauses
    yield from (clause for clause in others if fits(template.text, block.text, *clause))


def _led(template: Template, lead: str) -> Template:
    """The template with a figure or a place of the writer's in front of its wording."""
    return msgspec.structs.replace(template, text=f"{lead}, {template.text[0].lower()}{template.text[1:]}")


def _placed(template: Template, stretch: tuple[int, int], hit: Hit, block: Block, source: str) -> Rewrite | None:
    if template.replaces == "match":
        stretch = after_conjunction(block.text, *stretch), stretch[1]
        if needs_subject(template.text) and not has_subject(block.text, *stretch):
            return None
        if is_clause(template.text):
            room = room_for(template.text, block.text, *stretch)
            if room is None:
                return _rewrite(msgspec.structs.replace(template, replaces="sentence"), hit, block, source)
            stretch = room
    setting = hit if template.replaces == "sentence" else _after_colon(hit, block, stretch[0])
    starts = stretch[0] <= sentence_start(setting, block)
    rendered = render(parse_template(template.text), setting, block, source, starts)
    if rendered is None:
        return None
    if template.replaces == "match" and is_clause(template.text) and wants_comma(block.text, stretch[0]):
        rendered = _after_comma(rendered)
    fit = fitted(stretch, rendered.words, setting, block)
    if fit is None:
        return None
    fit = replace(fit, words=tuple(with_articles(fit.words)))
    if not _holds(template, rendered, fit, hit, block):
        return None
    changes = changes_for(block, source, fit.start, fit.end, fit.words)
    if not changes:
        return None
    return _offer(template, rendered, fit, changes, hit, block, source)


def _after_comma(rendered: Rendered) -> Rendered:
    first, *rest = rendered.words
    return replace(rendered, words=(Word(",", space=False), replace(first, space=True), *rest))


def _after_colon(hit: Hit, block: Block, start: int) -> Hit:
    """The hit with its sentence cut short where a colon and a capital start another within it (*Note: Stop …*)."""
    before = block.text[hit.sentence[0] : start].rstrip()
    if before.endswith(":") and block.text[start].isupper():
        return replace(hit, sentence=(start, hit.sentence[1]))
    return hit


def _holds(template: Template, rendered: Rendered, fit: Fitted, hit: Hit, block: Block) -> bool:
    """Whether the new wording keeps what a rewrite must keep."""
    old = block.text[fit.start : fit.end]
    return (
        numbers_survive(old, fit.words)
        and captures_survive(template.keeps, hit, block, fit, rendered.inflected)
        and (template.replaces != "sentence" or names_survive(hit, block, fit))
        and quotes_stay_whole(old, fit.words)
        and (not _applicability(template, rendered).is_ready or is_brief(old, fit.words))
    )


def _applicability(template: Template, rendered: Rendered) -> Applicability:
    """What the template says; but what holds a blank is a scaffold."""
    return Applicability.SCAFFOLD if rendered.has_blanks else template.applicability


def _offer(
    template: Template,
    rendered: Rendered,
    fit: Fitted,
    changes: tuple[Change, ...],
    hit: Hit,
    block: Block,
    source: str,
) -> Rewrite:
    start, end = block.map.to_source(fit.start, fit.end)
    start, end = min(start, changes[0].edit.start), max(end, changes[-1].edit.end)
    text, blanks = _carried_out(source, start, end, changes)
    applicability = _applicability(template, rendered)
    return Rewrite(
        title=_title(template, applicability, fit, hit, block),
        applicability=applicability,
        edits=tuple(change.edit for change in changes),
        text=text,
        start=start,
        end=end,
        why=template.why,
        blanks=blanks,
    )


def _carried_out(
    source: str, start: int, end: int, changes: tuple[Change, ...]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """source[start:end] with the changes made, and where their blanks stand in it."""
    text, position = "", start
    blanks: list[tuple[int, int]] = []
    for change in changes:
        text += source[position : change.edit.start]
        blanks += [(len(text) + a, len(text) + b) for a, b in change.blanks]
        text += change.edit.text
        position = change.edit.end
    return text + source[position:end], tuple(blanks)


def _title(template: Template, applicability: Applicability, fit: Fitted, hit: Hit, block: Block) -> str:
    if template.title:
        words = fill(parse_template(template.title).parts, hit, block)
        return shortened(join(words) if words else template.title, _TITLE_LENGTH)
    if not applicability.is_ready:
        verb, wording = "Fill in", join(fit.words)
    elif not fit.words:
        verb, wording = "Cut", block.text[fit.start : fit.end].strip()
    else:
        verb, wording = "Rewrite", join(fit.words)
    return f"{verb}: “{shortened(wording, _TITLE_LENGTH - len(verb) - 4)}”"
