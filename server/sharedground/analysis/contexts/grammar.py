"""Who does what, read off a dependency parse that may be wrong in places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sharedground.analysis.contexts.wordlists import listed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
RELATIVES = frozenset({"who", "whom", "that", "which"})
CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "pcomp", "parataxis"})
SAYING = listed(
    "say claim argue insist tell explain shout report allege announce assert believe complain declare hold imply "
    "maintain state suggest think warn write rule cry mutter suppose mean feel hope reckon"
)
_HELD = listed("idea notion claim inference belief suggestion view thought conclusion assumption impression lie myth")
"""Nouns whose *that*-clause says what is held, whatever the parser calls it."""

_HARD_STOPS = frozenset({";", "—", "–", "--", "…", "/", ".", "!", "?"})


def children(token: Token, *relations: str) -> list[Token]:
    """The direct dependents of `token` in any of these relations."""
    return [child for child in token.children if child.dep_ in relations]


def own_subject(verb: Token) -> Token | None:
    """The subject that stands at this very verb."""
    return next(iter(children(verb, *SUBJECTS)), None)


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token stands for itself."""
    if token.lower_ in RELATIVES and token.tag_ in ("WP", "WDT"):
        clause = token.head
        while clause.dep_ not in ("relcl", "ROOT") and clause.head is not clause:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return token


def subject(token: Token) -> Token | None:
    """Of whom `token` is said: its own subject, or the one it inherits. None for an order and for a fragment.

    A noun that is itself a subject answers with itself; *selfish* in “called them selfish” answers with *them*.
    """
    here = token
    for _ in range(len(token.doc)):
        found = own_subject(here)
        if found is not None and found is not token:
            return antecedent(found)
        if here.dep_ in SUBJECTS:
            return here
        if here.dep_ in ("relcl", "acl", "appos") or (here.dep_ == "amod" and here.head.pos_ in ("NOUN", "PROPN")):
            return here.head
        if here.dep_ == "ROOT" or here.dep_ in ("ccomp", "parataxis") or is_order(here):
            return None
        if here.dep_ in ("xcomp", "oprd") or (here.dep_ == "advcl" and is_infinitive(here)):
            controller = next((o for o in children(here.head, "dobj", "dative") if o.i < here.i), None)
            if controller is not None:
                return controller
        here = here.head
    return None


def is_infinitive(verb: Token) -> bool:
    """Whether this verb stands with *to*."""
    return verb.tag_ == "VB" and any(child.lower_ == "to" for child in children(verb, "aux"))


def is_order(verb: Token) -> bool:
    """Whether this verb is an imperative: in its base form, with no subject, no *to* and no modal."""
    if verb.tag_ not in ("VB", "VBP") or own_subject(verb) is not None:
        return False
    if verb.dep_ in ("xcomp", "conj") and own_subject(verb.head) is not None:
        return False
    helpers = children(verb, "aux", "auxpass")
    return all(helper.lemma_ == "do" for helper in helpers) and verb.dep_ != "xcomp"


def clause(token: Token) -> Token:
    """The predicate of the clause that `token` stands in."""
    here = token
    while here.dep_ not in CLAUSES and not (here.dep_ == "conj" and here.pos_ in ("VERB", "AUX")):
        here = here.head
    return here


def subtree(token: Token) -> set[int]:
    """The indexes of `token` and of all that hangs on it."""
    return {other.i for other in token.subtree}


def governed(head: Token, *, relatives: bool = False, colons: bool = False) -> set[int]:
    """The indexes of `head` and of what it governs: objects, complements, infinitives, and all that hangs on them.

    Left out are its subject, adverbial clauses, what follows *but*, clauses merely set beside it and what a
    semicolon or a dash cuts off; relative clauses, unless `relatives`; what follows a colon, unless `colons`.
    """
    reached = {head.i}
    waiting = [head]
    while waiting:
        parent = waiting.pop()
        for child in parent.children:
            if parent is head and child.dep_ in SUBJECTS:
                continue
            if _stands_apart(child, parent, relatives=relatives, top=parent is head):
                continue
            reached.add(child.i)
            waiting.append(child)
    low, high = stretch(head.doc, head.i, colons=colons)
    return {index for index in reached if low <= index < high}


def _stands_apart(child: Token, parent: Token, *, relatives: bool, top: bool) -> bool:
    match child.dep_:
        case "advcl":
            return not is_infinitive(child) and (top or not relatives)
        case "relcl":
            return not relatives and not is_infinitive(child) and parent.lemma_.lower() not in _HELD
        case "parataxis":
            return True
        case "conj":
            joints = [c.lower_ for c in children(parent, "cc") if c.i < child.i]
            adversative = bool(joints) and joints[-1] in ("but", "yet", "so") and not _is_that_clause(child)
            return adversative or (top and parent.pos_ in ("VERB", "AUX") and _goes_on(child, joints))
        case "ccomp":
            return _is_spliced(child, parent)
        case _:
            return False


def _goes_on(verb: Token, joints: list[str]) -> bool:
    """Whether a verb after *and* says something new: a subject or a tense of its own, or no verb."""
    if verb.pos_ not in ("VERB", "AUX"):
        return True
    finite = verb.tag_ in ("VBD", "VBZ") or any(
        helper.tag_ in ("MD", "VBZ", "VBP", "VBD") for helper in children(verb, "aux")
    )
    return own_subject(verb) is not None or (finite and "or" not in joints and "nor" not in joints)


def _is_that_clause(verb: Token) -> bool:
    return any(mark.lower_ == "that" for mark in children(verb, "mark"))


def _is_spliced(verb: Token, parent: Token) -> bool:
    """Whether the parser hung a sentence of its own on this one: “it is not a party, it is a scandal”."""
    if parent.lemma_.lower() in SAYING or _is_that_clause(verb):
        return False
    left = verb.left_edge.i
    return verb.i < parent.i or (left > 0 and verb.doc[left - 1].text in (",", ";", "-", "–", "—"))


def stretch(doc: Doc, index: int, *, colons: bool = False) -> tuple[int, int]:
    """The token range around `index` between semicolons and dashes, and colons too unless `colons`."""
    stops = _HARD_STOPS if colons else _HARD_STOPS | {":"}
    low = max((i + 1 for i in range(index) if doc[i].text in stops), default=0)
    high = min((i for i in range(index + 1, len(doc)) if doc[i].text in stops), default=len(doc))
    return low, high


def that_clause(opener: Token) -> set[int]:
    """The indexes of what follows *that* right after `opener` (“said to us that …”), up to where another voice begins.

    Told from the words alone, for where a long or loose clause has led the parser astray.
    """
    doc = opener.doc
    mark = next((t for t in doc[opener.i + 1 : opener.i + 6] if t.lower_ == "that" or not _may_precede_that(t)), None)
    if mark is None or mark.lower_ != "that" or mark.i + 1 >= len(doc) or mark.nbor().pos_ in ("AUX", "PUNCT"):
        return set()
    high = next((t.i for t in doc[mark.i + 1 :] if changes_voice(t)), len(doc))
    return set(range(mark.i + 1, high))


def _may_precede_that(token: Token) -> bool:
    return token.pos_ in ("PRON", "DET", "NOUN", "PROPN", "ADJ", "ADP", "ADV", "PART", "NUM")


def changes_voice(token: Token) -> bool:
    """Whether what follows this mark need no longer be said by whoever spoke before it."""
    if token.text in _HARD_STOPS:
        return True
    if token.text != "," or token.i + 2 >= len(token.doc):
        return False
    following, then = token.nbor().lower_, token.nbor(2).lower_
    return following in ("but", "yet", "so", "which") or (following == "and" and then in ("you", "we", "i"))
