"""Quotations that no mark sets off: a paragraph followed by a line that says where it is from; an epigraph.

To take a quotation for the writer's own words costs a false finding; to take the writer's words for a quotation costs
a missed one. A line counts as a citation only if it reads like a reference from end to end and is no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress

from msgspec.structs import replace

from sharedground.text.blocks import Block, BlockKind
from sharedground.text.words import word_set

_LONGEST = 160
_MOST_WORDS = 22

_DASHES = ("—", "–", "―", "--")
_DASH = r"(?:[—–―]|--(?=\s|[^\W\d_a-z]))"
_DASHED = re.compile(rf"[~(]?{_DASH}\s*(?=[\w“\"‘'(])")
_SIGN_OFF = re.compile(rf"{_DASH}\s*\w+(?:\s\w+)?")
"""At the very end of a draft, a dash and a name is the writer's own."""
_LAST_LINE_DASHED = re.compile(rf"(?<=[.!?…”\"’'])\s(?={_DASH}\s*[\w“\"‘'(])")
_ENDS_LIKE_QUOTATION = re.compile(r"[.!?…”\"’'»)]\s*(?:\[\d+\])?$")

_PLACE_IN_BOOK = re.compile(
    r"(?<![\w])(?:pp?|pgs?|pages?|ch|chap|chapter|vol|volume|bk|act|canto|ll?|para|fol)\b\.?\s*(?:\d|[ivxlc]+\b)|§+\s*\d",
    re.IGNORECASE,
)
_PLACE_ALONE = re.compile(
    r"\((?:ibid\.?,?\s*)?(?:pp?|pgs?)\.?\s*\d+(?:\s*[-–—]\s*\d+)?\)\.?|ibid\.?(?:,?\s*pp?\.?\s*\d+)?", re.I
)
_YEAR_IN_BRACKETS = re.compile(r"\([^()]*\b(?:1[5-9]|20)\d\d[a-z]?\b[^()]*\)")
_NAME_AND_YEAR = re.compile(
    r"[^\d,]+(?:,[^\d]+)*,\s*(?:c\.\s*)?(?:(?:\d{1,2}\s)?[A-Z]\w+\s(?:\d{1,2},\s)?)?(?:1[5-9]|20)\d\d[a-z]?\.?"
)
_BY_NAME = re.compile(r"\S.*[\s”\"’,]\(?by\s+(?:[A-Z]\w+|[A-Z]\.)")
_IN_BRACKETS = re.compile(r"[(\[][A-Z“\"][^()\[\]]*[)\]]\.?")

_NO_CITATION_STARTS = re.compile(
    r"(?:(?:photos?|photograph\w*|pictures?|images?|illustrat\w+|art\w*|words?|story|stories|text|translat\w+|edited|"
    r"written|posted|published|report\w*|submitted|moved|proposed|seconded|prepared|approved|design\w*|patch|patches|"
    r"minutes|songs?|poems?|music|reviews?|reviewed|remarks|talks?|films?|video|led|chaired|hosted|food|drawings?|"
    r"cartoons?|compiled|taken|recorded|layout|cover)\s+by|"
    r"(?:figure|fig|table|page|chapter|part|section|volume|issue|no)\.?\s*\d+|"
    r"by|continued|see|turn|updated|source|note|nb|rsvp|present|apologies|next|click|download|signed|yours|"
    r"in solidarity)\b",
    re.IGNORECASE,
)
"""A line that starts so gives credit, points elsewhere or signs off."""
_DATELINE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_OCCASION = re.compile(
    r"\b(?:speech|letter|interview|address|testimony|statement|sermon|lecture|quoted|in)\b", re.IGNORECASE
)
_TOWN_AND_YEAR = re.compile(
    r"(?:(?:New|San|Los|Las|St\.?|Saint|East|West|North|South|Port|Fort|El|La|Cape|Mexico)\s)?\w+,\s*\d{4}\.?"
)

_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_SMALL = word_set(
    "a an and as at by de del den der des di do dos du e ed eds el et from for in into la le n of off on or the to "
    "trans tr und van vol von with y bin al ibn ibid p pp pg pgs page pages ch chap chapter para ll act others quoted "
    "cited translated edited preface foreword introduction speech letter interview address testimony lecture edition "
    "rev repr orig emphasis added mine ours"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|will|would|can|could|must|should|shall|may|might|does|did|says?|"
    r"said|we|they|you|he|she|it|i|don't|isn't|can't|won't|it's|we're|they're|you're)\b"
)


def mark_quotations(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` of `text` with `quoted` set on each unmarked quotation and on the line that cites it."""
    marked = list(blocks)
    for index, block in compress(enumerate(blocks), map(_may_tell, [block.text for block in blocks])):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        if _is_epigraph(text, block):
            marked[index] = replace(block, quoted=True)
        elif index and _follows(text, blocks[index - 1], block) and is_citation(block.text):
            if index == len(blocks) - 1 and index > 1 and _SIGN_OFF.fullmatch(block.text):
                continue
            before = marked[index - 1]
            if before.quoted or _may_be_quoted(before):
                marked[index - 1] = replace(before, quoted=True)
                marked[index] = replace(block, quoted=True)
    return tuple(marked)


@lru_cache(maxsize=1024)
def _may_tell(text: str) -> bool:
    """Whether a paragraph could be an epigraph, or cite the one before it; most are neither."""
    return any(dash in text for dash in _DASHES) or is_citation(text)


def is_citation(line: str) -> bool:
    """Whether a line says where something is from: `Black Reconstruction by W. E. B. Du Bois (p. 12)`, `— Ada`."""
    if len(line) > _LONGEST or line.count(" ") >= _MOST_WORDS:
        return False
    dashed = _DASHED.match(line)
    if dashed:
        return _is_attribution(line[dashed.end() :])
    if _PLACE_ALONE.fullmatch(line):
        return True
    if not _is_title_like(line.strip("()[]")) or _NO_CITATION_STARTS.match(line.lstrip("([“\"‘'")):
        return False
    if _DATELINE.search(line) and not _OCCASION.search(line):
        return False
    words: list[str] = _WORD.findall(line)
    names = sum(word[0].isupper() for word in words)
    if _PLACE_IN_BOOK.search(line) or _IN_BRACKETS.fullmatch(line):
        return names >= 2
    if _YEAR_IN_BRACKETS.search(line) or _BY_NAME.match(line):
        return names >= 2
    return bool(_NAME_AND_YEAR.fullmatch(line)) and names >= 2 and not _TOWN_AND_YEAR.fullmatch(line)


def _is_attribution(name: str) -> bool:
    """What may follow a dash: a name, perhaps with what the person is; no sentence."""
    if name.count(" ") > 14 or _FINITE.search(name):
        return False
    if name.rstrip(' )”"').endswith(("!", "?", ":", ";", "…")):
        return False
    sentence_like = name.endswith(".") and not re.search(r"(?:\b[A-Z]|Jr|Sr|[pP]g?|ed|\d)\.$", name)
    first = name.split(",")[0]
    if name[0].isupper() or not name[0].isalpha():
        return _is_title_like(first) and not (sentence_like and " " not in first)
    return name.count(" ") <= 5 and not sentence_like


def _is_title_like(line: str) -> bool:
    """Whether each word that carries weight has a capital, and nothing in lower case makes it a sentence."""
    if not line or not (line[0].isupper() or not line[0].isalpha()) or line.endswith(("!", ":", ";")):
        return False
    if _FINITE.search(line):
        return False
    return all(word[0].isupper() or word.rstrip(".").lower() in _SMALL for word in _WORD.findall(line))


def _is_epigraph(text: str, block: Block) -> bool:
    """A paragraph whose last line is a dash and a name."""
    if not any(dash in block.text for dash in _DASHES):
        return False
    for match in _LAST_LINE_DASHED.finditer(block.text):
        start, _ = block.map.to_source(match.end(), match.end() + 1)
        line_before = text[block.start : start].rstrip(" \t>*_")
        if line_before.endswith(("\n", "\r")) and is_citation(block.text[match.end() :]):
            return True
    return False


def _follows(text: str, before: Block, block: Block) -> bool:
    """Whether nothing but white space and marks of emphasis or quotation stands between two blocks."""
    return not text[before.end : block.start].strip(" \t\r\n>*_~\\")


def _may_be_quoted(block: Block) -> bool:
    """A quotation is a paragraph that ends like one and does not speak in dialogue dashes itself."""
    return (
        block.kind is BlockKind.PARAGRAPH
        and block.text.count(" ") >= 2
        and bool(_ENDS_LIKE_QUOTATION.search(block.text))
        and not _DASHED.match(block.text)
    )
