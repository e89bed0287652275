"""*Ignore here*: the comment that does it, in the syntax of the draft's format, and where it can go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sharedground.rewriting.model import Edit
from sharedground.text.blocks import Block, BlockKind, Draft
from sharedground.text.lines import LineIndex

REASON = "reason"
_MARGIN = re.compile(r"[ \t>]*")
_STANDING_ALONE = (BlockKind.PARAGRAPH, BlockKind.HEADING)


def comment(rule: str, language: str, reason: str = REASON) -> str:
    """A comment that has this rule leave its own block, or the next one, alone."""
    said = f"sharedground: ignore {rule}: {reason}"
    return f"{{/* {said} */}}" if language == "mdx" else f"<!-- {said} -->"


def places(draft: Draft, rule: str, offset: int, language: str) -> Iterator[Edit]:
    """Edits that may have `rule` leave the block at `offset` alone, the neatest first. Whether one does, in a draft
    whose markup is what it is, a check of the result tells.
    """
    block = next((block for block in draft.blocks if block.start <= offset < block.end), None)
    if block is None:
        return
    said = comment(rule, language)
    above, behind = list(_above(draft, block, said)), Edit(block.end, block.end, f" {said}")
    yield from [*above, behind] if block.kind in _STANDING_ALONE else [behind, *above]


def _above(draft: Draft, block: Block, said: str) -> Iterator[Edit]:
    """On a line of its own before the block, with an empty line between and without."""
    text = draft.source.text
    lines = LineIndex(text)
    start, end = lines.line_span(lines.position(block.start)[0])
    margin = _MARGIN.match(text, start, end)
    lead = margin[0] if margin else ""
    ending = "\r\n" if "\r\n" in text else "\n"
    yield Edit(start, start, f"{lead}{said}{ending}{lead.rstrip()}{ending}")
    yield Edit(start, start, f"{lead}{said}{ending}")
