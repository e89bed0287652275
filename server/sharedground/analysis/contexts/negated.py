"""The flagged predicate is denied, refused or warned against.

Each negator has a scope: the predicate it denies and what that predicate governs. A negation in another clause (“if
you don't march, …”), of another noun (“innocent families, not criminals”), or before *only, just, enough, until* is
none; neither is one that leaves its clause standing (“you don't realise that …”, “nobody can deny that …”), nor the
accusing question “aren't you …?”.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sharedground.analysis.contexts import scopes, voices
from sharedground.analysis.contexts.grammar import (
    SUBJECTS,
    children,
    clause,
    governed,
    is_infinitive,
    is_order,
    own_subject,
    stretch,
    subject,
    subtree,
)
from sharedground.analysis.contexts.scopes import Scope
from sharedground.analysis.contexts.wordlists import listed
from sharedground.analysis.model import Match, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAME = "negated"

_ADVERBS = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "hardly", "scarcely", "nt"})
_NOBODY = frozenset({"nobody", "none", "nothing", "no-one", "noone", "neither"})
_WEAKENED_BY = frozenset({"only", "just", "merely", "simply", "solely", "until", "till", "unless", "because", "enough"})
_IDLE_NO = listed(
    "doubt wonder matter excuse mistake secret question surprise less better worse more different denying "
    "escaping getting business right"
)
_LEAVES_STANDING = listed(
    "realise realize know understand see notice admit acknowledge recognise recognize care regret remember accept "
    "appreciate grasp deny doubt forget escape ignore hesitate mind stop avoid refuse cease apologise apologize afraid "
    "sorry help hide dispute disguise excuse absolve change"
)
_REFUSERS = listed(
    "refuse reject avoid stop resist oppose decline cease quit abandon ban condemn criticise criticize dispute deny "
    "disown denounce repudiate withdraw beware ditch discourage forbid renounce retire scrap"
)


def marks(sentence: Sentence) -> frozenset[int]:
    """The tokens in the scope of a negator."""
    return scopes.reached(_scopes(sentence))


def holds(match: Match, sentence: Sentence) -> bool:
    """Whether the head of the match stands in the scope of a negator.

    One that stands within what the sentence reader points at has been read with it, and denies nothing of it.
    """
    within = match.tokens if match.rule.reads else ()
    return any(match.head in scope.tokens and scope.cue not in within for scope in _scopes(sentence))


def _scopes(sentence: Sentence) -> scopes.Scopes:
    return scopes.remembered(sentence, NAME, _find)


def _find(sentence: Sentence) -> Iterator[Scope]:
    doc = sentence.doc
    for token in doc:
        reach = _of_adverb(token) or _of_quantifier(token) or _of_refuser(token) or _of_preposition(token)
        if reach:
            yield Scope(token.i, frozenset(reach))


# -- not, never ----------------------------------------------------------------------------------------------------


def _of_adverb(token: Token) -> set[int]:
    if token.lower_ not in _ADVERBS or _is_weakened(token) or _is_accusing_question(token):
        return set()
    head = token.head
    if head.pos_ not in ("VERB", "AUX") and (head.i < token.i or head.dep_ in ("amod", "npadvmod")):
        return _next_phrase(token)
    if head.dep_ in SUBJECTS:
        head = head.head
    if _needs_more(head):
        return set()
    return _denied(head)


def _denied(verb: Token) -> set[int]:
    """What falls with this predicate when it is denied: what it governs, and a gerund that is its subject."""
    if verb.lemma_.lower() in _LEAVES_STANDING or _is_softened(verb):
        return {verb.i}
    reach = governed(verb) - _after_without(verb)
    doer = own_subject(verb)
    if doer is not None and (doer.dep_ in ("csubj", "csubjpass") or doer.tag_ == "VBG"):
        reach |= subtree(doer)
    if verb.dep_ in ("aux", "auxpass"):
        reach |= governed(verb.head)
    return reach | {i for listed_on in _listed_on(verb) for i in governed(listed_on)}


def _listed_on(verb: Token) -> Iterator[Token]:
    """“You won't be asked to confess, *atone* or *repent*”: infinitives in a list that the parser hangs on the verb."""
    if children(verb, "xcomp"):
        for child in children(verb, "dep", "ccomp", "parataxis"):
            if child.tag_ == "VB" and child.i and own_subject(child) is None and child.nbor(-1).text == ",":
                yield child
                yield from children(child, "conj")


def _is_softened(verb: Token) -> bool:
    """*not afraid to say*, *no need to deny*: the complement of these adjectives stands."""
    return any(child.lemma_.lower() in _LEAVES_STANDING for child in children(verb, "acomp"))


def _is_weakened(token: Token) -> bool:
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return following in _WEAKENED_BY


def _needs_more(verb: Token) -> bool:
    """“It's not enough to be sorry” asks for more, and denies nothing."""
    return any(child.lower_ in ("enough", "sufficient") for child in children(verb, "acomp", "attr", "advmod"))


def _is_accusing_question(token: Token) -> bool:
    """“Aren't you ashamed?”, “Why don't you …”: the negator stands before the subject."""
    doer = own_subject(token.head)
    if doer is None:
        doer = next((t for t in token.doc[token.i + 1 : token.i + 3] if t.lower_ in ("you", "we", "they", "it")), None)
    fronted = doer is not None and token.lower_ in ("n't", "n’t", "not") and token.i < doer.i
    return fronted and (token.doc.text.rstrip(" \"'”’)").endswith("?") or token.doc[0].lower_ in ("why", "do", "does"))


def _next_phrase(token: Token) -> set[int]:
    """The words right after a contrasting *not*, up to the next mark or verb."""
    reach: set[int] = set()
    for other in token.doc[token.i + 1 :]:
        if other.is_punct or other.pos_ in ("VERB", "AUX", "CCONJ"):
            break
        reach.add(other.i)
    return reach


def _after_without(verb: Token) -> set[int]:
    """“You can't eat one without blood on your hands” affirms what comes after *without*."""
    return {i for child in children(verb, "prep") if child.lower_ == "without" for i in subtree(child)}


# -- nobody, no member, nothing ------------------------------------------------------------------------------------


def _of_quantifier(token: Token) -> set[int]:
    noun = _negative_noun(token)
    if noun is None or noun.lemma_.lower() in _IDLE_NO:
        return set()
    above = noun.head
    while noun.dep_ == "conj" and above.dep_ in SUBJECTS:
        noun, above = above, above.head
    if noun.dep_ in SUBJECTS or (noun.dep_ in ("dobj", "attr", "dative") and noun.i > above.i):
        verb = above
        return _denied(verb) | (governed(noun) if noun.dep_ not in SUBJECTS else subtree(noun) - _relative(noun))
    if noun.dep_ == "pobj" and above.i < clause(above).i:
        return governed(noun) | _denied(clause(above))
    return governed(noun)


def _negative_noun(token: Token) -> Token | None:
    if token.lower_ in _NOBODY and token.pos_ in ("PRON", "NOUN", "DET"):
        return token
    if token.lower_ == "no" and token.dep_ in ("det", "neg") and token.head.i > token.i:
        return token.head
    return None


def _relative(noun: Token) -> set[int]:
    return {i for child in children(noun, "relcl") for i in subtree(child)}


# -- refuse, stop, instead of --------------------------------------------------------------------------------------


def _of_refuser(token: Token) -> set[int]:
    if token.lemma_.lower() not in _REFUSERS or token.pos_ not in ("VERB", "AUX", "NOUN", "PROPN"):
        return set()
    if _is_itself_denied(token) or children(token, "auxpass") or token.dep_ in ("compound", "pobj"):
        return set()
    if is_order(token) and not _refuses_an_act(token):
        return set()
    doer = subject(token)
    if doer is not None and doer.lower_ in voices.SECOND:
        return set()
    return governed(token) - {token.i}


def _refuses_an_act(token: Token) -> bool:
    """“Stop shaming people” warns against shaming; “stop whining” does not warn against what a rule would flag."""
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    forms = {following.lemma_.lower(), following.lower_.removesuffix("ing"), following.lower_.removesuffix("ing") + "e"}
    return token.lemma_.lower() not in ("stop", "quit", "cease") or not forms.isdisjoint(voices.ACTS)


def _is_itself_denied(verb: Token) -> bool:
    doer = own_subject(verb)
    return bool(children(verb, "neg")) or (doer is not None and doer.lower_ in _NOBODY)


def _of_preposition(token: Token) -> set[int]:
    doc, i = token.doc, token.i
    pair = f"{token.lower_} {doc[i + 1].lower_}" if i + 1 < len(doc) else token.lower_
    if pair in ("instead of", "rather than", "far from"):
        return _object_of(doc, i + 1)
    if token.lower_ == "without" and not children(clause(token.head), "neg"):
        return _object_of(doc, i)
    if token.lower_ == "against" and i + 1 < len(doc) and doc[i + 1].tag_ == "VBG":
        return _object_of(doc, i)
    return set()


def _object_of(doc: Doc, preposition: int) -> set[int]:
    """What a preposition governs; where the parser lost it, the words up to the next mark."""
    found: set[int] = set()
    for child in children(doc[preposition], "pobj", "pcomp", "prep", "amod"):
        found |= governed(child)
    if found and preposition + 1 < len(doc) and (preposition + 1 in found or is_infinitive(doc[preposition + 1])):
        return found
    _low, high = stretch(doc, preposition)
    ending = next((t.i for t in doc[preposition + 1 : high] if t.is_punct and t.text in ",.!?"), high)
    return set(range(preposition + 1, ending))
