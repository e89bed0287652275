"""What a finding is known by when the text around it moves: hashes of its words, and of the words beside them.

Nothing of a draft can be read from them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sharedground.finding import Finding

_BESIDE = 5
_FAR = 200
_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """`words`: of the flagged words; `around`: of the five words before and after, in the same paragraph."""

    words: str
    around: str


def fingerprint(finding: Finding, text: str) -> Fingerprint:
    """The fingerprint of a finding in its draft's text. Letter case, line breaks and the shape of quotes count not."""
    before = text[max(0, finding.start - _FAR) : finding.start]
    before = before.replace("\r\n", "\n").rpartition("\n\n")[2]
    after = text[finding.end : finding.end + _FAR]
    after = after.replace("\r\n", "\n").partition("\n\n")[0]
    beside = [*_words(before)[-_BESIDE:], "", *_words(after)[:_BESIDE]]
    return Fingerprint(digest(*_words(text[finding.start : finding.end])), digest(*beside))


class Numbering:
    """Gives equal findings of one draft a number each, in their order, so that each has an identity of its own."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def identity(self, finding: Finding, text: str, *more: str) -> str:
        """What this finding alone is known by; `more` goes into it."""
        key = digest(*more, finding.rule, fingerprint(finding, text).words)
        self._seen[key] += 1
        return digest(key, str(self._seen[key]))


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits that stand for the parts."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _words(text: str) -> list[str]:
    return text.translate(_STRAIGHT).casefold().split()
