"""Markdown: CommonMark with tables, footnotes, strikethrough, task lists, definition lists and math; and MDX."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pyromark

from sharedground.text import masking
from sharedground.text.assembly import Assembly
from sharedground.text.blocks import Block, BlockKind, Comment, Draft
from sharedground.text.codepoints import locator
from sharedground.text.quotations import mark_quotations
from sharedground.text.readers.html import OPAQUE_TAGS, STRUCK_TAGS, alternative, read_island, tag_of
from sharedground.text.source import Source

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_WIKILINKS
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_GFM
)
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript", "Link", "Image"})
_KINDS = {
    "Heading": BlockKind.HEADING,
    "TableCell": BlockKind.CELL,
    "FootnoteDefinition": BlockKind.NOTE,
    "Item": BlockKind.ITEM,
    "DefinitionListTitle": BlockKind.ITEM,
    "DefinitionListDefinition": BlockKind.ITEM,
}
"""Containers that say what the prose in them is; where they nest, the one that stands first here has its say."""
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_WORDS_IN_A_ROW = re.compile(r"(?<!\\)\b[A-Za-z]{2,} [A-Za-z]{2,}")
_MDX_COMMENT = re.compile(r"\{/\*(.*?)\*/\}", re.DOTALL)


def read(source: Source, *, mdx: bool = False) -> Draft:
    """The draft that a Markdown source holds. Never raises: any text is Markdown."""
    text = masking.without_template_tags(masking.without_front_matter(masking.sound(source.text)))
    comments: list[Comment] = []
    if mdx:
        comments = [Comment(match[1], *match.span()) for match in _MDX_COMMENT.finditer(text)]
        text = masking.without_mdx(text)
    blocks, found = read_blocks(text)
    comments = sorted([*comments, *found], key=lambda comment: comment.start)
    return Draft(source, "markdown", mark_quotations(text, blocks), tuple(comments))


def read_blocks(text: str) -> tuple[list[Block], list[Comment]]:
    """The blocks and comments of a text that holds nothing but Markdown, each in the order of the text."""
    reader = _MarkdownReader(text)
    reader.read()
    return sorted(reader.blocks, key=lambda block: block.start), sorted(reader.comments, key=lambda found: found.start)


class _MarkdownReader:
    """Goes through the parser's events once; a block opens with its first piece and closes at any block's edge."""

    def __init__(self, text: str) -> None:
        self.blocks: list[Block] = []
        self.comments: list[Comment] = []
        self._text = text
        self._assembly: Assembly | None = None
        self._outside_images: list[Assembly] = []
        self._containers = dict.fromkeys(_KINDS, 0)
        self._quotes: list[bool] = []
        self._html_quotes = 0
        self._silent = False
        self._struck = 0
        """How many of the elements that are open are struck out: their writer has taken the words back."""
        self._opaque_tag: tuple[str, int] | None = None
        self._html: list[tuple[int, int]] = []

    def read(self) -> None:
        locate = locator(self._text)
        for event, span in pyromark.events_with_range(self._text, options=OPTIONS):
            name: str
            value: Any
            if isinstance(event, str):
                name, value = event, None
            else:
                [(name, value)] = event.items()
            if name == "End":
                self._on_end(value)
            elif name in _HANDLERS:
                _HANDLERS[name](self, value, locate(span["start"]), locate(span["end"]))
        self._close()

    # -- what stands in a block ------------------------------------------------------------------------------------

    def _open(self) -> Assembly:
        if self._assembly is None:
            self._assembly = Assembly(self._text)
        return self._assembly

    def _on_text(self, value: str, start: int, end: int) -> None:
        if self._silent or self._struck or self._opaque_tag or start == end:
            return
        assembly = self._open()
        if len(value) != end - start:
            assembly.stands_for(value, start, end)
        elif start and self._text[start - 1] == "\\" and value[0] in _PUNCTUATION and not assembly.reaches(start - 1):
            assembly.stands_for(value[0], start - 1, start + 1)
            assembly.prose(start + 1, end)
        else:
            assembly.prose(start, end)

    def _on_break(self, _value: None, start: int, end: int) -> None:
        if not (self._struck or self._opaque_tag):
            self._open().space(start, end)

    def _on_opaque(self, _value: str, start: int, end: int) -> None:
        if not (self._struck or self._opaque_tag):
            self._open().opaque(start, end)

    def _on_math(self, value: str, start: int, end: int) -> None:
        """Between two amounts in dollars there is prose."""
        if _WORDS_IN_A_ROW.search(value) and "\\" not in value:
            self._open().prose(start, end)
        else:
            self._on_opaque(value, start, end)

    def _on_mark(self, _value: Any, start: int, end: int) -> None:
        self._open().mark(start, end)

    def _on_inline_html(self, _value: str, start: int, end: int) -> None:
        assembly = self._open()
        assembly.mark(start, end)
        source = self._text[start:end]
        if source.startswith("<!--"):
            self.comments.append(Comment(source[4 : max(4, len(source) - 3)], start, end))
            return
        name, closing = tag_of(source)
        if self._opaque_tag:
            if closing and name == self._opaque_tag[0]:
                assembly.opaque(self._opaque_tag[1], end)
                self._opaque_tag = None
        elif name in OPAQUE_TAGS and not closing and not source.endswith("/>"):
            self._opaque_tag = (name, start)
        elif name in STRUCK_TAGS:
            self._struck = max(0, self._struck + (-1 if closing else 1))
        elif name in ("br", "img"):
            assembly.space(start, end)
            if name == "img":
                self._keep(alternative(self._text, start, end, self._is_quoted()))

    # -- blocks and what holds them --------------------------------------------------------------------------------

    def _on_start(self, value: str | dict[str, Any], start: int, end: int) -> None:
        name, detail = (value, None) if isinstance(value, str) else next(iter(value.items()))
        if name in _INLINE:
            self._on_inline_start(name, detail, start, end)
            return
        self._close()
        if name in _KINDS:
            self._containers[name] += 1
        elif name == "BlockQuote":
            self._quotes.append(detail is None)
        elif name == "CodeBlock":
            self._silent = True
        elif name == "HtmlBlock":
            self._html = []

    def _on_end(self, value: str | dict[str, Any]) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        if name in _INLINE:
            self._on_inline_end(name)
            return
        self._close()
        if name in _KINDS:
            self._containers[name] -= 1
        elif name == "BlockQuote":
            self._quotes.pop()
        elif name == "CodeBlock":
            self._silent = False
        elif name == "HtmlBlock" and self._html:
            self._read_island()

    def _on_inline_start(self, name: str, detail: Any, start: int, end: int) -> None:
        assembly = self._open()
        assembly.mark(start, end)
        if name == "Image":
            if not self._opaque_tag:
                assembly.opaque(start, end)
            self._outside_images.append(assembly)
            self._assembly = Assembly(self._text)
        elif name == "Link" and detail["link_type"] in ("Autolink", "Email"):
            self._on_opaque("", start, end)
            self._silent = True
        elif name == "Strikethrough":
            self._struck += 1

    def _on_inline_end(self, name: str) -> None:
        if name == "Image":
            caption = self._assembly
            self._assembly = self._outside_images.pop()
            self._keep(caption.block(BlockKind.CAPTION, self._is_quoted()) if caption else None)
        elif name == "Link":
            self._silent = False
        elif name == "Strikethrough":
            self._struck = max(0, self._struck - 1)

    def _on_html(self, _value: str, start: int, end: int) -> None:
        if self._html and self._html[-1][1] == start:
            self._html[-1] = (self._html[-1][0], end)
        else:
            self._html.append((start, end))

    def _read_island(self) -> None:
        island = read_island(self._text, self._html, self._kind(), self._is_quoted())
        self.blocks.extend(island.blocks)
        self.comments.extend(island.comments)
        self._html_quotes = max(0, self._html_quotes + island.quotes)

    def _kind(self) -> BlockKind:
        return next((kind for name, kind in _KINDS.items() if self._containers[name]), BlockKind.PARAGRAPH)

    def _is_quoted(self) -> bool:
        return self._html_quotes > 0 or any(self._quotes)

    def _close(self) -> None:
        assembly = self._assembly
        if assembly is None:
            return
        if self._opaque_tag:
            assembly.opaque(self._opaque_tag[1], assembly.end)
            self._opaque_tag = None
        self._assembly = None
        self._struck = 0
        self._keep(assembly.block(self._kind(), self._is_quoted()))

    def _keep(self, block: Block | None) -> None:
        if block:
            self.blocks.append(block)


_HANDLERS: dict[str, Callable[[_MarkdownReader, Any, int, int], None]] = {
    "Text": _MarkdownReader._on_text,
    "Start": _MarkdownReader._on_start,
    "SoftBreak": _MarkdownReader._on_break,
    "HardBreak": _MarkdownReader._on_break,
    "Code": _MarkdownReader._on_opaque,
    "DisplayMath": _MarkdownReader._on_opaque,
    "InlineMath": _MarkdownReader._on_math,
    "InlineHtml": _MarkdownReader._on_inline_html,
    "Html": _MarkdownReader._on_html,
    "FootnoteReference": _MarkdownReader._on_mark,
}
"""What is done at each event. A reader that held these itself would hold itself too, and with it all it has read."""
