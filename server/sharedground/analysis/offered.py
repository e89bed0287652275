"""The wordings that rules offer, and whether what the sentence reader points at is one of them.

What a writer took from us is not flagged, whatever stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sharedground.analysis.plan import Pattern
from sharedground.rules.templates import Literal, parse_template

_WORD = re.compile(r"\w+(?:'\w+)?")
_FEWEST = 5
"""A wording of fewer words may be anybody's."""


class Offered:
    """The wordings that stand word for word in the rewrites of some patterns and of their rules."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        templates = {
            template.text for pattern in patterns for template in (*pattern.named.rewrites, *pattern.rule.rewrites)
        }
        parts = (part for text in templates for part in parse_template(text).parts)
        wordings = {_folded(part.text) for part in parts if isinstance(part, Literal)}
        self._wordings = [each for each in wordings if each.count(" ") > _FEWEST]

    def holds_most_of(self, text: str) -> bool:
        """Whether half or more of the words of a text are one wording."""
        folded = _folded(text)
        return any(wording in folded and 2 * wording.count(" ") >= folded.count(" ") for wording in self._wordings)


def _folded(text: str) -> str:
    """The words of a text in lower case, with a space before each and one at the end."""
    return f" {' '.join(_WORD.findall(text.casefold().replace('’', chr(39))))} "
