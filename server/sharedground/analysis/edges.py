"""Where a sentence begins and ends for a pattern: opening and closing marks, bullets and fillers do not count."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sharedground.analysis.model import Sentence

_FILLERS = frozenset(
    """
    and but or so well look now then please just oh hey honestly frankly seriously sorry yes no ok okay also actually
    maybe perhaps like lol tbh ngl fr imagine comrades friends brothers sisters folks all y'all
    """.split()
)
FILLERS_PASSED = _FILLERS - {"imagine", "all", "like", "no", "maybe", "sorry"}
BREAKS = frozenset({":", ";", "—", "–", "-", "--", "…", "...", "•", "*", "/", ")", "|"})


def opens(sentence: Sentence, index: int) -> bool:
    """Whether nothing that counts stands before the token in its sentence (or since a colon, a dash, a semicolon)."""
    for token in reversed(sentence.doc[:index]):
        if token.text in BREAKS:
            return True
        if token.is_alpha and token.lower_ not in FILLERS_PASSED:
            return False
        if token.like_num:
            return token.i == 0
    return True


def closes(sentence: Sentence, index: int) -> bool:
    """Whether nothing but marks, symbols and emoji follows the token before `index` up to a stop or the end."""
    for token in sentence.doc[index:]:
        if token.text in BREAKS or token.text in ".!?":
            return True
        if token.is_alpha or token.like_num:
            return False
    return True
