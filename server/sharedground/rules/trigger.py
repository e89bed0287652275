"""What a match cannot do without: the words that wake the parser for a pattern.

A *requirement* is a set of literals, at least one of which any match must contain; a literal is a piece of text as it
stands in lower-cased prose with straight apostrophes and single spaces (`part of the problem`, `don't get to`). A
pattern yields a list of requirements: a sentence that misses one of them cannot match.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import product
from typing import TypeAlias

from sharedground.rules.commonness import NEVER, cost
from sharedground.rules.model import (
    AllOf,
    AnyOf,
    Capture,
    Class,
    Count,
    Dependency,
    Group,
    Item,
    Lexicon,
    Named,
    Node,
    Phrase,
    Repeat,
    Then,
    Tokens,
    Tree,
    TreeNode,
    Word,
)

Requirement: TypeAlias = frozenset[str]

PART = re.compile(r"[^\W\d_]+|\d+")
"""The parts of a text that literals are made of: runs of letters, runs of digits."""

_MOST_JOINED = 240
_LEAST_COMMON_WORDS = 3


class TriggerError(ValueError):
    """A pattern that holds nothing which could wake the parser."""


def parts(text: str) -> tuple[str, ...]:
    """The parts of a piece of text, lower case."""
    return tuple(PART.findall(text.lower()))


def is_telling(literal: str) -> bool:
    """Whether a literal may wake the parser: it holds a word that is not everywhere, or is a phrase of three words."""
    found = parts(literal)
    return len(found) >= _LEAST_COMMON_WORDS or any(part not in NEVER for part in found)


def requirements(node: Phrase | Tree | Tokens | Dependency, lexicons: Mapping[str, Lexicon]) -> tuple[Requirement, ...]:
    """The requirements of a leaf pattern, the best to look for first. Raises TriggerError where there is none."""
    match node:
        case Phrase(items=items):
            found = _of_sequence(items, lexicons)
        case Tree(root=root):
            found = _of_tree(root, lexicons)
        case Tokens(trigger=trigger) | Dependency(trigger=trigger):
            found = [frozenset(literal.lower() for literal in trigger)]
    if not found:
        raise TriggerError(
            "this pattern has no trigger: nothing in it but common words, so every sentence would have to be parsed; "
            "add a word or a class that any match must hold"
        )
    return tuple(sorted(found, key=total_cost))


def total_cost(requirement: Requirement) -> float:
    """How often, relatively, a requirement will be met by chance."""
    return sum(cost(parts(literal)) for literal in requirement)


def leaves(node: Node) -> list[Phrase | Tree | Tokens | Dependency]:
    """The leaf patterns under a node, in order."""
    match node:
        case AnyOf(nodes=nodes):
            return [leaf for child in nodes for leaf in leaves(child)]
        case AllOf(nodes=nodes, without=without):
            return [leaf for child in (*nodes, *without) for leaf in leaves(child)]
        case Then(first=first, second=second):
            return [*leaves(first), *leaves(second)]
        case Count(node=child) | Named(node=child):
            return leaves(child)
        case _:
            return [node]


def _of_sequence(items: Sequence[Item], lexicons: Mapping[str, Lexicon]) -> list[Requirement]:
    found: list[Requirement] = []
    run: list[Word] = []

    def flush() -> None:
        found.extend(_of_words(run))
        run.clear()

    for item in items:
        plain = item.item if isinstance(item, Capture) else item
        if isinstance(plain, Group) and (merged := merged_words(plain)) is not None:
            plain = merged
        if isinstance(plain, Word) and _joinable(plain):
            run.append(plain)
            continue
        flush()
        found += _of_item(plain, lexicons)
    flush()
    return found


def merged_words(group: Group) -> Word | None:
    """A group of single words as one word of many forms; None where it is anything else."""
    if group.optional or not all(len(q) == 1 and isinstance(q[0], Word) for q in group.alternatives):
        return None
    words = [q[0] for q in group.alternatives if isinstance(q[0], Word)]
    if len({w.pos for w in words}) != 1:
        return None
    return Word(tuple(dict.fromkeys(form for w in words for form in w.forms)), words[0].pos)


def _joinable(item: Word) -> bool:
    return all(form in DASHES or _CLITIC.match(form) or parts(form) == (form,) for form in item.forms)


_CLITIC = re.compile(r"'[a-z]{1,2}$")
DASHES = ("-", "–", "—")
_ATTACHED = {
    "not": ("n't", "nt"),
    "are": ("'re", "re"),
    "is": ("'s", "s"),
    "has": ("'s", "s"),
    "s": ("s",),
    "r": ("'re",),
    "have": ("'ve", "ve", "'v"),
    "had": ("'d", "d"),
    "would": ("'d", "d"),
    "will": ("'ll", "ll"),
    "am": ("'m", "m"),
    "us": ("'s", "s"),
    "all": ("'all", "all"),
}
"""How a word is written when it leans on the one before it."""
_FUSED = {
    ("can", "not"): ("cannot", "can't", "cant"),
    ("will", "not"): ("won't", "wont"),
    ("shall", "not"): ("shan't", "shant"),
    ("going", "to"): ("gonna",),
    ("got", "to"): ("gotta",),
    ("want", "to"): ("wanna",),
    ("you", "all"): ("y'all", "yall"),
    ("come", "on"): ("c'mon",),
    ("let", "me"): ("lemme",),
    ("give", "me"): ("gimme",),
}
_SPELT = {
    "doing": ("doin",),
    "going": ("goin",),
    "having": ("havin",),
    "nothing": ("nothin", "nuthin"),
    "something": ("somethin",),
    "loving": ("lovin",),
    "old": ("ol",),
    "enough": ("nuff",),
    "because": ("'cause", "cause"),
    "them": ("'em", "em"),
    "until": ("'til", "til", "till"),
    "it": ("'t",),
}


def surfaces(words: Sequence[str]) -> list[str]:
    """Every way in which these tokens may be written in a row."""
    rows: list[tuple[str, str]] = [("", "")]
    for form in words:
        grown: list[tuple[str, str]] = []
        for text, last in rows:
            glued = not text or text[-1] in DASHES
            if form in DASHES:
                grown += [(f"{text}{dash}", form) for dash in DASHES]
                grown += [(f"{text} {dash} ".lstrip(), form) for dash in DASHES]
                continue
            spaced = "" if not text or glued or text.endswith(" ") else " "
            if not form.startswith("'"):
                grown += [(f"{text}{spaced}{spelt}", form) for spelt in (form, *_SPELT.get(form, ()))]
            if text and last and not glued:
                clitics = (form,) if form.startswith("'") else _ATTACHED.get(form, ())
                grown += [(f"{text}{clitic}", form) for clitic in clitics]
                head = text[: -len(last)]
                grown += [(head + fused, form) for fused in _FUSED.get((last, form), ()) if text.endswith(last)]
        rows = grown
    return [text.strip() for text, _ in rows]


def _of_words(run: Sequence[Word]) -> list[Requirement]:
    """The requirements of words in a row: the longest stretches that can be looked for as one literal."""
    found: list[Requirement] = []
    start = 0
    while start < len(run):
        end, literals = start, frozenset[str]()
        while end < len(run):
            rows = product(*(word.forms for word in run[start : end + 1]))
            longer = frozenset(text for row in rows for text in surfaces(row) if text)
            if literals and len(longer) > _MOST_JOINED:
                break
            end, literals = end + 1, longer
        if literals and all(map(is_telling, literals)):
            found.append(literals)
        start = end
    return found


def _of_item(item: Item, lexicons: Mapping[str, Lexicon]) -> list[Requirement]:
    match item:
        case Word(forms=forms):
            literals = frozenset(forms)
        case Class():
            entries = class_entries(item, lexicons)
            literals = frozenset(text for entry in entries for text in surfaces(entry)) if entries else frozenset()
        case Capture(item=inner):
            return _of_item(inner, lexicons)
        case Repeat(item=inner, least=least):
            return _of_item(inner, lexicons) if least else []
        case Group(alternatives=alternatives, optional=False):
            best = [min(_of_sequence(q, lexicons), key=total_cost, default=frozenset()) for q in alternatives]
            literals = frozenset().union(*best) if all(best) else frozenset()
        case _:
            literals = frozenset()
    return [literals] if literals and all(map(is_telling, literals)) else []


def class_entries(item: Class, lexicons: Mapping[str, Lexicon]) -> tuple[tuple[str, ...], ...]:
    """The entries a class item can match: those of its tags, and those that are never inflected."""
    lexicon = lexicons.get(item.name)
    if lexicon is None:
        return ()
    tags = item.tag.split(",") if item.tag else list(lexicon.entries)
    chosen = [entry for tag in tags for entry in lexicon.entries.get(tag, ())]
    if item.tag and not chosen:
        chosen = list(lexicon.entries.get("", ()))
    return tuple(dict.fromkeys(chosen))


def _of_tree(node: TreeNode, lexicons: Mapping[str, Lexicon]) -> list[Requirement]:
    item = node.item.item if isinstance(node.item, Capture) else node.item
    found = _of_item(item, lexicons)
    for _relation, child in node.relations:
        found += _of_tree(child, lexicons)
    return found
