"""What the client can do, read from its capabilities once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lsprotocol import types


@dataclass(frozen=True, slots=True)
class Client:
    """What the client can do. Whatever it does not say, it cannot."""

    pulls: bool = False
    refreshes: bool = False
    refreshes_lenses: bool = False
    resolves_edits: bool = False
    takes_literals: bool = False
    versions_edits: bool = False
    annotates_edits: bool = False
    snippet_edits: bool = False
    applies_edits: bool = False
    creates_files: bool = False
    answers_configuration: bool = False
    registers_configuration: bool = False
    registers_watchers: bool = False
    reports_progress: bool = False
    shows_documents: bool = False
    links_codes: bool = False
    reads_markdown: bool = False

    @classmethod
    def of(cls, capabilities: types.ClientCapabilities) -> Client:
        """The client with these capabilities."""

        def can(path: str) -> Any:
            found: Any = capabilities
            for name in path.split("."):
                found = getattr(found, name, None)
            return found

        code_action = "text_document.code_action"
        hover_formats = can("text_document.hover.content_format") or ()
        return cls(
            pulls=can("text_document.diagnostic") is not None,
            refreshes=bool(can("workspace.diagnostics.refresh_support")),
            refreshes_lenses=bool(can("workspace.code_lens.refresh_support")),
            resolves_edits="edit" in (can(f"{code_action}.resolve_support.properties") or ()),
            takes_literals=can(f"{code_action}.code_action_literal_support") is not None,
            versions_edits=bool(can("workspace.workspace_edit.document_changes")),
            annotates_edits=can("workspace.workspace_edit.change_annotation_support") is not None,
            snippet_edits=bool(can("workspace.workspace_edit.snippet_edit_support")),
            applies_edits=bool(can("workspace.apply_edit")),
            creates_files="create" in (can("workspace.workspace_edit.resource_operations") or ()),
            answers_configuration=bool(can("workspace.configuration")),
            registers_configuration=bool(can("workspace.did_change_configuration.dynamic_registration")),
            registers_watchers=bool(can("workspace.did_change_watched_files.dynamic_registration")),
            reports_progress=bool(can("window.work_done_progress")),
            shows_documents=bool(can("window.show_document.support")),
            links_codes=bool(
                can("text_document.publish_diagnostics.code_description_support")
                or can("text_document.diagnostic.code_description_support")
            ),
            reads_markdown=types.MarkupKind.Markdown in hover_formats,
        )
