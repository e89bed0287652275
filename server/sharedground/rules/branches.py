"""The shape of a rule's match: the alternatives that can be flagged each by itself, and the leaves they are made of."""

from __future__ import annotations

from typing import TypeAlias

from sharedground.rules.model import AllOf, AnyOf, Count, Dependency, Named, Node, Phrase, Then, Tokens, Tree

Leaf: TypeAlias = Phrase | Tree | Tokens | Dependency


def branches(node: Node) -> list[Named]:
    """The alternatives of a match, each with its settings; what an alternative does not say, it has from around it."""
    match node:
        case AnyOf(nodes=nodes):
            return [branch for child in nodes for branch in branches(child)]
        case Named(node=AnyOf() as inner):
            return [_inheriting(node, branch) for branch in branches(inner)]
        case Named():
            return [node]
        case _:
            return [Named(node)]


def _inheriting(outer: Named, inner: Named) -> Named:
    return Named(
        inner.node,
        name=inner.name or outer.name,
        severity=inner.severity or outer.severity,
        confidence=inner.confidence if inner.confidence is not None else outer.confidence,
        contexts=outer.contexts | inner.contexts,
        flags=inner.flags or outer.flags,
        target=inner.target or outer.target,
        rewrites=(*inner.rewrites, *outer.rewrites),
        unless=(*inner.unless, *outer.unless),
    )


def leaves(node: Node) -> list[Leaf]:
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
