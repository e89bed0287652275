"""The accused, the target or the addressee holds power: a boss, a landlord, a ministry, a company, a state at war.

Who is meant is read in this order: the target that the rule names; whom *shame on*, *blame* and the like point at; the
subject of the flagged predicate (of an abstract subject its owner: “the shareholders' silence”); whoever the sentence
speaks to, or the block spoke to before. The head of a noun phrase decides: *bank workers* are comrades, a *workers'
bank* is a bank. Nationals and countries hold power where they wage war or trade, not where they live and work.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from sharedground.analysis.contexts import voices
from sharedground.analysis.contexts.grammar import SUBJECTS, antecedent, children, clause, own_subject, subject
from sharedground.analysis.contexts.wordlists import listed
from sharedground.analysis.model import Match, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

NAME = "power"

Standing = Literal["power", "comrade", "unknown"]

_FIRMS = listed(
    "foods ltd limited plc inc corp corporation holdings group bank council ministry capital partners logistics "
    "estates properties homes lettings energy oil petroleum mining steel airlines airways industries pharma "
    "pharmaceuticals investments llc gmbh ag llp company co supermarkets stores couriers motors authority treasury "
    "department agency consulting securities insurance brewery farms textiles apparel electronics rail trains "
    "security facilities contractors developments realty management ventures associates retail resources chemicals"
)
_TITLES = listed(
    "minister lord lady sir cllr councillor governor president senator mayor ceo chancellor judge sheriff bishop "
    "archbishop king queen prince premier general colonel congressman congresswoman director chairman chairwoman "
    "commissioner ambassador justice secretary duke earl baron"
)
_CORE = re.compile(
    r"\b(?:boss(?:es)?|landlords?|ministers?|owners?|employers?|bank(?:er)?s?|shareholders?|governors?|mayor|councillors?|directors?"
    r"|managers?|management|government|police|politicians?|mps?|lords?|developers?|executives?|company|companies|board|chief executive"
    r"|billionaires?|senators?|president|chancellor|ceos?|secretary of state|oligarchs?|investors?|trustees|barons?|the council|supermarkets?|firms?|agency|ministry|corporations?|bailiffs?|judges?|the state)\b",
    re.IGNORECASE,
)
_FIRM_NAME = re.compile(
    r"\b[A-Z][\w&'-]*(?:\s+(?:&\s+)?[A-Z][\w&'-]*)*\s+(?:"
    + "|".join(w.title() for w in sorted(_FIRMS))
    + r"|PLC|LLC|plc)\b"
)
_GENERIC = listed(
    "people person man men woman women those one ones everyone everybody anyone anybody somebody someone member members "
    "all each lot bunch pack gang gentleman gentlemen folk folks son sons guy guys suits friends friend any many some "
    "most none few both half part majority likes whoever family"
)
_PERSONS = frozenset({"he", "she", "they", "it", "him", "her", "them", "his", "their", "its", "these", "this"})
_BLAMING = frozenset({"shame", "blame", "sue", "accuse", "condemn", "charge", "indict", "fault"})
_STATECRAFT = listed(
    "invade bomb sanction occupy annex colonise colonize blockade besiege embargo shell conquer partition deport "
    "arm plunder loot enslave drone veto sign impose export import tariff massacre settle fund bankroll"
)
_TOWARDS = frozenset({"on", "to", "upon", "at", "against", "@"})


def marks(sentence: Sentence) -> frozenset[int]:
    """The tokens that are power-holders in a role: subject, object, agent, addressee."""
    if NAME not in sentence.facts:
        sentence.facts[NAME] = frozenset(
            token.i for token in sentence.doc if _has_role(token) and standing(token.i, sentence) == "power"
        ) | frozenset(index for index in _vocatives(sentence) if standing(index, sentence) == "power")
    found: frozenset[int] = sentence.facts[NAME]
    return found


def holds(match: Match, sentence: Sentence) -> bool:
    """Whether it is a power-holder who is accused or spoken to."""
    return _standing_of_accused(match, sentence) == "power"


# -- who is who ----------------------------------------------------------------------------------------------------


def standing(token_index: int, sentence: Sentence) -> Standing:
    """Whether the noun phrase that `token_index` heads holds power, is a comrade, or cannot be told."""
    token = antecedent(sentence.doc[token_index])
    powers, comrades = sentence.members("power"), sentence.members("comrade")
    if token.i in sentence.members("people-of") | sentence.members("country") and _is_bare(token):
        return _standing_of_nation(token, sentence)
    if _is_person_by_title(token):
        return "power"
    if token.lower_ in _GENERIC or token.lemma_.lower() in _GENERIC:
        within = _owner_or_whole(token, sentence)
        if within == "power":
            return "power"
    if token.i in comrades:
        return "comrade"
    if token.i in powers or _is_firm(token):
        return "power"
    return "unknown"


def _is_bare(token: Token) -> bool:
    """“Americans”, not “American workers”."""
    return token.dep_ not in ("amod", "compound", "nmod") or token.head.pos_ not in ("NOUN", "PROPN")


def _standing_of_nation(token: Token, sentence: Sentence) -> Standing:
    predicate = clause(token)
    acts = {predicate.lemma_.lower(), *(c.lemma_.lower() for c in children(predicate, "conj"))}
    doer = token.dep_ in SUBJECTS or token.dep_ == "conj"
    wages_war = predicate.i in sentence.members("war-making") or not acts.isdisjoint(_STATECRAFT)
    if doer and wages_war and token.dep_ != "nsubjpass":
        return "power"
    return "comrade" if token.i in sentence.members("people-of") else "unknown"


def _is_person_by_title(token: Token) -> bool:
    if token.lower_ in _TITLES and token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN"):
        return True
    named = [c for c in token.children if c.dep_ in ("compound", "nmod", "flat") and c.pos_ in ("PROPN", "NOUN")]
    return token.pos_ == "PROPN" and any(c.lower_.rstrip(".") in _TITLES for c in named)


def _is_firm(token: Token) -> bool:
    """A name of several words that ends as firms and public bodies do: *Harcourt Foods, Kent County Council*."""
    if token.lower_.rstrip(".") not in _FIRMS or not token.text[:1].isupper():
        return False
    before = token.nbor(-1) if token.i else None
    return before is not None and (before.text[:1].isupper() or before.text == "&")


def _owner_or_whole(token: Token, sentence: Sentence) -> Standing:
    """Of “people”, “those”, “men”: who they belong to (“the men of the board”) or what they do."""
    for preposition in children(token, "prep"):
        for inner in children(preposition, "pobj"):
            if inner.lower_ in ("power", "government", "charge", "office", "parliament"):
                return "power"
            if preposition.lower_ in ("of", "in", "at", "on", "from", "behind") and inner.i != token.i:
                return standing(inner.i, sentence)
    for relative in children(token, "relcl"):
        if (
            relative.lemma_.lower() in ("own", "employ", "profit", "govern", "evict")
            and own_subject(relative) is not None
        ):
            return "power"
    return "unknown"


# -- who is accused ------------------------------------------------------------------------------------------------


def _standing_of_accused(match: Match, sentence: Sentence) -> Standing:
    doc = sentence.doc
    if match.target is not None:
        return _resolve(doc[match.target], sentence)
    head = doc[match.head]
    blamed = [s for t in _blamed(match, sentence) if (s := _resolve(t, sentence)) != "unknown"]
    if blamed:
        return "power" if all(s == "power" for s in blamed) else "comrade"
    accused = _agent(head) or subject(head)
    if accused is not None:
        found = _resolve(accused, sentence)
        if found != "unknown" or accused.lower_ not in voices.SECOND | {"it", "there"}:
            return found
    return _addressee(sentence)


def _agent(head: Token) -> Token | None:
    predicate = clause(head)
    return next((p for c in children(predicate, "agent") for p in children(c, "pobj")), None)


def _blamed(match: Match, sentence: Sentence) -> list[Token]:
    """Whom *shame on*, *blame*, *@* point at, if the match holds or stands at such a word."""
    doc = sentence.doc
    near = {*match.tokens, match.head}
    found: list[Token] = []
    for index in near:
        token = doc[index]
        if token.lemma_.lower() not in _BLAMING and token.text != "@":
            continue
        if token.text == "@" or token.pos_ == "VERB":
            found += [c for c in children(token, "dobj", "pobj")]
        for preposition in children(token, "prep"):
            if preposition.lower_ in _TOWARDS:
                found += children(preposition, "pobj")
    at = next((t for t in doc if t.text == "@" and t.i + 1 < len(doc)), None)
    if at is not None:
        found += [t for t in doc[at.i + 1 : at.i + 5] if t.i in sentence.members("power")][-1:]
    head = doc[match.head]
    if head.dep_ == "pobj" and head.head.lower_ in _TOWARDS and head.head.head.lemma_.lower() in _BLAMING:
        found.append(head)
    joined = [c for token in found for t in (token, token.head, token.head.head) for c in children(t, "conj")]
    found += [p for c in joined for p in ([c] if c.pos_ in ("NOUN", "PROPN") else children(c, "pobj"))]
    return [token for token in found if token.lower_ not in voices.SECOND]


def _resolve(token: Token, sentence: Sentence) -> Standing:
    """The standing of a noun, of the addressee for *you*, of whom *they* stands for, or of the owner of a thing."""
    token = antecedent(token)
    if token.lower_ in voices.SECOND:
        return _addressee(sentence)
    if token.lower_ in _PERSONS and token.pos_ == "PRON":
        return _referent(token, sentence)
    found = standing(token.i, sentence)
    if found != "unknown":
        return found
    for owner in children(token, "poss"):
        return _resolve(owner, sentence)
    for preposition in children(token, "prep"):
        if preposition.lower_ == "of":
            for whole in children(preposition, "pobj"):
                return standing(whole.i, sentence)
    return "unknown"


def _referent(pronoun: Token, sentence: Sentence) -> Standing:
    """Whom *they*, *he* or *it* stands for: the nearest subject before it that is known, else the last sentence's."""
    for token in reversed(sentence.doc[: pronoun.i]):
        if token.dep_ in SUBJECTS and token.pos_ != "PRON" and (found := standing(token.i, sentence)) != "unknown":
            return found
    if sentence.before and pronoun.lower_ not in ("it", "this"):
        opening = " ".join(sentence.before[-1].split()[:6])
        if _speaks_of_power(opening) and not _comradely(sentence.before[-1], sentence):
            return "power"
    return "unknown"


def _comradely(text: str, sentence: Sentence) -> bool:
    return bool(
        re.search(r"\b(?:comrades?|brothers|sisters|siblings|members|workers|friends|tenants|folks)\b", text, re.I)
    )


# -- who is spoken to ----------------------------------------------------------------------------------------------


def _addressee(sentence: Sentence) -> Standing:
    """Whom the sentence speaks to, or an earlier sentence of the block did."""
    spoken_to = [standing(index, sentence) for index in _vocatives(sentence)]
    for found in ("comrade", "power"):
        if found in spoken_to:
            return found
    for text in reversed(sentence.before):
        called = _called(text)
        if called:
            return "power" if all(map(_speaks_of_power, called)) else "comrade"
    return "unknown"


def _vocatives(sentence: Sentence) -> list[int]:
    """The heads of the noun phrases set off by commas with which the sentence calls somebody."""
    if "power.vocatives" not in sentence.facts:
        sentence.facts["power.vocatives"] = [
            _head(segment, sentence).i for segment in _segments(sentence) if _is_call(segment, sentence)
        ]
    found: list[int] = sentence.facts["power.vocatives"]
    return found


def _segments(sentence: Sentence) -> list[list[Token]]:
    doc = sentence.doc
    parts: list[list[Token]] = [[]]
    for token in doc:
        if token.text in (",", ":", ";", "!", "?", ".", "—", "–", "…"):
            parts.append([])
        elif not token.is_punct and not token.is_space:
            parts[-1].append(token)
    parts = [part for part in parts if part]
    return parts if len(parts) > 1 or _is_greeting(parts) else []


def _is_greeting(parts: list[list[Token]]) -> bool:
    return bool(parts) and parts[0][0].lower_ in ("to", "dear", "attention", "@")


def _is_call(segment: list[Token], sentence: Sentence) -> bool:
    """A short noun phrase without a verb that stands at the edge or between marks, in a sentence that speaks to you."""
    first = segment[0]
    if first.lower_ in ("not", "and", "or", "but", "nor", "from", "in", "on", "for", "with", "by", "at", "of", "as"):
        return False
    if first.lower_ in ("to", "dear") and first.i == segment[0].i and first.i <= 1:
        return first.lower_ == "dear" or any(t.lower_ in ("i", "we", "you") for t in sentence.doc)
    if len(segment) > 8 or any(
        t.pos_ in ("VERB", "AUX") and t.dep_ not in ("amod", "compound") for t in segment if not _known(t, sentence)
    ):
        return False
    named = any(_known(t, sentence) for t in segment)
    return named and _speaks_to_you(sentence, segment)


def _known(token: Token, sentence: Sentence) -> bool:
    return standing(token.i, sentence) != "unknown"


def _speaks_to_you(sentence: Sentence, segment: list[Token]) -> bool:
    own = {token.i for token in segment}
    rest = [token for token in sentence.doc if token.i not in own]
    if any(token.lower_ in voices.SECOND for token in rest):
        return True
    words = [token for token in rest if token.is_alpha]
    return bool(words) and any(t.tag_ in ("VB", "VBP") and own_subject(t) is None and _starts(t, rest) for t in words)


def _starts(token: Token, rest: list[Token]) -> bool:
    before = [
        t
        for t in rest
        if t.i < token.i and t.is_alpha and t.lower_ not in ("do", "n't", "just", "please", "not", "never")
    ]
    return not before or token.doc[token.i - 1].text in (",", ":", "!")


def _head(segment: list[Token], sentence: Sentence) -> Token:
    """The head of a called noun phrase: the last known noun before a preposition or a relative clause."""
    span = segment[1:] if segment[0].lower_ in ("to", "dear", "@") else segment
    known = [t for t in span if _known(t, sentence)]
    for token in span:
        if token.lower_ in ("of", "who", "that", "at", "in", "from", "on") and known and known[0].i < token.i:
            known = [t for t in known if t.i < token.i]
            break
    return known[-1] if known else span[-1] if span else segment[0]


_CALL = re.compile(
    r"^\W*(?:(?:to|dear)\s+(?P<to>[^,.:;!?]{2,60})[,:.!]?|(?P<start>[^,.:;!?]{2,40})[,!](?=.*\b(?:you|your)\b)"
    r"|.*[,]\s*(?P<end>[^,.:;!?]{2,40})[.!?:])",
    re.IGNORECASE,
)


def _called(text: str) -> list[str]:
    """The phrase with which an earlier sentence calls somebody, if it does and we know what they are."""
    found = _CALL.match(text)
    if found is None or not re.search(r"\b(?:you|your|i say|we say|dear)\b|^\W*(?:to|dear)\b", text, re.IGNORECASE):
        return []
    phrase = next((group for group in found.groups() if group), "")
    return [phrase] if _speaks_of_power(phrase) or _comradely(phrase, None) else []  # type: ignore[arg-type]


def _speaks_of_power(text: str) -> bool:
    titled = text.split()[:1] and text.split()[0].lower().rstrip(",") in _TITLES and text[:1].isupper()
    return bool(titled or _CORE.search(text) or _FIRM_NAME.search(text))


def _has_role(token: Token) -> bool:
    return token.dep_ in SUBJECTS | {"dobj", "dative", "pobj", "appos", "conj", "attr"}
