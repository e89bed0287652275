"""Why a place was flagged, under the pointer; and in directives and settings, what a rule is about."""

from __future__ import annotations

import re
from functools import partial

from lsprotocol import types

from sharedground.lsp import pages
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.drafts import Kind, kind_of
from sharedground.lsp.projects import Project
from sharedground.lsp.server import Server

_RULE_ID = re.compile(r"[a-z][a-z-]*/[a-z0-9][a-z0-9-]*")


async def at(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """What is to be said at a position, if anything is."""
    snapshot = ls.snapshot(params.text_document.uri)
    if snapshot is None or kind_of(snapshot) is Kind.OTHER:
        return None
    offset = snapshot.positions.offset(params.position)
    report = await ls.checker.report(snapshot)
    project = await ls.checker.soon(lambda: ls.projects.of(snapshot.path))
    for finding in report.findings:
        rule = project.linter.rule(finding.rule)
        if rule and finding.start <= offset < finding.end:
            with_message = ls.options.get("showsMessages") is not True
            card = await ls.checker.soon(partial(pages.card, finding, rule, with_message=with_message))
            return _hover(ls, card, snapshot.positions.range(finding.start, finding.end))
    return _about_rule(ls, snapshot, offset, project)


def _about_rule(ls: Server, snapshot: Snapshot, offset: int, project: Project) -> types.Hover | None:
    """A rule's id, wherever it is written."""
    lines = snapshot.positions.lines
    start, end = lines.line_span(lines.position(offset)[0])
    for match in _RULE_ID.finditer(snapshot.text, start, end):
        rule = project.linter.rule(match[0])
        if rule and match.start() <= offset < match.end():
            return _hover(ls, pages.page(rule), snapshot.positions.range(*match.span()))
    return None


def _hover(ls: Server, markdown: str, place: types.Range) -> types.Hover:
    if ls.client.reads_markdown:
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, markdown), place)
    return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, pages.plain(markdown)), place)
