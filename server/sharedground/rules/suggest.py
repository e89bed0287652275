"""The nearest right word, for errors that say *did you mean*."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_MOST_LISTED = 20


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice most like `word`, or '' where none is like it."""
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(word, list(choices), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=60)
    return str(found[0]) if found else ""


def did_you_mean(word: str, choices: Sequence[str], unlisted: Sequence[str] = ()) -> str:
    """` Did you mean “x”?`, or all that it may be where nothing is near; to be put behind a message.

    `unlisted`: what it may be too, but goes without saying.
    """
    if near := nearest(word, (*choices, *unlisted)):
        return f" Did you mean “{near}”?"
    return f" It may be: {', '.join(choices)}." if 0 < len(choices) <= _MOST_LISTED else ""
