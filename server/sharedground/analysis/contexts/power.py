"""The accused, the target or the addressee holds power: a boss, a landlord, a ministry, a company, a state at war.

Who is meant is read in this order: the target that the rule names; whom *shame on*, *blame* and the like point at; the
subject of the flagged predicate (of an abstract subject its owner: “the shareholders' silence”); whoever the sentence
speaks to, or the block spoke to before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sharedground.analysis.contexts import voices
from sharedground.analysis.contexts.address import (
    addressee,
    is_comradely,
    is_powerful,
    standing_of_you,
    vocatives,
    without_call,
)
from sharedground.analysis.contexts.grammar import SUBJECTS, antecedent, children, clause, subject
from sharedground.analysis.contexts.standing import Standing, standing
from sharedground.analysis.model import Match, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["NAME", "holds", "marks", "standing"]

NAME = "power"

_ROLES = SUBJECTS | {"dobj", "dative", "pobj", "appos", "conj", "attr"}
_PERSONS = frozenset({"he", "she", "they", "it", "him", "her", "them", "his", "their", "its", "these", "this"})
_BLAMING = frozenset({"shame", "blame", "sue", "accuse", "condemn", "charge", "indict", "fault"})
_TOWARDS = frozenset({"on", "to", "upon", "at", "against"})


def marks(sentence: Sentence) -> frozenset[int]:
    """The tokens that are power-holders in a role: subject, object, agent, addressee."""
    if NAME not in sentence.facts:
        in_role = {token.i for token in sentence.doc if token.dep_ in _ROLES} | set(vocatives(sentence))
        sentence.facts[NAME] = frozenset(i for i in in_role if standing(i, sentence) == "power")
    found: frozenset[int] = sentence.facts[NAME]
    return found


def holds(match: Match, sentence: Sentence) -> bool:
    """Whether it is a power-holder who is accused or spoken to."""
    return _standing_of_accused(match, sentence) == "power"


def _standing_of_accused(match: Match, sentence: Sentence) -> Standing:
    if match.target is not None:
        return _resolve(sentence.doc[match.target], sentence)
    blamed = {_resolve(token, sentence) for token in _blamed(match, sentence)} - {"unknown"}
    if blamed:
        return "power" if blamed == {"power"} else "comrade"
    head = sentence.doc[match.head]
    accused = _agent(head) or subject(head)
    if accused is not None:
        found = _resolve(accused, sentence)
        speaks = standing_of_you(sentence) or any(sentence.doc[i].lower_ in voices.SECOND for i in match.tokens)
        if found != "unknown" or not (speaks or accused.lower_ in voices.SECOND | {"it", "there"}):
            return found
    return addressee(sentence)


def _agent(head: Token) -> Token | None:
    """Who did it, in the passive."""
    return next((p for by in children(clause(head), "agent") for p in children(by, "pobj")), None)


def _blamed(match: Match, sentence: Sentence) -> list[Token]:
    """Whom *shame on*, *blame*, *@* point at, where the match holds or is governed by such a word."""
    doc = sentence.doc
    found: list[Token] = []
    for token in (doc[index] for index in {*match.tokens, match.head}):
        if token.lemma_.lower() in _BLAMING:
            found += children(token, "dobj") if token.pos_ == "VERB" else []
            found += [p for to in children(token, "prep") if to.lower_ in _TOWARDS for p in children(to, "pobj")]
    head = doc[match.head]
    if head.dep_ == "pobj" and head.head.lower_ in _TOWARDS and head.head.head.lemma_.lower() in _BLAMING:
        found.append(head)
    coupled = [c for token in found for t in (token, token.head, token.head.head) for c in children(t, "conj")]
    found += [p for c in coupled for p in ([c] if c.pos_ in ("NOUN", "PROPN") else children(c, "pobj"))]
    return [token for token in found if token.lower_ not in voices.SECOND] + _called_with_at(sentence)


def _called_with_at(sentence: Sentence) -> list[Token]:
    """“do better @ the entire cabinet”."""
    at = next((token.i for token in sentence.doc if token.text == "@"), len(sentence.doc))
    return [t for t in sentence.doc[at + 1 : at + 5] if t.i in sentence.members("power")][-1:]


def _resolve(token: Token, sentence: Sentence) -> Standing:
    """The standing of a noun, of the addressee for *you*, of whom *they* stands for, or of the owner of a thing."""
    token = antecedent(token)
    if token.lower_ in voices.SECOND:
        return addressee(sentence)
    if token.lower_ in _PERSONS and token.pos_ == "PRON":
        return _standing_of_pronoun(token, sentence)
    found = standing(token.i, sentence)
    if found != "unknown":
        return found
    for owner in children(token, "poss"):
        return _resolve(owner, sentence)
    whole = next((p for of in children(token, "prep") if of.lower_ == "of" for p in children(of, "pobj")), None)
    return _resolve(whole, sentence) if whole is not None else "unknown"


def _standing_of_pronoun(pronoun: Token, sentence: Sentence) -> Standing:
    """That of the nearest known subject before the pronoun, else of whom it is said afterwards to stand for, or of whom
    the sentence before starts with.
    """
    for token in reversed(sentence.doc[: pronoun.i]):
        if token.dep_ in SUBJECTS and token.pos_ != "PRON" and (found := standing(token.i, sentence)) != "unknown":
            return found
    if pronoun.lower_ == "they" and (named := _named_after(pronoun, sentence)) != "unknown":
        return named
    if not sentence.before or pronoun.lower_ in ("it", "this"):
        return "unknown"
    told = without_call(sentence.before[-1])
    return "power" if is_powerful(" ".join(told.split()[:6])) and not is_comradely(told) else "unknown"


def _named_after(pronoun: Token, sentence: Sentence) -> Standing:
    """“They have no shame, those owners.”"""
    for token in sentence.doc[pronoun.i + 1 :]:
        first = token.left_edge
        if first.lower_ in ("the", "those", "these") and first.i and first.nbor(-1).text == ",":
            after = token.nbor().text if token.i + 1 < len(sentence.doc) else "."
            if after in (",", ".", "!") and (found := standing(token.i, sentence)) != "unknown":
                return found
    return "unknown"
