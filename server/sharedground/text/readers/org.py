"""Org: headings, lists, tables and quotations are prose; drawers, planning, keywords, source and math are not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sharedground.errors import DraftError
from sharedground.text import masking
from sharedground.text.assembly import Assembly
from sharedground.text.blocks import BlockKind, Draft
from sharedground.text.readers.gathering import TANGLED, Gathering, Tree
from sharedground.text.source import Source

if TYPE_CHECKING:
    from tree_sitter import Node

_MARKED = frozenset({"bold", "italic", "underline", "strike_through", "superscript", "subscript"})
_OPAQUE = frozenset(
    {"verbatim", "code", "macro", "timestamp", "angle_link", "plain_link", "citation", "inline_source_block"}
    | {"inline_babel_call", "entity"}
)
_UNSEEN = frozenset({"target", "radio_target", "export_snippet", "completion_counter", "fn_label"})
_HOLDERS = frozenset(
    {"document", "zeroth_section", "section", "heading", "list", "indent", "quote_block", "verse_block"}
    | {"center_block", "special_block", "dynamic_block", "org_table", "table_row", "drawer", "ERROR"}
)
_TITLES = frozenset({"TITLE", "SUBTITLE", "DESCRIPTION"})
_MATH = (("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"))


def read(source: Source) -> Draft:
    """The draft that an Org source holds. Raises DraftError where it is nested beyond reason."""
    from tree_sitter import Language
    from tree_sitter_org import language

    text = masking.sound(source.text)
    reader = _OrgReader(text, Tree(text, Language(language())))
    try:
        reader.read()
    except RecursionError:
        raise DraftError(TANGLED) from None
    return reader.gathering.draft(source, "org")


class _OrgReader:
    def __init__(self, text: str, tree: Tree) -> None:
        self.gathering = Gathering(text)
        self._text = text
        self._tree = tree

    def read(self) -> None:
        self._block(self._tree.root, BlockKind.PARAGRAPH, False)

    # -- blocks ----------------------------------------------------------------------------------------------------

    def _block(self, node: Node, kind: BlockKind, quoted: bool) -> None:
        name = node.type
        start, end = self._tree.span(node)
        if name == "paragraph":
            self._paragraph(node, kind, quoted)
        elif name == "list_item":
            self._item(node, quoted)
        elif name == "table_cell":
            self._inline([*node.children], BlockKind.CELL, quoted)
        elif name == "footnote_definition":
            self._inline([child for child in node.children if child.is_named], BlockKind.NOTE, quoted)
        elif name == "comment":
            self.gathering.comment(start, start + len(self._text[start:end].rstrip()), 1)
        elif name == "special_keyword":
            self._keyword(node)
        elif name == "caption_keyword":
            self._inline(node.children_by_field_name("value"), BlockKind.CAPTION, quoted)
        elif name in _HOLDERS:
            if name == "heading":
                if node.child_by_field_name("comment"):
                    return
                self._inline(node.children_by_field_name("title"), BlockKind.HEADING, quoted)
            quoted = quoted or name in ("quote_block", "verse_block")
            for child in node.children:
                self._block(child, kind, quoted)

    def _paragraph(self, node: Node, kind: BlockKind, quoted: bool) -> None:
        children = node.children
        if children[0].type == "entity" and self._source(children[0]).startswith("\\begin"):
            return
        label = children[0]
        if label.type == "footnote_reference" and not label.child_by_field_name("definition"):
            start = self._tree.span(label)[0]
            kind = BlockKind.NOTE if start == 0 or self._text[start - 1] in "\r\n" else kind
        self._inline(children, kind, quoted)

    def _item(self, node: Node, quoted: bool) -> None:
        """The first line of an item goes on in the paragraph that follows it."""
        self._inline(node.children_by_field_name("tag"), BlockKind.ITEM, quoted)
        opening = node.children_by_field_name("first_line")
        rest = node.children_by_field_name("body")
        going_on: list[Node] = []
        if opening and rest and rest[0].type == "paragraph" and rest[0].start_point[0] == opening[0].start_point[0] + 1:
            going_on = rest.pop(0).children
        self._inline(opening, BlockKind.ITEM, quoted, going_on)
        for child in rest:
            self._block(child, BlockKind.ITEM, quoted)

    def _keyword(self, node: Node) -> None:
        key, value = node.child_by_field_name("key"), node.child_by_field_name("value")
        if key and value and self._source(key).upper() in _TITLES:
            self.gathering.prose(*self._tree.span(value), BlockKind.HEADING)

    # -- what stands in a block ------------------------------------------------------------------------------------

    def _inline(self, nodes: list[Node], kind: BlockKind, quoted: bool, going_on: Sequence[Node] = ()) -> None:
        assembly = Assembly(self._text)
        for node in nodes:
            self._piece(assembly, node, quoted)
        if going_on:
            assembly.space(self._tree.span(nodes[-1])[1], self._tree.span(going_on[0])[0])
        for node in going_on:
            self._piece(assembly, node, quoted)
        self.gathering.keep(assembly, kind, quoted)

    def _piece(self, assembly: Assembly, node: Node, quoted: bool) -> None:
        name = node.type
        start, end = self._tree.span(node)
        if name in ("plain_text", "script_text", "newline"):
            self._plain(assembly, start, end)
        elif name in _OPAQUE:
            assembly.opaque(start, end)
        elif name in _UNSEEN:
            assembly.mark(start, end)
        elif name == "line_break":
            assembly.space(start, end)
        elif name == "regular_link":
            description = node.children_by_field_name("description")
            if not description:
                assembly.opaque(start, end)
            self._marked(assembly, node, description, quoted)
        elif name == "footnote_reference":
            assembly.mark(start, end)
            self._inline(node.children_by_field_name("definition"), BlockKind.NOTE, quoted)
        elif name in _MARKED:
            self._marked(assembly, node, node.children_by_field_name("body"), quoted)
        else:
            for child in node.children:
                if child.is_named:
                    self._piece(assembly, child, quoted)

    def _marked(self, assembly: Assembly, node: Node, inner: list[Node], quoted: bool) -> None:
        assembly.mark(*self._tree.span(node))
        for child in inner:
            self._piece(assembly, child, quoted)

    def _plain(self, assembly: Assembly, start: int, end: int) -> None:
        """Plain text, but for math in it."""
        while True:
            found = [(self._text.find(opening, start, end), opening, closing) for opening, closing in _MATH]
            at, opening, closing = min([each for each in found if each[0] >= 0], default=(-1, "", ""))
            upto = self._text.find(closing, at + len(opening), end) if at >= 0 else -1
            if upto < 0:
                assembly.prose(start, end)
                return
            assembly.prose(start, at)
            assembly.opaque(at, upto + len(closing))
            start = upto + len(closing)

    def _source(self, node: Node) -> str:
        start, end = self._tree.span(node)
        return self._text[start:end]
