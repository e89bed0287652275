"""E-mail: the subject, and what is written, as plain text or HTML; attachments and what is signed off are not.

Text that is sent as it is, or as quoted-printable, has exact spans; of base64, a line stands for its words.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32
from typing import Any

from sharedground.errors import DraftError
from sharedground.text import masking
from sharedground.text.assembly import Assembly
from sharedground.text.blocks import BlockKind, Draft
from sharedground.text.excerpts import Excerpt, Excerpting
from sharedground.text.lines import LineIndex
from sharedground.text.readers import html, markdown, plain
from sharedground.text.readers.gathering import TANGLED, Gathering
from sharedground.text.source import Source

_READERS = {"text/plain": plain.read, "text/html": html.read, "text/markdown": markdown.read}
_HEX = frozenset("0123456789abcdefABCDEF")


def read(source: Source) -> Draft:
    """The draft in an e-mail. Raises DraftError where its parts are nested beyond reason."""
    text = masking.sound(source.text)
    gathering = Gathering(text)
    try:
        parts = list(_parts(text))
    except RecursionError:
        raise DraftError(TANGLED) from None
    for part in parts:
        if part.subject:
            _subject(gathering, *part.subject)
    for part in _chosen(parts):
        excerpt = _decoded(text, part)
        if excerpt:
            inner = _READERS[part.kind](Source(excerpt.text))
            gathering.take(excerpt, inner.blocks, inner.comments)
    return gathering.draft(source, "email")


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a message, where its text stands, and where its subject does, if it has one."""

    kind: str
    encoding: str
    charset: str
    attached: bool
    start: int
    end: int
    subject: tuple[int, int] | None
    alternative: int
    """Which group of alternatives it is of; 0 is none."""


class _Policy(Compat32):
    """Keeps headers as they stand in the source."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """The name, and all that stands behind the colon."""
        name, _colon, value = sourcelines[0].partition(":")
        return name, "".join([value, *sourcelines[1:]])


def _parts(text: str) -> Iterator[_Part]:
    """The parts of a message, in their order, each found again in the source behind the one before it."""
    message = message_from_string(text, policy=_Policy())
    cursor = 0
    groups: dict[int, int] = {}
    for part in message.walk():
        headers = [(name, str(value)) for name, value in part.raw_items()]
        head = "".join(f"{name}:{value}" for name, value in headers)
        at = text.find(head, cursor)
        cursor = max(cursor, at)
        subject = None
        for name, value in headers:
            if name.lower() == "subject" and at >= 0:
                subject = cursor + len(name) + 1, cursor + len(name) + 1 + len(value.rstrip("\r\n"))
            cursor += len(name) + 1 + len(value)
        body = part.get_payload()
        if part.get_content_type() == "multipart/alternative":
            for inner in part.walk():
                groups.setdefault(id(inner), len(groups) + 1 if inner is part else groups[id(part)])
        start = end = cursor
        if isinstance(body, str) and body:
            found = text.find(body, cursor)
            start, end = (found, found + len(body)) if found >= 0 else (cursor, cursor)
            cursor = end
        yield _Part(
            kind=part.get_content_type(),
            encoding=str(part.get("content-transfer-encoding", "")).strip().lower(),
            charset=_charset(part),
            attached=part.get_content_disposition() == "attachment",
            start=start,
            end=end,
            subject=subject,
            alternative=groups.get(id(part), 0),
        )


def _charset(part: Message[Any, Any]) -> str:
    try:
        return codecs.lookup(part.get_content_charset("utf-8")).name
    except LookupError:
        return ""


def _chosen(parts: list[_Part]) -> Iterator[_Part]:
    """What a reader sees: of alternatives only the first that is read here."""
    seen: set[int] = set()
    for part in parts:
        if part.kind in _READERS and part.charset and not part.attached and part.start < part.end:
            if part.alternative in seen:
                continue
            if part.alternative:
                seen.add(part.alternative)
            yield part


def _subject(gathering: Gathering, start: int, end: int) -> None:
    raw = gathering.text[start:end]
    if "=?" not in raw:
        gathering.prose(start, end, BlockKind.HEADING)
        return
    try:
        plain_text = str(make_header(decode_header(raw.strip())))
    except (HeaderParseError, LookupError, ValueError):
        return
    assembly = Assembly(gathering.text)
    if len(plain_text) != len(raw):
        assembly.stands_for(" ".join(plain_text.split()), start, end)
    gathering.keep(assembly, BlockKind.HEADING)


def _decoded(text: str, part: _Part) -> Excerpt | None:
    building = Excerpting()
    if part.encoding == "quoted-printable":
        _quoted_printable(building, text, part)
    elif part.encoding == "base64":
        _base64(building, text, part)
    else:
        building.add(text[part.start : part.end], part.start, part.end)
    return building.excerpt()


def _quoted_printable(building: Excerpting, text: str, part: _Part) -> None:
    """Letters stand for themselves, `=E2=80=99` for what its bytes spell, `=` at the end of a line for nothing."""
    at = done = part.start
    while (at := text.find("=", at, part.end)) >= 0:
        line_end = min(
            [end for end in (text.find(mark, at, part.end) for mark in "\r\n") if end >= 0], default=part.end
        )
        if not text[at + 1 : line_end].strip():
            building.add(text[done:at], done, at)
            at = done = min(line_end + (2 if text.startswith("\r\n", line_end) else 1), part.end)
            continue
        end = at
        while text.startswith("=", end) and end + 3 <= part.end and set(text[end + 1 : end + 3]) <= _HEX:
            end += 3
        if end == at:
            at += 1
            continue
        building.add(text[done:at], done, at)
        _letters(building, bytes.fromhex(text[at:end].replace("=", "")), at, part.charset)
        at = done = end
    building.add(text[done : part.end], done, part.end)


def _letters(building: Excerpting, data: bytes, start: int, charset: str) -> None:
    """Letters from bytes of which each takes three characters of the source."""
    decoder = codecs.getincrementaldecoder(charset)("replace")
    first = 0
    for index, byte in enumerate(data):
        letter = decoder.decode(bytes([byte]), final=index == len(data) - 1)
        if letter:
            building.add(letter, start + 3 * first, start + 3 * index + 3)
            first = index + 1


def _base64(building: Excerpting, text: str, part: _Part) -> None:
    decoder = codecs.getincrementaldecoder(part.charset)("replace")
    lines = LineIndex(text[part.start : part.end])
    for number in range(1, len(lines) + 1):
        start, end = lines.line_span(number)
        try:
            data = codecs.decode(text[part.start + start : part.start + end].encode("ascii"), "base64")
        except ValueError:
            return
        letters = decoder.decode(data).replace("\r\n", "\n") if isinstance(data, bytes) else ""
        if len(letters) != end - start:
            building.add(letters, part.start + start, part.start + end)
