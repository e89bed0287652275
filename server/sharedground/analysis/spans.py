"""Grammatical spans that a pattern may capture: noun phrases, clauses, verb phrases.

Each function maps every span (start, end) of token indexes that may stand for such a phrase to the index of its head.
A phrase has several spans: with and without what follows its head; matching takes the longest that fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from sharedground.analysis.model import Sentence

Spans: TypeAlias = dict[tuple[int, int], int]

HARD_MARKS = frozenset({".", ";", ":", "!", "?", "—", "–", "--", "…", "...", "(", ")", "[", "]"})
CLAUSE_MARKS = HARD_MARKS | {","}
GAP_ENDS = (CLAUSE_MARKS | {'"', "“", "”"}) - {"(", ")", "[", "]"}
"""What no gap goes over."""
LONGEST = {"np": 16, "clause": 40, "vp": 24}

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_CHUNK = _NOMINAL | {"DET", "ADJ"}
_SAYING = frozenset(
    {"say", "tell", "write", "claim", "argue", "insist", "explain", "reply", "shout", "warn", "add", "post"}
)
_LONGEST_ATTRIBUTION = 8
_NOT_WITHIN = frozenset({"punct", "cc", "preconj", "nsubj", "aux", "auxpass", "advcl", "cop", "mark"})


def spans(sentence: Sentence, kind: str) -> Spans:
    """The spans of one kind in a sentence, found once."""
    key = f"spans:{kind}"
    if key not in sentence.facts:
        sentence.facts[key] = _FINDERS[kind](sentence.doc)
    found: Spans = sentence.facts[key]
    return found


def _noun_phrases(doc: Doc) -> Spans:
    found: Spans = {}
    for chunk_start, chunk_end in _chunks(doc):
        for start in range(chunk_start, chunk_end):
            found[start, chunk_end] = chunk_end - 1
    for head in doc:
        if not _can_head(head):
            continue
        lefts = [child for child in head.lefts if child.dep_ not in ("nsubj", "aux", "auxpass", "cop", "cc")]
        left = min((child.left_edge.i for child in lefts), default=head.i)
        for mark in range(head.i - 1, left - 1, -1):
            if doc[mark].text in HARD_MARKS:
                left = mark + 1
                break
        for end in [head.i + 1, *_right_ends(head)]:
            for start in range(left, head.i + 1):
                found[start, end] = head.i
    return found


def _can_head(token: Token) -> bool:
    if token.pos_ in _NOMINAL:
        return True
    determined = any(child.dep_ in ("det", "poss") for child in token.lefts)
    return determined and (token.pos_ in ("ADJ", "X", "ADV") or token.tag_ in ("VBG", "VBN", "JJ"))


def _right_ends(head: Token) -> list[int]:
    """Where a phrase may end after its head: after each further dependent, until a mark or another clause."""
    ends: list[int] = []
    position = head.i + 1
    for child in head.rights:
        if child.dep_ in ("cc", "punct"):
            continue
        if child.dep_ in _NOT_WITHIN or child.left_edge.i < position:
            break
        end = child.right_edge.i + 1
        between = head.doc[position:end]
        if any(token.text in HARD_MARKS for token in between):
            break
        if child.dep_ != "conj" and any(token.text == "," for token in head.doc[position : child.left_edge.i + 1]):
            break
        ends.append(end)
        position = end
    return ends


def _chunks(doc: Doc) -> list[tuple[int, int]]:
    """Runs of determiners, adjectives and nouns that end in a noun: what is left to go by when the parse is poor."""
    found: list[tuple[int, int]] = []
    start = 0
    for i in range(len(doc) + 1):
        if i < len(doc) and (doc[i].pos_ in _CHUNK or doc[i].tag_ == "POS") and not _begins_another(doc, i, start):
            continue
        end = i
        while end > start and doc[end - 1].pos_ not in _NOMINAL:
            end -= 1
        if end > start:
            found.append((start, end))
        start = i if i < len(doc) and doc[i].pos_ in _CHUNK else i + 1
    return found


def _begins_another(doc: Doc, i: int, start: int) -> bool:
    """Whether a determiner or pronoun behind a noun begins another phrase: *genocide | every time | you*."""
    return i > start and doc[i].pos_ in ("DET", "PRON") and doc[i - 1].pos_ in _NOMINAL


def _clauses(doc: Doc) -> Spans:
    last = _before_attribution(doc)
    ends = [i for i in range(1, last + 1) if i == last or _closes_clause(doc[i])]
    while len(ends) > 1 and all(not t.is_alpha for t in doc[ends[-2] : ends[-1]]):
        ends.pop()
    found: Spans = {}
    for start in range(len(doc)):
        if doc[start].text in CLAUSE_MARKS:
            continue
        verb: int | None = None
        limit = min(last if start < last else len(doc), start + LONGEST["clause"])
        for i in range(start, limit):
            if (doc[i].text in HARD_MARKS or doc[i].text in "”»") and i > start:
                break
            if verb is None and _is_finite(doc[i]):
                verb = i
            if verb is not None and i + 1 in ends:
                found[start, i + 1] = _governor(doc, start, i + 1, verb)
    return found


def _before_attribution(doc: Doc) -> int:
    """Where what is said ends and who says it is named: at the comma of “…, she says”, “…, said the mayor”."""
    for comma in doc:
        if comma.text == "," and _is_attribution(doc[comma.i + 1 :]):
            return comma.i
    return len(doc)


def _is_attribution(rest: Span) -> bool:
    """Whether the rest of a sentence is a verb of saying and who says it, and who is told, and no more."""
    words = [token for token in rest if not token.is_punct and not token.is_space]
    said = [i for i, token in enumerate(words) if token.lemma_.lower() in _SAYING and _is_finite(token)]
    if len(said) != 1 or len(words) > _LONGEST_ATTRIBUTION or any(token.text in CLAUSE_MARKS for token in rest[:-1]):
        return False
    before, behind = words[: said[0]], words[said[0] + 1 :]
    named = before or behind
    told = behind if before else []
    return (
        bool(named)
        and all(token.pos_ in (*_CHUNK, "ADP") and not _is_finite(token) for token in named)
        and (len(told) < 2 or told[0].lower_ in ("to", "in", "on", "at"))
        and all(token.pos_ in (*_CHUNK, "ADP", "ADV") for token in told)
    )


def _closes_clause(token: Token) -> bool:
    return token.text in CLAUSE_MARKS or token.text in "”\"’'»" or token.pos_ == "CCONJ"


def _is_finite(token: Token) -> bool:
    return token.tag_.startswith("V") or token.tag_ == "MD" or token.pos_ in ("VERB", "AUX")


def _governor(doc: Doc, start: int, end: int, fallback: int) -> int:
    """The verb within [start, end) that no other verb within it governs."""
    for token in doc[start:end]:
        if (_is_finite(token) and not start <= token.head.i < end) or (token.head.i == token.i and _is_finite(token)):
            return token.i
    return fallback


def _verb_phrases(doc: Doc) -> Spans:
    found: Spans = {}
    for verb in doc:
        if not _is_finite(verb):
            continue
        ends = [verb.i + 1]
        for child in verb.rights:
            end = child.right_edge.i + 1
            if any(token.text in HARD_MARKS for token in doc[verb.i : end]):
                break
            if child.dep_ not in ("punct", "cc"):
                ends.append(end)
        starts = {verb.i}
        for child in verb.lefts:
            if child.dep_ in ("aux", "auxpass", "neg", "advmod"):
                starts.add(child.left_edge.i)
        for start in starts:
            for end in ends:
                found[start, end] = verb.i
    return found


_FINDERS = {"np": _noun_phrases, "clause": _clauses, "vp": _verb_phrases}
