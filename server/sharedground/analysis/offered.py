"""The wordings that rules offer, and whether what the sentence reader points at is one of them.

What a writer took from us is not flagged, whatever stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sharedground.rules.branches import branches
from sharedground.rules.model import Rule, Template
from sharedground.rules.templates import Literal, parse_template

_WORD = re.compile(r"\w+(?:'\w+)?")
_FEWEST = 5
"""A wording of fewer words may be anybody's."""


class Offered:
    """The wordings that stand word for word in the rewrites of some rules and of their patterns."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        templates = {template.text for rule in rules for template in _templates(rule)}
        parts = (part for text in templates for part in parse_template(text).parts)
        wordings = {_folded(part.text) for part in parts if isinstance(part, Literal)}
        self._wordings = [each for each in wordings if each.count(" ") > _FEWEST]

    def holds_most_of(self, text: str) -> bool:
        """Whether half or more of the words of a text are one wording."""
        folded = _folded(text)
        return any(wording in folded and 2 * wording.count(" ") >= folded.count(" ") for wording in self._wordings)


def _templates(rule: Rule) -> Iterator[Template]:
    yield from rule.rewrites
    for branch in branches(rule.match):
        yield from branch.rewrites


def _folded(text: str) -> str:
    """The words of a text in lower case, with a space before each and one at the end."""
    return f" {' '.join(_WORD.findall(text.casefold().replace('’', chr(39))))} "
