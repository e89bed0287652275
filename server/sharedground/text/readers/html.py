"""HTML: a page, or an island of it inside Markdown, with exact spans.

Islands are fragments (`</div>` alone is one), and pages are written by hand and by machines, so both are read as a row
of tags and text, never as a tree: what a tree would lose where tags do not match is read all the same.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser, attrfind_tolerant, tagfind_tolerant  # type: ignore[attr-defined]
from itertools import accumulate

from sharedground.text import masking
from sharedground.text.assembly import Assembly
from sharedground.text.blocks import Block, BlockKind, Comment, Draft
from sharedground.text.quotations import mark_quotations
from sharedground.text.source import Source
from sharedground.text.words import word_set

OPAQUE_TAGS = frozenset({"code", "kbd", "samp", "var", "tt", "math"})
"""Inline tags whose content has a place in the sentence but is no prose."""

STRUCK_TAGS = frozenset({"del", "s", "strike"})
"""Inline tags whose content its writer has taken back."""

_LEFT_OUT = frozenset({"script", "style", "pre", "textarea", "svg", "template", "noscript", "iframe", "object"})
_INLINE = word_set(
    "a abbr acronym b bdi bdo big cite data del dfn em font i ins label mark q rp rt ruby s small span strike strong "
    "sub sup time u wbr v c lang"
)
_MOST_UNCLOSED = 100
"""More tags than these that are never closed are none; the parser would go to the end for each."""
_KINDS = {
    "title": BlockKind.HEADING,
    "li": BlockKind.ITEM,
    "dt": BlockKind.ITEM,
    "dd": BlockKind.ITEM,
    "td": BlockKind.CELL,
    "th": BlockKind.CELL,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
}
_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)")


@dataclass(slots=True)
class Island:
    """What an HTML block holds. `quotes`: how many `<blockquote>`s it leaves open (or, below 0, closes)."""

    blocks: list[Block] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    quotes: int = 0


def read(source: Source) -> Draft:
    """The draft that an HTML page holds. Never raises: any text is read as HTML is, by what can be told of it."""
    text = masking.without_template_tags(masking.without_front_matter(masking.sound(source.text)))
    page = read_island(text, [(0, len(text))], BlockKind.PARAGRAPH, False)
    blocks = sorted(page.blocks, key=lambda block: block.start)
    return Draft(source, "html", mark_quotations(text, blocks), tuple(page.comments))


def tag_of(source: str) -> tuple[str, bool]:
    """The name of the tag at the start of `source`, in lower case, and whether it is a closing one; '' where none."""
    match = _TAG.match(source)
    return (match[2].lower(), bool(match[1])) if match else ("", False)


def alternative(text: str, start: int, end: int, quoted: bool) -> Block | None:
    """The `alt` text of the `<img>` tag at [start, end), as a caption."""
    name = tagfind_tolerant.match(text, start + 1, end)
    position = name.end() if name else end
    while found := attrfind_tolerant.match(text, position, end):
        position = found.end()
        if found[1].lower() == "alt" and found[3]:
            opening, closing = found.span(3)
            if found[3][0] in "\"'":
                opening, closing = opening + 1, closing - 1
            break
    else:
        return None
    caption = Assembly(text)
    _read_data(caption, text, opening, closing)
    return caption.block(BlockKind.CAPTION, quoted)


def read_island(text: str, stretches: Sequence[tuple[int, int]], kind: BlockKind, quoted: bool) -> Island:
    """Reads the HTML in the `stretches` of `text`; what stands between them (`> ` of a block quote) is markup.

    `kind` and `quoted` are those of the place where the island stands.
    """
    return _IslandReader(text, stretches, kind, quoted).read()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    name: str
    start: int
    end: int


class _IslandReader:
    def __init__(self, text: str, stretches: Sequence[tuple[int, int]], kind: BlockKind, quoted: bool) -> None:
        self._text = text
        self._stretches = stretches
        self._outer = kind
        self._kind = kind
        self._quoted = quoted
        self._island = Island()
        self._assembly: Assembly | None = None
        self._left_out = ""
        self._opaque: tuple[str, int] | None = None

    def read(self) -> Island:
        for token in _tokens(self._text, self._stretches):
            if token.kind == "comment":
                inner = self._text[token.start + 4 : max(token.start + 4, token.end - 3)]
                self._island.comments.append(Comment(inner, token.start, token.end))
                self._open().mark(token.start, token.end)
            elif self._left_out:
                if token.kind == "close" and token.name == self._left_out:
                    self._left_out = ""
                elif self._left_out in STRUCK_TAGS and token.kind == "close" and token.name not in _INLINE:
                    self._left_out = ""  # nobody closed it, and it ends with its paragraph
                    self._tag(token)
            elif self._opaque:
                name, start = self._opaque
                if token.kind == "close" and token.name == name:
                    self._open().opaque(start, token.end)
                    self._opaque = None
            elif token.kind in ("open", "close"):
                self._tag(token)
            elif token.kind == "data":
                for start, end in self._within(token):
                    _read_data(self._open(), self._text, start, end)
        self._close()
        return self._island

    def _tag(self, token: _Token) -> None:
        name, opening = token.name, token.kind == "open"
        if name in ("br", "img"):
            self._open().space(token.start, token.end)
            if name == "img":
                caption = alternative(self._text, token.start, token.end, self._is_quoted())
                self._island.blocks.extend([caption] if caption else [])
        elif name in OPAQUE_TAGS:
            self._opaque = (name, token.start) if opening else None
        elif name in _INLINE:
            self._open().mark(token.start, token.end)
            if name in STRUCK_TAGS and opening:
                self._left_out = name
        else:
            self._close()
            self._kind = _KINDS.get(name, self._outer) if opening else self._outer
            if name == "blockquote":
                self._island.quotes += 1 if opening else -1
            if name in _LEFT_OUT and opening:
                self._left_out = name

    def _is_quoted(self) -> bool:
        return self._quoted or self._island.quotes > 0

    def _within(self, token: _Token) -> Iterator[tuple[int, int]]:
        """The parts of a token that stand in the island's own stretches."""
        first = max(0, bisect_right(self._stretches, (token.start, token.start)) - 1)
        for index in range(first, len(self._stretches)):
            start, end = self._stretches[index]
            if start >= token.end:
                break
            if token.start < end:
                yield max(start, token.start), min(end, token.end)

    def _open(self) -> Assembly:
        if self._assembly is None:
            self._assembly = Assembly(self._text)
        return self._assembly

    def _close(self) -> None:
        block = self._assembly.block(self._kind, self._is_quoted()) if self._assembly else None
        if block:
            self._island.blocks.append(block)
        self._assembly = None


_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")


def _read_data(assembly: Assembly, text: str, start: int, end: int) -> None:
    """Adds character data, its entities decoded."""
    done = start
    if text.find("&", start, end) >= 0:
        for match in _ENTITY.finditer(text, start, end):
            plain = html.unescape(match[0])
            if plain and len(plain) < len(match[0]):
                assembly.prose(done, match.start())
                assembly.stands_for(plain, *match.span())
                done = match.end()
    assembly.prose(done, end)


def _tokens(text: str, stretches: Sequence[tuple[int, int]]) -> list[_Token]:
    """The tags, comments and text of an island, in order, with their extents in `text`."""
    base = stretches[0][0]
    parts, done = [], base
    for start, end in stretches:
        parts += [" " * (start - done), text[start:end]]
        done = end
    island = "".join(parts)
    unclosed = island.find("<!--", island.rfind("-->") + 1)
    if unclosed >= 0:
        island = island[:unclosed]
    last = island.rfind(">") + 1
    never_closed = island.count("<", last) > _MOST_UNCLOSED
    tokenizer = _Tokenizer(island[:last] if never_closed else island)
    if never_closed:
        tokenizer.found.append(("data", "", last))
    starts = [*(start for _, _, start in tokenizer.found), len(island)]
    return [
        _Token(kind, name, base + start, base + end)
        for (kind, name, start), end in zip(tokenizer.found, starts[1:], strict=True)
    ]


class _Tokenizer(HTMLParser):
    """Notes where each token starts; it ends where the next one starts. Entities are text, to be decoded later."""

    def __init__(self, island: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[str, str, int]] = []
        self._lines = list(accumulate((len(line) + 1 for line in island.split("\n")), initial=0))
        self.feed(island)
        self.close()

    def _note(self, kind: str, name: str = "") -> None:
        line, column = self.getpos()
        if kind == "data" and self.found and self.found[-1][0] == "data":
            return
        self.found.append((kind, name, self._lines[line - 1] + column))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._note("open", tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self._note("open" if tag in ("br", "img") else "empty", tag)

    def handle_endtag(self, tag: str) -> None:
        self._note("close", tag)

    def handle_data(self, data: str) -> None:
        self._note("data")

    def handle_entityref(self, name: str) -> None:
        self._note("data")

    def handle_charref(self, name: str) -> None:
        self._note("data")

    def handle_comment(self, data: str) -> None:
        self._note("comment")

    def handle_decl(self, decl: str) -> None:
        self._note("other")

    def handle_pi(self, data: str) -> None:
        self._note("other")

    def unknown_decl(self, data: str) -> None:
        self._note("other")
