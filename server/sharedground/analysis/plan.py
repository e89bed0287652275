"""A pack laid out for the engine: the patterns of its rules, and the leaves that the trigger pass looks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from sharedground.rules.model import AllOf, AnyOf, Count, Dependency, Named, Node, Phrase, Rule, Then, Tokens, Tree

LeafNode: TypeAlias = Phrase | Tree | Tokens | Dependency


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A phrase, a tree or a raw pattern, numbered within its plan."""

    number: int
    node: LeafNode


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One way in which a rule matches, with the settings of its own."""

    rule: Rule
    named: Named

    @property
    def node(self) -> Node:
        """What is looked for."""
        return self.named.node


@dataclass
class Plan:
    """All patterns of some rules, and which of them each leaf belongs to."""

    patterns: list[Pattern] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    by_node: dict[int, Leaf] = field(default_factory=dict)
    by_leaf: dict[int, list[Pattern]] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Plan:
        """The plan of these rules."""
        plan = cls()
        for rule in rules:
            for named in alternatives(rule.match):
                pattern = Pattern(rule, named)
                plan.patterns.append(pattern)
                for node in leaf_nodes(named.node):
                    leaf = Leaf(len(plan.leaves), node)
                    plan.leaves.append(leaf)
                    plan.by_node[id(node)] = leaf
                    plan.by_leaf.setdefault(leaf.number, []).append(pattern)
        return plan

    def leaf(self, node: LeafNode) -> Leaf:
        """The leaf that was made of this very node."""
        return self.by_node[id(node)]


def alternatives(node: Node) -> Iterator[Named]:
    """The ways in which a rule's node can match, each with its own settings."""
    match node:
        case AnyOf(nodes=nodes):
            for child in nodes:
                yield from alternatives(child)
        case Named(node=AnyOf(nodes=nodes)) if not _has_settings(node):
            for child in nodes:
                yield from alternatives(child)
        case Named():
            yield node
        case _:
            yield Named(node)


def _has_settings(named: Named) -> bool:
    return named != Named(named.node)


def leaf_nodes(node: Node) -> Iterator[LeafNode]:
    """The leaf patterns under a node."""
    match node:
        case AnyOf(nodes=nodes):
            children: tuple[Node, ...] = nodes
        case AllOf(nodes=nodes, without=without):
            children = (*nodes, *without)
        case Then(first=first, second=second):
            children = (first, second)
        case Count(node=child) | Named(node=child):
            children = (child,)
        case _:
            yield node
            return
    for child in children:
        yield from leaf_nodes(child)
