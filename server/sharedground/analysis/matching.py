"""Patterns looked for in a draft: leaves in sentences, and what combines them across sentences.

A `Place` is where a pattern holds. The sentences of a draft are known by (block, number); only those that the trigger
pass leaves over are parsed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from sharedground.analysis.model import Sentence
from sharedground.analysis.phrase_matching import Captured, Found, PhraseFinder, outermost
from sharedground.analysis.plan import Plan
from sharedground.analysis.steps import Layout
from sharedground.analysis.tree_matching import TreeFinder
from sharedground.rules.branches import Leaf
from sharedground.rules.model import (
    AllOf,
    AnyOf,
    Count,
    Dependency,
    Lexicon,
    Named,
    Node,
    Phrase,
    Then,
    Tokens,
    Tree,
)

Key: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pattern holds: what was found, in which sentence, and the plain offset it reaches to in a later one."""

    key: Key
    found: Found
    until: int | None = None


@dataclass(frozen=True)
class View:
    """A draft as matching sees it: which leaves may match in which sentences, and the sentences themselves.

    `keys` holds all its sentences in order. `candidates` is None where the trigger pass is left out: then every leaf
    may match everywhere.
    """

    candidates: Mapping[Key, Collection[int]] | None
    keys: Mapping[Key, object]
    sentence: Callable[[Key], Sentence]


class Matcher:
    """Looks for the patterns of a plan."""

    def __init__(self, plan: Plan, lexicons: Mapping[str, Lexicon], vocab: Callable[[], Any]) -> None:
        self._plan = plan
        self._lexicons = lexicons
        self._vocab = vocab
        self._layout = Layout(lexicons)
        self._finders: dict[int, Any] = {}

    # -- before parsing -------------------------------------------------------------------------------------------

    def reach(self, node: Node, view: View, key: Key) -> set[Key]:
        """The sentences to parse if `node` could match from this sentence on; none where it could not."""
        match node:
            case Named(node=child):
                return self.reach(child, view, key)
            case Count(node=child):
                return {k for k in view.keys if self.reach(child, view, k)}
            case AnyOf(nodes=nodes):
                return set().union(*(self.reach(child, view, key) for child in nodes))
            case AllOf(nodes=nodes, within=within):
                reached = self.reach(nodes[0], view, key)
                for child in nodes[1:]:
                    near = [self.reach(child, view, k) for k in _scope(view, key, within)]
                    if not reached or not any(near):
                        return set()
                    reached = reached.union(*near)
                return reached
            case Then(first=first, second=second):
                start = self.reach(first, view, key)
                rest = [self.reach(second, view, k) for k in (key, _next(key)) if k in view.keys]
                return start.union(*rest) if start and any(rest) else set()
            case _:
                return {key} if self._may_hold(node, view, key) else set()

    # -- after parsing --------------------------------------------------------------------------------------------

    def places(self, node: Node, view: View, key: Key) -> list[Place]:
        """Where `node` holds, starting in this sentence."""
        match node:
            case Named(node=child):
                return self.places(child, view, key)
            case AnyOf(nodes=nodes):
                return [place for child in nodes for place in self.places(child, view, key)]
            case AllOf():
                return self._all(node, view, key)
            case Then(first=first, second=second):
                return self._then(first, second, view, key)
            case Count():
                return self._count(node, view, key)
            case _:
                if not self._may_hold(node, view, key):
                    return []
                return [Place(key, found) for found in self._find(node, view.sentence(key))]

    def holds_in(self, node: Node, sentence: Sentence) -> bool:
        """Whether an antipattern, which needs no trigger of its own, matches in a parsed sentence."""
        key = (0, 0)
        return bool(self.places(node, View(None, {key: None}, lambda _: sentence), key))

    def _may_hold(self, node: Leaf, view: View, key: Key) -> bool:
        return view.candidates is None or self._plan.leaf(node).number in view.candidates.get(key, ())

    def _find(self, node: Leaf, sentence: Sentence) -> list[Found]:
        if id(node) not in self._finders:
            self._finders[id(node)] = self._finder(node)
        found: list[Found] = self._finders[id(node)].find(sentence)
        return found

    def _finder(self, node: Leaf) -> Any:
        match node:
            case Phrase(items=items):
                return PhraseFinder(items, self._layout)
            case Tree(root=root):
                return TreeFinder(root, self._lexicons, self._vocab())
            case Tokens() | Dependency():
                return RawFinder(node, self._vocab())

    def _all(self, node: AllOf, view: View, key: Key) -> list[Place]:
        first, *others = node.nodes
        start = self.places(first, view, key)
        if not start:
            return []
        scope = _scope(view, key, node.within)
        captures: dict[str, Captured] = {}
        for other in others:
            there = [place for k in scope for place in self.places(other, view, k)]
            if not there:
                return []
            for place in there:
                if place.key == key:
                    captures = {**place.found.captures, **captures}
        if any(self.places(other, view, k) for other in node.without for k in scope):
            return []
        return [
            replace(place, found=replace(place.found, captures={**captures, **place.found.captures})) for place in start
        ]

    def _then(self, first: Node, second: Node, view: View, key: Key) -> list[Place]:
        places: list[Place] = []
        for start in self.places(first, view, key):
            later = [p for p in self.places(second, view, key) if p.found.start >= start.found.end]
            if later:
                tokens = (*start.found.tokens, *later[0].found.tokens)
                captures = {**later[0].found.captures, **start.found.captures}
                places.append(replace(start, found=replace(start.found, tokens=tokens, captures=captures)))
                continue
            after = self.places(second, view, _next(key)) if _next(key) in view.keys else []
            if after:
                sentence = view.sentence(_next(key))
                token = sentence.doc[after[0].found.end - 1]
                places.append(replace(start, until=sentence.start + token.idx + len(token)))
        return places

    def _count(self, node: Count, view: View, key: Key) -> list[Place]:
        every = [place for k in view.keys for place in self.places(node.node, view, k)]
        fits = len(every) >= node.least and (node.most is None or len(every) <= node.most)
        return every[:1] if fits and every and every[0].key == key else []


class RawFinder:
    """A raw pattern of spaCy's Matcher or DependencyMatcher, ready to be looked for."""

    def __init__(self, node: Tokens | Dependency, vocab: Any) -> None:
        from spacy.matcher import DependencyMatcher
        from spacy.matcher import Matcher as TokenMatcher

        self._tokens = isinstance(node, Tokens)
        self._matcher: Any = TokenMatcher(vocab) if self._tokens else DependencyMatcher(vocab)
        self._matcher.add("raw", [list(node.pattern)])

    def find(self, sentence: Sentence) -> list[Found]:
        """The places where the pattern holds, none inside another."""
        if self._tokens:
            return outermost([Found(tuple(range(start, end)), {}) for _, start, end in self._matcher(sentence.doc)])
        return outermost([Found(tuple(sorted(tokens)), {}, tokens[0]) for _, tokens in self._matcher(sentence.doc)])


def _next(key: Key) -> Key:
    return key[0], key[1] + 1


def _scope(view: View, key: Key, within: str) -> list[Key]:
    block, number = key
    match within:
        case "sentence":
            return [key]
        case "neighbours":
            return [k for k in ((block, number - 1), key, _next(key)) if k in view.keys]
        case "paragraph":
            return [k for k in view.keys if k[0] == block]
        case _:
            return list(view.keys)
