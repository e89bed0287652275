"""Word and OpenDocument files that are broken, locked or made to hurt: each gets a clear word, and soon."""

import resource
import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from sharedground.errors import DraftError
from sharedground.text.readers import read, unpack

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _rewritten(data: bytes, name: str, content: bytes) -> bytes:
    """A package with one part replaced, or added."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, content)
    return out.getvalue()


def _refused(data: bytes, language: str) -> str:
    began = time.process_time()
    with pytest.raises(DraftError) as raised:
        unpack(data, language)
    assert time.process_time() - began < 20
    return str(raised.value)


_ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize("language", ["docx", "odt"])
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04", "damaged"),
        (b"Just text.", "damaged"),
        (_OLE, "password"),
    ],
)
def test_what_is_no_such_file_is_told(language: str, data: bytes, says: str) -> None:
    assert says in _refused(data, language)


def test_a_zip_of_something_else_is_told() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("a.txt", "a")
    assert "no Word file" in _refused(out.getvalue(), "docx")
    assert "no OpenDocument text" in _refused(out.getvalue(), "odt")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_breaks_off_is_told(word_draft: bytes, odt_draft: bytes, share: float) -> None:
    assert "damaged" in _refused(word_draft[: int(len(word_draft) * share)], "docx")
    assert "damaged" in _refused(odt_draft[: int(len(odt_draft) * share)], "odt")


def test_flipped_bytes_are_told_or_read(word_draft: bytes) -> None:
    for at in range(0, len(word_draft), 997):
        data = word_draft[:at] + bytes([word_draft[at] ^ 0xFF]) + word_draft[at + 1 :]
        try:
            read(unpack(data, "docx"), "docx")
        except DraftError as error:
            assert len(str(error).split()) > 8


def test_a_zip_bomb_is_refused_before_it_goes_off(word_draft: bytes) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    bomb = _rewritten(word_draft, "word/document.xml", b"<a>" + b" " * 150_000_000 + b"</a>")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(bomb) < 1_000_000
    assert "would unpack to" in _refused(bomb, "docx")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - max(before, grown) < 50_000


def test_entity_bombs_are_refused(word_draft: bytes, odt_draft: bytes) -> None:
    for part in ("word/document.xml", "word/styles.xml", "[Content_Types].xml"):
        with ZipFile(BytesIO(word_draft)) as package:
            old = package.read(part)
        head, _, rest = old.partition(b"?>")
        assert "entities" in _refused(_rewritten(word_draft, part, head + b"?>" + _ENTITIES + rest), "docx")
    with ZipFile(BytesIO(odt_draft)) as package:
        head, _, rest = package.read("content.xml").partition(b"?>")
    assert "entities" in _refused(_rewritten(odt_draft, "content.xml", head + b"?>" + _ENTITIES + rest), "odt")


def test_a_locked_opendocument_text_is_told(odt_draft: bytes) -> None:
    listing = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"
    assert "password" in _refused(_rewritten(odt_draft, "META-INF/manifest.xml", listing), "odt")


@pytest.mark.parametrize("depth", [300, 100_000])
def test_absurd_nesting_is_told(word_draft: bytes, odt_draft: bytes, depth: int) -> None:
    open_, close = "<text:section>" * depth, "</text:section>" * depth
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        f"{open_}<text:p>a</text:p>{close}</office:text></office:body></office:document-content>"
    )
    assert "damaged" in _refused(_rewritten(odt_draft, "content.xml", content.encode()), "odt")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    nested = f"<w:document {space}><w:body>{'<w:sdt>' * depth}{'</w:sdt>' * depth}</w:body></w:document>"
    assert "damaged" in _refused(_rewritten(word_draft, "word/document.xml", nested.encode()), "docx")


def test_a_document_without_a_body_is_told(word_draft: bytes) -> None:
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    assert "damaged" in _refused(_rewritten(word_draft, "word/document.xml", b"<w:document " + space + b"/>"), "docx")


def test_a_spreadsheet_is_told(odt_draft: bytes) -> None:
    content = (
        b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
        b"<office:body><office:spreadsheet/></office:body></office:document-content>"
    )
    assert "no text" in _refused(_rewritten(odt_draft, "content.xml", content), "odt")
