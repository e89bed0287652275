"""The words are talked about, not used: the phrase …, the myth of …, “telling a cleaner she is complicit” as a topic.

Three things mention: a noun that names talk (*slogan, myth, accusation of, contest over*), an accusing act that is
itself the topic (as a gerund or infinitive subject, after “it is wrong to”, in “every time we tell …”, “when you call
…”), and a sentence that says what a word means. “Our demand that …” is the writer's, and no mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sharedground.analysis.contexts import scopes, voices
from sharedground.analysis.contexts.grammar import (
    SUBJECTS,
    children,
    governed,
    is_infinitive,
    own_subject,
    stretch,
    subject,
    subtree,
    that_clause,
)
from sharedground.analysis.contexts.questioned import doubts_an_act
from sharedground.analysis.contexts.scopes import Scope
from sharedground.analysis.contexts.wordlists import listed
from sharedground.analysis.model import Match, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

NAME = "mentioned"

_TALK = listed(
    "phrase slogan discourse rhetoric frame framing trope myth idea notion claim language accusation headline argument "
    "narrative cliché cliche stereotype caricature label insult slur epithet proverb saying metaphor charge jibe "
    "term word expression mantra refrain fiction fallacy illusion fantasy lie logic presupposition assumption "
    "presumption concept thesis definition contest competition hierarchy ladder ranking league scorecard olympics "
    "caption placard sermon lecture scolding finger-pointing one-upmanship race-to-the-bottom tale"
)
_TALK_OF = listed(
    "talk demand danger risk temptation habit culture politics charge line message impression story act practice "
    "business stuff ritual exercise art game model theory version language pretence pretense"
)
"""Nouns that name talk only with what follows them (“the danger of …”, “talk of …”)."""

_LABELS = listed("phrase slogan headline term word label caption placard mantra refrain expression proverb")
_NAMES = _TALK - {"idea", "claim", "charge", "concept", "argument"}
_FUTILE = listed(
    "wrong useless pointless counterproductive cruel unfair unkind mistaken lazy easy tempting futile dishonest absurd "
    "ludicrous patronising patronizing insulting foolish silly wild strange odd harmful dangerous damaging nonsense "
    "mistake use point error nonsense unhelpful divisive daft stupid unjust senseless dangerous"
)
_WHENEVER = re.compile(r"\b(?:when|whenever|(?:every|each|any) time|the (?:moment|point|day) (?:that|when|where)?)\s*$")
_ANYONE = listed("we you they people someone somebody activists unions organisers leftists")
_TRUTH = listed("true right fair case fact helpful useful honest enough")
_HOLDING = listed("think believe accept say claim hold agree pretend teach mean suggest buy argue")
_HOLDERS = frozenset({"i", "we", "nobody", "they"})
_BEGINNING = listed("begin start open end close finish")
_OPENERS = listed("and but so well because look honestly yes no")


def marks(sentence: Sentence) -> frozenset[int]:
    """The tokens that are talked about."""
    return scopes.reached(_scopes(sentence))


def holds(match: Match, sentence: Sentence) -> bool:
    """Whether the match is talked about."""
    return scopes.covers(_scopes(sentence), match, sentence)


def _scopes(sentence: Sentence) -> scopes.Scopes:
    return scopes.remembered(sentence, NAME, _find)


def _find(sentence: Sentence) -> Iterator[Scope]:
    doc = sentence.doc
    if doubts_an_act(doc):
        yield Scope(doc[-1].i, frozenset(range(len(doc))))
    for token in doc:
        reach = _of_noun(token) | _of_act(token) | _of_denial(token) | _of_meaning(token)
        if reach:
            yield Scope(token.i, frozenset(reach))


# -- the myth of …, the phrase … -----------------------------------------------------------------------------------


def _of_noun(noun: Token) -> set[int]:
    lemma = noun.lemma_.lower()
    if noun.pos_ not in ("NOUN", "PROPN") or lemma not in _TALK | _TALK_OF or _is_the_writers(noun):
        return set()
    if noun.dep_ == "compound" and noun.head.lemma_.lower() not in _TALK:
        return set()
    if lemma in ("competition", "contest") and not any(
        p.lower_ in ("over", "about", "of") for p in children(noun, "prep")
    ):
        return set()
    content = _content(noun)
    if lemma not in _TALK:
        return content if _names_an_act(noun) else set()
    reach = (subtree(noun) - _asides(noun)) | _named(noun)
    if _is_content(noun):
        reach |= that_clause(noun)
    reach |= {i for child in children(noun.head, "ccomp") if noun.dep_ == "dobj" for i in subtree(child)}
    if lemma in _NAMES and noun.dep_ == "attr":
        topic = own_subject(noun.head)
        reach |= subtree(topic) if topic is not None and topic.lower_ not in voices.FIRST | voices.SECOND else set()
    if noun.dep_ in SUBJECTS and noun.head.lemma_.lower() in ("be", "read", "say", "run", "go"):
        reach |= governed(noun.head, colons=True)
    return reach


def _is_the_writers(noun: Token) -> bool:
    return any(owner.lower_ in voices.FIRST for owner in children(noun, "poss"))


def _content(noun: Token) -> set[int]:
    return {i for child in children(noun, "prep", "acl", "relcl", "appos", "ccomp") for i in subtree(child)}


def _names_an_act(noun: Token) -> bool:
    """“the danger of shaming …”, “a demand that …”, “talk of guilt”; not “a demand for bread”."""
    if any(child.lower_ == "that" for c in children(noun, "acl", "ccomp", "relcl") for child in children(c, "mark")):
        return True
    return any(child.lower_ in ("of", "about", "over") for child in children(noun, "prep"))


def _asides(noun: Token) -> set[int]:
    """A relative clause says something of the talk itself: “a slogan that should shame us”, “a myth which …”."""
    return {i for child in children(noun, "relcl") if not _is_content(noun) for i in subtree(child)}


def _is_content(noun: Token) -> bool:
    """Whether *that* after the noun brings what is claimed (“the myth that migrants …”), not a word on the claim."""
    doc = noun.doc
    if noun.i + 2 >= len(doc) or noun.nbor().lower_ != "that":
        return False
    following = noun.nbor(2)
    return following.dep_ in SUBJECTS or following.pos_ not in ("VERB", "AUX", "ADV")


def _named(noun: Token) -> set[int]:
    """The words that a slogan, phrase or headline consists of, where they follow it without a mark."""
    if noun.lemma_.lower() not in _LABELS or noun.i + 1 >= len(noun.doc):
        return set()
    if noun.nbor().pos_ not in ("ADJ", "NOUN", "PROPN", "NUM", "PUNCT") or noun.nbor().text in ",.;)":
        return set()
    reach: set[int] = set()
    for token in noun.doc[noun.i + 1 :]:
        if token.tag_ in ("VBZ", "VBD", "MD") or token.text in ",.;":
            break
        reach.add(token.i)
    return reach


# -- telling people that … -----------------------------------------------------------------------------------------


def _of_act(verb: Token) -> set[int]:
    if not _is_act(verb):
        return set()
    if (
        _is_futile(verb)
        or _is_every_time(verb)
        or (verb.dep_ in SUBJECTS and (_is_gerund(verb) or is_infinitive(verb)))
    ):
        return governed(verb, relatives=True, colons=True) | _object_clause(verb) | that_clause(verb)
    return _as_a_means(verb) or _opening_topic(verb)


def _as_a_means(verb: Token) -> set[int]:
    """“win by saying that …”, “instead of saying that …”, “stop telling people that …”; not “begin by saying …”."""
    if not _is_gerund(verb):
        return set()
    before = verb.nbor(-1).lower_ if verb.i else ""
    governor = verb.head.head if verb.dep_ == "pcomp" else verb.head
    told = next((t for t in children(verb, "dobj", "dative")), None)
    if before in ("by", "of", "with", "in", "without", "than", "from"):
        return set() if governor.lemma_.lower() in _BEGINNING else that_clause(verb)
    if before in ("stop", "quit", "stopped", "avoid", "drop") and told is not None:
        return set() if told.lower_ in voices.SECOND | voices.FIRST else that_clause(verb)
    return set()


def _is_gerund(token: Token) -> bool:
    return token.tag_ == "VBG" or token.lower_.endswith("ing")


def _is_act(token: Token) -> bool:
    stem = token.lower_.removesuffix("ing")
    forms = {token.lemma_.lower(), stem, stem + "e", stem[:-1]} if stem != token.lower_ else {token.lemma_.lower()}
    return not forms.isdisjoint(voices.ACTS) and (token.pos_ in ("VERB", "AUX") or _is_gerund(token))


def _object_clause(verb: Token) -> set[int]:
    return {i for child in children(verb, "ccomp", "xcomp", "oprd") for i in subtree(child)}


def _opening_topic(verb: Token) -> set[int]:
    """“Calling the porters traitors | has not …”: a gerund or infinitive that opens the sentence, up to its predicate.

    For where the parser did not see the subject. A comma before the predicate (“Asking nicely, check …”) makes it none.
    """
    doc = verb.doc
    opening = [t for t in doc[: verb.i] if not t.is_punct and t.lower_ not in _OPENERS]
    infinitive = [t.lower_ for t in opening] == ["to"] and verb.tag_ == "VB"
    if not infinitive and (opening or not _is_gerund(verb)):
        return set()
    if told := that_clause(verb):
        return told | set(range(verb.i, min(told)))
    _low, high = stretch(doc, verb.i)
    predicate = next((t for t in doc[verb.i + 2 : high] if _may_be_main(t, verb)), None)
    if predicate is None or any(t.text == "," for t in doc[verb.i : predicate.i]):
        return set()
    return set(range(verb.i, predicate.i))


def _may_be_main(token: Token, verb: Token) -> bool:
    """Whether this finite verb can be said of the act: no other subject stands right before it."""
    if token.tag_ not in ("VBZ", "VBD", "MD", "VBP") or token.pos_ not in ("VERB", "AUX"):
        return False
    before = token.nbor(-1)
    predicate = token.head if token.dep_ in ("aux", "auxpass") else token
    doer = own_subject(predicate)
    if before.pos_ == "PRON" or before.tag_ in ("WP", "WDT", "NNPS") or (before.tag_ == "NNS" and token.tag_ == "VBP"):
        return False
    return doer is None or doer.i < verb.i + 1 or verb.dep_ == "ROOT" or doer.dep_ in ("csubj", "csubjpass")


def _is_futile(verb: Token) -> bool:
    """“It is wrong to tell …”, “no use telling …”, “a wild thing to say to …”."""
    if not (is_infinitive(verb) or verb.tag_ == "VBG"):
        return False
    above = verb.head
    around = [above, *children(above, "acomp", "attr", "oprd", "amod"), *children(above.head, "acomp", "amod")]
    return any(token.lemma_.lower() in _FUTILE and token.i < verb.i for token in around)


def _is_every_time(verb: Token) -> bool:
    """“every time we tell …”, “when you call …”: the act, not the charge, is what the sentence is about."""
    doer = own_subject(verb)
    if doer is None or doer.lower_ not in _ANYONE or doer.i > verb.i:
        return False
    leading = " ".join(t.lower_ for t in verb.doc[max(0, doer.i - 3) : doer.i])
    return bool(_WHENEVER.search(leading))


# -- it is not true that … -----------------------------------------------------------------------------------------


def _of_denial(token: Token) -> set[int]:
    """“It is not true that …”, “it's not that …”, “we do not believe that …”: the claim is there to be denied."""
    lemma = token.lemma_.lower()
    if token.lower_ in ("that", "because") and token.dep_ == "mark" and _follows_not(token):
        return {i for i in subtree(token.head) if token.i < i < _what_holds_instead(token)}
    if lemma in _TRUTH:
        return that_clause(token) if _is_denied(token) or _is_denied(token.head) else set()
    if lemma in _HOLDING and token.pos_ in ("VERB", "AUX") and _is_denied(token):
        holder = subject(token)
        return that_clause(token) if holder is not None and holder.lower_ in _HOLDERS else set()
    return set()


def _follows_not(mark: Token) -> bool:
    """“It isn't that …”, “not because …”; not “she does not know that …”."""
    if mark.i == 0 or mark.nbor(-1).lower_ not in ("not", "n't", "n’t"):
        return False
    return mark.lower_ == "because" or (mark.i > 1 and mark.nbor(-2).lemma_ == "be")


def _what_holds_instead(mark: Token) -> int:
    """Where what is denied ends: “it's not that they are bad people, | it's that …”, “not because …, | but …”."""
    return next((t.i for t in mark.doc[mark.i :] if t.text in ",;:—–" or t.lower_ == "but"), len(mark.doc))


def _is_denied(verb: Token) -> bool:
    """Whether a negation stands at the verb itself, or refuses it (“no longer”, “refuse to”)."""
    if any(child.dep_ == "neg" or child.lower_ in ("never", "hardly", "nobody") for child in verb.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ in ("refuse", "decline", "stop")


# -- “X means …” ---------------------------------------------------------------------------------------------------


def _of_meaning(verb: Token) -> set[int]:
    """A word in quotation marks of which the sentence says what it means."""
    if verb.lemma_.lower() not in ("mean", "denote", "originate", "imply", "derive", "rhyme") or verb.pos_ != "VERB":
        return set()
    topic = own_subject(verb)
    if topic is None or topic.pos_ == "PRON" or not any(t.text in "\"“‘'" for t in verb.doc[: topic.i + 1]):
        return set()
    return subtree(topic)
