"""Where a sentence may be taken apart so that what is left stands: clauses that another wording may take the place of.

Both *The vote is on Friday, and | those who stay away …* and *He told Leeds that | we …* leave a whole sentence before
the cut, and *…; | ours is on Monday* one behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sharedground.analysis.spans import HARD_MARKS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TIES = frozenset(("and", "but", "so", "yet"))
_SPLITS = frozenset((";", "—", "–", "--"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
_LEADING = frozenset(("advcl", "prep", "npadvmod", "advmod", "csubj", "nsubj", "nsubjpass", "pcomp", "acl", "relcl"))
_MAIN = frozenset(("ROOT", "conj", "ccomp", "parataxis"))
_MISMATCHED = frozenset(("trouble", "problem", "difference", "shame", "pity"))
_FEWEST_TOKENS = 3
_MOST_BEFORE = 4
"""How many tokens of a clause may stand before what is flagged; with more, another clause may govern it."""


def own_clauses(doc: Doc, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """The token spans of the clauses that doc[first:last] is in, less than the sentence, the shortest first."""
    openings, inside, closing = [*_openings(doc)], _past_ties(doc, first), _without_marks(doc)
    opens = max((start for start, _mark in openings if start <= inside), default=0)
    ends = min((mark for start, mark in openings if mark >= last and doc[start - 1].lower_ != "that"), default=closing)
    found: list[tuple[int, int]] = []
    for start, end in ((opens, ends), (opens, closing), (0, ends)):
        if first - start > _MOST_BEFORE and start:
            continue
        if (start, end) != (0, closing) and end - start >= _FEWEST_TOKENS and (start, end) not in found:
            found.append((start, end))
    return tuple(found)


def _past_ties(doc: Doc, first: int) -> int:
    """Where doc[first:] begins once the mark, the *and* and the *that* at its head are passed over."""
    while first + 1 < len(doc) and (doc[first].is_punct or doc[first].lower_ in _TIES or doc[first].lower_ == "that"):
        first += 1
    return first


def _without_marks(doc: Doc) -> int:
    end = len(doc)
    while end > 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return end


def _openings(doc: Doc) -> Iterator[tuple[int, int]]:
    """Where a clause with a subject of its own opens after a whole one, and where what ties the two begins."""
    for start in range(2, len(doc)):
        tie = _tie(doc, start)
        if tie is not None and _is_whole(doc, tie, start) and _opens_clause(doc, start):
            yield start, tie


def _tie(doc: Doc, start: int) -> int | None:
    """Where the mark or the word begins that ties what opens at `start` to what stands before it."""
    before = doc[start - 1]
    if before.text in _SPLITS or before.text == ":":
        return start - 1
    if before.lower_ in _TIES and before.dep_ not in ("advmod", "preconj"):
        return start - 2 if doc[start - 2].is_punct else start - 1
    if (
        before.lower_ == "that"
        and before.dep_ == "mark"
        and not any(token.lemma_ in _MISMATCHED for token in doc[:start])
    ):
        return start - 1
    return None


def _opens_clause(doc: Doc, start: int) -> bool:
    """Whether a finite verb with its subject, and nothing that hangs on what stands before, opens there."""
    for verb in doc[start : start + 14]:
        if verb.text in HARD_MARKS:
            return False
        if _is_finite(verb) and verb.dep_ in _MAIN:
            subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
            return any(child.left_edge.i >= start for child in subjects)
        if _is_finite(verb) and verb.dep_ == "advcl" and verb.head.i < start:
            return False
    return False


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP", "VBD") or (
        verb.pos_ in ("VERB", "AUX") and any(child.tag_ in ("MD", "VBZ", "VBP", "VBD") for child in verb.lefts)
    )


def _is_whole(doc: Doc, end: int, opening: int) -> bool:
    """Whether doc[:end] states something that hangs on nothing from `opening` on."""
    for verb in doc[:end]:
        if _is_finite(verb) and any(child.dep_ in _SUBJECTS for child in verb.children):
            hangs = verb.head.i >= opening and verb.dep_ in _LEADING
            if not hangs and verb.dep_ not in ("relcl", "acl", "advcl"):
                return True
    return False
