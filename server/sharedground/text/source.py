"""Bytes in, decoded text out, and back again."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from sharedground.errors import DraftError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF_32_BOMS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

_MAGIC = (
    (b"PK\x03\x04", "a Word, LibreOffice or zip file"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an older Word or Office file"),
    (b"{\\rtf", "a rich-text (RTF) file"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a compressed (gzip) file"),
)

_SAMPLE = 8192


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded draft. `text` leaves off a byte-order mark; line ends stand as they were."""

    text: str
    encoding: str = "utf-8"
    bom: bool = False

    def encode(self, text: str | None = None) -> bytes:
        """`text` (or the source's own) as bytes in the encoding the draft came in, with its byte-order mark."""
        mark = "\ufeff" if self.bom else ""
        return (mark + (self.text if text is None else text)).encode(self.encoding)


def decode(data: bytes, *, name: str = "") -> Source:
    """The source held in `data`: UTF-8, or UTF-16 with or without a byte-order mark.

    Raises DraftError, which says what was found and what to do, for anything else. `name` goes before the message.
    """
    try:
        return _decode(data)
    except DraftError as error:
        if name:
            raise DraftError(f"{name}: {error}") from None
        raise


def _decode(data: bytes) -> Source:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise DraftError(f"This is {what}, not plain text. Save or export it as Markdown or plain text (UTF-8).")
    if data.startswith(_UTF_32_BOMS):
        raise DraftError("This looks like UTF-32, which is not read. Save it as UTF-8 and try again.")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Source(_strictly(data[len(mark) :], encoding), encoding, bom=True)
    if b"\0" in data:
        return _without_mark(data)
    return Source(_strictly(data, "utf-8"))


def _without_mark(data: bytes) -> Source:
    """UTF-16 that does not say so: every other byte of Western text is then NUL. Anything else with NUL is binary."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 == 0:
        if odd > 0.4 * half and even < 0.05 * half + 1:
            return Source(_strictly(data, "utf-16-le"), "utf-16-le")
        if even > 0.4 * half and odd < 0.05 * half + 1:
            return Source(_strictly(data, "utf-16-be"), "utf-16-be")
    raise DraftError("This is binary data (it holds NUL bytes), not text. Name a Markdown or plain-text draft instead.")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DraftError(_explain(data, encoding, error)) from None


def _explain(data: bytes, encoding: str, error: UnicodeDecodeError) -> str:
    if encoding != "utf-8":
        return (
            f"This says it is {encoding.upper()} but breaks off at byte {error.start}. Save it as UTF-8 and try again."
        )
    line = data.count(b"\n", 0, error.start) + 1
    where = f"byte 0x{data[error.start]:02X} in line {line} is not UTF-8"
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE])
    if high <= 0.1 * len(data[:_SAMPLE]) + 1:
        return f"This looks like Windows-1252 ({where}). Save it as UTF-8 and try again."
    return f"This is text in an encoding that is not read, or no text at all ({where}). Save it as UTF-8 and try again."
