"""Plain text: paragraphs between blank lines, hard-wrapped or not; e-mail as it is quoted, headed and signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sharedground.text import masking
from sharedground.text.assembly import Assembly
from sharedground.text.blocks import Block, BlockKind, Comment, Draft
from sharedground.text.quotations import mark_quotations
from sharedground.text.source import Source

_HOLE = "\ufdd0"
"""Stands, in the text that is split into lines, where a comment was: a code point that no text may hold."""

_HOLES = re.compile(f"{_HOLE}+")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_QUOTE_MARKS = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_RULER = re.compile(r"[ \t]*(?:=[= ]{2,}|-[- ]{2,}|_[_ ]{2,}|\*[* ]{2,}|~[~ ]{2,}|#[# ]{2,})[ \t]*\Z")
_BULLET = re.compile(r"[ \t]*(?:[-*+•‣·◦▪]|\d{1,3}[.)]|[A-Za-z]\)|\(\d{1,3}\)|\d{1,3}/\d{0,3})[ \t]+(?=\S)")
_ATTRIBUTION = re.compile(r"[ \t]*(?:[—–―]|--)[ \t]*[^\W\d_]")
_HEADER = re.compile(
    r"(From|To|Cc|Bcc|Date|Sent|Subject|Re|Reply-To|Sender|Message-ID|In-Reply-To|References|MIME-Version|"
    r"Content-[\w-]+|X-[\w-]+|List-[\w-]+|Return-Path|Received|Importance|Priority)[ \t]*:(?=\s|\Z)",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(r"[ \t]*-{2,}[ \t]*(?:original|forwarded)[ \t]+message\b[^\r\n]*-{2,}[ \t]*\Z", re.IGNORECASE)
"""What mail programs write above the message that is answered or passed on."""
_EMPHASIS = re.compile(r"(?<![\w*_/])([*_])(?=[^\s*_])([^\r\n*_]{0,80}[^\s*_])\1(?![\w*_/])")
_HASH_COMMENT = re.compile(r"^#[^\r\n]*", re.MULTILINE)
_SCISSORS = re.compile(r"# -+ >8 -+")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’)\]]*[ \t]*\Z")
_FULL_STOP = re.compile(r"[.!?…:][\"'”’)\]]*[ \t]*\Z")
_NARROW = 50
"""Nobody wraps by hand below this width: shorter lines end where their writer ended them."""
_SLACK = 12
_SIGNATURE_LINES = 8


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    depth: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text or self.text.isspace()


def read(source: Source, *, hash_comments: bool = False) -> Draft:
    """The draft that a plain-text source holds. Never raises. `hash_comments`: lines that start with # are comments."""
    text = masking.without_template_tags(masking.sound(source.text))
    comments = tuple(_hash_comments(text) if hash_comments else _comments(text))
    holed = _with_holes(text, comments)
    lines = _without_signature(_with_originals(list(_lines(holed))))
    headers = _count_headers(lines)
    reader = _PlainReader(holed, bool(comments))
    reader.headers(lines[:headers])
    reader.body(lines[headers:])
    return Draft(source, "plaintext", mark_quotations(text, reader.blocks), comments)


def _comments(text: str) -> Iterator[Comment]:
    """The comments of a text; one that never ends is none."""
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield Comment(text[start + 4 : end], start, end + 3)
        start = text.find("<!--", end + 3)


def _hash_comments(text: str) -> Iterator[Comment]:
    """The comments in a message to git, which throws them away, and with the last of them what follows it."""
    for match in _HASH_COMMENT.finditer(text):
        if _SCISSORS.match(match[0]):
            yield Comment("", match.start(), len(text))
            return
        yield Comment(match[0][1:], *match.span())


def _with_holes(text: str, comments: Sequence[Comment]) -> str:
    """`text`, as long as it was, with a hole where each comment stood."""
    parts, done = [], 0
    for comment in comments:
        parts += [text[done : comment.start], _HOLE * (comment.end - comment.start)]
        done = comment.end
    return "".join([*parts, text[done:]])


def _lines(text: str) -> Iterator[_Line]:
    """Lines with their quotation marks counted and taken off; a line that holds only a comment is blank."""
    holed = _HOLE in text
    for match in _LINE.finditer(text):
        start, end = match.span(1)
        line, depth = match[1], 0
        marks = _QUOTE_MARKS.match(line) if ">" in line else None
        if marks:
            depth = marks[0].count(">")
            start += marks.end()
            line = line[marks.end() :]
        if holed:
            line = line.replace(_HOLE, "")
        yield _Line(start, end, depth, line)
        if match.end() == len(text):
            return


def _with_originals(lines: list[_Line]) -> list[_Line]:
    """The lines; those of a message that is answered or passed on below are quoted, and its headers left off."""
    for index, line in enumerate(lines):
        if line.depth == 0 and (_ORIGINAL.match(line.text) or (index and _is_sender(lines, index))):
            below = lines[index:] if _HEADER.match(line.text) else lines[index + 1 :]
            message = below[_count_headers(below) :]
            return [*lines[:index], *(replace(each, depth=each.depth + 1) for each in message)]
    return lines


def _is_sender(lines: list[_Line], index: int) -> bool:
    """Whether this line says whom a message is from, and the next one when or to whom it was sent."""
    named = [_HEADER.match(line.text) for line in lines[index : index + 2]]
    return [match[1].lower() if match else "" for match in named] in (
        ["from", "sent"],
        ["from", "date"],
        ["from", "to"],
    )


def _without_signature(lines: list[_Line]) -> list[_Line]:
    """Leaves off what follows the line `-- `; where an editor ate its space, only if little follows."""
    for index, line in enumerate(lines):
        if line.depth == 0 and (line.text == "-- " or (line.text == "--" and len(lines) - index <= _SIGNATURE_LINES)):
            return lines[:index]
    return lines


def _count_headers(lines: list[_Line]) -> int:
    """How many lines at the top are the headers of an e-mail: none, unless several stand there."""
    named = 0
    for index, line in enumerate(lines):
        if _HEADER.match(line.text) and line.depth == 0:
            named += 1
        elif not (named and line.text[:1] in (" ", "\t") and not line.blank):
            return index if named > 1 else 0
    return len(lines) if named > 1 else 0


class _PlainReader:
    def __init__(self, text: str, holed: bool) -> None:
        self.blocks: list[Block] = []
        self._text = text
        self._holed = holed

    def headers(self, lines: list[_Line]) -> None:
        """Of the headers of an e-mail only the subject is prose."""
        subject = False
        for line in lines:
            header = _HEADER.match(line.text)
            if header:
                subject = header[1].lower() == "subject"
            if subject:
                start = line.start + (header.end() if header else 0)
                self._keep([_Line(start, line.end, 0, "")], BlockKind.HEADING)

    def body(self, lines: list[_Line]) -> None:
        paragraph: list[_Line] = []
        for line in lines:
            if line.blank or _RULER.match(line.text):
                underlined = not line.blank and len(paragraph) == 1
                self._paragraph(paragraph, BlockKind.HEADING if underlined else BlockKind.PARAGRAPH)
                paragraph = []
            else:
                if paragraph and paragraph[-1].depth != line.depth:
                    self._paragraph(paragraph)
                    paragraph = []
                paragraph.append(line)
        self._paragraph(paragraph)

    def _paragraph(self, lines: list[_Line], kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        """Lines without a blank one between them: one block, or several where the lines stand for themselves."""
        if not lines:
            return
        width = max(len(line.text) for line in lines)
        joined = [lines[0]]
        for line in lines[1:]:
            if _starts_anew(joined[-1].text, line.text, width):
                self._keep(joined, kind)
                joined = []
            joined.append(line)
        self._keep(joined, kind)

    def _keep(self, lines: list[_Line], kind: BlockKind) -> None:
        assembly = Assembly(self._text)
        start = lines[0].start
        bullet = _BULLET.match(self._text, start, lines[0].end)
        if bullet and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.ITEM
            assembly.mark(*bullet.span())
            start = bullet.end()
        if lines[0].depth:
            self._piece(assembly, start, lines[0].end)
            for before, line in pairwise(lines):
                assembly.space(before.end, before.end + (2 if self._text.startswith("\r\n", before.end) else 1))
                self._piece(assembly, line.start, line.end)
        else:
            self._piece(assembly, start, lines[-1].end)
        block = assembly.block(kind, lines[0].depth > 0)
        if block:
            self.blocks.append(block)

    def _piece(self, assembly: Assembly, start: int, end: int) -> None:
        """Prose, but for what was a comment, and for the marks around *words* and _words_ that are stressed."""
        done = start
        for opening, closing in self._marks(start, end):
            assembly.prose(done, opening)
            assembly.mark(opening, closing)
            done = closing
        assembly.prose(done, end)

    def _marks(self, start: int, end: int) -> list[tuple[int, int]]:
        found = [(at, at + 1) for match in _EMPHASIS.finditer(self._text, start, end) for at in _ends(match)]
        if self._holed:
            found += [match.span() for match in _HOLES.finditer(self._text, start, end)]
        return sorted(found)


def _ends(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), match.end() - 1


def _starts_anew(before: str, line: str, width: int) -> bool:
    """Whether a line starts something new, or only goes on because the line before was full."""
    first = line.lstrip(" \t\"'“‘([")[:1]
    if _BULLET.match(line) or _ATTRIBUTION.match(line):
        return True
    if first.islower():
        return False
    if width < _NARROW:
        return bool(_FULL_STOP.search(before)) or first.isupper()
    next_word = line.split(None, 1)[0]
    fits = len(before.rstrip()) + 1 + len(next_word) <= width - _SLACK
    return fits and (bool(_SENTENCE_END.search(before)) or len(before) < width // 2)
