"""OpenDocument texts with comments. Every part but the text itself is written back as it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from sharedground.office.remarks import AUTHOR, Remark
from sharedground.text.readers.odt import NAMESPACES, OpenDocument, name, paragraph_of, pieces_of
from sharedground.text.readers.rendition import Piece, placed


def annotated(data: bytes, remarks: Iterable[Remark]) -> bytes:
    """The text with a comment for each remark, at its words."""
    document = OpenDocument(data)
    passages = placed(document.passages())
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    for number, remark in enumerate(remarks, 1):
        for stretch, passage in passages:
            if stretch.start <= remark.start < stretch.end:
                label = f"sharedground-{number}"
                paragraph = paragraph_of(passage)
                end = min(remark.end, stretch.end)
                _insert(paragraph, end - stretch.start, _ending(label), last=True)
                _insert(paragraph, remark.start - stretch.start, _annotation(label, remark, now), last=False)
    return _written(document)


def _insert(paragraph: Any, offset: int, new: Any, *, last: bool) -> None:
    """Puts an element at an offset of a paragraph's text: with `last`, behind the letter before it."""
    position = 0
    for piece in pieces_of(paragraph):
        here = offset - position
        if (0 < here <= len(piece.text)) if last else (0 <= here < len(piece.text)):
            _insert_in(piece, here, new)
            return
        position += len(piece.text)


def _insert_in(piece: Piece, offset: int, new: Any) -> None:
    element, parent = piece.element, piece.element.getparent()
    if piece.is_tail:
        text = element.tail or ""
        element.tail = text[:offset]
        parent.insert(parent.index(element) + 1, new)
        new.tail = text[offset:]
    elif element.text:
        text = element.text
        element.text = text[:offset]
        element.insert(0, new)
        new.tail = text[offset:]
    else:  # white space that is an element
        parent.insert(parent.index(element) + (offset > 0), new)
        if offset:
            new.tail, element.tail = element.tail, None


def _annotation(label: str, remark: Remark, now: str) -> Any:
    annotation = etree.Element(name("office:annotation"), {name("office:name"): label}, nsmap=NAMESPACES)
    for tag, text in (("dc:creator", AUTHOR), ("dc:date", now)):
        etree.SubElement(annotation, name(tag)).text = text
    for paragraph in remark.paragraphs:
        etree.SubElement(annotation, name("text:p")).text = paragraph
    return annotation


def _ending(label: str) -> Any:
    return etree.Element(name("office:annotation-end"), {name("office:name"): label}, nsmap=NAMESPACES)


def _written(document: OpenDocument) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for entry in document.package.infolist():
            content = document.package.read(entry)
            if entry.filename == "content.xml":
                content = etree.tostring(document.content, xml_declaration=True, encoding="UTF-8")
            package.writestr(entry, content, ZIP_STORED if entry.filename == "mimetype" else entry.compress_type)
    return out.getvalue()
