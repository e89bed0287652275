"""English inflection: verbs, nouns, agreement, and a or an.

The dictionary is lemminflect's; it is imported when the first rewrite needs it, never before.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sharedground.rewriting.words import word_set

_BE = {"VB": "be", "VBZ": "is", "VBP": "are", "VBD": "were", "VBN": "been", "VBG": "being"}
_MODALS = word_set("can could may might must shall should will would")

_IRREGULAR: dict[tuple[str, str], str] = {
    ("have", "VBZ"): "has",
    ("have", "VBD"): "had",
    ("have", "VBN"): "had",
    ("do", "VBZ"): "does",
    ("do", "VBD"): "did",
    ("do", "VBN"): "done",
    ("bid", "VBD"): "bid",
    ("bid", "VBN"): "bid",
    ("broadcast", "VBD"): "broadcast",
    ("bus", "VBN"): "bused",
    ("forecast", "VBD"): "forecast",
    ("gaslight", "VBD"): "gaslit",
    ("gaslight", "VBN"): "gaslit",
    ("get", "VBN"): "got",
    ("lie", "VBD"): "lied",
    ("light", "VBN"): "lit",
    ("outbid", "VBD"): "outbid",
    ("outbid", "VBN"): "outbid",
    ("program", "VBD"): "programmed",
    ("program", "VBG"): "programming",
    ("program", "VBN"): "programmed",
    ("quit", "VBN"): "quit",
    ("smell", "VBN"): "smelled",
    ("spell", "VBN"): "spelled",
    ("spoil", "VBN"): "spoiled",
    ("swell", "VBN"): "swollen",
    ("wake", "VBN"): "woken",
    ("person", "NNS"): "people",
    ("staff", "NNS"): "staff",
    ("housing", "NNS"): "housing",
    ("cactus", "NNS"): "cacti",
}
"""Where the dictionary is wrong, old-fashioned, or puts the rarer form first."""

_COMPOUND_NOUN = re.compile(r"(?P<head>\w+)(?P<rest>-(?:in|of|to|by|on|at|up)(?:-\w+)*)$")


@lru_cache(maxsize=4096)
def inflect(lemma: str, tag: str) -> str:
    """The form of `lemma` for a Penn tag (VB VBZ VBP VBD VBN VBG NN NNS JJ JJR JJS); of an unknown word, by rule."""
    if tag in ("VB", "NN", "JJ", "") or lemma in _MODALS:
        return lemma
    if lemma == "be" and tag in _BE:
        return _BE[tag]
    if tag == "VBP":
        return lemma
    if (lemma, tag) in _IRREGULAR:
        return _IRREGULAR[lemma, tag]
    if tag == "NNS" and _is_initials(lemma):
        return lemma + "s"
    from lemminflect import getInflection

    forms: tuple[str, ...] = getInflection(lemma, tag)
    return forms[0] if forms else lemma


@lru_cache(maxsize=4096)
def lemma_of(word: str, kind: str) -> str:
    """The lemma of a form; `kind`: VERB or NOUN. An unknown verb has none (''); that of an unknown noun is guessed."""
    lower = word.lower()
    if kind == "VERB" and lower in _BE_FORMS:
        return "be"
    if kind == "NOUN" and _is_initials(word.removesuffix("s")):
        return word.removesuffix("s")
    from lemminflect import getAllLemmas, getLemma

    known: tuple[str, ...] = getAllLemmas(lower, kind).get(kind, ())
    if known or kind == "VERB":
        return known[0] if known else ""
    guessed: tuple[str, ...] = getLemma(lower, kind)
    return guessed[0] if guessed else lower


_BE_FORMS = word_set("am is are was were be been being 'm 's 're")


@lru_cache(maxsize=4096)
def is_common(word: str) -> bool:
    """Whether the dictionary knows a word in lower case: *workers*, not *Palestinian*."""
    from lemminflect import getAllLemmas

    return bool(getAllLemmas(word.lower()))


def agree(verb: str, number: str, person: int = 3, past: bool = False) -> str:
    """A verb (or a phrase that starts with its verb: *stand with*) in agreement with its subject.

    `number`: sing or plur; anything else is taken as singular. `person`: 1, 2 or 3.
    """
    lemma, _, rest = verb.partition(" ")
    singular = number != "plur" and person != 2
    if lemma == "be":
        form = _agreeing_be(singular, person, past)
    elif past:
        form = inflect(lemma, "VBD")
    else:
        form = inflect(lemma, "VBZ") if singular and person == 3 else lemma
    return f"{form} {rest}" if rest else form


def _agreeing_be(singular: bool, person: int, past: bool) -> str:
    if past:
        return "was" if singular else "were"
    if not singular:
        return "are"
    return "am" if person == 1 else "is"


def plural(noun: str) -> str:
    """A noun in the plural; of a compound, its head: *mothers-in-law*, *strike-breakers*. A plural stays as it is."""
    return _numbered(noun, "NNS")


def singular(noun: str) -> str:
    """A noun in the singular; of a compound, its head. A singular stays as it is."""
    return _numbered(noun, "NN")


def _numbered(noun: str, tag: str) -> str:
    compound = _COMPOUND_NOUN.fullmatch(noun)
    if compound:
        return _numbered(compound["head"], tag) + compound["rest"]
    before, hyphen, last = noun.rpartition("-")
    if last.lower() == "people":
        form = "people" if tag == "NNS" else "person"
    elif tag == "NNS" and is_plural(last):
        form = last
    else:
        form = inflect(lemma_of(last, "NOUN"), tag)
    return before + hyphen + match_case(form, last)


_PLURAL_ONLY = word_set("people police folk cattle clergy youths women men children feet teeth")
_SINGULAR_IN_S = word_set(
    "news politics economics physics mathematics ethics measles series species crisis analysis basis"
)


def is_plural(noun: str) -> bool:
    """Whether a noun's form is a plural."""
    lower = noun.lower()
    if lower in _PLURAL_ONLY:
        return True
    if lower in _SINGULAR_IN_S or lower.endswith(("ss", "us", "is")):
        return False
    if _is_initials(noun):
        return False
    lemma = lemma_of(noun, "NOUN")
    return (lemma.lower() != lower and inflect(lemma, "NNS").lower() == lower) or (
        lower.endswith("s") and lemma != lower
    )


def match_case(form: str, model: str) -> str:
    """A form in the case of the word it stands for."""
    if len(model) > 1 and model.isupper() and not _is_initials(form.removesuffix("s")):
        return form.upper()
    return form[:1].upper() + form[1:] if model[:1].isupper() else form


def _is_initials(word: str) -> bool:
    return 1 < len(word) <= 5 and word.isalpha() and word.isupper()


# -- a or an -----------------------------------------------------------------------------------------------------

_SPELT_WITH_VOWEL = frozenset("AEFHILMNORSX")
_SAID_AS_WORDS = word_set("FEMA FIFA HAMAS HUD LIDL MAGA NAFTA NASA NATO NIMBY RICO SARS SNAP SWAT")
_SOUNDS_LIKE_CONSONANT = re.compile(
    r"eu|ewe|on(?:e\b|ce\b)|ouija|uni(?:[cfloqstv]|$)|unanim|us(?:[aeu]|ing)|ut(?:il|op|er)|uk|ura|uri|urugu|ubi|ufo|ugan|uygh"
)
_SILENT_H = re.compile(r"hour|honest|honou?r|heir")
_NUMBER_WITH_AN = re.compile(r"8|1[18](?:\d\d)?(?!\d)(?:,\d{3})*")


def article(word: str) -> str:
    """`a` or `an`, by the sound of the word that follows."""
    if word[:1].isdigit():
        return "an" if _NUMBER_WITH_AN.match(word) else "a"
    first = re.split(r"[-‑’']", word, maxsplit=1)[0]
    initials = first.removesuffix("s")
    if _is_initials(initials) and initials not in _SAID_AS_WORDS and not _is_shouted(initials):
        return "an" if initials[0] in _SPELT_WITH_VOWEL else "a"
    if len(first) == 1 and first.isupper() and len(word) > 1:
        return "an" if first in _SPELT_WITH_VOWEL else "a"
    sound = unicodedata.normalize("NFD", word).lower()
    if _SOUNDS_LIKE_CONSONANT.match(sound):
        return "a"
    return "an" if sound[:1] in "aeiou" or _SILENT_H.match(sound) else "a"


def _is_shouted(word: str) -> bool:
    """Whether capitals spell a common word (*A UNION*), not initials."""
    return len(word) > 3 and is_common(word)
