"""A wording that is a clause of its own needs a place where a clause can stand."""

from __future__ import annotations

import re

_CLAUSE = re.compile(
    r"(?:we(?! who\b)|we're|we've|let's|there (?:is|are|has|have)|there's|it's|everyone (?:here )?(?:has|is|can)|nobody"
    r"|people (?:here|there) (?:are|can|have)|start from|talk with us|tell us)\b",
    re.IGNORECASE,
)
_OPENERS = frozenset("and but so because or yet since then well".split())


def is_clause(template: str) -> bool:
    """Whether a template's wording, by its first words, is a clause with a subject or an order of its own."""
    return bool(_CLAUSE.match(template))


def opens_clause(text: str, start: int) -> bool:
    """Whether a clause may begin at this offset: after a mark, after *and* and its like, or with the text."""
    before = text[:start].rstrip()
    if not before or not before[-1].isalnum():
        return not before.endswith(("'", "’", "$", "£", "€", "%"))
    return before.split()[-1].lower() in _OPENERS
