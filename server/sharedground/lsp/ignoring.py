"""*Ignore here*: the comment that does it, in the syntax of the draft's format, and where it can go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sharedground.errors import DraftError
from sharedground.finding import Finding
from sharedground.rewriting.model import Edit, apply_edits
from sharedground.text.blocks import Block, BlockKind, Draft
from sharedground.text.directives import Suppressions
from sharedground.text.lines import LineIndex
from sharedground.text.readers.formats import CommentSyntax, format_named

REASON = "reason"
_MARGIN = re.compile(r"[ \t>]*")
_BULLET = re.compile(r"[ \t]*(?:[-*+•]|[\w#]+[.)]|\(\w+\))[ \t]+")
_STANDING_ALONE = (BlockKind.PARAGRAPH, BlockKind.HEADING)


def edit_for(finding: Finding, draft: Draft, language: str, read: Callable[[str], Draft]) -> Edit | None:
    """The edit that has the finding's rule leave its block alone, and changes no word of what is read.

    `read`: reads a text as the draft's own was read. None where no comment can stand: in the middle of a cue, in front
    matter, in a format that has none.
    """
    format_ = format_named(language)
    if format_ is None or format_.comment is None:
        return None
    said = f"{format_.comment.opening}sharedground: ignore {finding.rule}: {REASON}{format_.comment.closing}"
    tried = _edits(draft, finding.start, said, format_.comment)
    return next((edit for edit in tried if _does_it(edit, finding, draft, read)), None)


def _does_it(edit: Edit, finding: Finding, draft: Draft, read: Callable[[str], Draft]) -> bool:
    """Whether, in a draft whose markup is what it is, the edit has the finding left alone."""
    try:
        after = read(apply_edits(draft.source.text, (edit,)))
    except DraftError:  # a notebook is JSON, where a line cannot just be added
        return False
    moved = len(edit.text) if edit.start <= finding.start else 0
    suppressions = Suppressions(after)
    covered = suppressions.covering(finding.rule, finding.start + moved, finding.end + moved)
    return covered is not None and not suppressions.problems and _prose(after) == _prose(draft)


def _prose(draft: Draft) -> list[tuple[str, BlockKind, bool]]:
    return [(block.text, block.kind, block.quoted) for block in draft.blocks]


def _edits(draft: Draft, offset: int, said: str, syntax: CommentSyntax) -> Iterator[Edit]:
    """Edits that may do it, the neatest first."""
    number = next((number for number, block in enumerate(draft.blocks) if block.start <= offset < block.end), None)
    if number is None:
        return
    block = draft.blocks[number]
    above = _above(draft, number, said, syntax)
    if not syntax.closing:
        yield from above
    elif block.kind in _STANDING_ALONE:
        yield from above
        yield _behind(block, said)
    else:
        yield _behind(block, said)
        yield from above


def _behind(block: Block, said: str) -> Edit:
    return Edit(block.end, block.end, f" {said}")


def _above(draft: Draft, number: int, said: str, syntax: CommentSyntax) -> Iterator[Edit]:
    """On a line of its own before the block; before a table, where the block is one of its cells."""
    text, block = draft.source.text, draft.blocks[number]
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = LineIndex(text)
    before = draft.blocks[number - 1] if number else None
    last = _line(block, 0, lines)
    if before and before.kind is block.kind is BlockKind.ITEM and not syntax.closing:
        start, end = lines.line_span(last)
        within = " " * len(_margin(_BULLET, text, start, end))  # in the item before, so that the list stays one
        apart = ending if syntax.stands_apart else ""
        yield Edit(start, start, f"{apart}{within}{said}{ending}{apart}")
    for line in _lines_before(draft, number, lines):
        start, end = lines.line_span(line)
        lead = _margin(_MARGIN, text, start, end)
        if syntax.closing:
            yield Edit(start, start, f"{lead}{said}{ending}{lead.rstrip()}{ending}")
        if not syntax.stands_apart:
            yield Edit(start, start, f"{lead}{said}{ending}")
        elif _is_empty(lines, line - 1):
            yield Edit(start, start, f"{lead}{said}{ending}{ending}")


def _lines_before(draft: Draft, number: int, lines: LineIndex) -> list[int]:
    """Numbers of the lines from the block's own up to the block before it; of a table, those after an empty line."""
    last = _line(draft.blocks[number], 0, lines)
    in_table = draft.blocks[number].kind is BlockKind.CELL
    while in_table and number and draft.blocks[number - 1].kind is BlockKind.CELL:
        number -= 1
    first = _line(draft.blocks[number - 1], -1, lines) + 1 if number else 1
    if in_table:
        last = _line(draft.blocks[number], 0, lines)
        return [line for line in range(first, last + 1) if _is_empty(lines, line - 1)]
    return list(range(last, first - 1, -1)) or [last]


def _line(block: Block, which: int, lines: LineIndex) -> int:
    """The line of a character of a block's text: 0 for the first, -1 for the last."""
    at = which % len(block.text)
    return lines.position(block.map.to_source(at, at + 1)[0])[0]


def _is_empty(lines: LineIndex, number: int) -> bool:
    """Whether a line holds nothing; there is nothing before the first one."""
    return number == 0 or not lines.line_text(number).strip(" \t>")


def _margin(pattern: re.Pattern[str], text: str, start: int, end: int) -> str:
    found = pattern.match(text, start, end)
    return found[0] if found else ""
