"""The lens above a rule's examples: how many there are, and a way to run them."""

from __future__ import annotations

import re

from lsprotocol import types

from sharedground.lsp import workbench
from sharedground.lsp.drafts import Kind, kind_of
from sharedground.lsp.server import Server

RUN = "sharedground.runExamples"
_EXAMPLES = re.compile(r"^examples[ \t]*:", re.MULTILINE)


async def of(ls: Server, params: types.CodeLensParams) -> list[types.CodeLens]:
    """The lenses of a document: one in a rule file that has examples, none in all others."""
    snapshot = ls.snapshot(params.text_document.uri)
    if snapshot is None or kind_of(snapshot) is not Kind.RULE:
        return []
    place = _EXAMPLES.search(snapshot.text)
    if place is None:
        return []
    count = len(workbench.examples_of(snapshot))
    title = f"Run the examples ({count})" if count else "Run the examples"
    command = types.Command(title=title, command=RUN, arguments=[{"uri": snapshot.uri}])
    return [types.CodeLens(range=snapshot.positions.range(*place.span()), command=command)]
