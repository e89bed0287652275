"""A block as it will read once a rewrite is carried out: no rule may fire on the new words."""

from __future__ import annotations

from dataclasses import dataclass

from sharedground.rewriting.model import Rewrite
from sharedground.text.blocks import Block, lone_block


@dataclass(frozen=True, slots=True)
class Aftermath:
    """A block that is its own source, and where in it the rewrite is.

    `stretch`: what stands for the replaced stretch; `new`: the words in it that are new, empty where some are gone.
    """

    block: Block
    stretch: tuple[int, int]
    new: tuple[tuple[int, int], ...]

    def shows(self, start: int, end: int, *, same_rule: bool) -> bool:
        """Whether what fires on a span is due to the rewrite: it is on new words, or as before on the stretch."""
        spans = (*self.new, self.stretch) if same_rule else self.new
        return any(start < max(last, first + 1) and first < end for first, last in spans)


def after(rewrite: Rewrite, block: Block) -> Aftermath:
    """The block with the rewrite carried out."""
    text, done = "", 0
    new: list[tuple[int, int]] = []
    for edit in rewrite.edits:
        start, end = block.map.to_plain(edit.start), block.map.to_plain(edit.end)
        text += block.text[done:start]
        new.append((len(text), len(text) + len(edit.text)))
        text += edit.text
        done = end
    text += block.text[done:]
    rewritten = lone_block(text, block.kind, block.quoted)
    rest = len(block.text) - block.map.to_plain(rewrite.end)
    return Aftermath(rewritten, (block.map.to_plain(rewrite.start), len(text) - rest), tuple(new))
