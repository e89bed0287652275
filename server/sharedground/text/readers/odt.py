"""OpenDocument text: paragraphs, headings, lists, tables, frames and notes.

What was deleted under track changes, tables of contents and code are left out. A comment that begins with
`sharedground:` is a directive for the paragraph it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from sharedground.errors import DraftError
from sharedground.text.blocks import OPAQUE, BlockKind, Draft
from sharedground.text.readers.packages import locked, open_package, parsed, part
from sharedground.text.readers.rendition import Passage, Piece, Rendition, read_rendition, rendered
from sharedground.text.source import Source

WHAT = "OpenDocument text"
NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def name(tag: str) -> str:
    """A prefixed name as lxml spells it."""
    prefix, _, local = tag.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


_PARAGRAPHS = {name("text:p"), name("text:h")}
_LEFT_OUT = {
    name(tag)
    for tag in (
        "text:tracked-changes", "text:table-of-content", "text:alphabetical-index", "text:illustration-index",
        "text:table-index", "text:user-index", "text:bibliography", "office:annotation",
        "office:forms", "text:sequence-decls", "text:variable-decls",
    )
}  # fmt: skip
_UNSEEN = {name("office:annotation-end"), name("text:note-citation"), name("text:ruby-text"), *_LEFT_OUT}
_APART = {name("draw:frame"), name("draw:custom-shape"), name("draw:g"), name("text:note")}
_KINDS = {
    name("text:list-item"): BlockKind.ITEM,
    name("table:table-cell"): BlockKind.CELL,
    name("text:note-body"): BlockKind.NOTE,
}
_CAPTIONS = ("caption", "illustration", "figure", "drawing")
_QUOTES = ("quotations", "quote")
_CODE = ("preformatted text", "source code", "code")


def unpack(data: bytes) -> Rendition:
    """The text of an OpenDocument file. Raises DraftError where it is none, damaged, locked or hostile."""
    return rendered(OpenDocument(data).passages())


def read(source: Source) -> Draft:
    """The draft in what `unpack` gave. Never raises."""
    return read_rendition(source, "odt")


class OpenDocument:
    """An OpenDocument text, opened: `package` is the zip, `content` the root of its content.xml."""

    def __init__(self, data: bytes) -> None:
        self.package: ZipFile = open_package(data, WHAT)
        listing = part(self.package, "META-INF/manifest.xml", WHAT)
        if b"encryption-data" in listing:
            raise locked(WHAT)
        self.content = parsed(part(self.package, "content.xml", WHAT), WHAT)
        body = self.content.find(f"{name('office:body')}/{name('office:text')}")
        if body is None:
            raise DraftError("This is an OpenDocument file, but no text. Save the draft as .odt and try again.")
        self.body = body
        self._parents = {
            style.get(name("style:name"), ""): style.get(name("style:parent-style-name"), "")
            for style in self.content.iter(name("style:style"))
        }

    def passages(self) -> Iterator[Passage]:
        """The paragraphs in the order of the text."""
        yield from self._within(self.body, BlockKind.PARAGRAPH)

    def _within(self, element: Any, kind: BlockKind) -> Iterator[Passage]:
        for child in element:
            if child.tag in _LEFT_OUT:
                continue
            if child.tag in _PARAGRAPHS:
                yield from self._paragraph(child, kind)
            else:
                yield from self._within(child, _KINDS.get(child.tag, kind))

    def _paragraph(self, paragraph: Any, kind: BlockKind) -> Iterator[Passage]:
        """A paragraph; before it what was said to Shared Ground in it, behind it what is set apart in it."""
        for comment in paragraph.iter(name("office:annotation")):
            said = " ".join(" ".join("".join(p.itertext()) for p in comment.iter(name("text:p"))).split())
            if said.lower().startswith("sharedground"):
                yield Passage(None, False, (Piece(said, comment),))
        style = self._style(paragraph)
        if style not in _CODE:
            if paragraph.tag == name("text:h") or style in ("title", "subtitle"):
                own = BlockKind.HEADING
            else:
                own = BlockKind.CAPTION if style in _CAPTIONS else kind
            yield Passage(own, style in _QUOTES, tuple(pieces_of(paragraph)))
        for apart in paragraph.iter(*_APART):
            if next(apart.iterancestors(*_APART, *_PARAGRAPHS)) is paragraph or apart.getparent() is paragraph:
                yield from self._within(apart, kind)

    def _style(self, paragraph: Any) -> str:
        """The name of the style that the paragraph's own is made from, as people see it."""
        style = paragraph.get(name("text:style-name"), "")
        for _ in range(5):
            if style not in self._parents or not self._parents[style]:
                break
            style = self._parents[style]
        return str(style).replace("_20_", " ").lower()


def paragraph_of(passage: Passage) -> Any:
    """The paragraph that a passage was read from."""
    element = passage.pieces[0].element
    return element if element.tag in _PARAGRAPHS else next(element.iterancestors(*_PARAGRAPHS))


def pieces_of(element: Any) -> Iterator[Piece]:
    """What an element says, piece by piece, each with the element that it stands in or behind."""
    if element.text:
        yield Piece(element.text, element)
    for child in element:
        if not isinstance(child.tag, str):
            pass
        elif child.tag == name("text:s"):
            count = child.get(name("text:c"), "1")
            yield Piece(" " * min(int(count) if count.isdigit() else 1, 1000), child)
        elif child.tag == name("text:tab"):
            yield Piece("\t", child)
        elif child.tag == name("text:line-break"):
            yield Piece("\n", child)
        elif child.tag in _APART:
            if child.tag != name("text:note"):
                yield Piece(OPAQUE, child)
        elif child.tag not in _UNSEEN:
            yield from pieces_of(child)
        if child.tail:
            yield Piece(child.tail, child, is_tail=True)
