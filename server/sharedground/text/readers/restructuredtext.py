"""reStructuredText: prose in paragraphs, lists, tables, notes and the directives that hold prose.

Code, math, raw text, targets and every directive that is not known to hold prose are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sharedground.errors import DraftError
from sharedground.text import masking
from sharedground.text.assembly import Assembly
from sharedground.text.blocks import BlockKind, Draft
from sharedground.text.readers.gathering import TANGLED, Gathering, Tree
from sharedground.text.readers.indented import Row, cut, rows_of
from sharedground.text.source import Source
from sharedground.text.words import word_set

if TYPE_CHECKING:
    from tree_sitter import Node

_ADMONITIONS = word_set(
    "attention caution danger error hint important note tip warning seealso todo epigraph pull-quote highlights "
    "centered only compound container header footer hlist line-block replace"
)
"""Directives whose argument, if they have one, is prose that goes on in their body."""
_TITLED = word_set(
    "admonition topic sidebar rubric table list-table dropdown tab-item card figure glossary grid tab-set"
)
_NO_PROSE_FIRST = word_set("only container figure glossary hlist grid tab-set")
_QUOTES = word_set("epigraph pull-quote highlights")
_KINDS = {
    "title": BlockKind.HEADING,
    "term": BlockKind.ITEM,
    "list_item": BlockKind.ITEM,
    "definition": BlockKind.ITEM,
    "footnote": BlockKind.NOTE,
    "citation": BlockKind.NOTE,
}
_LEFT_OUT = word_set("literal_block doctest_block target transition adornment label name field_name options type link")
_WORDED_ROLES = word_set(
    "emphasis strong title-reference title t sub sup subscript superscript abbr abbreviation acronym term dfn guilabel"
)
_LINK_ROLES = word_set("ref doc numref any download term external")
_DEEPEST = 12


def read(source: Source) -> Draft:
    """The draft that a reStructuredText source holds. Raises DraftError where it is nested beyond reason."""
    text = masking.without_template_tags(masking.sound(source.text))
    try:
        return _RstReader(text).read().draft(source, "restructuredtext")
    except RecursionError:
        raise DraftError(TANGLED) from None


class _RstReader:
    """Reads a text; what stands indented in a directive, or in a table's cell, is read as a text of its own."""

    def __init__(self, text: str, depth: int = 0) -> None:
        from tree_sitter import Language
        from tree_sitter_rst import language

        self._text = text
        self._depth = depth
        self._tree = Tree(text, Language(language()))
        self._gathering = Gathering(text)

    def read(self) -> Gathering:
        self._blocks(self._tree.root.children, BlockKind.PARAGRAPH, False)
        return self._gathering

    # -- blocks ----------------------------------------------------------------------------------------------------

    def _blocks(self, nodes: Iterable[Node], kind: BlockKind, quoted: bool) -> None:
        done = 0
        for node in nodes:
            if node.end_byte > done:
                done = self._block(node, kind, quoted)

    def _block(self, node: Node, kind: BlockKind, quoted: bool) -> int:
        """Reads a block; gives the byte behind it, or behind the table that it begins."""
        name = node.type
        start, end = self._tree.span(node)
        if name == "paragraph":
            if self._text.startswith(("+-", "+=", "==="), start):
                return self._table(node, quoted)
            self._prose(node, kind, quoted)
        elif name in ("title", "term", "classifier", "line", "attribution"):
            self._prose(node, _KINDS.get(name, kind), quoted)
        elif name == "comment":
            self._gathering.comment(start, end, 2)
        elif name == "directive":
            self._directive(node, kind, quoted)
        elif name not in _LEFT_OUT and node.is_named:
            quoted = quoted or (name == "block_quote" and node.children[-1].type == "attribution")
            self._blocks(node.children, _KINDS.get(name, kind), quoted)
        return node.end_byte

    def _directive(self, node: Node, kind: BlockKind, quoted: bool) -> None:
        name = self._part(node, "type").lower()
        body = next((child for child in node.children if child.type == "body"), None)
        parts = {child.type: child for child in body.children} if body else {}
        if name in ("image", "figure") and "options" in parts:
            self._alternative(parts["options"], quoted)
        if name not in _ADMONITIONS and name not in _TITLED:
            return
        quoted = quoted or name in _QUOTES
        arguments, content = parts.get("arguments"), parts.get("content")
        if arguments and content and name in _ADMONITIONS and name not in _NO_PROSE_FIRST:
            self._inner(self._tree.span(arguments)[0], self._tree.span(content)[1], kind, quoted)
            return
        if arguments and name not in _NO_PROSE_FIRST:
            kind_of_title = BlockKind.CAPTION if name in ("table", "list-table") else BlockKind.HEADING
            self._inner(*self._tree.span(arguments), kind_of_title if name in _TITLED else kind, quoted)
        if content:
            if name == "figure":
                kind = BlockKind.CAPTION
            elif name == "list-table":
                kind = BlockKind.CELL
            self._inner(*self._tree.span(content), kind, quoted)

    def _alternative(self, options: Node, quoted: bool) -> None:
        for field in options.children:
            if self._part(field, "field_name") == "alt":
                for child in field.children:
                    if child.type == "field_body":
                        self._gathering.prose(*self._tree.span(child), BlockKind.CAPTION, quoted)

    def _part(self, node: Node, name: str) -> str:
        start, end = next((self._tree.span(child) for child in node.children if child.type == name), (0, 0))
        return self._text[start:end]

    # -- what stands in a text of its own --------------------------------------------------------------------------

    def _inner(self, start: int, end: int, kind: BlockKind, quoted: bool) -> None:
        self._read_rows(rows_of(self._text, start, end), kind, quoted)

    def _read_rows(self, rows: list[Row], kind: BlockKind, quoted: bool) -> None:
        excerpt = cut(self._text, rows)
        if excerpt is None:
            return
        if self._depth >= _DEEPEST:
            raise DraftError(TANGLED)
        inner = _RstReader(excerpt.text, self._depth + 1).read()
        blocks = [
            replace(
                block,
                kind=kind if block.kind is BlockKind.PARAGRAPH or kind is BlockKind.CELL else block.kind,
                quoted=block.quoted or quoted,
            )
            for block in inner.blocks
        ]
        self._gathering.take(excerpt, blocks, inner.comments)

    def _table(self, node: Node, quoted: bool) -> int:
        """The cells of a table, which blank lines may part into several paragraphs; gives the byte behind it."""
        from sharedground.text.readers.tables import cells

        start = self._tree.span(node)[0]
        last: Node | None = node
        for _ in range(100):
            if last is None:
                break
            rows = rows_of(self._text, start, self._tree.span(last)[1])
            found = cells(self._text, rows)
            if found is not None:
                for cell in found:
                    self._read_rows(cell, BlockKind.CELL, quoted)
                return last.end_byte
            last = last.next_sibling
        return node.end_byte

    # -- what stands in a block ------------------------------------------------------------------------------------

    def _prose(self, node: Node, kind: BlockKind, quoted: bool) -> None:
        assembly = Assembly(self._text)
        start, end = self._tree.span(node)
        done = start
        for child in node.children:
            if child.type == "text" or not (child.is_named or child.type in ("::", "|", "--")):
                continue
            opening, closing = self._tree.span(child)
            self._plain(assembly, done, opening)
            if child.type == "literal_block":
                end = opening
                break
            self._piece(assembly, child, opening, closing)
            done = closing
        self._plain(assembly, done, end)
        self._gathering.keep(assembly, kind, quoted)

    def _piece(self, assembly: Assembly, node: Node, start: int, end: int) -> None:
        text, name = self._text, node.type
        if name in ("emphasis", "strong"):
            width = 1 if name == "emphasis" else 2
            self._worded(assembly, start, start + width, end - width, end)
        elif name == "inline_target":
            self._worded(assembly, start, start + 2, end - 1, end)
        elif name == "reference":
            last = start + len(text[start:end].rstrip("_"))
            quotes = int(text[start] == "`")
            self._linked(assembly, start, start + quotes, last - quotes, end)
        elif name == "interpreted_text":
            role = self._part(node, "role").strip(":").lower()
            inner = next((child for child in node.children if child.type == "interpreted_text"), None)
            opening, closing = self._tree.span(inner) if inner else (start, end)
            if role in _LINK_ROLES and text.find(" <", opening, closing) >= 0:
                self._linked(assembly, start, opening + 1, closing - 1, end)
            elif not role or role in _WORDED_ROLES:
                self._worded(assembly, start, opening + 1, closing - 1, end)
            else:
                assembly.opaque(start, end)
        elif name in ("literal", "substitution_reference", "standalone_hyperlink"):
            assembly.opaque(start, end)
        else:
            assembly.mark(start, end)

    def _linked(self, assembly: Assembly, start: int, opening: int, closing: int, end: int) -> None:
        """The words of a link, its target in angle brackets left off."""
        target = self._text.rfind("<", opening, closing) if self._text[closing - 1] == ">" else -1
        if target == opening:
            assembly.opaque(start, end)
        else:
            inner_end = opening + len(self._text[opening:target].rstrip()) if target > 0 else closing
            self._worded(assembly, start, opening, inner_end, end)

    def _worded(self, assembly: Assembly, start: int, opening: int, closing: int, end: int) -> None:
        assembly.mark(start, opening)
        self._plain(assembly, opening, closing)
        assembly.mark(closing, end)

    def _plain(self, assembly: Assembly, start: int, end: int) -> None:
        """Plain text: a backslash is not seen, nor is white space behind it."""
        while (at := self._text.find("\\", start, end)) >= 0 and at + 1 < end:
            assembly.prose(start, at)
            if self._text[at + 1].isspace():
                assembly.mark(at, at + 2)
            else:
                assembly.stands_for(self._text[at + 1], at, at + 2)
            start = at + 2
        assembly.prose(start, end)
