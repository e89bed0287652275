"""Reading a draft anew after an edit: only what the edit can have touched is parsed, all else is moved.

Markdown is read from its start to its end, and where a block stands at the outermost level, what comes before it has no
more say about what follows. So the new text is parsed from a little before the edit up to a block beyond it that starts
where it did, or to the end; from there on both texts are the same, and so are their blocks. What has a say from afar
(definitions of links, quotations in HTML) is left to a reading of the whole. The outcome is always that of `read`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import pyromark

from sharedground.text import masking
from sharedground.text.blocks import Block, Comment, Draft, moved_block
from sharedground.text.codepoints import locator
from sharedground.text.quotations import mark_quotations
from sharedground.text.readers import markdown, read
from sharedground.text.source import Source

_MARKDOWN = ("markdown", "md")
_LINK_DEFINITION = re.compile(r"\[(?!\^)[^\]]{1,999}\]:")
_FARTHEST = 1010
"""How far from a change the ends of a definition may stand that it makes."""
_MARKS = ("blockquote", "{{", "{%", "{#", ":::")
"""What is masked begins with one of these, or has a say from afar."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_REACH = 16
_MOST_TRIES = 3
_CHUNK = 8192

T = TypeVar("T", bound=Block | Comment)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text as it was read: where its outermost blocks start, what footnotes it defines, and what was read.

    `plain`: the source holds nothing that is masked, or would be if more were added elsewhere.
    """

    text: str
    plain: bool
    tops: list[int]
    footnotes: frozenset[str]
    blocks: list[Block]
    comments: list[Comment]


class Rereader:
    """Reads one draft again and again, as it changes. Not for use from several threads at once."""

    def __init__(self) -> None:
        self._last: _Reading | None = None

    def glimpse(self, source: Source, language: str = "markdown") -> Draft:
        """As `read`, for a text that is only tried out: what comes next is read after the text before it."""
        last = self._last
        try:
            return self.read(source, language)
        finally:
            self._last = last

    def read(self, source: Source, language: str = "markdown") -> Draft:
        """The draft in a source, as `readers.read` gives it. Raises DraftError for a language that is not read."""
        if language.lower() not in _MARKDOWN:
            return read(source, language)
        last, text = self._last, source.text
        common = _common(last.text, text) if last else (0, 0)
        plain = last is not None and last.plain and _stays_plain(text, *common)
        if not plain:
            text = masking.without_template_tags(masking.without_front_matter(masking.sound(text)))
            if _has_say_from_afar(text):
                self._last = None
                return read(source, language)
            common = _common(last.text, text) if last else common
            plain = text is source.text and not any(mark in text for mark in _MARKS)
        reading = (last and _reread(last, text, plain, *common)) or _read(text, plain)
        self._last = reading
        return Draft(source, "markdown", mark_quotations(text, reading.blocks), tuple(reading.comments))


def _stays_plain(text: str, before: int, behind: int) -> bool:
    """Whether a change brings nothing that is masked or has a say from afar. `before` and `behind`: what it left."""
    start, end = max(0, before - _REACH), len(text) - behind + _REACH
    changed = text[start:end].lower()
    return not (
        text.startswith(("---", "+++"))
        or any(mark in changed for mark in _MARKS)
        or _SURROGATE.search(changed)
        or _LINK_DEFINITION.search(text, max(0, start - _FARTHEST), end + _FARTHEST)
    )


def _has_say_from_afar(text: str) -> bool:
    return "blockquote" in text.lower() or ("]:" in text and _LINK_DEFINITION.search(text) is not None)


def _read(text: str, plain: bool) -> _Reading:
    blocks, comments = markdown.read_blocks(text)
    tops, footnotes = _outline(text)
    return _Reading(text, plain, tops, footnotes, blocks, comments)


def _outline(text: str) -> tuple[list[int], frozenset[str]]:
    """The starts of the lines on which outermost blocks start, and the labels of the footnotes that are defined."""
    locate = locator(text)
    tops: list[int] = []
    footnotes: set[str] = set()
    depth = 0
    for event, span in pyromark.events_with_range(text, options=markdown.OPTIONS):
        if isinstance(event, str):
            if event == "Rule" and depth == 0:
                tops.append(_line_start(text, locate(span["start"])))
            continue
        [(name, value)] = event.items()
        if name == "Start":
            if depth == 0:
                tops.append(_line_start(text, locate(span["start"])))
            if isinstance(value, dict) and "FootnoteDefinition" in value:
                footnotes.add(str(value["FootnoteDefinition"]))
            depth += 1
        elif name == "End":
            depth -= 1
    return tops, frozenset(footnotes)


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _reread(old: _Reading, text: str, plain: bool, same_before: int, same_behind: int) -> _Reading | None:
    """The reading of `text`, made of that of an earlier text; None where that would not pay or cannot be told."""
    growth = len(text) - len(old.text)
    first = max(0, bisect_right(old.tops, same_before) - 2)
    start = old.tops[first] if first and first < len(old.tops) else 0
    last = bisect_left(old.tops, len(old.text) - same_behind) + 1
    for _ in range(_MOST_TRIES):
        if last + 1 >= len(old.tops):
            if not start:
                return None
            behind, beyond, stop = len(old.text), len(text), None
        else:
            behind, beyond = old.tops[last], old.tops[last + 1] + growth
            stop = behind + growth - start
        before = old.text[start : beyond - growth]
        if (found := _window(before, text[start:beyond], stop, old.footnotes)) is not None:
            break
        last = 2 * last - first
    else:
        return None
    blocks, comments, tops = found
    return _Reading(
        text,
        plain,
        [
            *old.tops[: first if start else 0],
            *(start + top for top in tops),
            *(top + growth for top in old.tops if top >= behind),
        ],
        old.footnotes,
        _spliced(old.blocks, blocks, start, behind, growth, moved_block),
        _spliced(old.comments, comments, start, behind, growth, _moved_comment),
    )


def _window(
    before: str, text: str, stop: int | None, footnotes: frozenset[str]
) -> tuple[list[Block], list[Comment], list[int]] | None:
    """What stands in a piece of the draft, `before` once, before `stop`: there an outermost block must start as it did.

    The footnotes that the draft defines stand elsewhere, and must be the same as before. A piece without `stop` is the
    end of the draft; it counts as a whole, as it stands, so that all footnotes must be defined in it.
    """
    if "[^" in before + text and _outline(before)[1] != _outline(text)[1]:
        return None
    whole = text
    if stop is not None:
        whole += "".join(f"\n\n[^{label}]: x" for label in sorted(footnotes)) + "\n"
    tops, defined = _outline(whole)
    if (stop is not None and stop not in tops) or defined != footnotes:
        return None
    stop = len(text) if stop is None else stop
    blocks, comments = markdown.read_blocks(whole)
    return (
        [block for block in blocks if block.start < stop],
        [comment for comment in comments if comment.start < stop],
        [top for top in tops if top < stop],
    )


def _common(old: str, new: str) -> tuple[int, int]:
    """How many characters two texts have in common at their starts, and behind that at their ends."""
    most = min(len(old), len(new))
    before = _longest(lambda low, high: old[low:high] == new[low:high], most)
    a, b = len(old), len(new)
    behind = _longest(lambda low, high: old[a - high : a - low] == new[b - high : b - low], most - before)
    return before, behind


def _longest(is_same: Callable[[int, int], bool], most: int) -> int:
    """How far two texts are the same: chunk by chunk, then by halves."""
    low = 0
    while low < most and is_same(low, min(low + _CHUNK, most)):
        low = min(low + _CHUNK, most)
    high = min(low + _CHUNK, most)
    while low < high:
        middle = (low + high + 1) // 2
        if is_same(low, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _spliced(
    old: list[T], window: list[T], start: int, stop: int, growth: int, moved: Callable[[T, int], T]
) -> list[T]:
    """What stood before `start`, what was found from there on, and what stood from `stop` on, moved."""
    before = bisect_left(old, start, key=_start)
    behind = bisect_left(old, stop, key=_start)
    rest = old[behind:] if growth == 0 else [moved(item, growth) for item in old[behind:]]
    return [*old[:before], *(moved(item, start) for item in window), *rest]


def _start(item: Block | Comment) -> int:
    return item.start


def _moved_comment(comment: Comment, by: int) -> Comment:
    return Comment(comment.text, comment.start + by, comment.end + by)
