"""Word classes: lexicon files read, layered and inflected.

A file becomes a `LexiconFile` (what it says), and the files of all packs together become lexicons (what patterns find):
an earlier pack's class is extended by `+name`, `includes` brings in other classes and `except` takes entries out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sharedground.errors import Place, RuleError
from sharedground.rules.inflection import DICTIONARY, NOUN_TAGS, VERB_TAGS, forms_by_tag
from sharedground.rules.model import Lexicon
from sharedground.rules.phrases import tokenize
from sharedground.rules.spelling import spellings
from sharedground.rules.suggest import did_you_mean

Tokens = tuple[str, ...]
UNINFLECTED = "none"
_PREPOSITIONS = frozenset(
    (
        "of",
        "in",
        "on",
        "at",
        "for",
        "from",
        "to",
        "with",
        "by",
        "against",
        "over",
        "under",
        "about",
        "between",
        "without",
    )
)


@dataclass(frozen=True)
class LexiconFile:
    """What a lexicon file says. `words`: entry → part of speech (none: never inflected); places are for errors."""

    name: str
    extends: bool
    part_of_speech: str
    words: Mapping[str, str]
    includes: Mapping[str, Place]
    excluded: Mapping[str, Place]
    place: Place


@dataclass(frozen=True)
class LoadedLexicon:
    """A lexicon, or why there is none."""

    lexicon: Lexicon | None
    errors: tuple[RuleError, ...]


def load_lexicon(text: str, path: str) -> LoadedLexicon:
    """The lexicon of one file that stands alone."""
    from sharedground.rules.lexiconfiles import read_lexicon

    file, errors = read_lexicon(text, path)
    if file is None:
        return LoadedLexicon(None, errors)
    lexicons, more = layer([file])
    return LoadedLexicon(lexicons.get(file.name), (*errors, *more))


def layer(files: Sequence[LexiconFile]) -> tuple[dict[str, Lexicon], tuple[RuleError, ...]]:
    """The lexicons of all files, in the order of their packs. A file that does not fit is left out, and told."""
    classes, errors = _layered(files)
    resolver = _Resolver(classes)
    lexicons = {name: _compiled(name, resolver) for name in sorted(classes)}
    return lexicons, tuple(sorted([*errors, *resolver.errors], key=position))


def extended(lexicon: Lexicon, words: Iterable[str]) -> Lexicon:
    """The lexicon with more words, inflected like its own; for the additions of a project's settings."""
    entries = {tag: list(forms) for tag, forms in lexicon.entries.items()}
    for word in words:
        _add(entries, folded(word), lexicon.part_of_speech)
    return Lexicon(lexicon.name, _frozen(entries), lexicon.part_of_speech)


def folded(entry: str) -> str:
    """An entry in the form in which it is compared: lower case, straight apostrophes, single spaces."""
    return " ".join(entry.lower().replace("’", "'").split())


def position(error: RuleError) -> tuple[str, int, int]:
    """Where an error stands, for sorting."""
    return (error.place.path, error.place.line, error.place.column)


# -- layering -----------------------------------------------------------------------------------------------------


@dataclass
class _Class:
    """A class as it grows from pack to pack."""

    part_of_speech: str
    words: dict[str, str] = field(default_factory=dict)
    includes: dict[str, Place] = field(default_factory=dict)
    excluded: dict[str, Place] = field(default_factory=dict)

    def add(self, file: LexiconFile) -> None:
        own = file.part_of_speech or self.part_of_speech
        self.words |= {entry: kind or own for entry, kind in file.words.items()}
        self.includes |= file.includes
        self.excluded = {e: p for e, p in self.excluded.items() if e not in file.words} | dict(file.excluded)


def _layered(files: Sequence[LexiconFile]) -> tuple[dict[str, _Class], list[RuleError]]:
    classes: dict[str, _Class] = {}
    errors: list[RuleError] = []
    first: dict[str, Place] = {}
    for file in [*(f for f in files if not f.extends), *(f for f in files if f.extends)]:
        if file.extends and file.name not in classes:
            hint = did_you_mean(file.name, tuple(classes))
            errors.append(
                RuleError(
                    f"there is no class “{file.name}” to add to; without its + this starts one.{hint}", file.place
                )
            )
        elif not file.extends and file.name in classes:
            there = first[file.name]
            errors.append(
                RuleError(
                    f"the class “{file.name}” already stands in {there.path}; write +{file.name} to add to it",
                    file.place,
                )
            )
        else:
            classes.setdefault(file.name, _Class(file.part_of_speech or "noun")).add(file)
            first.setdefault(file.name, file.place)
    return classes, errors


class _Resolver:
    """The entries of a class with its includes brought in and its exceptions taken out."""

    def __init__(self, classes: Mapping[str, _Class]) -> None:
        self.classes = classes
        self.done: dict[str, dict[str, str]] = {}
        self.errors: list[RuleError] = []

    def entries(self, name: str, path: tuple[str, ...] = ()) -> dict[str, str]:
        if name in self.done:
            return self.done[name]
        own = self.classes[name]
        chain = (*path, name)
        entries: dict[str, str] = {}
        for other, place in own.includes.items():
            if other in chain:
                circle = " → ".join((*chain[chain.index(other) :], other))
                self.errors.append(RuleError(f"these classes include each other: {circle}; take one out", place))
            elif other not in self.classes:
                hint = did_you_mean(other, tuple(self.classes))
                self.errors.append(RuleError(f"there is no class “{other}” to include.{hint}", place))
            else:
                entries |= self.entries(other, chain)
        entries |= own.words
        for entry, place in own.excluded.items():
            if entries.pop(entry, None) is None:
                hint = did_you_mean(entry, tuple(entries))
                self.errors.append(
                    RuleError(f"“{entry}” is no entry of “{name}”, so it cannot be taken out.{hint}", place)
                )
        self.done[name] = entries
        return entries


# -- inflecting ---------------------------------------------------------------------------------------------------


def _compiled(name: str, resolver: _Resolver) -> Lexicon:
    entries: dict[str, list[Tokens]] = {}
    for entry, part_of_speech in resolver.entries(name).items():
        _add(entries, entry, part_of_speech)
    return Lexicon(name, _frozen(entries), resolver.classes[name].part_of_speech)


def _add(entries: dict[str, list[Tokens]], entry: str, part_of_speech: str) -> None:
    for tag, form in _forms(entry, part_of_speech):
        entries.setdefault(tag, []).append(form)


@lru_cache(maxsize=65536)
def _forms(entry: str, part_of_speech: str) -> tuple[tuple[str, Tokens], ...]:
    """Each form of an entry with its tag; those with hyphens also without. Kept, since classes include each other."""
    found: list[tuple[str, Tokens]] = []
    for tag, surfaces in inflected(entry, part_of_speech).items():
        for surface in surfaces:
            written = tuple(_tokens(surface))
            for tokens in dict.fromkeys((written, tuple(spellings(token)[-1] for token in written))):
                found.append((tag, tokens))
                if "-" in tokens[1:-1]:
                    found.append((tag, tuple(token for token in tokens if token != "-")))
    return tuple(found)


_SEAM = re.compile(r"(?<=[^\W\d_])(-)(?=[^\W\d_])|([,;:])$")


def _tokens(surface: str) -> Iterator[str]:
    """As the pipeline's tokenizer splits: at hyphens between letters (not *h-1b*), before a closing comma."""
    for word in surface.split():
        for piece in filter(None, _SEAM.split(word)):
            yield from [piece] if "-" in piece else tokenize(piece)


def _frozen(entries: Mapping[str, Sequence[Tokens]]) -> dict[str, tuple[Tokens, ...]]:
    return {tag: tuple(dict.fromkeys(forms)) for tag, forms in entries.items()}


def inflected(entry: str, part_of_speech: str) -> dict[str, tuple[str, ...]]:
    """Penn tag → the surfaces of an entry. Of several words, the first verb or the head noun changes."""
    words = entry.split()
    match part_of_speech:
        case "verb":
            at = next((i for i, word in enumerate(words) if _is_known(_parts(word)[-1], "verb")), 0)
            paradigm = _verb
        case "noun":
            at = next((i - 1 for i, word in enumerate(words) if i and word in _PREPOSITIONS), len(words) - 1)
            paradigm = _noun
        case "adjective":
            at, paradigm = len(words) - 1, _adjective if len(_parts(entry)) == 1 and len(words) == 1 else _unchanged
        case _:
            return {"": (entry,)}
    before, after = " ".join(words[:at]), " ".join(words[at + 1 :])
    *first, last = _parts(words[at])
    rest = ""
    if part_of_speech == "noun" and (cut := next((i for i, p in enumerate(first) if i and p in _PREPOSITIONS), 0)):
        first, last, rest = first[: cut - 1], first[cut - 1], "-" + "-".join([*first[cut:], last])
    return {
        tag: tuple(f"{before} {'-'.join([*first, form])}{rest} {after}".strip() for form in surfaces)
        for tag, surfaces in paradigm(last).items()
    }


def _parts(word: str) -> list[str]:
    return word.split("-") if "-" in word.strip("-") else [word]


def _is_known(word: str, part_of_speech: str) -> bool:
    return bool(DICTIONARY.inflections(word, part_of_speech))


def _verb(word: str) -> dict[str, tuple[str, ...]]:
    found = dict(forms_by_tag(word, "verb")) if _is_known(word, "verb") else _regular_verb(word)
    found.setdefault("VB", (word,))
    found.setdefault("VBP", found["VB"])
    regular = _regular_verb(word)
    for tag, model in (("VBD", "VBN"), ("VBN", "VBD"), ("VBZ", ""), ("VBG", "")):
        found.setdefault(tag, found.get(model, regular[tag]))
    return {tag: found[tag] for tag in VERB_TAGS}


def _noun(word: str) -> dict[str, tuple[str, ...]]:
    if _is_known(word, "noun"):
        found = dict(forms_by_tag(word, "noun"))
        found.setdefault("NN", (word,))
        plurals = found.get("NNS", ())
        # The first plural is the usual one: *people* stays, *privilege* as its own plural goes.
        found["NNS"] = tuple(form for i, form in enumerate(plurals) if i == 0 or form not in found["NN"])
        return {tag: found[tag] for tag in NOUN_TAGS if found[tag]}
    if "'" in word:
        return {"NN": (word,)}
    if _is_plural(word):
        return {"NNS": (word,)}
    return {"NN": (word,), "NNS": (_with_s(word),)}


def _adjective(word: str) -> dict[str, tuple[str, ...]]:
    return dict(forms_by_tag(word, "adjective")) if _is_known(word, "adjective") else _unchanged(word)


def _unchanged(word: str) -> dict[str, tuple[str, ...]]:
    return {"JJ": (word,)}


def _is_plural(word: str) -> bool:
    """A plural given as an entry (`the masses`) stays as it is."""
    lemmas = DICTIONARY.lemmas_of_noun(word)
    return bool(lemmas) and word not in lemmas


def _regular_verb(word: str) -> dict[str, tuple[str, ...]]:
    stem = _doubled(word)
    if word.endswith("e"):
        past, ing = word + "d", (word if word.endswith(("ee", "oe", "ye")) else word[:-1]) + "ing"
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        past, ing = word[:-1] + "ied", word + "ing"
    else:
        past, ing = stem + "ed", stem + "ing"
    return {"VB": (word,), "VBP": (word,), "VBZ": (_with_s(word),), "VBD": (past,), "VBN": (past,), "VBG": (ing,)}


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "s"


def _doubled(word: str) -> str:
    """`blag` → `blagg-`: a short word of one vowel and one closing consonant doubles it."""
    vowels = sum(letter in "aeiouy" for letter in word)
    closes = len(word) > 2 and word[-1] not in "aeiouwxy" and word[-2] in "aeiou" and word[-3] not in "aeiou"
    return word + word[-1] if closes and vowels == 1 else word
