"""What the readers of formats have in common: a place for blocks and comments, and for trees."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sharedground.errors import DraftError
from sharedground.text.assembly import Assembly
from sharedground.text.blocks import Block, BlockKind, Comment, Draft
from sharedground.text.codepoints import locator
from sharedground.text.excerpts import Excerpt
from sharedground.text.quotations import mark_quotations
from sharedground.text.source import Source

if TYPE_CHECKING:
    from tree_sitter import Language, Node

_PIECE = 256
_MOST_READ = 64
_PATIENCE = 20_000
TANGLED = "This is nested or tangled beyond what can be read. Is a mark somewhere never closed? Split it and try again."


class Gathering:
    """The blocks and comments of a text, found in any order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.comments: list[Comment] = []

    def keep(self, assembly: Assembly | None, kind: BlockKind, quoted: bool = False) -> None:
        """Keeps the block of an assembly, where a word stands in it."""
        block = assembly.block(kind, quoted) if assembly else None
        if block:
            self.blocks.append(block)

    def prose(self, start: int, end: int, kind: BlockKind, quoted: bool = False) -> None:
        """Keeps a stretch that reads as it stands."""
        assembly = Assembly(self.text)
        assembly.prose(start, end)
        self.keep(assembly, kind, quoted)

    def comment(self, start: int, end: int, inner: int, closing: int = 0) -> None:
        """Keeps the comment at [start, end), with marks `inner` and `closing` characters long."""
        self.comments.append(Comment(self.text[start + inner : max(start + inner, end - closing)], start, end))

    def take(self, excerpt: Excerpt, blocks: Iterable[Block], comments: Iterable[Comment]) -> None:
        """Keeps what was read in an excerpt of the text."""
        self.blocks += [excerpt.outward(block) for block in blocks]
        self.comments += [excerpt.outward_comment(comment) for comment in comments]

    def draft(self, source: Source, language: str) -> Draft:
        """The draft of it all, in the order of the source."""
        blocks = sorted(self.blocks, key=lambda block: (block.start, block.map.runs[0].source))
        comments = sorted(self.comments, key=lambda comment: comment.start)
        return Draft(source, language, mark_quotations(self.text, blocks), tuple(comments))


class Tree:
    """A text parsed by a tree-sitter grammar, its nodes placed in code points.

    Grammars go back and forth, on hostile texts without end: the work is counted, and DraftError raised where it is
    out of all proportion to the text.
    """

    def __init__(self, text: str, language: Language) -> None:
        from tree_sitter import Parser

        data = text.encode()
        left = len(data) // 4 + _PATIENCE
        pieces = (len(data) * _MOST_READ) // _PIECE + _PATIENCE

        def piece(offset: int, _point: object) -> bytes:
            nonlocal left, pieces
            pieces -= 1
            if pieces < 0:
                left = -1
            return data[offset : offset + _PIECE] if left >= 0 else b""

        def is_enough(*_progress: object) -> bool:
            nonlocal left
            left -= 1
            return left < 0

        try:
            tree = Parser(language).parse(piece, progress_callback=is_enough)
        except ValueError:
            raise DraftError(TANGLED) from None
        if left < 0:
            raise DraftError(TANGLED)
        self.root = tree.root_node
        self._tree = tree
        self._locate = locator(text)

    def span(self, node: Node) -> tuple[int, int]:
        """Where a node stands in the text."""
        return self._locate(node.start_byte), self._locate(node.end_byte)
