"""The short pattern form: a phrase as an author writes it, read into items.

    (stop|quit) @complaining/VBG about $issue:np (when|while) $elsewhere:clause

The language is described in docs/rule-language.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sharedground.rules.inflection import TAGS, forms
from sharedground.rules.model import (
    AnyToken,
    Capture,
    Class,
    Edge,
    Except,
    Gap,
    Group,
    Item,
    Pos,
    Repeat,
    Span,
    Word,
)
from sharedground.rules.spelling import spellings
from sharedground.rules.suggest import nearest

UNIVERSAL_TAGS = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART"),
    *("PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
)
SPAN_KINDS = ("np", "clause", "vp")
DEFAULT_GAP, LONGEST_GAP, LONGEST_REPEAT = 5, 30, 8

_SPELLINGS = {
    "'s": ("is", "has", "s"),
    "is": ("'s", "s"),
    "has": ("'s", "s"),
    "are": ("r",),
    "would": ("'d",),
    "had": ("'d",),
    "you": ("u", "ya"),
    "y'all": ("you",),
    "yall": ("you",),
    "your": ("ur", "yr"),
    "people": ("ppl",),
    "because": ("bc", "cos", "cuz", "coz"),
    "though": ("tho",),
    "us": ("'s",),
    "them": ("'em",),
}
"""How else a word is written in contractions and posts; the pipeline's own norms cover n't, 're, 'll, 've and 'm."""

_NAME = re.compile(r"[A-Za-z][\w-]*")
_WORD = re.compile(r"(?:[^\W_]|['’.%£€$&#+°-](?=\S)|\[-\])*[^\W_](?:['’%](?=$|[\s()\[\]|/?*+{]))?")
_MARK = re.compile(r"\.\.\.|[^\w\s]")
_QUANTIFIER = re.compile(r"[?*+](?=$|[\s)\]|])|\{(\d+)(?:,(\d+))?\}")
_GAP = re.compile(r"(?:\.\.\.|…)(\d*)(?=$|[\s)\]|])")
_CLITIC = re.compile(r"(?i)(?:n['’]t|['’](?:s|re|ve|ll|d|m)|['’])$")


class PatternError(ValueError):
    """A pattern that cannot be read. `offset`: code points into the pattern; `suggestion`: the nearest right word."""

    def __init__(self, message: str, offset: int, suggestion: str = "") -> None:
        super().__init__(message)
        self.message, self.offset, self.suggestion = message, offset, suggestion


def parse_phrase(text: str) -> tuple[Item, ...]:
    """The items of a phrase, in order. Raises PatternError."""
    reader = _Reader(text)
    items = reader.sequence(closing="")
    if not items:
        raise PatternError("an empty pattern finds nothing; write the words to look for", 0)
    return items


def parse_node_word(text: str) -> Item:
    """One tree node's word: `a|b`, `~a`, `@class`, `<TAG>`, `_`, with `$name:` or `$name:np` before it."""
    alternatives = _Reader(f"{text})").alternatives(closing=")")
    if len(alternatives) == 1 and len(alternatives[0]) == 1:
        return alternatives[0][0]
    if not alternatives or any(len(sequence) != 1 for sequence in alternatives):
        raise PatternError("a tree's node is one word; separate alternatives by |", 0)
    return Group(tuple(alternatives))


def tokenize(word: str) -> list[str]:
    """The tokens of a written word: split at hyphens, and contractions into their words."""
    word = word.lower().replace("’", "'")
    if word in ("cannot", "can't"):
        return ["can", "not"]
    if word == "won't":
        return ["will", "not"]
    parts: list[str] = []
    for piece in re.split(r"(-|%|(?<!\w)[£€$])", word):
        clitic = _CLITIC.search(piece)
        if clitic and clitic.start() > 0:
            tail = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}.get(clitic[0], clitic[0])
            parts += [piece[: clitic.start()], tail]
        elif piece:
            parts.append(piece)
    return parts


def word(form: str, pos: str = "") -> Word:
    """A token exactly as written, in any of its spellings."""
    return Word(_spelled([form]), pos)


def _spelled(forms: Iterable[str]) -> tuple[str, ...]:
    """Forms, and how else each of them is written."""
    return tuple(dict.fromkeys(way for form in forms for way in (*spellings(form), *_SPELLINGS.get(form, ()))))


@dataclass
class _Reader:
    text: str
    at: int = 0

    def fail(self, message: str, offset: int | None = None, suggestion: str = "") -> PatternError:
        return PatternError(message, self.at if offset is None else offset, suggestion)

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def space(self) -> None:
        while self.peek().isspace():
            self.at += 1

    def alternatives(self, closing: str) -> list[tuple[Item, ...]]:
        found = [self.sequence(closing)]
        while self.peek() == "|":
            self.at += 1
            found.append(self.sequence(closing))
        return found

    def sequence(self, closing: str) -> tuple[Item, ...]:
        items: list[Item] = []
        while True:
            self.space()
            here = self.peek()
            if not here or here == closing or (here == "|" and closing):
                return tuple(items)
            if here == "|":
                raise self.fail("a | stands between alternatives in ( ) or [ ]")
            if here in ")]":
                raise self.fail(f"this {here} closes nothing")
            items += self.element()

    def element(self) -> list[Item]:
        start = self.at
        if gap := _GAP.match(self.text, self.at):
            self.at = gap.end()
            most = int(gap[1] or DEFAULT_GAP)
            if not 1 <= most <= LONGEST_GAP:
                raise self.fail(f"a gap holds 1 to {LONGEST_GAP} tokens, not {most}", start)
            return [Gap(most)]
        here = self.peek()
        if here == "^":
            self.at += 1
            return [Edge("start")]
        if here == "$" and (self.at + 1 == len(self.text) or self.text[self.at + 1] in " )]|"):
            self.at += 1
            return [Edge("end")]
        items = self.capture() if here == "$" else self.atom()
        return self.repeated(items, start)

    def repeated(self, items: list[Item], start: int) -> list[Item]:
        quantifier = _QUANTIFIER.match(self.text, self.at)
        if not quantifier:
            return items
        self.at = quantifier.end()
        bounds = {"?": (0, 1), "*": (0, 4), "+": (1, 4)}
        least, most = bounds.get(quantifier[0]) or (int(quantifier[1]), int(quantifier[2] or quantifier[1]))
        if not 0 <= least <= most <= LONGEST_REPEAT or most == 0:
            raise self.fail(f"a repetition runs from 0 to {LONGEST_REPEAT}, not {least} to {most}", start)
        if (least, most) == (0, 1):
            return [Group((tuple(items),), optional=True)]
        if len(items) != 1 or isinstance(items[0], Group | Capture | Span):
            raise self.fail("only a single word, class or tag can be repeated; use ( ) or [ ] for the rest", start)
        return [Repeat(items[0], least, most)]

    def capture(self) -> list[Item]:
        start = self.at
        self.at += 1
        name = self.name("a capture's name, as in $issue:np")
        if self.peek() != ":":
            raise self.fail(f"${name} needs what it captures after a colon, as in ${name}:np", start)
        self.at += 1
        kind = _NAME.match(self.text, self.at)
        if kind and kind[0] in SPAN_KINDS:
            self.at = kind.end()
            head = ""
            if self.peek() == "@":
                self.at += 1
                head = self.name("a class")
            return [Capture(name, Span(kind[0], head))]
        if not self.peek() or self.peek().isspace():
            raise self.fail(f"${name}: captures nothing; say np, clause, vp, a word, @class or (a|b)", start)
        items = self.atom()
        return [Capture(name, items[0] if len(items) == 1 else Group((tuple(items),)))]

    def atom(self) -> list[Item]:
        here = self.peek()
        readers: dict[str, Callable[[], list[Item]]] = {
            "(": self.group,
            "[": self.optional,
            "!": self.excepted,
            "@": self.lexicon_class,
            "~": self.inflected,
            "<": self.tag,
        }
        if here == "!" and self.text[self.at + 1 : self.at + 2] in ("", " ", ")", "|", "]"):
            return self.mark()
        if here in readers:
            return readers[here]()
        if here == "_" and not self.text[self.at + 1 : self.at + 2].isalnum():
            self.at += 1
            return [AnyToken()]
        return self.literal()

    def group(self) -> list[Item]:
        return [self.bracketed(")", optional=False)]

    def optional(self) -> list[Item]:
        return [self.bracketed("]", optional=True)]

    def bracketed(self, closing: str, *, optional: bool) -> Group:
        start = self.at
        self.at += 1
        alternatives = self.alternatives(closing)
        if self.peek() != closing:
            raise self.fail(f"this bracket is never closed; add a {closing}", start)
        self.at += 1
        if any(not sequence for sequence in alternatives):
            raise self.fail("an empty alternative; use [ ] for what may be left out", start)
        return Group(tuple(alternatives), optional)

    def excepted(self) -> list[Item]:
        start = self.at
        self.at += 1
        items = self.atom()
        singles = [s for i in items for s in ([q[0] for q in i.alternatives] if isinstance(i, Group) else [i])]
        longest = max((len(q) for i in items if isinstance(i, Group) for q in i.alternatives), default=1)
        if len(items) != 1 or longest > 1 or not all(isinstance(s, Word | Class | Pos) for s in singles):
            raise self.fail("after ! stand single words, classes or tags: !x or !(x|y)", start)
        return [Except(tuple(singles))]

    def lexicon_class(self) -> list[Item]:
        self.at += 1
        name = self.name("a class, as in @comrade")
        tags, pos = self.slash()
        return [Class(name, ",".join(tags), pos)]

    def inflected(self) -> list[Item]:
        start = self.at
        self.at += 1
        found = _WORD.match(self.text, self.at)
        if not found:
            raise self.fail("after ~ stands a word in its base form, as in ~check", start)
        self.at = found.end()
        lemma = found[0].lower()
        tags, pos = self.slash()
        chosen = forms(lemma, tags)
        if not chosen:
            raise self.fail(f"no form of “{lemma}” has the tag {', '.join(tags)}", start)
        return [Word(_spelled(chosen), pos)]

    def tag(self) -> list[Item]:
        start = self.at
        end = self.text.find(">", self.at)
        if end < 0:
            raise self.fail("this < is never closed; tags read <NOUN>", start)
        names = self.text[self.at + 1 : end].split("|")
        for name in names:
            if name not in UNIVERSAL_TAGS:
                raise self.fail(f"<{name}> is no part of speech", start, nearest(name.upper(), UNIVERSAL_TAGS))
        self.at = end + 1
        tags: list[tuple[Item, ...]] = [(Pos(name),) for name in names]
        return [tags[0][0] if len(tags) == 1 else Group(tuple(tags))]

    def literal(self) -> list[Item]:
        found = _WORD.match(self.text, self.at)
        if not found or not found[0]:
            return self.mark()
        start, self.at = self.at, found.end()
        tags, pos = self.slash()
        if tags:
            raise self.fail(f"forms by tag need ~: ~{found[0]}/{','.join(tags)}", start)
        if "[-]" in found[0]:
            return [_hyphenated(found[0].split("[-]"))]
        tokens = tokenize(found[0])
        return [word(token, pos if len(tokens) == 1 else "") for token in tokens]

    def mark(self) -> list[Item]:
        found = _MARK.match(self.text, self.at)
        if not found or found[0] in "{}/@~":
            raise self.fail(f"“{self.peek()}” has no place here")
        self.at = found.end()
        return [Word((found[0],))]

    def slash(self) -> tuple[tuple[str, ...], str]:
        if self.peek() != "/":
            return (), ""
        start = self.at + 1
        found = re.compile(r"[A-Za-z]+(?:,[A-Za-z]+)*").match(self.text, start)
        names = found[0].split(",") if found else [""]
        if len(names) == 1 and names[0] in UNIVERSAL_TAGS:
            self.at = start + len(names[0])
            return (), names[0]
        for name in names:
            if name not in TAGS:
                close = nearest(name.upper(), (*TAGS, *UNIVERSAL_TAGS))
                raise self.fail(f"“{name}” is no tag; after / stands one such as VBG or NOUN", start, close)
        self.at = start + len(",".join(names))
        return tuple(names), ""

    def name(self, what: str) -> str:
        found = _NAME.match(self.text, self.at)
        if not found:
            raise self.fail(f"here should stand {what}")
        self.at = found.end()
        return found[0]


def _hyphenated(parts: list[str]) -> Group:
    """`first[-]world`: with a hyphen, without one, as one word."""
    apart: tuple[Item, ...] = tuple(word(part.lower()) for part in parts)
    joined: list[Item] = []
    for index, part in enumerate(apart):
        joined += [Word(("-",)), part] if index else [part]
    return Group((tuple(joined), apart, (word("".join(parts).lower()),)))
