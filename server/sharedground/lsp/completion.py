"""What may be written at a place: in a directive of a draft, in a settings file, in a rule file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lsprotocol import types

from sharedground.lsp import rule_keys, settings_keys
from sharedground.lsp.choices import Choice, line_before, rule_names
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.drafts import Kind, kind_of
from sharedground.lsp.projects import Project
from sharedground.lsp.server import Server
from sharedground.text.directives import Verb

OPTIONS = types.CompletionOptions(trigger_characters=["@", "/", '"', ":", " "], resolve_provider=False)

_VERBS = {
    Verb.IGNORE: "leave the next block alone",
    Verb.OFF: "leave all alone from here on",
    Verb.ON: "look again from here on",
    Verb.IGNORE_FILE: "leave the whole draft alone, in some rules",
    Verb.TESTIMONY: "leave the whole draft alone: it is somebody's own words",
}
_DIRECTIVE = re.compile(r"sharedground:[ \t]*(?P<verb>[\w-]*)$", re.IGNORECASE)
_RULES = re.compile(
    r"sharedground:[ \t]*(?:ignore|off|on|ignore-file)[ \t]+(?:[\w/-]+[ \t]*,[ \t]*)*(?P<rule>[\w/-]*)$", re.IGNORECASE
)
_EQUALS = re.compile(r"[ \t]*=")


async def at(ls: Server, params: types.CompletionParams) -> types.CompletionList:
    """The choices at a position."""
    items: list[types.CompletionItem] = []
    snapshot = ls.snapshot(params.text_document.uri)
    if snapshot is not None and kind_of(snapshot) is not Kind.OTHER:
        offset = snapshot.positions.offset(params.position)
        project = await ls.checker.soon(lambda: ls.projects.of(snapshot.path))
        typed, choices = _choices(snapshot, offset, project)
        items = [_item(choice, snapshot, offset - len(typed), offset) for choice in choices]
    return types.CompletionList(is_incomplete=False, items=items)


def _choices(snapshot: Snapshot, offset: int, project: Project) -> tuple[str, list[Choice]]:
    """What of the word has been typed, and what it may become."""
    match kind_of(snapshot):
        case Kind.DRAFT:
            typed, found = _in_directive(snapshot, offset, project)
        case Kind.SETTINGS:
            typed, found = settings_keys.choices(snapshot, offset, project)
        case kind:
            typed, found = rule_keys.choices(snapshot, offset, project, kind)
    return typed, list(found)


def _in_directive(snapshot: Snapshot, offset: int, project: Project) -> tuple[str, Iterable[Choice]]:
    before = line_before(snapshot, offset)
    if match := _DIRECTIVE.search(before):
        return match["verb"], (Choice(verb, about) for verb, about in _VERBS.items())
    if match := _RULES.search(before):
        return match["rule"], rule_names(project)
    return "", ()


def _item(choice: Choice, snapshot: Snapshot, start: int, end: int) -> types.CompletionItem:
    """The choice as the editor takes it: it takes the place of what was typed, and repeats nothing that follows."""
    written = choice.written or choice.word
    if written.endswith('"') and snapshot.text.startswith('"', end):  # an editor has closed the quotation already
        end += 1
    elif written.endswith(" = ") and _EQUALS.match(snapshot.text, end):
        written = written.removesuffix(" = ")
    return types.CompletionItem(
        label=choice.word,
        kind=choice.kind,
        documentation=choice.about or None,
        filter_text=written,
        text_edit=types.TextEdit(snapshot.positions.range(start, end), written),
    )
