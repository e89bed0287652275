"""What stands in a paragraph of AsciiDoc: emphasis, links, macros, code, notes."""

from __future__ import annotations

from sharedground.text.assembly import Assembly

_EMPHASIS = frozenset("*_#")
_SCRIPTS = frozenset("^~")
_MARKS = "*_#^~`+$<[({\\:\"'"
_LINKS = frozenset({"link", "xref", "mailto", "http", "https", "ftp", "irc"})
_MACROS = _LINKS | {
    "image", "footnote", "footnoteref", "kbd", "btn", "menu", "icon", "pass", "stem", "latexmath", "asciimath",
    "anchor", "indexterm", "indexterm2", "bibitem",
}  # fmt: skip
_DEEPEST = 20
_FARTHEST = 4000
"""How far a mark looks for the one that closes it."""


def read_inline(text: str, assembly: Assembly, start: int, end: int) -> list[Assembly]:
    """Adds what [start, end) says to the assembly; gives the notes that stand in it."""
    reader = _Inline(text, assembly)
    reader.read(start, end, 0)
    return reader.notes


class _Inline:
    def __init__(self, text: str, assembly: Assembly) -> None:
        self.notes: list[Assembly] = []
        self._text = text
        self._assembly = assembly

    def read(self, start: int, end: int, depth: int) -> None:
        done = at = start
        while at < end:
            if self._text[at] not in _MARKS:
                at += 1
                continue
            behind = self._mark(at, end, done, depth)
            if behind > at:
                done = at = behind
            else:
                at += 1
        self._plain(done, end)

    def _mark(self, at: int, end: int, done: int, depth: int) -> int:
        """Reads what a mark begins; gives what stands behind it, or `at` where it begins nothing."""
        text, mark = self._text, self._text[at]
        if mark == "\\":
            if at + 1 < end and text[at + 1] in _MARKS:
                self._plain(done, at)
                self._assembly.mark(at, at + 1)
                self._plain(at + 1, at + 2)
                return at + 2
        elif mark in "\"'":
            return self._curved(at, end, done, depth)
        elif mark == "`":
            return self._closed(at, end, done, "`", at_word=True)
        elif mark in "+$":
            for sign in ("+++", "++", "+", "$$"):
                if text.startswith(sign, at):
                    return self._closed(at, end, done, sign, at_word=sign == "+")
        elif mark in _EMPHASIS:
            return self._emphasis(at, end, done, depth)
        elif mark in _SCRIPTS:
            closing = self._find(mark, at + 1, end)
            if closing > at + 1 and not any(letter.isspace() for letter in text[at + 1 : closing]):
                return self._worded(at, at + 1, closing, closing + 1, done, depth)
        elif mark == ":":
            return self._macro(at, end, done, depth)
        else:
            return self._bracketed(at, end, done, depth)
        return at

    def _curved(self, at: int, end: int, done: int, depth: int) -> int:
        """Quotation marks that are written with backticks."""
        text, mark = self._text, self._text[at]
        closing = self._find("`" + mark, at + 2, end) if text.startswith("`", at + 1) else -1
        if closing < 0 or depth >= _DEEPEST:
            return at
        opened, closed = "“”" if mark == '"' else "‘’"
        self._plain(done, at)
        self._assembly.stands_for(opened, at, at + 2)
        self.read(at + 2, closing, depth + 1)
        self._assembly.stands_for(closed, closing, closing + 2)
        return closing + 2

    def _closed(self, at: int, end: int, done: int, sign: str, *, at_word: bool) -> int:
        """Code, or what is passed through as it is."""
        text = self._text
        if at_word and text.startswith(sign * 2, at):
            sign, at_word = sign * 2, False
        if at_word and self._is_word(at - 1):
            return at
        closing = self._find(sign, at + len(sign), end)
        while at_word and closing >= 0 and (self._is_word(closing + 1) or text[closing - 1].isspace()):
            closing = self._find(sign, closing + 1, end)
        if closing <= at + len(sign) - 1 or text[at + len(sign)].isspace():
            return at
        self._plain(done, at)
        self._assembly.opaque(at, closing + len(sign))
        return closing + len(sign)

    def _emphasis(self, at: int, end: int, done: int, depth: int) -> int:
        text = self._text
        mark = text[at] * (2 if text.startswith(text[at] * 2, at) else 1)
        inner = at + len(mark)
        if inner >= end or text[inner].isspace():
            return at
        loose = len(mark) == 2
        if not loose and self._is_word(at - 1):
            return at
        closing = self._find(mark, inner + 1, end)
        while closing >= 0 and not loose and (text[closing - 1].isspace() or self._is_word(closing + 1)):
            closing = self._find(mark, closing + 1, end)
        return self._worded(at, inner, closing, closing + len(mark), done, depth) if closing > 0 else at

    def _macro(self, at: int, end: int, done: int, depth: int) -> int:
        """`name:target[words]`: the name stands before the colon."""
        text = self._text
        start = at
        while start > done and (text[start - 1].isalnum()):
            start -= 1
        name = text[start:at].lower()
        opening = self._find("[", at, end)
        if name not in _MACROS or opening < 0 or any(letter.isspace() for letter in text[at:opening]):
            return at
        closing = self._bracket_end(opening, end)
        if closing < 0:
            return at
        words = text[opening + 1 : closing]
        if name in ("footnote", "footnoteref"):
            self._plain(done, start)
            self._assembly.mark(start, closing + 1)
            self._note(opening + 1, closing, depth)
            return closing + 1
        if name in _LINKS and words.strip():
            return self._worded(start, opening + 1, closing, closing + 1, done, depth)
        self._plain(done, start)
        self._assembly.opaque(start, closing + 1)
        return closing + 1

    def _note(self, start: int, end: int, depth: int) -> None:
        outside, self._assembly = self._assembly, Assembly(self._text)
        if depth < _DEEPEST:
            self.read(start, end, depth + 1)
        self.notes.append(self._assembly)
        self._assembly = outside

    def _bracketed(self, at: int, end: int, done: int, depth: int) -> int:
        text = self._text
        if text.startswith("<<", at) and (closing := self._find(">>", at, end)) > 0:
            comma = text.find(",", at, closing)
            if comma > 0:
                return self._worded(at, comma + 1, closing, closing + 2, done, depth)
            return self._opaque(at, closing + 2, done)
        if text.startswith("[[", at) and (closing := self._find("]]", at, end)) > 0:
            return self._unseen(at, closing + 2, done)
        if text[at] == "[" and (closing := self._find("]", at, end)) > 0 and text.startswith("#", closing + 1):
            return self._unseen(at, closing + 1, done)
        if text.startswith("(((", at) and (closing := self._find(")))", at, end)) > 0:
            return self._unseen(at, closing + 3, done)
        if text.startswith("((", at) and (closing := self._find("))", at, end)) > 0:
            return self._worded(at, at + 2, closing, closing + 2, done, depth)
        if text[at] == "{" and (closing := self._find("}", at, end)) > at + 1:
            name = text[at + 1 : closing]
            if name.replace("-", "").replace("_", "").replace(":", "").isalnum():
                return self._opaque(at, closing + 1, done)
        return at

    # -- pieces ----------------------------------------------------------------------------------------------------

    def _worded(self, at: int, opening: int, closing: int, behind: int, done: int, depth: int) -> int:
        if depth >= _DEEPEST:
            return at
        self._plain(done, at)
        self._assembly.mark(at, opening)
        self.read(opening, closing, depth + 1)
        self._assembly.mark(closing, behind)
        return behind

    def _opaque(self, at: int, behind: int, done: int) -> int:
        self._plain(done, at)
        self._assembly.opaque(at, behind)
        return behind

    def _unseen(self, at: int, behind: int, done: int) -> int:
        self._plain(done, at)
        self._assembly.mark(at, behind)
        return behind

    def _plain(self, start: int, end: int) -> None:
        """Plain text; a plus sign at the end of a line breaks it, and a comment within a paragraph is none of it."""
        text = self._text
        while start < end:
            line_end = text.find("\n", start, end)
            line_end = end if line_end < 0 else line_end
            if text.startswith("//", start) and (start == 0 or text[start - 1] in "\r\n"):
                self._assembly.mark(start, line_end)
            else:
                stop = start + len(text[start:line_end].rstrip())
                if line_end < end and text[start:stop].endswith(" +"):
                    self._assembly.prose(start, stop - 2)
                    self._assembly.mark(stop - 1, stop)
                    self._assembly.prose(stop, line_end)
                else:
                    self._assembly.prose(start, line_end)
            if line_end < end:
                self._assembly.prose(line_end, line_end + 1)
            start = line_end + 1

    def _find(self, sign: str, start: int, end: int) -> int:
        return self._text.find(sign, start, min(end, start + _FARTHEST))

    def _bracket_end(self, opening: int, end: int) -> int:
        closing = self._find("]", opening, end)
        while closing > 0 and self._text[closing - 1] == "\\":
            closing = self._find("]", closing + 1, end)
        return closing

    def _is_word(self, at: int) -> bool:
        return 0 <= at < len(self._text) and (self._text[at].isalnum() or self._text[at] == "_")
