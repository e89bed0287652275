"""AsciiDoc: paragraphs, titles, lists, tables, admonitions and quotations are prose.

AsciiDoc is read line by line, as it is defined. No parser of it for Python gives offsets and keeps to linear time, so
its blocks are told here, and what stands in them in `asciidoc_inline`.
"""

from __future__ import annotations

from collections.abc import Sequence

from sharedground.text import masking
from sharedground.text.assembly import Assembly
from sharedground.text.blocks import BlockKind, Draft
from sharedground.text.lines import LineIndex
from sharedground.text.readers.asciidoc_inline import read_inline
from sharedground.text.readers.gathering import Gathering
from sharedground.text.source import Source

_VERBATIM = ("-", ".", "+")
_COMPOUND = ("=", "*", "_")
_LABELS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_CODE_STYLES = frozenset(
    {"source", "listing", "literal", "stem", "latexmath", "asciimath", "pass", "plantuml", "mermaid"}
)
_QUOTE_STYLES = frozenset({"quote", "verse"})
_CELL_MARKS = frozenset("0123456789+*.<>^aehlmsdv")


def read(source: Source) -> Draft:
    """The draft that an AsciiDoc source holds. Never raises: any text is AsciiDoc."""
    text = masking.without_front_matter(masking.sound(source.text))
    reader = _AsciidocReader(text)
    reader.read()
    return reader.gathering.draft(source, "asciidoc")


class _AsciidocReader:
    def __init__(self, text: str) -> None:
        self.gathering = Gathering(text)
        self._text = text
        lines = LineIndex(text)
        self._lines = [lines.line_span(number) for number in range(1, len(lines) + 1)]
        self._at = 0
        self._open: list[tuple[int, int]] = []
        self._kind = BlockKind.PARAGRAPH
        self._style = ""
        self._defining = False
        self._delimiters: list[str] = []
        self._quotes = 0

    def read(self) -> None:
        while self._at < len(self._lines):
            start, end = self._lines[self._at]
            self._at += 1
            self._line(start, end, self._text[start:end].rstrip())
        self._close()

    # -- lines -----------------------------------------------------------------------------------------------------

    def _line(self, start: int, end: int, line: str) -> None:
        if not line:
            self._close()
            return
        if line.startswith("//") and not line.startswith("///"):
            self.gathering.comment(start, end, 2)
        elif _is_delimiter(line):
            self._delimiter(line, start)
        elif not (self._opening(start, line) if not self._open else self._within(start, line)):
            self._open.append((start, end))

    def _within(self, start: int, line: str) -> bool:
        """A line that ends the paragraph before it: a list item, a mark that an item goes on, attributes."""
        if line == "+" or _is_attributes(line):
            self._close()
            self._style = line[1:-1] if line != "+" else ""
            return True
        if _marker(line) or _term(line) >= 0:
            self._close()
            return self._item(start, line)
        return False

    def _opening(self, start: int, line: str) -> bool:
        """A line that is more, or less, than the first of a paragraph."""
        end = start + len(line)
        defining, self._defining = self._defining, False
        if defining and not (_marker(line) or _term(line) >= 0):
            return False
        if line[0].isspace() and not (_marker(line) or _term(line) >= 0):
            self._pass_over()
        elif _is_attributes(line):
            self._style = line[1:-1]
        elif line[0] == "." and line[1:2] not in ("", " ", "."):
            self._prose([(start + 1, end)], BlockKind.CAPTION)
        elif _is_entry(line) or line in ("'''", "---", "***", "<<<", "+"):
            pass
        elif level := _title_level(line):
            self._prose([(start + level, end)], BlockKind.HEADING)
            self._kind = BlockKind.PARAGRAPH
            if level == 1 and line[0] == "=":
                self._pass_over(entries=True)
        elif self._is_macro(start, line):
            pass
        elif _marker(line) or _term(line) >= 0:
            return self._item(start, line)
        elif self._is_code():
            self._pass_over()
        else:
            self._kind = BlockKind.PARAGRAPH
            label = line.partition(": ")[0]
            if label in _LABELS and label != line:
                self._open.append((start + len(label) + 2, end))
                return True
            return False
        return True

    def _is_code(self) -> bool:
        return self._style_name() in _CODE_STYLES

    def _style_name(self) -> str:
        return self._style.partition(",")[0].partition("%")[0].partition(".")[0].partition("#")[0].strip()

    def _pass_over(self, *, entries: bool = False) -> None:
        """Leaves out what follows, up to an empty line; comments in a header still count."""
        self._style = ""
        while self._at < len(self._lines):
            start, end = self._lines[self._at]
            line = self._text[start:end].rstrip()
            if not line or (entries and _is_delimiter(line)):
                return
            if line.startswith("//"):
                self.gathering.comment(start, end, 2)
            self._at += 1

    def _item(self, start: int, line: str) -> bool:
        """A list item: what its first line says, or of a description the term and what stands behind it."""
        self._style = ""
        end = start + len(line)
        self._kind = BlockKind.ITEM
        mark = _marker(line)
        if mark:
            for box in ("[ ] ", "[x] ", "[*] "):
                mark += len(box) if line.startswith(box, mark) else 0
            self._open.append((start + mark, end))
            return True
        at = _term(line)
        self._prose([(start, start + at)], BlockKind.ITEM)
        behind = at + len(line[at:]) - len(line[at:].lstrip(":;"))
        if line[behind:].strip():
            self._open.append((start + behind, end))
        else:
            self._defining = True
        return True

    def _is_macro(self, start: int, line: str) -> bool:
        """A block macro: `image::…[…]`, `include::…[]`."""
        name, colons, rest = line.partition("::")
        if not colons or not name.isalnum() or not rest.endswith("]") or "[" not in rest or rest[:1].isspace():
            return False
        if name == "image":
            opening = start + line.index("[") + 1
            words = self._text[opening : start + len(line) - 1].partition(",")[0]
            self._prose([(opening, opening + len(words))], BlockKind.CAPTION)
        return True

    # -- delimited blocks ------------------------------------------------------------------------------------------

    def _delimiter(self, line: str, start: int) -> None:
        self._close()
        style, self._style = self._style_name(), ""
        if line[0] in _COMPOUND or line == "--":
            if line in self._delimiters:
                while self._delimiters.pop() != line:
                    pass
            elif style in _CODE_STYLES or (style == "verse" and line[0] != "_"):
                self._skip(line)
            else:
                self._delimiters.append(line)
            self._quotes = sum(each[0] == "_" for each in self._delimiters)
            self._kind = BlockKind.PARAGRAPH
        elif line[0] == "/":
            opening = self._lines[self._at - 1][1]
            closing = self._skip(line)
            self.gathering.comment(start, closing, opening - start, len(line) if closing else 0)
        elif line[0] in "|,:!" and line[1] == "=":
            first = self._at
            self._skip(line)
            if line[0] == "|" and style not in _CODE_STYLES:
                self._table(self._lines[first : self._at - 1])
        else:
            self._skip(line)

    def _skip(self, delimiter: str) -> int:
        """Goes behind the line that ends a block, or to the very end; gives where that line ends."""
        while self._at < len(self._lines):
            start, end = self._lines[self._at]
            self._at += 1
            if self._text[start:end].rstrip() == delimiter:
                return start + len(delimiter)
        return len(self._text)

    def _table(self, lines: Sequence[tuple[int, int]]) -> None:
        """Cells begin with a bar, perhaps with their format before it, and go on to the next one."""
        cell: list[tuple[int, int]] = []
        for start, end in lines:
            if self._text.startswith("//", start):
                self.gathering.comment(start, end, 2)
                continue
            while (bar := self._bar(start, end)) >= 0:
                self._prose([*cell, (start, self._before_format(start, bar))], BlockKind.CELL)
                cell, start = [], bar + 1
            cell.append((start, end))
        self._prose(cell, BlockKind.CELL)

    def _bar(self, start: int, end: int) -> int:
        bar = self._text.find("|", start, end)
        while bar > start and self._text[bar - 1] == "\\":
            bar = self._text.find("|", bar + 1, end)
        return bar

    def _before_format(self, start: int, bar: int) -> int:
        at = bar
        while at > start and self._text[at - 1] in _CELL_MARKS:
            at -= 1
        return at if at == start or self._text[at - 1].isspace() else bar

    # -- the block at hand -----------------------------------------------------------------------------------------

    def _close(self) -> None:
        if self._open:
            self._prose(self._open, self._kind)
            self._open, self._style = [], ""

    def _prose(self, lines: Sequence[tuple[int, int]], kind: BlockKind) -> None:
        assembly = Assembly(self._text)
        quoted = self._quotes > 0 or self._style_name() in _QUOTE_STYLES
        if lines:
            for note in read_inline(self._text, assembly, lines[0][0], lines[-1][1]):
                self.gathering.keep(note, BlockKind.NOTE, quoted)
        self.gathering.keep(assembly, kind, quoted)


def _is_delimiter(line: str) -> bool:
    if line == "--" or line.startswith("```"):
        return True
    if line[1:] == "===" and line[0] in "|,:!":
        return True
    return len(line) >= 4 and line[0] in (*_VERBATIM, *_COMPOUND, "/") and line.count(line[0]) == len(line)


def _is_attributes(line: str) -> bool:
    return line[0] == "[" and line[-1] == "]"


def _is_entry(line: str) -> bool:
    """`:name: value`, which sets an attribute."""
    name, colon, _value = line[1:].partition(":")
    return line[0] == ":" and bool(colon) and name.strip("!").replace("-", "").replace("_", "").isalnum()


def _title_level(line: str) -> int:
    """How many marks a title has; 0 where the line is none."""
    level = len(line) - len(line.lstrip(line[0])) if line[0] in "=#" else 0
    return level if level <= 6 and line[level : level + 1] == " " else 0


def _marker(line: str) -> int:
    """How long the mark of a list item is, its white space included; 0 where there is none."""
    indent = len(line) - len(line.lstrip())
    mark, space, rest = line[indent:].partition(" ")
    if not space or not rest.strip():
        return 0
    same = mark.count(mark[0]) == len(mark)
    counted = mark[:-1].isdigit() or (len(mark) == 2 and mark[0].isalpha())
    if (
        (mark[0] in "*." and same and len(mark) <= 5)
        or mark == "-"
        or (mark[-1] == "." and counted)
        or (mark[0] == "<" and mark[-1] == ">" and (mark[1:-1].isdigit() or mark == "<.>"))
    ):
        return indent + len(mark) + 1 + len(rest) - len(rest.lstrip())
    return 0


def _term(line: str) -> int:
    """Where the term of a description list ends; -1 where the line is none."""
    for mark in ("::", ";;"):
        at = line.find(mark)
        behind = line[at:].lstrip(mark[0]) if at > 0 else "x"
        if at > 0 and not line[:at].isspace() and (not behind or behind[0] == " ") and line[at - 1] != " ":
            return at
    return -1
