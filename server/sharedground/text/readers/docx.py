"""Word: paragraphs, headings, lists, tables, text boxes and notes, as they read with all tracked changes accepted.

Fields' codes, hidden text, tables of contents, code, headers and footers are left out. A comment that begins with
`sharedground:` is a directive for the paragraph it stands at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.oxml.ns import qn

from sharedground.errors import DraftError
from sharedground.text.blocks import OPAQUE, BlockKind, Draft
from sharedground.text.readers.packages import damaged, open_package, parsed, part
from sharedground.text.readers.rendition import Passage, Piece, Rendition, read_rendition, rendered
from sharedground.text.source import Source

WHAT = "Word file"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TRANSPARENT = {
    qn(f"w:{name}")
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "bdo", "dir")
} | {qn("w:customXml")}
_FIXED = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
_OPAQUE = {qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:sym"), qn("m:oMath"), qn("m:oMathPara")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _R, _T, _TC = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:tc")
_VAL, _ID = qn("w:val"), qn("w:id")
_DELETED = {qn("w:del"), qn("w:moveFrom")}
_HEADINGS = ("heading", "title", "subtitle")
_QUOTES = ("quote", "intense quote", "block text", "quotations", "block quotation")
_NO_PROSE = ("toc", "table of", "index", "html preformatted", "preformatted", "code", "source code", "macro")


def unpack(data: bytes) -> Rendition:
    """The text of a Word file. Raises DraftError where it is none, damaged, locked or hostile."""
    return rendered(Word(data).passages())


def read(source: Source) -> Draft:
    """The draft in what `unpack` gave. Never raises."""
    return read_rendition(source, "docx")


@dataclass(frozen=True, slots=True)
class _Style:
    kind: BlockKind | None = BlockKind.PARAGRAPH
    quoted: bool = False
    skipped: bool = False


class Word:
    """A Word file, opened: `document` is that of python-docx."""

    def __init__(self, data: bytes) -> None:
        package = open_package(data, WHAT)
        _look_through(package)
        try:
            self.document: Any = Document(BytesIO(data))
            self._styles = {
                style.style_id: _style(style.name or "")
                for style in self.document.styles
                if getattr(style, "style_id", None)
            }
        except DraftError:
            raise
        except Exception as error:  # whatever python-docx meets in a file that Word would not open
            raise damaged(WHAT, error) from None
        self.body = self.document.element.body
        if self.body is None:
            raise damaged(WHAT, ValueError("no body"))
        self.notes = {name: self._notes(name) for name in ("footnotes", "endnotes")}

    def passages(self) -> Iterator[Passage]:
        """The paragraphs in the order of the text, the notes behind them."""
        directives = self._directives()
        for paragraph in self.body.iter(_P):
            if any(parent.tag == _FALLBACK or parent.tag in _DELETED for parent in paragraph.iterancestors()):
                continue
            for start in paragraph.iter(qn("w:commentRangeStart"), qn("w:commentReference")):
                text = directives.pop(start.get(_ID), "")
                if text:
                    yield Passage(None, False, (Piece(text, start),))
            passage = self._passage(paragraph, None)
            if passage:
                yield passage
        references = {
            kind: {mark.get(_ID): mark for mark in self.body.iter(qn(f"w:{kind[:-1]}Reference"))} for kind in self.notes
        }
        for kind, root in self.notes.items():
            for note in root if root is not None else ():
                mark = references[kind].get(note.get(_ID))
                for paragraph in note.iter(_P) if mark is not None else ():
                    passage = self._passage(paragraph, mark)
                    if passage:
                        yield passage

    def note_part(self, kind: str) -> Any:
        """The package part that holds the footnotes or endnotes, if there is one."""
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
                return relation.target_part
        return None

    def _notes(self, kind: str) -> Any:
        found = self.note_part(kind)
        return parsed(found.blob, WHAT) if found is not None else None

    def _directives(self) -> dict[str, str]:
        """The comments that speak to Shared Ground, by their ids."""
        if not any(relation.reltype.endswith("/comments") for relation in self.document.part.rels.values()):
            return {}
        texts = {str(comment.comment_id): comment.text.strip() for comment in self.document.comments}
        return {key: " ".join(text.split()) for key, text in texts.items() if text.lower().startswith("sharedground")}

    def _passage(self, paragraph: Any, reference: Any) -> Passage | None:
        properties = paragraph.find(qn("w:pPr"))
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        style = self._styles.get(named.get(_VAL), _Style()) if named is not None else _Style()
        if style.skipped:
            return None
        kind = style.kind or BlockKind.PARAGRAPH
        if reference is not None:
            kind = BlockKind.NOTE
        elif kind is BlockKind.PARAGRAPH:
            if any(parent.tag == _TC for parent in paragraph.iterancestors()):
                kind = BlockKind.CELL
            elif properties is not None and properties.find(qn("w:numPr")) is not None:
                kind = BlockKind.ITEM
        return Passage(kind, style.quoted, tuple(pieces_of(paragraph)), reference)


def pieces_of(paragraph: Any) -> Iterator[Piece]:
    """What a paragraph says, piece by piece, each with the element in a run that says it."""
    for child in paragraph:
        if child.tag == _R:
            yield from _pieces_of_run(child)
        elif child.tag in _TRANSPARENT:
            yield from pieces_of(child)
        elif child.tag in _OPAQUE:
            yield Piece(OPAQUE, child)


def _pieces_of_run(run: Any) -> Iterator[Piece]:
    properties = run.find(qn("w:rPr"))
    hidden = properties.find(qn("w:vanish")) if properties is not None else None
    if hidden is not None and hidden.get(_VAL) not in ("0", "false", "off"):
        return
    for child in run:
        if child.tag == _T:
            if child.text:
                yield Piece(child.text, child)
        elif child.tag in _FIXED:
            yield Piece(_FIXED[child.tag], child)
        elif child.tag in _OPAQUE:
            yield Piece(OPAQUE, child)


def _style(name: str) -> _Style:
    name = name.lower()
    if name.startswith(_NO_PROSE):
        return _Style(skipped=True)
    if name.startswith(_HEADINGS):
        return _Style(BlockKind.HEADING)
    if name == "caption":
        return _Style(BlockKind.CAPTION)
    if name.startswith("list"):
        return _Style(BlockKind.ITEM)
    return _Style(quoted=name in _QUOTES)


def _look_through(package: ZipFile) -> None:
    """What must hold before the whole is opened: it is Word's, and no part of it is hostile."""
    types = part(package, "[Content_Types].xml", WHAT)
    if _MAIN.encode() not in types:
        raise DraftError("This is an Office file, but no Word file. Save the draft as .docx and try again.")
    for entry in package.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            data = part(package, entry.filename, WHAT)
            if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
                parsed(data, WHAT)
