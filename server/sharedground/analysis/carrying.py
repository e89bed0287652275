"""The phrases that a new wording may take over from the sentence that it replaces, where a rewrite has a use for them.

*sum*: money, with its rate (*forty euros a head*). *spell*: minutes and hours that somebody may have to spare.
*burden*: what somebody carries who is not spoken to (*twelve hours, two jobs*). *distance*: how far off.
*label*: a place by its number (*Ward 6*). *whereabouts*: *in Leeds*.
*people*: those who could be organised with, by number or name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sharedground.analysis.model import Sentence
from sharedground.analysis.phrase_matching import Captured
from sharedground.text.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NAME = "carried"
_SUM = re.compile(r"[$£€¥₦₹₵]?\d+(?:[.,]\d+)*k", re.IGNORECASE)
_SIGNS = frozenset("$£€¥₦₹₵")
_KINDS = {
    "sum": word_set(
        "euro dollar pound grand quid naira reais real rupee peso cent pence penny buck shilling rand cedi fiver tenner"
    ),
    "spell": word_set("minute min hour hr"),
    "burden": word_set("hour hr month week year yr kid child job shift"),
}
_DISTANCES = word_set("mile km kilometre kilometer block street border ocean")
_LABELS = word_set("ward section unit local depot sector branch building block year gate terminal zone district")
_MONTHS = word_set(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday"
)
_LEFT = frozenset(("nummod", "compound", "quantmod", "nmod", "amod", "advmod"))
_RATES = word_set("a an per each")
_AWAY = word_set("away off")
_NOT_A_PART = word_set("old ago late ahead from before later off overdue slower")
_LARGE = word_set("hundred thousand million billion grand")
_SPOKEN_TO = word_set("you your yours ye una")
_NOBODY = word_set("dead dying killed murdered drowned hanged lost missing such these those poor little so-called")
_NOBODY_HEADS = word_set("kid people person everyone anybody somebody nobody you we they man lot")
_MOST_TOKENS = 8


def carried(sentence: Sentence) -> dict[str, Captured]:
    """The phrases of a sentence that may be taken over: the first of each kind, by its name. Found once."""
    if _NAME not in sentence.facts:
        sentence.facts[_NAME] = _found(sentence)
    found: dict[str, Captured] = sentence.facts[_NAME]
    return found


def _found(sentence: Sentence) -> dict[str, Captured]:
    found: dict[str, Captured] = {}
    for name, start, end, head in (*_figures(sentence.doc), *_places(sentence.doc), *_people(sentence)):
        found.setdefault(name, Captured(start, end, "np", head))
    return found


_Part = tuple[str, int, int, int]


def _figures(doc: Doc) -> Iterator[_Part]:
    for token in doc:
        if _is_number(token) and not (token.i and _is_number(doc[token.i - 1])):
            yield from _figure(token)


def _is_number(token: Token) -> bool:
    counts = token.like_num or _SUM.fullmatch(token.text) is not None
    return counts and token.lower_ != "one" and not token.lower_.endswith(("st", "nd", "rd", "th"))


def _figure(number: Token) -> Iterator[_Part]:
    doc, head = number.doc, _counted(number)
    signed = number.i > 0 and doc[number.i - 1].text in _SIGNS
    start = number.i - signed
    while start and not signed and head.is_ancestor(doc[start - 1]) and doc[start - 1].lower_ in ("a", "another"):
        start -= 1
    if signed or _SUM.fullmatch(number.text):
        yield "sum", start, _with_rate(doc, _end_of_number(number)), number.i
        return
    end = head.i + 1
    if head is number or end - start > _MOST_TOKENS:
        before = doc[number.i - 1] if number.i else number
        if number.text.isdigit() and len(number.text) < 4 and before.lower_ in _LABELS:
            yield "label", number.i - 1, number.i + 1, number.i - 1
        return
    follows = doc[end].lower_ if end < len(doc) else ""
    if head.lemma_.lower() in _DISTANCES and follows in _AWAY:
        yield "distance", start, end + 1, head.i
    if follows in _NOT_A_PART or not all(token.is_alpha or token.like_num for token in doc[start:end]):
        return
    names = {head.lemma_.lower(), head.lower_.removesuffix("s"), head.lower_}
    for kind, words in _KINDS.items():
        if words & names and _is_meant(kind, head):
            yield kind, start, _end_of(kind, head), head.i


def _is_meant(kind: str, head: Token) -> bool:
    """Whether money is no *per cent*, and a burden is nobody's who is spoken to."""
    if kind == "burden":
        return not any(token.lower_ in _SPOKEN_TO for token in head.doc)
    return head.nbor(-1).lower_ != "per"


def _end_of(kind: str, head: Token) -> int:
    if kind == "sum":
        return _with_rate(head.doc, head.i + 1)
    return _with_matter(head) if kind == "burden" else head.i + 1


def _counted(number: Token) -> Token:
    head = number
    while head.head.i > head.i and head.dep_ in _LEFT:
        head = head.head
    return head


def _end_of_number(number: Token) -> int:
    end = number.i + 1
    while end < len(number.doc) and number.doc[end].lower_ in _LARGE:
        end += 1
    return end


def _with_rate(doc: Doc, end: int) -> int:
    """Behind *a head*, *an hour*, where that follows."""
    rated = end + 1 < len(doc) and doc[end].lower_ in _RATES and doc[end + 1].pos_ == "NOUN"
    return end + 2 if rated else end


def _with_matter(head: Token) -> int:
    """Behind *of organising*, *in a chicken plant*, where that is short and speaks of nobody."""
    doc, end = head.doc, head.i + 1
    if end < len(doc) and doc[end].lower_ in ("of", "in") and doc[end].head == head:
        inner = doc[end : doc[end].right_edge.i + 1]
        if 1 < len(inner) <= 4 and all(t.is_alpha and t.pos_ not in ("PRON", "PROPN") for t in inner):
            return inner.end
    return end


def _places(doc: Doc) -> Iterator[_Part]:
    for token in doc[:-1]:
        name = token.nbor(1)
        if token.lower_ == "in" and name.pos_ == "PROPN" and name.is_title and name.lower_ not in _MONTHS:
            end = name.i + 1
            while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].is_title:
                end += 1
            if end == len(doc) or (doc[end].text not in ("'s", "’s", "-") and doc[end].pos_ not in ("NOUN", "NUM")):
                yield "whereabouts", token.i, end, name.i


def _people(sentence: Sentence) -> Iterator[_Part]:
    doc = sentence.doc
    for i in sorted(sentence.members("comrade")):
        head = doc[i]
        if (
            head.tag_ not in ("NNS", "NNPS")
            or head.lemma_.lower() in _NOBODY_HEADS
            or head.dep_ in ("compound", "poss")
        ):
            continue
        if head.head.lower_ == "as":  # *As Europeans we …*: those who speak
            continue
        lefts = [child for child in head.lefts if child.dep_ in ("det", "nummod", "compound", "amod", "nmod", "poss")]
        start = min((child.left_edge.i for child in lefts), default=i)
        end = i + 1
        if end + 1 < len(doc) and doc[end].lower_ in ("of", "in", "from") and doc[end + 1].pos_ == "PROPN":
            end = end + 2
            while end < len(doc) and doc[end].pos_ == "PROPN":
                end += 1
        phrase = doc[start:end]
        told = any(_is_number(token) or (token.pos_ == "PROPN" and token.is_title) for token in phrase)
        spoken_to = any(token.lower_ in ("you", "your", "ye") for token in phrase)
        if told and not spoken_to and not any(t.lower_ in _NOBODY or t.is_punct for t in phrase):
            yield "people", start, end, i
