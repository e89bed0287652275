"""The writer's own experience: testimony, a feeling, what was done to us, a witness, membership of the group.

The flagged predicate itself must be said of the writer: “I think they should be ashamed” and “I blame the drivers” are
not, since there somebody else is charged. Of the plural, only what was done to us counts (“we were told …”), and our
past feelings; “we should be ashamed” charges us all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sharedground.analysis.contexts import voices
from sharedground.analysis.contexts.grammar import children, clause, governed, own_subject, subject, subtree
from sharedground.analysis.contexts.wordlists import listed
from sharedground.analysis.model import Match, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

NAME = "self"

_KIN = listed(
    "mother mum mam mom mama dad father nan nana gran grandmother grandma granddad grandad grandfather grandpa sister "
    "brother aunt auntie uncle cousin son daughter wife husband partner boss neighbour neighbor friend mate teacher "
    "family parents grandparents boyfriend girlfriend colleague foreman supervisor sibling steward"
)
_FEELINGS = listed(
    "feel be become get remember regret envy remain dread grieve miss cry resent realise realize notice "
    "wish struggle sound seem stay fear keep grow"
)
_WITNESS = frozenset({"remember", "see", "watch", "hear", "witness", "recall"})
_CHARGING = listed(
    "think say believe hope want ask demand expect blame accuse tell hold despise refuse have know mean suggest insist "
    "call demand urge warn invite beg dare find consider propose move"
)
_DUTY = frozenset({"should", "must", "ought", "need", "shall"})


def marks(sentence: Sentence) -> frozenset[int]:
    """The tokens of what the writer says of themselves, or saw with their own eyes."""
    if NAME not in sentence.facts:
        sentence.facts[NAME] = frozenset(i for token in sentence.doc for i in _told_of_self(token))
    found: frozenset[int] = sentence.facts[NAME]
    return found


def holds(match: Match, sentence: Sentence) -> bool:
    """Whether the flagged predicate is the writer's own experience, or the writer speaks as one of those named."""
    head = sentence.doc[match.head]
    if match.head in marks(sentence) and _is_said_of_self(head):
        return True
    return match.head in _witnessed(sentence) or _is_of_the_group(head, sentence, match)


def _told_of_self(token: Token) -> set[int]:
    if token.pos_ not in ("VERB", "AUX") or not _is_said_of_self(token):
        return set()
    doer = own_subject(token)
    return governed(token) | (subtree(doer) if doer is not None else set())


def _is_said_of_self(token: Token) -> bool:
    doer = subject(token)
    verb = _finite(token)
    if doer is None:
        return False
    if doer.lower_ in ("me", "myself"):
        return True
    if doer.lower_ == "i":
        return _is_experience(verb, token)
    if doer.lower_ in ("we", "us"):
        return not _has_duty(verb) and _is_past(verb) and (_is_done_to(verb) or _is_feeling(verb))
    if _is_mine(doer):
        return _is_past(verb) and not _has_duty(verb)
    suffers = any(child.lower_ in ("me", "us") for child in children(verb, "dobj", "dative"))
    return suffers and _is_past(verb) and doer.lower_ not in voices.SECOND


def _finite(token: Token) -> Token:
    """The predicate that carries the tense of `token`'s clause."""
    here = clause(token)
    while here.dep_ in ("xcomp", "pcomp", "conj") and not _has_tense(here) and here.head is not here:
        here = clause(here.head)
    return here


def _has_tense(verb: Token) -> bool:
    helpers = children(verb, "aux", "auxpass")
    return own_subject(verb) is not None or verb.tag_ in ("VBD", "VBZ") or any(h.lower_ != "to" for h in helpers)


def _is_experience(verb: Token, token: Token) -> bool:
    """Past, or a feeling; not what the writer thinks, asks, wants or is able to do."""
    if _is_feeling(verb) or _is_feeling(clause(token)):
        unfelt = any(child.lower_ in ("able", "sorry") and child is not token for child in children(verb, "acomp"))
        return not unfelt or _is_past(verb)
    if verb.lemma_.lower() in _CHARGING and clause(token) is not verb:
        return _is_past(verb) and _is_done_to(verb)
    return _is_past(verb)


def _is_feeling(verb: Token) -> bool:
    return verb.lemma_.lower() in _FEELINGS or verb.lower_ in ("'m", "’m", "im", "m")


def _is_past(verb: Token) -> bool:
    helpers = children(verb, "aux", "auxpass")
    if any(helper.tag_ == "VBD" for helper in helpers):
        return True
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and not helpers):
        return True
    perfect = any(helper.lemma_ in ("have", "'ve") or helper.lower_ in ("'ve", "’ve", "have") for helper in helpers)
    return perfect and verb.tag_ == "VBN"


def _is_done_to(verb: Token) -> bool:
    return bool(children(verb, "auxpass", "nsubjpass"))


def _has_duty(verb: Token) -> bool:
    return any(helper.lower_ in _DUTY for helper in children(verb, "aux")) or verb.lemma_.lower() in ("need", "ought")


def _is_mine(noun: Token) -> bool:
    """“my nan”, “our dad”: kin and those around the writer."""
    owner = next((child.lower_ for child in children(noun, "poss")), "")
    return owner in ("my", "me", "our") and noun.lower_ in _KIN


def _witnessed(sentence: Sentence) -> set[int]:
    """What stands under “I remember …”, “I saw …”, “I have watched …”."""
    found: set[int] = set()
    for token in sentence.doc:
        if token.lemma_.lower() not in _WITNESS or token.pos_ != "VERB":
            continue
        doer = own_subject(token)
        if doer is not None and doer.lower_ == "i" and (_is_past(token) or token.lemma_.lower() == "remember"):
            found |= governed(token, relatives=True) - {token.i}
    return found


def _is_of_the_group(head: Token, sentence: Sentence, match: Match) -> bool:
    """“as a cleaner myself …”, “we old lesbians …”, about that group or about us, and not a duty laid on it."""
    if _has_duty(clause(head)) or any(sentence.doc[i].lower_ in voices.SECOND for i in match.tokens):
        return False
    doer = subject(head)
    if doer is None:
        return False
    if any(child.lower_ == "we" for child in children(doer, "det", "nmod", "compound", "appos")):
        return True
    if doer.lower_ == "we" and _named_beside(doer):
        return True
    claimed = _claimed_groups(sentence)
    return bool(claimed) and (not claimed.isdisjoint({doer.lemma_.lower(), doer.lower_}) or doer.lower_ in ("we", "i"))


def _named_beside(pronoun: Token) -> bool:
    """Whether a plural noun stands right beside *we*, perhaps with adjectives: “we old dockers”."""
    for token in pronoun.doc[pronoun.i + 1 :]:
        if token.tag_ in ("NNS", "NNPS"):
            return True
        if token.pos_ not in ("ADJ", "NOUN", "PROPN"):
            return False
    return False


def _claimed_groups(sentence: Sentence) -> set[str]:
    """The nouns under “as a … myself”, “speaking as a …”, “I'm a … and”."""
    doc = sentence.doc
    found: set[str] = set()
    for token in doc[:-1]:
        if token.lower_ != "as":
            continue
        noun = next((t for t in children(token, "pobj") if t.i > token.i), None)
        if noun is None or not any(t.lower_ in ("a", "an", "one") for t in doc[token.i + 1 : noun.i]):
            continue
        later = {t.lower_ for t in doc[noun.i + 1 : noun.i + 4]}
        if not later.isdisjoint({"myself", "i"}) or doc[max(0, token.i - 1)].lower_ == "speaking":
            found |= {noun.lemma_.lower(), noun.lower_, noun.lower_ + "s"}
    return found
