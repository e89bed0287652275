"""How tokens are written: contractions, dashes, dropped letters. A search must look for what stands in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

PART = re.compile(r"[^\W\d_]+|\d+")
"""The parts of a text that literals are made of: runs of letters, runs of digits."""

_DASHES = ("-", "–", "—")
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


def surfaces(words: Sequence[str]) -> list[str]:
    """Every way in which these tokens may be written in a row."""
    rows: list[tuple[str, str]] = [("", "")]
    for form in words:
        grown: list[tuple[str, str]] = []
        for text, last in rows:
            glued = not text or text[-1] in _DASHES
            if form in _DASHES:
                grown += [(f"{text}{dash}", form) for dash in _DASHES]
                grown += [(f"{text} {dash} ".lstrip(), form) for dash in _DASHES]
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
