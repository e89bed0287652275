"""A question or a hypothetical puts it in doubt.

A question about a third party or about us (“should Bev be ashamed …?”), about an accusing act (“does shaming …?”, “why
call …?”), or about where a charge comes from (“since when …?”, “whose idea …?”) doubts, and so does a slogan that is
taken up as a question (“put our own first?”). A question put to *you*, or one that accuses by its form (“how dare …”,
“have you no …”, “aren't they …”, “why do they get …”), does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sharedground.analysis.contexts import scopes, voices
from sharedground.analysis.contexts.grammar import children, governed, own_subject, subtree, that_clause
from sharedground.analysis.contexts.scopes import Scope
from sharedground.analysis.contexts.wordlists import listed
from sharedground.analysis.model import Match, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAME = "questioned"

_ACCUSING = re.compile(
    r"""\b(?:
        how\ (?:dare|can|could|long|many\ more) | where\ (?:were|was|are) | when\ (?:will|are)
      | what\ (?:have|has)\ (?:you|they)\ ever | what\ do\ (?:you|they|people|we)\ expect
      | what(?:'s|\ is)\ wrong\ with | what\ (?:kind|sort)\ of | who\ do\ (?:you|they)\ think
      | (?:no|any)\ (?:shame|conscience|decency|heart|idea|wonder) | the\ (?:nerve|gall|cheek|audacity|decency)
      | even | never | always | ever\ (?:once|actually) | too\ much\ to\ (?:ask|expect)
      | (?:is|are|do|does|have|has|wo|would|should)n't | is\ it\ (?:right|fair|acceptable|okay|ok|really|not)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_DOUBTING = re.compile(
    r"""^\W*(?:(?:and|but|so|then|or|well|honestly)\W+)*
    (?: since\ when | whose\ idea | how\ come | suppose | which\b | what,?\ exactly,?\ | on\ what\ (?:ground|basis)
      | who\ (?:decided|says|said|told|taught|wins|gains|benefits|profits)\b
      | what\ (?:if|good|use|would\ happen|happens)
      | what\ (?:does|did|would|will)\ it\ (?:even\ |really\ |actually\ )?mean\b
      | what\ (?:does|did|do|would)\ (?:\w+\ ){1,4}(?:achieve|win|gain)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_WHAT_IF = re.compile(r"^\W*(?:(?:and|but|so)\W+)?what if\b", re.IGNORECASE)
_AUXILIARIES = listed("do does did is are was were am will would can could should shall must may might has have had")
_TAGS = re.compile(r",\s*(?:\w+n't\s+\w+|right|eh|innit|no|yeah|huh|is it|are we|do they)\s*\?\W*$", re.IGNORECASE)
_DROPPING = listed("want care fancy need think wonder guess remember know like mind feel see hear got get ever bet try")
"""Verbs that ask *you*, who is left out."""
_ORDERING = listed("put stop keep send ban blame house feed let help check deport")
"""Verbs with which slogans open, where the tagger takes them for something else."""
_OPENERS = frozenset(
    {"and", "but", "so", "then", "or", "well", "honestly", ",", "“", '"', "‘", "—", "-", "*", "ok", "okay"}
)


def marks(sentence: Sentence) -> frozenset[int]:
    """The tokens that a question or a hypothetical puts in doubt."""
    return scopes.reached(_scopes(sentence))


def holds(match: Match, sentence: Sentence) -> bool:
    """Whether the match is put in doubt."""
    return scopes.covers(_scopes(sentence), match, sentence)


def _scopes(sentence: Sentence) -> scopes.Scopes:
    return scopes.remembered(sentence, NAME, _find)


def _find(sentence: Sentence) -> Iterator[Scope]:
    doc = sentence.doc
    if _doubts(doc):
        yield Scope(doc[-1].i, frozenset(range(len(doc))))
    for token in doc:
        reach = _of_hypothesis(token) or _of_whether(token)
        if reach:
            yield Scope(token.i, frozenset(reach))


def _doubts(doc: Doc) -> bool:
    text = doc.text.replace("’", "'")
    if not text.rstrip(" \"'”*_)").endswith("?"):
        return bool(_WHAT_IF.match(text))
    if _TAGS.search(text):
        return False
    if doubts_an_act(doc):
        return True
    if _ACCUSING.search(text):
        return False
    return bool(_DOUBTING.search(text)) or _asks_of_a_third(doc) or _echoes(doc)


def doubts_an_act(doc: Doc) -> bool:
    """Whether a question is about saying, shaming or blaming itself: “does shaming drivers win …?”, “what if we …?”."""
    text = doc.text.replace("’", "'")
    if not text.rstrip(" \"'”*_)").endswith("?") or _TAGS.search(text):
        return False
    return _questions_an_act(doc) or bool(_WHAT_IF.match(text))


def _first(doc: Doc) -> Token | None:
    """The first word of the question itself: after a leading *if*-clause and what opens it."""
    comma = next((t.i for t in doc if t.text == "," and doc[0].lower_ == "if"), -1)
    return next((t for t in doc[comma + 1 :] if t.lower_ not in _OPENERS and not t.is_punct), None)


def _asks_of_a_third(doc: Doc) -> bool:
    """“Are the pickers complicit?”, “Should we be ashamed …?”: inverted, and not put to you."""
    first = _first(doc)
    if first is None:
        return False
    if doc[0].lower_ == "if":
        return first.tag_ in ("WRB", "WP", "WDT") and not _addresses_you(doc)
    return first.lower_ in _AUXILIARIES and not _addresses_you(doc)


def _echoes(doc: Doc) -> bool:
    """“Put our own first? Says who?”: an order taken up as a question; “think you have it hard?” drops its *do you*."""
    first = _first(doc)
    if first is None or own_subject(first) is not None or first.lower_ != first.lemma_.lower():
        return False
    return (
        (first.pos_ == "VERB" or first.lower_ in _ORDERING)
        and first.lower_ not in _DROPPING
        and not _addresses_you(doc)
    )


def _addresses_you(doc: Doc) -> bool:
    return any(token.lower_ in voices.SECOND for token in doc)


def _questions_an_act(doc: Doc) -> bool:
    """“Does shaming drivers win …?”, “Why call …?”, “Would you tell a carer that …?”, “Who wins when we say …?”."""
    first = _first(doc)
    if first is None:
        return False
    following = next((t for t in doc[first.i + 1 :] if not t.is_punct), None)
    if first.lower_ == "why":
        verb = following if following is not None and following.tag_ == "VB" else None
        verb = verb or next((t for t in doc if t.dep_ == "ROOT"), None)
        return verb is not None and verb.lemma_.lower() in voices.ACTS - {"make", "expect", "require", "list", "ask"}
    if first.lower_ in ("does", "do", "did", "will", "would", "can", "could", "has", "is", "since", "how"):
        window = doc[first.i + 1 : first.i + 5]
        gerund = any(_is_accusing_gerund(t) for t in window)
        asks_to_tell = first.lower_ in ("would", "will", "can", "could", "do") and any(
            t.lemma_.lower() in ("tell", "call", "blame", "shame", "accuse") and t.tag_ == "VB" for t in window
        )
        return gerund or asks_to_tell or _asks_whether_an_act_works(doc) or _asks_what_saying_does(doc, first)
    return False


def _asks_what_saying_does(doc: Doc, first: Token) -> bool:
    """“Does it help to say that …?”, “Is it any use to tell people that …?”."""
    impersonal = any(t.lower_ in ("it", "this", "that", "anyone", "anybody") for t in doc[first.i + 1 : first.i + 3])
    saying = (t for t in doc[first.i + 2 : first.i + 8] if t.tag_ == "VB" and t.lemma_.lower() in voices.ACTS)
    return impersonal and any(that_clause(t) for t in saying if t.i and t.nbor(-1).lower_ == "to")


def _is_accusing_gerund(token: Token) -> bool:
    stem = token.lower_.removesuffix("ing")
    return stem != token.lower_ and not {stem, stem + "e", stem[:-1]}.isdisjoint(voices.ACTS)


def _asks_whether_an_act_works(doc: Doc) -> bool:
    return any(_is_accusing_gerund(t) and t.dep_ in ("csubj", "nsubj") for t in doc)


def _of_hypothesis(token: Token) -> set[int]:
    """“if we were to tell …”, “suppose we called …”, “if the union said …”."""
    if token.lower_ == "if" and token.dep_ == "mark":
        verb = token.head
        doer = own_subject(verb)
        if doer is None or doer.lower_ in voices.SECOND:
            return set()
        unreal = verb.lower_ == "were" and any(is_act for is_act in _acts_below(verb))
        act = verb.lemma_.lower() in voices.ACTS and verb.tag_ in ("VBD", "VBN", "VB")
        return subtree(verb) if act or unreal or _main_is_question(verb) else set()
    if token.lemma_.lower() in ("suppose", "imagine") and token.i <= 1:
        acts = [t for t in token.subtree if t.lemma_.lower() in ("tell", "call", "say") and t.i > token.i]
        return governed(acts[0], relatives=True, colons=True) if acts else set()
    return set()


def _acts_below(verb: Token) -> list[Token]:
    return [t for t in children(verb, "xcomp", "ccomp") if t.lemma_.lower() in voices.ACTS]


def _main_is_question(verb: Token) -> bool:
    """“If pickers are stealing our work, how come they can't afford the bus?”: the question doubts the *if*."""
    text = verb.doc.text.rstrip(" \"'”*_)")
    asks = any(t.tag_ in ("WRB", "WP", "WDT") and t.i > verb.i and t.nbor(-1).text in (",", "then") for t in verb.doc)
    return text.endswith("?") and asks


def _of_whether(token: Token) -> set[int]:
    if token.lower_ != "whether":
        return set()
    return subtree(token.head) if token.dep_ == "mark" else set()
