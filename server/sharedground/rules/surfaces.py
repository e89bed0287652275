"""How tokens are written: contractions, dashes, dropped letters. A search must look for what stands in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

PART = re.compile(r"[^\W\d_]+|\d+")
"""The parts of a text that literals are made of: runs of letters, runs of digits."""

DASHES = ("-", "–", "—")
CLITIC = re.compile(r"'[a-z]{1,2}$")
_ATTACHED = {
    "not": ("n't", "nt"),
    "are": ("'re", "re"),
    "is": ("'s", "s"),
    "has": ("'s", "s"),
    "s": ("s",),
    "r": ("'re",),
    "have": ("'ve", "ve", "'v"),
    "had": ("'d", "d"),
    "would": ("'d", "d"),
    "will": ("'ll", "ll"),
    "am": ("'m", "m"),
    "us": ("'s", "s"),
    "all": ("'all", "all"),
}
"""How a word is written when it leans on the one before it."""
_FUSED = {
    ("can", "not"): ("cannot", "can't", "cant"),
    ("will", "not"): ("won't", "wont"),
    ("shall", "not"): ("shan't", "shant"),
    ("going", "to"): ("gonna",),
    ("got", "to"): ("gotta",),
    ("want", "to"): ("wanna",),
    ("you", "all"): ("y'all", "yall"),
    ("come", "on"): ("c'mon",),
    ("let", "me"): ("lemme",),
    ("give", "me"): ("gimme",),
}
_SPELT = {
    "doing": ("doin",),
    "going": ("goin",),
    "having": ("havin",),
    "nothing": ("nothin", "nuthin"),
    "something": ("somethin",),
    "loving": ("lovin",),
    "old": ("ol",),
    "enough": ("nuff",),
    "because": ("'cause", "cause"),
    "them": ("'em", "em"),
    "until": ("'til", "til", "till"),
    "it": ("'t",),
}


LEANING = frozenset({*_ATTACHED, *(second for _, second in _FUSED), *(f"'{c}" for c in "sdtm"), "'re", "'ve", "'ll"})
"""Words that may be written as part of the word before them, so that no literal can begin with them."""


def leaning(words: Sequence[str]) -> int:
    """How many of these words, from the first on, may hide in whatever stands before."""
    count = 0
    while count < len(words) and words[count] in LEANING:
        count += 1
    return count


def surfaces(words: Sequence[str]) -> list[str]:
    """Every way in which these tokens may be written in a row."""
    rows: list[tuple[str, str]] = [("", "")]
    for form in words:
        grown: list[tuple[str, str]] = []
        for text, last in rows:
            glued = not text or text[-1] in DASHES
            if form in DASHES:
                grown += [(f"{text}{dash}", form) for dash in DASHES]
                grown += [(f"{text} {dash} ".lstrip(), form) for dash in DASHES]
                continue
            spaced = "" if not text or glued or text.endswith(" ") else " "
            if not form.startswith("'"):
                grown += [(f"{text}{spaced}{spelt}", form) for spelt in (form, *_SPELT.get(form, ()))]
            if text and last and not glued:
                clitics = (form,) if form.startswith("'") else _ATTACHED.get(form, ())
                grown += [(f"{text}{clitic}", form) for clitic in clitics]
                head = text[: -len(last)]
                grown += [(head + fused, form) for fused in _FUSED.get((last, form), ()) if text.endswith(last)]
        rows = grown
    return [text.strip() for text, _ in rows]


def parts(text: str) -> tuple[str, ...]:
    """The parts of a piece of text, lower case."""
    return tuple(PART.findall(text.lower()))
