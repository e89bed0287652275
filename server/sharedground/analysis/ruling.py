"""The attribute rules of a pipeline, remembered token by token.

Nearly all of them look at one token, and say the same of every token with its tag, unless it is one of the words, or in
one of the relations, that they name. To look for them anew in each sentence is a seventh of parsing it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

_Token: TypeAlias = Mapping[str, Any]
"""What a rule asks of a token, as spaCy's Matcher has it."""
_Match: TypeAlias = tuple[int, int, int, int]
"""The number of a rule, its name, and the tokens from and up to."""
_Find: TypeAlias = "Callable[[Doc], list[_Match]]"
_Names: TypeAlias = Callable[[str], bool]
_Key: TypeAlias = tuple[int, int, int, bool]

_TOLD = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
"""What a rule may ask of a token to be remembered."""
_MOST_KNOWN = 4_000


def remember(ruler: AttributeRuler) -> None:
    """Have a ruler remember what it finds, where its rules are such that this is the same as looking anew."""
    rules: list[Sequence[_Token]] = [tokens for rule in ruler.patterns for tokens in cast("Any", rule["patterns"])]
    alone = [tokens[0] for tokens in rules if len(tokens) == 1]
    anchors = [_anchor(tokens) for tokens in rules if len(tokens) > 1]
    words, relations = _named(alone, "LOWER"), _named(alone, "DEP")
    if all(token.keys() <= _TOLD for token in alone) and words and relations and None not in anchors:
        numbers = frozenset(ruler.vocab.strings.add(anchor) for anchor in anchors if anchor)
        find = _Remembering(ruler.match, words, relations, numbers)
        setattr(ruler, "match", find)  # noqa: B010 - its own method stays what is asked where this does not know


def _named(tokens: Iterable[_Token], attribute: str) -> _Names | None:
    """Whether some rule tells a value of an attribute from others; None where that cannot be told."""
    asked = [_asked(token[attribute]) for token in tokens if attribute in token]
    if None in asked:
        return None
    named = re.compile("|".join(f"(?:{each})" for each in asked) or "(?!)")
    return lru_cache(maxsize=_MOST_KNOWN)(lambda value: named.search(value) is not None)


def _asked(asked: Any) -> str | None:
    """The values that a rule asks for, as a regular expression; None where it asks in another way."""
    match asked:
        case str():
            return rf"\A{re.escape(asked)}\Z"
        case {"IN": words, **more} | {"NOT_IN": words, **more} if not more:
            return "|".join(rf"\A{re.escape(word)}\Z" for word in words)
        case {"REGEX": str(expression), **more} if not more:
            return expression
    return None


def _anchor(tokens: Sequence[_Token]) -> str | None:
    """A word in lower case, or a relation, that stands wherever a rule for several tokens matches."""
    plain: Iterator[Any] = (token.get(name) for name in ("LOWER", "DEP") for token in tokens if "OP" not in token)
    return next((value for value in plain if isinstance(value, str)), None)


class _Remembering:
    """Finds what rules match in a sentence; one with a token that is new, or with an anchor, is looked at as ever."""

    def __init__(self, find: _Find, words: _Names, relations: _Names, anchors: frozenset[int]) -> None:
        self._find = find
        self._words = words
        self._relations = relations
        self._anchors = anchors
        self._known: dict[_Key, tuple[tuple[int, int], ...]] = {}

    def __call__(self, doc: Doc) -> list[_Match]:
        """All matches, in the order of the rules."""
        words, relations, anchors = self._words, self._relations, self._anchors
        tokens: list[_Key] = []
        for token in doc:
            word, relation = token.lower, token.dep
            if word in anchors or relation in anchors:
                return self._find(doc)
            word, relation = word * words(token.lower_), relation * relations(token.dep_)
            tokens.append((word, relation, token.tag, token.is_space))
        known = [*map(self._known.get, tokens)]
        if None in known:
            return self._found(doc, tokens)
        return sorted((rule, name, at, at + 1) for at, said in enumerate(known) for rule, name in said or ())

    def _found(self, doc: Doc, tokens: Sequence[_Key]) -> list[_Match]:
        found = self._find(doc)
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        said: list[list[tuple[int, int]]] = [[] for _ in tokens]
        for rule, name, start, _end in found:
            said[start].append((rule, name))
        self._known.update(zip(tokens, map(tuple, said), strict=True))
        return found
