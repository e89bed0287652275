"""Edits of a document, in the richest form that the client takes and no richer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lsprotocol import types

from sharedground.lsp.client import Client
from sharedground.lsp.documents import Snapshot
from sharedground.rewriting.model import Edit, Rewrite
from sharedground.rules.model import Applicability

_ANNOTATION = "sharedground.rewrite"


def of_edits(edits: Sequence[Edit], snapshot: Snapshot, client: Client) -> types.WorkspaceEdit:
    """Edits of a document as it was at the snapshot."""
    made = [types.TextEdit(snapshot.positions.range(edit.start, edit.end), edit.text) for edit in edits]
    if not client.versions_edits:
        return types.WorkspaceEdit(changes={snapshot.uri: made})
    return types.WorkspaceEdit(document_changes=[_versioned(snapshot, made)])


def of_rewrite(rewrite: Rewrite, snapshot: Snapshot, client: Client) -> types.WorkspaceEdit:
    """The edits of a rewrite. Blanks are tab stops, and what shifts the meaning is announced, for clients that can.

    None asks to be confirmed: its title showed the new wording, and VS Code would answer a choice with a second window.
    """
    if not rewrite.applicability.is_ready and client.snippet_edits and client.versions_edits:
        place = snapshot.positions.range(rewrite.start, rewrite.end)
        edit = types.SnippetTextEdit(range=place, snippet=types.StringValue(value=snippet(rewrite)))
        return types.WorkspaceEdit(document_changes=[_versioned(snapshot, [edit])])
    if rewrite.applicability is not Applicability.SAFE and client.annotates_edits and client.versions_edits:
        made = [
            types.AnnotatedTextEdit(_ANNOTATION, snapshot.positions.range(edit.start, edit.end), edit.text)
            for edit in rewrite.edits
        ]
        about = types.ChangeAnnotation(label=rewrite.title, needs_confirmation=False, description=rewrite.why or None)
        return types.WorkspaceEdit(
            document_changes=[_versioned(snapshot, made)], change_annotations={_ANNOTATION: about}
        )
    return of_edits(rewrite.edits, snapshot, client)


def snippet(rewrite: Rewrite) -> str:
    """The new wording with a tab stop for each blank, which holds what the blank says."""
    parts: list[str] = []
    done = 0
    for number, (start, end) in enumerate(rewrite.blanks, 1):
        parts.append(_escaped(rewrite.text[done:start]))
        parts.append(f"${{{number}:{_escaped(rewrite.text[start:end])}}}")
        done = end
    return "".join([*parts, _escaped(rewrite.text[done:]), "$0"])


def _escaped(text: str) -> str:
    return re.sub(r"[\\$}]", r"\\\g<0>", text)


def _versioned(
    snapshot: Snapshot, edits: Sequence[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit]
) -> types.TextDocumentEdit:
    identifier = types.OptionalVersionedTextDocumentIdentifier(snapshot.uri, snapshot.version)
    return types.TextDocumentEdit(text_document=identifier, edits=list(edits))
