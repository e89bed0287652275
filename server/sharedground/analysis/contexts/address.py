"""Whom a sentence speaks to: “Minister, you …”, “Stop moaning, landlords”, “To the owners of this mine I say …”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sharedground.analysis.contexts import voices
from sharedground.analysis.contexts.grammar import own_subject
from sharedground.analysis.contexts.standing import FIRMS, TITLES, Standing, standing
from sharedground.analysis.contexts.wordlists import listed
from sharedground.analysis.model import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = frozenset(",:;!?.—–…")
_NO_CALL = listed("not and or but nor from in on for with by at of as")
_LIGHT = listed("do n't just please not never")
_COURTESY = listed("mr mrs ms sir madam")
"""Movements call their own by first names; whom they call *Mr Ashcroft*, they call to account."""
_LONGEST = 8
_FEW = 3
"""How many words there may be before *you* where somebody is called without a mark."""
_OUTCRY = 5
"""How many tokens an outcry has at most: longer, it says itself who is meant."""
_DETERMINER = re.compile(r"^\W*(?:the|this|that|an?)\s+", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you|your|yours|we|us|our)\b", re.IGNORECASE)

# Sentences before this one come as plain text, without a Doc and so without the lexicon. These are those one calls.
_POWERFUL = re.compile(
    r"""\b(?:boss(?:es)?|landlords?|ministers?|owners?|employers?|bank(?:er)?s?|shareholders?|governors?|mayor|councillors?|oligarchs?
      |directors?|managers?|management|government|police|politicians?|mps?|lords?|developers?|executives?|compan(?:y|ies)
      |board|chief\ executive|billionaires?|senators?|president|chancellor|ceos?|secretary\ of\ state|investors?
      |trustees|barons?|the\ (?:council|state|rich|wealthy)|wealthy\ people|supermarkets?|firms?|agency|ministry|cabinet
      |corporations?|bailiffs?|judges?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDINGS = "|".join(sorted(name.title() for name in FIRMS))
_FIRM_NAME = re.compile(rf"\b[A-Z][\w&'-]*(?:\s+(?:&\s+)?[A-Z][\w&'-]*){{0,3}}\s+(?:{_ENDINGS}|PLC|LLC)\b")
_COMRADELY = re.compile(
    r"\b(?:comrades?|brothers|sisters|siblings|members|workers|friends|tenants|neighbou?rs|folks)\b", re.IGNORECASE
)
_CALLED_FIRST = re.compile(
    r"^\W*(?:dear\s+)?(?:comrades?|brothers|sisters|siblings|members|friends|neighbou?rs|folks)"
    r"(?:\s+and\s+(?:sisters|friends|siblings))?\s*(?:[,!:—–-])\s*",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"^\W*(?:(?:to|dear|.*@)\s*(?P<to>[^,.:;!?]{2,60})[,:.!]?|(?P<start>[^,.:;!?—–]{2,40}?)(?:[,!]|\s*[—–])(?=.*\b(?:you|your)\b)"
    r"|.*,\s*(?P<end>[^,.:;!?]{2,40})[.!?:])",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"\b(?:you|your|i say|we say|dear)\b|^\W*to\b|@", re.IGNORECASE)


def addressee(sentence: Sentence) -> Standing:
    """The standing of those whom the sentence, or one before it in the block, speaks to."""
    spoken_to = {_standing_of_called(index, sentence) for index in vocatives(sentence)} | standing_of_you(sentence)
    if "comrade" in spoken_to:
        return "comrade"
    if "power" in spoken_to:
        return "power"
    for text in reversed(sentence.before):
        called = _called(text)
        if is_powerful(called):
            return "power"
        if is_comradely(called):
            return "comrade"
    return "power" if len(sentence.doc) <= _OUTCRY and _is_told_of_power(sentence.before[-1:]) else "unknown"


def _is_told_of_power(before: tuple[str, ...]) -> bool:
    """“The CEO evicted forty families before lunch. | Have you no shame?”"""
    told = _DETERMINER.sub("", before[0]) if before else ""
    return bool(_POWERFUL.match(told)) and not (is_comradely(told) or _YOU.search(told))


def standing_of_you(sentence: Sentence) -> set[Standing]:
    """Power, where the sentence says that it is meant: “… when you're the regulator”."""
    roles = (
        child
        for token in sentence.doc
        if token.lower_ == "you" and token.dep_ == "nsubj" and token.head.lemma_ == "be"
        for child in token.head.children
        if child.dep_ == "attr" and any(left.lower_ in ("a", "an", "the") for left in child.lefts)
    )
    return {standing(role.i, sentence) for role in roles if standing(role.i, sentence) == "power"}


def _standing_of_called(index: int, sentence: Sentence) -> Standing:
    name = sentence.doc[index]
    courteous = index and name.pos_ == "PROPN" and name.nbor(-1).lower_.rstrip(".") in _COURTESY
    return "power" if courteous else standing(index, sentence)


def vocatives(sentence: Sentence) -> tuple[int, ...]:
    """The heads of the noun phrases, set off by marks, with which the sentence calls somebody."""
    if "vocatives" not in sentence.facts:
        called = [_head(part, sentence).i for part in _parts(sentence) if _is_call(part, sentence)]
        sentence.facts["vocatives"] = (*called, *_called_without_a_mark(sentence))
    found: tuple[int, ...] = sentence.facts["vocatives"]
    return found


def _called_without_a_mark(sentence: Sentence) -> list[int]:
    """“Minister you have blood on your hands.”"""
    opening = [token for token in sentence.doc[:_LONGEST] if token.is_alpha]
    you = next((place for place, token in enumerate(opening) if token.lower_ in voices.SECOND), 0)
    named = opening[you - 1] if 0 < you <= _FEW else None
    if named is None or any(token.dep_ == "det" or token.pos_ in ("VERB", "AUX") for token in opening[:you]):
        return []
    return [named.i] if _standing_of_called(named.i, sentence) == "power" else []


def is_powerful(text: str) -> bool:
    """Whether a stretch of plain text names power: a title, a landlord, a firm."""
    first = text.split(maxsplit=1)[0].rstrip(",") if text.strip() else ""
    titled = first[:1].isupper() and first.lower() in TITLES
    return titled or bool(_POWERFUL.search(text) or _FIRM_NAME.search(text.title() if text.isupper() else text))


def without_call(text: str) -> str:
    """A stretch of plain text without the comrades that it begins by calling: “Comrades, the ministers …”."""
    return _CALLED_FIRST.sub("", text)


def is_comradely(text: str) -> bool:
    """Whether a stretch of plain text names those one organises with."""
    return bool(_COMRADELY.search(text))


def _called(text: str) -> str:
    """The phrase with which a sentence calls somebody, or ''."""
    found = _CALL.match(text)
    if found is None or not _SPEAKS.search(text):
        return ""
    return next((group for group in found.groups() if group), "")


def _parts(sentence: Sentence) -> list[list[Token]]:
    """The stretches between marks, unless the sentence is all one and no greeting."""
    parts: list[list[Token]] = [[]]
    for token in sentence.doc:
        if token.text in _MARKS:
            parts.append([])
        elif not token.is_punct and not token.is_space:
            parts[-1].append(token)
    parts = [part for part in parts if part]
    return parts if len(parts) > 1 or (parts and parts[0][0].lower_ in ("to", "dear", "@")) else []


def _is_call(part: list[Token], sentence: Sentence) -> bool:
    """A short noun phrase without a verb, in a sentence that speaks to you."""
    first = part[0].lower_
    if first == "dear" or (first == "to" and part[0].i <= 1):
        return first == "dear" or any(token.lower_ in ("i", "we", "you") for token in sentence.doc)
    if first in _NO_CALL or len(part) > _LONGEST:
        return False
    known = [token for token in part if _standing_of_called(token.i, sentence) != "unknown"]
    verbs = any(t.pos_ in ("VERB", "AUX") and t.dep_ not in ("amod", "compound") for t in part if t not in known)
    return bool(known) and not verbs and _speaks_to_you(sentence, part)


def _speaks_to_you(sentence: Sentence, part: list[Token]) -> bool:
    within = {token.i for token in part}
    rest = [token for token in sentence.doc if token.i not in within]
    if any(token.lower_ in voices.SECOND for token in rest):
        return True
    return any(t.tag_ in ("VB", "VBP") and own_subject(t) is None and _opens(t, rest) for t in rest if t.is_alpha)


def _opens(verb: Token, rest: list[Token]) -> bool:
    """Whether an order starts with this verb."""
    before = [t for t in rest if t.i < verb.i and t.is_alpha and t.lower_ not in _LIGHT]
    return not before or verb.nbor(-1).text in (",", ":", "!")


def _head(part: list[Token], sentence: Sentence) -> Token:
    """The head of a called noun phrase: its last known noun before a preposition or a relative clause."""
    phrase = part[1:] if part[0].lower_ in ("to", "dear", "@") and len(part) > 1 else part
    known: list[Token] = []
    for token in phrase:
        if known and token.lower_ in ("of", "who", "that", "at", "in", "from", "on"):
            break
        if _standing_of_called(token.i, sentence) != "unknown":
            known.append(token)
    return known[-1] if known else phrase[-1]
