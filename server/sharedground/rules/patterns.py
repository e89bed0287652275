"""Pattern nodes of a rule file, read into the model: phrases, trees, raw patterns and what puts them together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from sharedground.errors import Place, RuleError
from sharedground.rules.captures import Names, classes, possible
from sharedground.rules.model import (
    AllOf,
    AnyOf,
    Count,
    Dependency,
    Item,
    Lexicon,
    Named,
    Node,
    Phrase,
    Policy,
    Severity,
    Then,
    Tokens,
    Tree,
    TreeNode,
    Word,
)
from sharedground.rules.nodes import Located
from sharedground.rules.phrases import PatternError, parse_node_word, parse_phrase
from sharedground.rules.rawpatterns import check_dependency, check_tokens
from sharedground.rules.rewrites import check_capture, read_rewrites
from sharedground.rules.schema import PREPOSITIONS
from sharedground.rules.shapes import pick, place_of
from sharedground.rules.suggest import did_you_mean
from sharedground.rules.trigger import TriggerError, Triggering
from sharedground.rules.ways import MOST_WAYS, ways

LONGEST = 2000
"""How many characters a phrase or a tree's word may hold."""

Parsed = TypeVar("Parsed", Item, tuple[Item, ...])
_SETTINGS = ("name", "severity", "confidence", "contexts", "unless", "target", "flags", "rewrites")


class PatternReader:
    """Reads pattern nodes that have the right shape; what else is wrong with them is collected in `errors`."""

    def __init__(self, lexicons: Mapping[str, Lexicon], errors: list[RuleError], triggering: Triggering) -> None:
        self.lexicons = lexicons
        self.triggering = triggering
        self.errors = errors
        self.names: dict[str, Place] = {}

    def pattern(self, node: Located, *, wakes: bool = True) -> Node | None:
        """The pattern at `node`, None where it does not hold. `wakes`: it must hold a trigger."""
        known = len(self.errors)
        found = self._bare(node, wakes=wakes)
        if found is None or not isinstance(node.value, Mapping):
            return None
        sound = len(self.errors) == known
        leaf = isinstance(found, Phrase | Tree | Tokens | Dependency)
        if isinstance(found, Phrase | Tree | Tokens | Dependency) and wakes and sound:
            self._wake(node, found)
        if leaf or any(key in node.value for key in _SETTINGS):
            return self._named(node, found, possible(found) if sound else None)
        return found

    def antipatterns(self, node: Located | None) -> tuple[Node, ...]:
        """The patterns under `unless`, which need no trigger: they are looked at only where a match stands."""
        return self._each(node, wakes=False)

    def _each(self, node: Located | None, *, wakes: bool) -> tuple[Node, ...]:
        items = node.value if node and isinstance(node.value, tuple) else ()
        found = [self.pattern(item, wakes=wakes) for item in items]
        return tuple(pattern for pattern in found if pattern is not None)

    def _bare(self, node: Located, *, wakes: bool) -> Node | None:
        """The pattern without the settings beside it."""
        if child := pick(node, "phrase"):
            items = self._parsed(child, parse_phrase)
            if items and ways(items) > MOST_WAYS:
                message = f"this phrase can be read in {ways(items):,} ways, more than {MOST_WAYS:,}; split it in two"
                self.errors.append(RuleError(message, child.place))
                return None
            return Phrase(items, child.place.line) if items else None
        if child := pick(node, "tree"):
            root = self._tree_node(child)
            return Tree(root, child.place.line) if root else None
        if child := pick(node, "tokens"):
            return self._raw(child, Tokens)
        if child := pick(node, "dependency"):
            return self._raw(child, Dependency)
        if child := pick(node, "any"):
            nodes = self._each(child, wakes=wakes)
            return AnyOf(nodes) if nodes else None
        if child := pick(node, "all"):
            nodes = self._each(child, wakes=wakes)
            without = self._each(pick(node, "not"), wakes=wakes)
            return AllOf(nodes, without, text_of(node, "within", "sentence")) if nodes else None
        if child := pick(node, "then"):
            nodes = self._each(child, wakes=wakes)
            return Then(*nodes) if len(nodes) == 2 else None
        if child := pick(node, "count"):
            return self._count(node, child, wakes=wakes)
        return None

    def _wake(self, node: Located, leaf: Phrase | Tree | Tokens | Dependency) -> None:
        try:
            self.triggering.requirements(leaf)
        except TriggerError as error:
            kind = next(key for key in ("phrase", "tree", "tokens", "dependency") if pick(node, key))
            self.errors.append(RuleError(str(error), place_of(node, kind)))

    def _raw(self, node: Located, kind: type[Tokens] | type[Dependency]) -> Node | None:
        pattern, trigger = pick(node, "pattern"), pick(node, "trigger")
        if not pattern or not trigger:
            return None
        wrong = list(check_tokens(pattern) if kind is Tokens else check_dependency(pattern))
        self.errors += wrong
        steps: Any = pattern.plain()
        words: Any = trigger.plain()
        if wrong:
            return None
        return kind(tuple(steps), tuple(word.lower() for word in words), node.place.line)

    def _count(self, node: Located, child: Located, *, wakes: bool) -> Node | None:
        counted = self.pattern(child, wakes=wakes)
        least, most = number_of(node, "at-least"), number_of(node, "at-most")
        if least is not None and most is not None and least > most:
            place = node.key_place("at-most")
            self.errors.append(RuleError(f"at-most {most} is less than at-least {least}; swap them", place))
        fewest = int(least) if least is not None else min(1, int(most) if most is not None else 1)
        return Count(counted, fewest, int(most) if most is not None else None) if counted else None

    # -- words ----------------------------------------------------------------------------------------------------

    def _parsed(self, node: Located, parse: Callable[[str], Parsed]) -> Parsed | None:
        """What `parse` makes of a pattern's text, with its errors placed in the file."""
        text = str(node.value)
        if len(text) > LONGEST:
            self.errors.append(
                RuleError(f"this pattern is {len(text)} characters long; split it ({LONGEST} is the limit)", node.place)
            )
            return None
        try:
            found = parse(text)
        except PatternError as error:
            hint = f" Did you mean “{error.suggestion}”?" if error.suggestion else ""
            self.errors.append(
                RuleError(f"{error.message}.{hint}" if hint else error.message, node.place_of(error.offset))
            )
            return None
        except RecursionError:
            self.errors.append(RuleError("brackets stand too deep in one another here; use fewer", node.place))
            return None
        self._known_classes(node, text, found if isinstance(found, tuple) else (found,))
        return found

    def _known_classes(self, node: Located, text: str, items: tuple[Item, ...]) -> None:
        for name in dict.fromkeys(classes(items)):
            if name not in self.lexicons:
                hint = did_you_mean(name, tuple(sorted(self.lexicons)))
                message = f"there is no word class “{name}”.{hint or ' Write it into lexicon/.'}"
                self.errors.append(RuleError(message, node.place_of(max(0, text.find(f"@{name}")))))

    def _tree_node(self, node: Located) -> TreeNode | None:
        if isinstance(node.value, str):
            item = self._parsed(node, parse_node_word)
            return TreeNode(item) if item else None
        word = pick(node, "word")
        item = self._parsed(word, parse_node_word) if word else None
        relations: list[tuple[str, TreeNode]] = []
        for key, child in node.value.items() if isinstance(node.value, Mapping) else ():
            if key not in ("word", "without") and (found := self._tree_node(child)):
                relations.append(_relation(key, found))
        missing = tuple(str(item.value) for item in items_of(node, "without"))
        return TreeNode(item, tuple(relations), missing) if item else None

    # -- settings beside a pattern ----------------------------------------------------------------------------------

    def _named(self, node: Located, found: Node, held: Names | None) -> Named:
        """The pattern with what is set for it alone."""
        severity, confidence = text_of(node, "severity"), number_of(node, "confidence")
        return Named(
            found,
            name=self._name(node),
            severity=Severity(severity) if severity else None,
            confidence=float(confidence) if confidence is not None else None,
            contexts=contexts_of(node),
            flags=flags_of(node, held, self.errors),
            target=target_of(node, held, self.errors),
            rewrites=read_rewrites(pick(node, "rewrites"), held, self.errors),
            unless=self.antipatterns(pick(node, "unless")),
        )

    def _name(self, node: Located) -> str:
        child = pick(node, "name")
        if not child:
            return ""
        name = str(child.value)
        if name in self.names:
            message = f"the name “{name}” is already taken on line {self.names[name].line}; choose another"
            self.errors.append(RuleError(message, child.place))
        self.names.setdefault(name, child.place)
        return name


def _relation(key: str, node: TreeNode) -> tuple[str, TreeNode]:
    """`about: X` is short for a preposition *about* whose object is X."""
    if key in PREPOSITIONS:
        return "prep", TreeNode(Word((key,)), (("object", node),))
    return key, node


# -- values beside a pattern, or beside a whole rule ----------------------------------------------------------------


def text_of(node: Located, key: str, default: str = "") -> str:
    """A mapping's text under `key`, stripped."""
    child = pick(node, key)
    return str(child.value).strip() if child else default


def number_of(node: Located, key: str) -> float | int | None:
    """A mapping's number under `key`."""
    child = pick(node, key)
    return child.value if child and isinstance(child.value, int | float) else None


def items_of(node: Located, key: str) -> tuple[Located, ...]:
    """A mapping's list under `key`."""
    child = pick(node, key)
    return child.value if child and isinstance(child.value, tuple) else ()


def contexts_of(node: Located) -> dict[str, Policy]:
    """The context policies that differ from the default."""
    child = pick(node, "contexts")
    given = child.value if child and isinstance(child.value, Mapping) else {}
    return {name: Policy(str(policy.value)) for name, policy in given.items()}


def flags_of(node: Located, held: Names | None, errors: list[RuleError], default: str = "") -> str:
    """What is underlined: match, clause, sentence, or captures joined by commas."""
    for item in items_of(node, "flags"):
        check_capture(str(item.value), item.place, held, errors)
    return ",".join(str(item.value) for item in items_of(node, "flags")) or text_of(node, "flags", default)


def target_of(node: Located, held: Names | None, errors: list[RuleError]) -> str:
    """The capture of whoever is accused or addressed."""
    child = pick(node, "target")
    if child:
        check_capture(str(child.value), child.place, held, errors)
    return text_of(node, "target")
