"""What a writer says to Shared Ground in a comment of the draft.

    <!-- sharedground: ignore hierarchy/suffering-ranking, guilt: her own words -->      the next block, or this one
    <!-- sharedground: off all: a transcript -->  …  <!-- sharedground: on -->            everything in between
    <!-- sharedground: ignore-file charity -->                                           the whole draft
    <!-- sharedground: testimony -->                                                     the whole draft, every rule

Rules are ids, categories or `all`; none means all. What follows the colon is the reason, for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sharedground.text.blocks import BlockKind, Comment, Draft


class Verb(StrEnum):
    """What a directive does."""

    IGNORE = "ignore"
    OFF = "off"
    ON = "on"
    IGNORE_FILE = "ignore-file"
    TESTIMONY = "testimony"


@dataclass(frozen=True, slots=True)
class RuleName:
    """A rule id, a category or `all`, as a directive names it, in lower case, and where it stands in the source."""

    name: str
    start: int
    end: int

    def names(self, rule_id: str) -> bool:
        """Whether this is the rule, its category or `all`."""
        return self.name in ("all", rule_id, rule_id.partition("/")[0])


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive: `start` and `end` are the extent of its comment in the source.

    `covers` is the source span that an `ignore` speaks of: its block, or the next one; the rest of the draft for the
    other verbs (an `off` may be ended sooner by an `on`).
    """

    verb: Verb
    rules: tuple[RuleName, ...]
    reason: str
    start: int
    end: int
    covers: tuple[int, int]

    def names(self, rule_id: str) -> bool:
        """Whether the directive speaks of this rule; one that names no rule speaks of all."""
        return not self.rules or any(rule.names(rule_id) for rule in self.rules)


@dataclass(frozen=True, slots=True)
class Problem:
    """A directive that could not be read, and where it stands in the source."""

    message: str
    start: int
    end: int


_SYNONYMS = {
    "disable": Verb.OFF,
    "stop": Verb.OFF,
    "enable": Verb.ON,
    "start": Verb.ON,
    "resume": Verb.ON,
    "skip": Verb.IGNORE,
    "allow": Verb.IGNORE,
    "accept": Verb.IGNORE,
    "disable-next": Verb.IGNORE,
    "disable-next-line": Verb.IGNORE,
    "ignore-next": Verb.IGNORE,
    "disable-file": Verb.IGNORE_FILE,
    "off-file": Verb.IGNORE_FILE,
    "ignore-all": Verb.IGNORE_FILE,
}
_ADDRESS = "sharedground"
_ADDRESSED = re.compile(r"\s*([A-Za-z][\w-]*(?: ground)?)\s*(:?)\s*", re.IGNORECASE)
_VERB = re.compile(r"[^\s:,]+")
_RULE = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)?", re.IGNORECASE)
_PART = re.compile(r"[^,]+")


def directives(draft: Draft) -> tuple[Directive, ...]:
    """The directives of a draft that could be read, in the order of the source."""
    return Suppressions(draft).directives


class Suppressions:
    """What the directives of a draft leave alone. `problems` holds those that could not be read."""

    def __init__(self, draft: Draft) -> None:
        read = [_read(comment, draft) for comment in draft.comments]
        self.directives = tuple(item for item in read if isinstance(item, Directive))
        self.problems = (
            *(item for item in read if isinstance(item, Problem)),
            *_needless(self.directives),
        )

    def covering(self, rule_id: str, start: int, end: int) -> Directive | None:
        """The directive that keeps this rule silent at the source span [start, end); the narrowest, if several do."""
        speaking = [directive for directive in self.directives if directive.names(rule_id)]
        off: Directive | None = None
        for directive in speaking:
            opening, closing = directive.covers
            if directive.verb is Verb.IGNORE and opening <= start < closing:
                return directive
            if directive.end <= start:
                if directive.verb is Verb.OFF:
                    off = directive
                elif directive.verb is Verb.ON:
                    off = None
        whole = (item for item in speaking if item.verb in (Verb.IGNORE_FILE, Verb.TESTIMONY))
        return off or next(whole, None)


def _read(comment: Comment, draft: Draft) -> Directive | Problem | None:
    """The directive in a comment, what is wrong with it, or None where the comment speaks of something else."""

    def problem(message: str) -> Problem:
        return Problem(message, comment.start, comment.end)

    address = _ADDRESSED.match(comment.text)
    if not address:
        return None
    addressee = address[1].lower()
    if addressee != _ADDRESS:
        near = _is_like(addressee.replace("-", "").replace(" ", ""), _ADDRESS)
        return (
            problem(f"“{address[1]}” is not known here. Did you mean “sharedground:”?") if near and address[2] else None
        )
    spoken = _VERB.match(comment.text, address.end())
    if not address[2]:
        if spoken and _verb(spoken[0]):
            return problem("A colon is missing: write “sharedground: ignore …”.")
        return None
    if not spoken:
        return problem(f"This says nothing yet. Write one of: {', '.join(Verb)}.")
    word = spoken[0].lower()
    if word not in set(Verb):
        nearest = _verb(word)
        hint = f" Did you mean “{nearest}”?" if nearest else ""
        return problem(f"“{spoken[0]}” is not known here.{hint} Write one of: {', '.join(Verb)}.")
    inner = draft.source.text.find(comment.text, comment.start)
    rules: list[RuleName] = []
    listed, _, reason = comment.text[spoken.end() :].partition(":")
    for part in _PART.finditer(listed):
        name = part[0].strip()
        if not name:
            continue
        if not _RULE.fullmatch(name):
            if _RULE.match(name):
                return problem(f"“{name}” names no rule. Put commas between rules, and a colon before the reason.")
            return problem(
                f"“{name}” names no rule. A rule is written like hierarchy/suffering-ranking, or just guilt."
            )
        start = inner + spoken.end() + part.start() + len(part[0]) - len(part[0].lstrip())
        rules.append(RuleName(name.lower(), start, start + len(name)))
    verb = Verb(word)
    if verb is Verb.TESTIMONY and rules:
        return problem(
            "“testimony” leaves the whole draft alone and names no rules. For some rules, write “ignore-file”."
        )
    covers = _block_meant(comment, draft) if verb is Verb.IGNORE else _rest(verb, comment, draft)
    return Directive(verb, tuple(rules), " ".join(reason.split()), comment.start, comment.end, covers)


def _is_like(word: str, other: str) -> bool:
    """Whether one word may be a slip of the pen for the other."""
    if word[:2] != other[:2] or abs(len(word) - len(other)) > 3:
        return False
    from rapidfuzz import fuzz  # slow to import, and seldom needed

    return fuzz.ratio(word, other) >= 85


def _verb(word: str) -> Verb | None:
    """The verb nearest to a word."""
    word = word.lower()
    if word in _SYNONYMS:
        return _SYNONYMS[word]
    from rapidfuzz import fuzz, process  # slow to import, and seldom needed

    near = process.extractOne(word, [str(verb) for verb in Verb], scorer=fuzz.ratio, score_cutoff=65)
    return Verb(near[0]) if near else None


def _rest(verb: Verb, comment: Comment, draft: Draft) -> tuple[int, int]:
    whole = verb in (Verb.IGNORE_FILE, Verb.TESTIMONY)
    return (0 if whole else comment.end), len(draft.source.text)


def _block_meant(comment: Comment, draft: Draft) -> tuple[int, int]:
    """The block a comment stands in, or the next one.

    A table counts as one block here, since no comment fits between its cells.
    """
    for block in draft.blocks:
        if block.start <= comment.start and comment.end <= block.end:
            return block.start, block.end
    following = [block for block in draft.blocks if block.start >= comment.end]
    if not following:
        return comment.end, comment.end
    first = last = following[0]
    if first.kind is BlockKind.CELL:
        for block in following:
            if block.kind is not BlockKind.CELL:
                break
            last = block
    return first.start, last.end


def _needless(directives: tuple[Directive, ...]) -> Iterator[Problem]:
    """Each `on` with nothing switched off before it."""
    off = False
    for directive in directives:
        if directive.verb is Verb.OFF:
            off = True
        elif directive.verb is Verb.ON and not off:
            yield Problem(
                "Nothing is switched off before this “on”. Is an “off” missing above it?",
                directive.start,
                directive.end,
            )
