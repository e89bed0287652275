"""A pack laid out for the engine: the patterns of its rules, and the leaves that the trigger pass looks for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sharedground.rules.branches import Leaf as LeafNode
from sharedground.rules.index import numbered
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
    def of(cls, rules: Sequence[Rule], running: Collection[str]) -> Plan:
        """The plan of the rules with these ids; leaves are numbered through all rules, as in the index of a pack."""
        plan = cls()
        for rule, named, nodes in numbered(rules):
            found = [Leaf(len(plan.all_leaves) + offset, node) for offset, node in enumerate(nodes)]
            plan.all_leaves += found
            plan.by_node |= {id(leaf.node): leaf for leaf in found}
            if rule.id in running:
                pattern = Pattern(rule, named)
                plan.patterns.append(pattern)
                for leaf in found:
                    plan.by_leaf.setdefault(leaf.number, []).append(pattern)
        return plan

    def leaf(self, node: LeafNode) -> Leaf:
        """The leaf that was made of this very node."""
        return self.by_node[id(node)]
