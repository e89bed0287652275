"""Which captures a pattern has: those that a match may hold, and those that every match holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sharedground.rules.model import (
    AllOf,
    AnyOf,
    Capture,
    Class,
    Count,
    Except,
    Group,
    Item,
    Named,
    Node,
    Phrase,
    Repeat,
    Span,
    Then,
    Tree,
    TreeNode,
)

Names = frozenset[str]
_NONE: Names = frozenset()
CARRIED: Names = frozenset(("sum", "spell", "burden", "distance", "label", "whereabouts", "people"))
"""What a rewrite may name beside the captures of its pattern: offered where the sentence has such a phrase."""


def possible(node: Node) -> Names:
    """The captures that some match of `node` holds."""
    return _of_node(node, certain=False)


def certain(node: Node) -> Names:
    """The captures that every match of `node` holds."""
    return _of_node(node, certain=True)


def _of_node(node: Node, *, certain: bool) -> Names:
    match node:
        case Phrase(items=items):
            return _of_phrase(items, certain=certain)
        case Tree(root=root):
            return _of_tree(root, certain=certain)
        case AnyOf(nodes=nodes):
            found = [_of_node(child, certain=certain) for child in nodes]
            return frozenset.intersection(*found) if certain and found else _NONE.union(*found)
        case AllOf(nodes=nodes):
            return _NONE.union(*(_of_node(child, certain=certain) for child in nodes))
        case Then(first=first, second=second):
            return _of_node(first, certain=certain) | _of_node(second, certain=certain)
        case Count(node=child) | Named(node=child):
            return _of_node(child, certain=certain)
        case _:
            return _NONE


@lru_cache(maxsize=2_000)  # asked for again at each node that stands around the phrase
def _of_phrase(items: tuple[Item, ...], *, certain: bool) -> Names:
    return _of_items(items, certain=certain)


def _of_items(items: tuple[Item, ...], *, certain: bool) -> Names:
    return _NONE.union(*(_of_item(item, certain=certain) for item in items))


def _of_item(item: Item, *, certain: bool) -> Names:
    match item:
        case Capture(name=name, item=inner):
            return _of_item(inner, certain=certain) | {name}
        case Repeat(item=inner, least=least):
            return _NONE if certain and not least else _of_item(inner, certain=certain)
        case Group(alternatives=alternatives, optional=optional):
            found = [_of_items(sequence, certain=certain) for sequence in alternatives]
            if not certain:
                return _NONE.union(*found)
            return _NONE if optional or not found else frozenset.intersection(*found)
        case _:
            return _NONE


def _of_tree(node: TreeNode, *, certain: bool) -> Names:
    children = (_of_tree(child, certain=certain) for _relation, child in node.relations)
    return _of_item(node.item, certain=certain).union(*children)


def classes(items: tuple[Item, ...]) -> Iterator[str]:
    """The lexicon classes that items name, in order."""
    for item in items:
        match item:
            case Class(name=name) | Span(head=name):
                if name:
                    yield name
            case Capture(item=inner) | Repeat(item=inner):
                yield from classes((inner,))
            case Except(items=inner_items):
                yield from classes(inner_items)
            case Group(alternatives=alternatives):
                for sequence in alternatives:
                    yield from classes(sequence)
            case _:
                pass
