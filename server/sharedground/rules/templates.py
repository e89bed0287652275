"""The template language of messages and rewrites, parsed: `fight over {issue|this}, and stand with {elsewhere.group}`.

The grammar is in docs/rule-language.md, under “Rewrites”. Offsets count code points in the template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TypeAlias

FILTERS = ("base", "past", "ing", "participle", "third", "plural", "singular", "ours", "theirs", "lower")
PARTS = ("group", "head")
MATCH = "match"
"""The name of the flagged text, which every template may use."""


class TemplateError(ValueError):
    """A template that does not hold: what was found, what was expected; `offset` is where, in the template."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Literal:
    """Words of the rule's author."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """What a placeholder points to: a capture, or a `part` of it (group, head)."""

    capture: str
    part: str = ""

    def __str__(self) -> str:
        return f"{self.capture}.{self.part}" if self.part else self.capture


@dataclass(frozen=True, slots=True)
class Slot:
    """`{name}`: the captured words, passed through `filters`; `fallback` where nothing was captured."""

    name: Name
    filters: tuple[str, ...] = ()
    fallback: tuple[Part, ...] | None = None


@dataclass(frozen=True, slots=True)
class Agreeing:
    """`{be~name}`: this verb in agreement with a captured noun phrase."""

    verb: str
    name: Name
    past: bool = False
    fallback: tuple[Part, ...] | None = None


@dataclass(frozen=True, slots=True)
class Likewise:
    """`{pass^name}`: this verb in the form of a captured verb."""

    verb: str
    name: Name
    fallback: tuple[Part, ...] | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """`[who: ___]`: what only the writer can fill in."""

    parts: tuple[Part, ...]


Part: TypeAlias = Literal | Slot | Agreeing | Likewise | Blank


@dataclass(frozen=True, slots=True)
class ParsedTemplate:
    """A template as its parts, in order."""

    text: str
    parts: tuple[Part, ...]

    @property
    def captures(self) -> frozenset[str]:
        """The captures that the template cannot do without."""
        return frozenset(name for name, needed in _names(self.parts) if needed)

    @property
    def mentions(self) -> frozenset[str]:
        """All captures that the template speaks of, those with a fallback included."""
        return frozenset(name for name, _needed in _names(self.parts))

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The blanks, those of fallbacks included."""
        return tuple(_blanks(self.parts))


def _names(parts: tuple[Part, ...], needed: bool = True) -> Iterator[tuple[str, bool]]:
    for part in parts:
        match part:
            case Slot() | Agreeing() | Likewise():
                if part.name.capture != MATCH:
                    yield part.name.capture, needed and part.fallback is None
                yield from _names(part.fallback or (), needed)
            case Blank():
                yield from _names(part.parts, needed)


def _blanks(parts: tuple[Part, ...]) -> Iterator[Blank]:
    for part in parts:
        if isinstance(part, Blank):
            yield part
        elif not isinstance(part, Literal):
            yield from _blanks(part.fallback or ())


@lru_cache(maxsize=4096)
def parse_template(text: str) -> ParsedTemplate:
    """The parts of a template. Raises TemplateError, which says what is wrong and where."""
    parser = _Parser(text)
    return ParsedTemplate(text, parser.parts(until=""))


_IDENTIFIER = r"[^\W\d][\w-]*"
_REFERENCE = re.compile(rf"(?P<capture>{_IDENTIFIER})(?:\.(?P<part>{_IDENTIFIER}))?(?P<filters>(?::[\w-]*)*)")
_VERB = re.compile(r"(?P<verb>[^\W\d][\w' -]*)(?P<sign>[~^])")
_DEEPEST = 8
_SPECIAL = re.compile(r"[{}\[\]|]")


class _Parser:
    """A scanner over one template; `at` is where it stands, `depth` how many braces and brackets are open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def parts(self, until: str) -> tuple[Part, ...]:
        """The parts up to the closing mark `until` ('' for the end of the template), which is left standing."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise TemplateError("Braces and brackets stand too deep in one another here; use fewer.", self.at)
        found: list[Part] = []
        while self.at < len(self.text) and self.text[self.at] != until:
            sign = self.text[self.at]
            if sign == "{":
                found.append(self.placeholder())
            elif sign == "[":
                found.append(self.blank(inside=until))
            elif sign == "}" or sign == "]":
                raise TemplateError(f"This “{sign}” closes nothing: open it with “{'{['[sign == ']']}”.", self.at)
            else:
                found.append(self.literal())
        self.depth -= 1
        return tuple(found)

    def literal(self) -> Literal:
        special = _SPECIAL.search(self.text, self.at + 1)
        end = special.start() if special else len(self.text)
        text, self.at = self.text[self.at : end], end
        return Literal(text)

    def blank(self, inside: str) -> Blank:
        start = self.at
        if inside == "]":
            raise TemplateError("A blank stands inside another blank: close the first “[” before this one.", start)
        self.at += 1
        parts = self.parts(until="]")
        if self.at >= len(self.text):
            raise TemplateError("This blank is never closed: write “]” where it ends.", start)
        if not parts:
            raise TemplateError("An empty blank: say in it what the writer should fill in, as in [who: ___].", start)
        self.at += 1
        return Blank(parts)

    def placeholder(self) -> Part:
        start = self.at
        self.at += 1
        verb = _VERB.match(self.text, self.at)
        if verb:
            self.at = verb.end()
        reference = _REFERENCE.match(self.text, self.at)
        if not reference:
            raise TemplateError("Expected the name of a capture after “{”, as in {issue} or {be~group}.", self.at)
        self.at = reference.end()
        name = self.name(reference)
        filters = self.filters(reference)
        fallback = self.fallback(start)
        if not verb:
            return Slot(name, filters, fallback)
        lemma = verb["verb"].strip()
        if verb["sign"] == "^":
            if filters:
                raise TemplateError(
                    f"{{{lemma}^{name}}} takes its form from the captured verb: leave off “:{filters[0]}”.",
                    reference.start("filters"),
                )
            return Likewise(lemma, name, fallback)
        if filters not in ((), ("past",)):
            raise TemplateError(
                f"{{{lemma}~{name}}} stands in the present, or with “:past” in the past; “:{filters[-1]}” is neither.",
                reference.start("filters"),
            )
        return Agreeing(lemma, name, bool(filters), fallback)

    def name(self, reference: re.Match[str]) -> Name:
        capture, part = reference["capture"], reference["part"] or ""
        if part and (part not in PARTS or capture == MATCH):
            raise TemplateError(
                f"“{capture}.{part}” is no part of a capture: expected {{{capture}.group}} (the subject of a clause) "
                f"or {{{capture}.head}} (the noun of a noun phrase)."
                + ("" if capture != MATCH else " The flagged text itself has no parts."),
                reference.start("part"),
            )
        return Name(capture, part)

    def filters(self, reference: re.Match[str]) -> tuple[str, ...]:
        names = tuple(reference["filters"].split(":")[1:])
        for name in names:
            if name not in FILTERS:
                near = get_close_matches(name, FILTERS, n=1)
                hint = f" Did you mean “{near[0]}”?" if near else f" There are: {', '.join(FILTERS)}."
                raise TemplateError(f"There is no filter “{name}”.{hint}", reference.start("filters") + 1)
        return names

    def fallback(self, start: int) -> tuple[Part, ...] | None:
        """What stands between “|” and “}”, or None; the closing brace is taken."""
        sign = self.text[self.at : self.at + 1]
        fallback = None
        if sign == "|":
            self.at += 1
            fallback = self.parts(until="}")
            sign = self.text[self.at : self.at + 1]
        if not sign:
            raise TemplateError("This placeholder is never closed: write “}” where it ends.", start)
        if sign != "}":
            raise TemplateError(f"Expected “}}”, “|”, “:” or “.” here, found “{sign}”.", self.at)
        self.at += 1
        return fallback
