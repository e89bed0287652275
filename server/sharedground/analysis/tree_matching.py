"""Trees found in a sentence, by spaCy's DependencyMatcher.

A relation an author names, such as `subject`, stands for several paths through the parse: the active subject, the
agent of a passive, the subject of the copula or of the verb that governs this one, the noun a relative clause hangs on.
Each combination of paths is one pattern of the matcher.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

from sharedground.analysis.model import Sentence
from sharedground.analysis.phrase_matching import Captured, Found, headed, outermost
from sharedground.analysis.spans import spans
from sharedground.analysis.steps import norms
from sharedground.rules.model import (
    AnyToken,
    Capture,
    Class,
    Except,
    Group,
    Item,
    Lexicon,
    Pos,
    Span,
    TreeNode,
    Word,
)
from sharedground.rules.trigger import class_entries

if TYPE_CHECKING:
    from spacy.tokens import Token
    from spacy.vocab import Vocab


@dataclass(frozen=True)
class Path:
    """Steps from a word to its relative: (operator of the DependencyMatcher, dependency labels of the lower token).

    `own`: labels the word itself must have for the path to hold.
    """

    steps: tuple[tuple[str, tuple[str, ...]], ...]
    own: tuple[str, ...] = ()


def _down(*labels: str) -> Path:
    return Path(((">", labels),))


_SUBJECTS = ("nsubj", "csubj")
PATHS: dict[str, tuple[Path, ...]] = {
    "subject": (
        _down(*_SUBJECTS),
        Path(((">", ("agent",)), (">", ("pobj",)))),
        Path((("<", ()), (">", (*_SUBJECTS, "nsubjpass"))), own=("acomp", "attr", "oprd", "xcomp", "conj")),
        Path((("<", ()),), own=("relcl",)),
    ),
    "object": (_down("dobj", "obj", "nsubjpass", "pobj", "pcomp"), Path((("<", ()),), own=("acl",))),
    "indirect-object": (_down("dative", "iobj"), Path(((">", ("dative",)), (">", ("pobj",))))),
    "complement": (_down("acomp", "attr", "oprd", "xcomp", "ccomp", "pcomp"),),
    "modifier": (_down("amod", "compound", "nmod", "nummod", "poss", "acl", "relcl", "appos", "advmod", "npadvmod"),),
    "possessor": (_down("poss"),),
    "determiner": (_down("det", "predet"),),
    "adverb": (_down("advmod", "npadvmod", "prt"),),
    "negation": (_down("neg"),),
    "auxiliary": (_down("aux", "auxpass"),),
    "clause": (_down("advcl", "ccomp", "relcl", "acl", "pcomp"),),
    "conjunct": (_down("conj"),),
    "prep": (
        _down("prep", "agent", "dative", "prt"),
        Path(((">", ("dobj", "acomp", "attr", "nsubjpass", "nsubj")), (">", ("prep",)))),
    ),
    "any": (_down(),),
}
"""Relation name → the paths it stands for."""

RELATIONS = tuple(PATHS)


@dataclass
class _Pattern:
    """One pattern of the matcher: its nodes in order, and what each node must be."""

    specs: list[dict[str, Any]] = field(default_factory=list)
    nodes: list[TreeNode | None] = field(default_factory=list)
    own: list[tuple[str, ...]] = field(default_factory=list)


class TreeFinder:
    """One tree, ready to be looked for in sentences parsed with one vocabulary."""

    def __init__(self, root: TreeNode, lexicons: Mapping[str, Lexicon], vocab: Vocab) -> None:
        from spacy.matcher import DependencyMatcher

        self._lexicons = lexicons
        self._matcher: Any = DependencyMatcher(vocab)
        self._patterns: dict[int, _Pattern] = {}
        for number, pattern in enumerate(self._patterns_of(root)):
            key = f"{number}"
            self._matcher.add(key, [pattern.specs])
            self._patterns[vocab.strings[key]] = pattern

    def find(self, sentence: Sentence) -> list[Found]:
        """The places where the tree holds, none inside another."""
        found: list[Found] = []
        for key, tokens in self._matcher(sentence.doc):
            pattern = self._patterns[key]
            if self._holds(sentence, pattern, tokens):
                found.append(_found(sentence, pattern, tokens))
        return outermost(found)

    def _patterns_of(self, root: TreeNode) -> Iterator[_Pattern]:
        for choice in _choices(root):
            pattern = _Pattern()
            pattern.specs.append({"RIGHT_ID": "0", "RIGHT_ATTRS": self._attributes(root.item)})
            pattern.nodes.append(root)
            pattern.own.append(())
            self._extend(pattern, 0, choice)
            yield pattern

    def _extend(self, pattern: _Pattern, parent: int, choice: _Choice) -> None:
        for path, node, below in choice:
            at = parent
            pattern.own[parent] = pattern.own[parent] or path.own
            for number, (operator, labels) in enumerate(path.steps):
                last = number + 1 == len(path.steps)
                attributes = self._attributes(node.item) if last else {}
                if labels and operator == ">":
                    attributes = {**attributes, "DEP": {"IN": list(labels)}}
                index = len(pattern.specs)
                pattern.specs.append(
                    {"LEFT_ID": str(at), "REL_OP": operator, "RIGHT_ID": str(index), "RIGHT_ATTRS": attributes}
                )
                pattern.nodes.append(node if last else None)
                pattern.own.append(())
                at = index
            self._extend(pattern, at, below)

    def _attributes(self, item: Item) -> dict[str, Any]:
        forms = self._forms(item)
        return {"NORM": {"IN": sorted(norms(forms))}} if forms else {"IS_SPACE": False}

    def _forms(self, item: Item) -> list[str]:
        """Every form a one-token item can have; none where any token may do."""
        match item:
            case Word(forms=forms):
                return list(forms)
            case Class():
                return [form for entry in class_entries(item, self._lexicons) for form in entry]
            case Capture(item=inner):
                return self._forms(inner)
            case Group(alternatives=alternatives):
                found = [self._forms(q[0]) for q in alternatives]
                return [form for forms in found for form in forms] if all(found) else []
            case _:
                return []

    def _holds(self, sentence: Sentence, pattern: _Pattern, tokens: Sequence[int]) -> bool:
        for index, node, own in zip(tokens, pattern.nodes, pattern.own, strict=True):
            token = sentence.doc[index]
            if own and token.dep_ not in own:
                return False
            if node is None:
                continue
            if not self._is(token, node.item, sentence):
                return False
            labels = {label for name in node.missing for path in PATHS[name] for label in path.steps[-1][1]}
            if any(child.dep_ in labels for child in token.children):
                return False
        return len(set(tokens)) == len(tokens)

    def _is(self, token: Token, item: Item, sentence: Sentence) -> bool:
        match item:
            case Word(forms=forms, pos=pos):
                return token.norm_ in forms and _has_pos(token, pos)
            case Class(name=name, tag=tag, pos=pos):
                if token.i not in sentence.members(name) or not _has_pos(token, pos):
                    return False
                return not tag or any(token.norm_ in entry for entry in class_entries(item, self._lexicons))
            case Pos(name=name):
                return _has_pos(token, name)
            case Except(items=items):
                return not any(self._is(token, inner, sentence) for inner in items)
            case Group(alternatives=alternatives):
                return any(self._is(token, q[0], sentence) for q in alternatives)
            case Capture(item=Span(head=head)):
                return not head or headed(sentence, token.i, head)
            case Capture(item=inner):
                return self._is(token, inner, sentence)
            case _:
                return isinstance(item, AnyToken | Span)


_Choice = tuple[tuple[Path, TreeNode, Any], ...]


def _choices(node: TreeNode) -> Iterator[_Choice]:
    """Every way to choose one path for each relation below a node."""
    options = [
        [(path, child, below) for path in PATHS[name] for below in _choices(child)] for name, child in node.relations
    ]
    for chosen in product(*options):
        own = {path.own for path, _, _ in chosen if path.own}
        if len(own) <= 1:
            yield tuple(chosen)


def _has_pos(token: Token, pos: str) -> bool:
    if not pos or token.pos_ == pos:
        return True
    return (pos, token.pos_) in (("NOUN", "PROPN"), ("PROPN", "NOUN"), ("VERB", "AUX"))


def _found(sentence: Sentence, pattern: _Pattern, tokens: Sequence[int]) -> Found:
    bound = {index for index, node in zip(tokens, pattern.nodes, strict=True) if node is not None}
    covered = set(bound)
    captures: dict[str, Captured] = {}
    for index, node in zip(tokens, pattern.nodes, strict=True):
        if node is not None and isinstance(node.item, Capture):
            captured = _captured(sentence, node.item, index, bound - {index})
            captures[node.item.name] = captured
            covered |= set(range(captured.start, captured.end))
    return Found(tuple(sorted(covered)), captures, head=tokens[0])


def _captured(sentence: Sentence, capture: Capture, index: int, others: set[int]) -> Captured:
    kind = capture.item.kind if isinstance(capture.item, Span) else "word"
    if kind == "word":
        return Captured(index, index + 1, kind, index)
    fitting = [
        (start, end)
        for (start, end), head in spans(sentence, kind).items()
        if head == index and not any(start <= other < end for other in others)
    ]
    start, end = max(fitting, key=lambda span: (span[1] - span[0], -span[0]), default=(index, index + 1))
    return Captured(start, end, kind, index)
