"""Sentences of a plain text, found without a parser: fast, and careful with abbreviations, quotations and posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from sharedground.text.words import word_set

LONGEST = 3_000
"""How many code points a sentence may have: what runs on without a stop, as transcripts do, is cut between words."""
_CLOSERS = r"[\"'”’»)\]*_]*(?:\[\d{1,3}\])*"
_EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55"
_EMOJIS = rf"[{_EMOJI}](?:[\ufe0f\u200d{_EMOJI}]|\s(?=[{_EMOJI}]))*"
_SIGN = re.compile(rf"[.!?…‽{_EMOJI}]")
_CANDIDATE = re.compile(
    rf"(?:(?P<spaced>\.(?:\s\.){{2,}})|(?P<stop>[.!?…‽]+)){_CLOSERS}(?:\s?{_EMOJIS})?(?=\s|$)|(?P<emoji>{_EMOJIS})(?=\s)"
)
_LAUGHS = ("lol", "lmao", "lmfao", "rofl", "smh", "tbh", "istg", "fml")
_LAUGH = re.compile(rf"\b(?P<laugh>{'|'.join(_LAUGHS)})(?=\s)")
_NEXT = re.compile(r"\s*[\"'“‘«(\[*_]*(\S?)")
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[]*([\w’']+)")
_WHOLE_WORD = re.compile(r"\b[a-z]{4,}\Z")
_LAST_WORD = re.compile(r"[^\s(\[“\"‘—–/]+\Z")

_TITLES = word_set(
    "Mr Mrs Ms Mx Dr Prof Rev Fr Sr Sra St Ste Gen Col Capt Cpt Lt Sgt Maj Cmdr Adm Gov Sen Rep Hon Pres Messrs Mme "
    "Mlle Cllr Mt Ft"
)
_NEVER_LAST = word_set("mr mrs ms dr vs v cf e.g i.e eg ie viz al approx esp incl")
"""After a title, and after these, the sentence goes on."""
_BEFORE_NUMBER = word_set(
    "no nos p pp pg pgs ch chap vol sec art para ll pt § fig figs c ca ed "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
"""After these it goes on where a number follows."""
_PERHAPS_LAST = word_set(
    "etc jr sr inc ltd co corp bros a.m p.m am pm ph.d b.a m.a u.s u.k u.n e.u d.c l.a u.s.a u.s.s.r dept est"
)
"""After these, and after initials, it ends only where the next word is one that begins sentences."""
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_OPENING_WORDS = word_set(
    "the this that these those it its we our they their there he his she her i you your my a an and but so or if when "
    "while what why how who where yes no not nobody nothing in on at for from with as after before because since once "
    "now then here today let do does is are was were to all some many most every each both one even still only just"
)
_CLAUSE_OPENERS = word_set(
    "i i'm i’m im u you y'all y’all yall we they he she it this that these those nobody everybody everyone imagine stop"
)
_FIRST_LETTERS = re.compile(r"(?:^|\w{3}[.!?…]\s+)[\"'“‘(]*([^\W\d_])")
_LOWER_I = re.compile(r"(?<![\w.’'])(?:i|im|i'm|i’m|u|ur)(?![\w.])")
_SAYS = re.compile(r"[”\"’'»]\Z")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})")


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of a block's plain text, in order.

    Offsets are code points. White space between sentences belongs to none; every other character to exactly one.
    """
    judge = _Judge(text)
    spans: list[tuple[int, int]] = []
    start = _skip_space(text, 0)
    for match in _candidates(text):
        end = match.end()
        if end < len(text) and match.start() >= start and judge.ends(start, match):
            spans += _cut(text, start, end)
            start = _skip_space(text, end)
    end = len(text.rstrip())
    if start < end:
        spans += _cut(text, start, end)
    return spans


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, in several where it is too long."""
    while end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        until = space if space > 0 else start + LONGEST
        yield start, start + len(text[start:until].rstrip())
        start = _skip_space(text, until)
    yield start, end


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """Places where a sentence could end, in order."""
    found = []
    done = 0
    for sign in _SIGN.finditer(text):
        candidate = _CANDIDATE.match(text, sign.start()) if sign.start() >= done else None
        if candidate:
            found.append(candidate)
            done = candidate.end()
    if any(laugh in text for laugh in _LAUGHS):
        found.extend(_LAUGH.finditer(text))
        found.sort(key=re.Match.start)
    return iter(found)


def _skip_space(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


class _Judge:
    """Decides which candidates of a text end a sentence."""

    def __init__(self, text: str) -> None:
        self._text = text

    def ends(self, start: int, match: re.Match[str]) -> bool:
        """Whether the sentence that began at `start` ends with this candidate."""
        following = _NEXT.match(self._text, match.end())
        first: str = following[1] if following else ""
        if not first or first in "—–-,;:.!?…)/&":
            return False
        if "laugh" in match.re.groupindex:
            return self._laughs_it_off(start, match)
        if match["emoji"]:
            return first.isupper() and match.start() > start and not match[0].startswith("❤")
        stop: str = match["stop"] or match["spaced"]
        if first.islower():
            return self._goes_on_lower(start, match, stop)
        return stop != "." or not self._is_abbreviation(start, match)

    def _goes_on_lower(self, start: int, match: re.Match[str], stop: str) -> bool:
        """A small letter after a stop begins a sentence only in a text that has no use for capitals."""
        if stop.endswith("…") or stop.count(".") > 1 or _SAYS.search(match[0]):
            return False
        if not (self.lower_case or (stop == "." and self._begins_clause(match))):
            return False
        return stop != "." or not self._is_abbreviation(start, match)

    def _begins_clause(self, match: re.Match[str]) -> bool:
        """Whether a whole word stands before the stop, and after it a word that begins sentences."""
        following = _NEXT_WORD.match(self._text, match.end())
        before = _WHOLE_WORD.search(self._text, max(0, match.start() - 24), match.start())
        return bool(before and following and following[1] in _OPENING_WORDS | _CLAUSE_OPENERS)

    @cached_property
    def lower_case(self) -> bool:
        """Whether a text begins its sentences with small letters, as posts do."""
        if _LOWER_I.search(self._text):
            return True
        firsts: list[str] = _FIRST_LETTERS.findall(self._text)
        lower = sum(letter.islower() for letter in firsts)
        return lower > len(firsts) - lower and firsts[0].islower()

    def _is_abbreviation(self, start: int, match: re.Match[str]) -> bool:
        """Whether the full stop at the start of `match` only shortens a word or numbers an item."""
        if match.end() > match.start() + 1 and _SAYS.search(match[0]):
            return False
        found = _LAST_WORD.search(self._text, max(start, match.start() - 24), match.start())
        if not found:
            return False
        word = found[0]
        if found.start() == start and _ENUMERATOR.fullmatch(word) and word not in ("I", "i"):
            return True
        lower = word.lower()
        if word in _TITLES or lower in _NEVER_LAST:
            return True
        following = _NEXT_WORD.match(self._text, match.end())
        after = following[1] if following else ""
        if lower in _PERHAPS_LAST or (_INITIALS.fullmatch(word) and word != "I"):
            return after.islower() or after.lower() not in _OPENING_WORDS
        return lower in _BEFORE_NUMBER and after[:1].isdigit()

    def _laughs_it_off(self, start: int, match: re.Match[str]) -> bool:
        """`lol` and its like end a clause in a post without stops, where a new clause with its own subject follows."""
        following = _NEXT_WORD.match(self._text, match.end())
        return (
            following is not None
            and following[1].lower() in _CLAUSE_OPENERS
            and self._text.count(" ", start, match.start()) >= 3
            and self.lower_case
        )
