"""A pack laid out for the engine: the patterns of its rules, and the leaves that the trigger pass looks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sharedground.rules.branches import Leaf as LeafNode
from sharedground.rules.branches import branches, leaves
from sharedground.rules.model import Named, Node, Rule


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
    all_leaves: list[Leaf] = field(default_factory=list)
    by_node: dict[int, Leaf] = field(default_factory=dict)
    by_leaf: dict[int, list[Pattern]] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Plan:
        """The plan of these rules."""
        plan = cls()
        for rule in rules:
            for named in branches(rule.match):
                pattern = Pattern(rule, named)
                plan.patterns.append(pattern)
                for node in leaves(named.node):
                    leaf = Leaf(len(plan.all_leaves), node)
                    plan.all_leaves.append(leaf)
                    plan.by_node[id(node)] = leaf
                    plan.by_leaf.setdefault(leaf.number, []).append(pattern)
        return plan

    def leaf(self, node: LeafNode) -> Leaf:
        """The leaf that was made of this very node."""
        return self.by_node[id(node)]
