"""A small pack for tests of the engine: patterns given in the rule language, lexicons of a few words."""

from __future__ import annotations

from functools import cache

from plain_rule import plain_rule
from sharedground.analysis.engine import Analyzer
from sharedground.analysis.model import Sentence
from sharedground.analysis.pipeline import Pipeline
from sharedground.rules.captures import CARRIED
from sharedground.rules.model import (
    CONTEXTS,
    Lexicon,
    Named,
    Node,
    Pack,
    Phrase,
    Policy,
    Rule,
    Tree,
    TreeNode,
)
from sharedground.rules.phrases import parse_node_word, parse_phrase
from sharedground.text.blocks import Draft
from sharedground.text.readers import read
from sharedground.text.source import Source

LEXICONS = {
    "griping": Lexicon(
        "griping",
        {
            "VB": (("gripe",), ("moan",), ("kick", "off")),
            "VBG": (("griping",), ("moaning",), ("kicking", "off")),
        },
        "verb",
    ),
    "comrade": Lexicon(
        "comrade",
        {
            "NN": (("worker",), ("driver",), ("asylum", "seeker")),
            "NNS": (("workers",), ("drivers",), ("asylum", "seekers"), ("migrants",), ("cleaners",)),
        },
    ),
    "power": Lexicon("power", {"NN": (("landlord",), ("private", "equity")), "NNS": (("landlords",), ("bosses",))}),
}


@cache
def pipeline() -> Pipeline:
    """One pipeline for all tests of a run."""
    return Pipeline()


def phrase(text: str) -> Phrase:
    return Phrase(parse_phrase(text))


def node(word: str, missing: tuple[str, ...] = (), **relations: str | TreeNode) -> TreeNode:
    """A tree's node; relation names with an underscore for the hyphen."""
    children = tuple(
        (name.replace("_", "-"), child if isinstance(child, TreeNode) else node(child))
        for name, child in relations.items()
    )
    return TreeNode(parse_node_word(word), children, missing)


def tree(word: str, missing: tuple[str, ...] = (), **relations: str | TreeNode) -> Tree:
    return Tree(node(word, missing, **relations))


def rule(match: Node, rule_id: str = "hierarchy/small", **settings: object) -> Rule:
    return plain_rule(id=rule_id, match=match, **({"confidence": 0.9} | settings))


def analyzer(*rules: Rule, gated: bool = True) -> Analyzer:
    pack = Pack(rules, LEXICONS, "small")
    return Analyzer(pack, rules, pipeline(), gated=gated)


def draft(text: str) -> Draft:
    return read(Source(text), "plaintext")


def sentence(text: str) -> Sentence:
    """A text parsed as one sentence, with the small lexicons."""
    return analyzer(rule(phrase("parsed"))).parsed([text])[0]


def flagged(match: Node, text: str, *, gated: bool = True, **settings: object) -> list[str]:
    """The stretches that a rule with this match flags in a text."""
    found = draft(text)
    hits = analyzer(rule(match, **settings), gated=gated).hits(found)
    return [found.blocks[h.block].text[h.hit.start : h.hit.end] for h in hits]


def captured(match: Node, text: str) -> dict[str, str]:
    """What the patterns of the first hit capture."""
    hits = analyzer(rule(match, contexts=dict.fromkeys(CONTEXTS, Policy.FLAG))).hits(draft(text))
    captures = hits[0].hit.captures if hits else {}
    return {name: span.text for name, span in captures.items() if name not in CARRIED}


def named(match: Node, **settings: object) -> Named:
    return Named(match, **settings)  # type: ignore[arg-type]
