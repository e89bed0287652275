"""The open documents, with their text exactly as the client has it.

What pygls brings splits lines where Python does (at U+2028, form feeds and others), so that one such character sends
every later edit to the wrong line; and it cuts off a character where a column lies past the end of the last line. So
edits are carried out here, through our own positions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from lsprotocol import types
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument, Workspace

from sharedground.lsp.positions import Encoding, Positions


@dataclass(frozen=True)
class Snapshot:
    """A document as it is at one moment, safe to hand to another thread. `version` is the client's own count."""

    uri: str
    text: str
    version: int | None
    language: str
    encoding: Encoding | str
    shared: Positions | None = field(default=None, compare=False, repr=False)

    @cached_property
    def positions(self) -> Positions:
        """Its positions, in the client's units."""
        return self.shared or Positions(self.text, self.encoding)

    @cached_property
    def digest(self) -> str:
        """Tells one text from another, by a sum that most processors know how to make."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:24]

    @cached_property
    def path(self) -> Path | None:
        """The file behind the document, if it is one."""
        return path_of(self.uri)


class Document(TextDocument):
    """A document whose lines end where the protocol says."""

    _positions: Positions | None = None
    _snapshot: Snapshot | None = None

    def _apply_incremental_change(self, change: types.TextDocumentContentChangePartial) -> None:
        self._positions = self.positions.edited(*self.positions.span(change.range), change.text)
        self._source = self._positions.text

    def snapshot(self) -> Snapshot:
        """The document as it is now: the same snapshot as before, while nothing has changed."""
        kept, positions = self._snapshot, self.positions
        if kept is None or kept.shared is not positions or kept.version != self.version:
            kept = Snapshot(self.uri, self.source, self.version, self.language_id or "", positions.encoding, positions)
            self._snapshot = kept
        return kept

    @property
    def positions(self) -> Positions:
        """The positions in its text, found once for each text."""
        text = self.source
        if self._positions is None or self._positions.text is not text:
            self._positions = Positions(text, self.position_codec.encoding or Encoding.Utf16)
        return self._positions


class Documents(Workspace):
    """The workspace, with documents of our kind."""

    def _create_text_document(
        self, doc_uri: str, source: str | None = None, version: int | None = None, language_id: str | None = None
    ) -> Document:
        return Document(
            doc_uri,
            source=source,
            version=version,
            language_id=language_id,
            sync_kind=self._sync_kind,
            position_codec=self._position_codec,
        )

    def open_document(self, uri: str) -> Document | None:
        """The document that the client has open, if it has; what lies on the disk is not looked at."""
        from urllib.parse import unquote

        found = self._text_documents.get(unquote(uri))
        return found if isinstance(found, Document) else None

    @property
    def open_documents(self) -> tuple[Document, ...]:
        """All that the client has open."""
        return tuple(found for found in self._text_documents.values() if isinstance(found, Document))


def path_of(uri: str) -> Path | None:
    """The file that a URI names; None for an untitled document and everything else that is no file."""
    path = to_fs_path(uri)
    return Path(path) if path else None
