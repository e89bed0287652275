"""The values that pass between matching, contexts and rewriting.

Offsets are code points in the text of the block (*plain*); token indexes count in the sentence's own `Doc`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sharedground.rules.model import Named, Rule, Severity
from sharedground.text.blocks import Block

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class Sentence:
    """One sentence of a block, parsed as a Doc of its own, with what its contexts look at.

    `start` is the offset in the block's text where the sentence (and its Doc) starts. `before` and `after` are the
    texts of the whole sentences around it in the block. `quoted` holds the plain spans (in the block's text) that
    stand inside quotation marks. `members(name)` gives the indexes of the tokens that belong to an entry of a
    lexicon class. `facts` is where contexts and others keep what they found, once for all rules.
    """

    doc: Doc
    block: Block
    start: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    quoted: tuple[tuple[int, int], ...] = ()
    members: Callable[[str], frozenset[int]] = lambda _name: frozenset()
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.doc.text


@dataclass(frozen=True, slots=True)
class CaptureSpan:
    """A captured stretch: plain offsets, its text, and what its rewrites need to know of its head.

    `kind`: np, clause, vp or word. `number`: sing, plur or ''. `person`: 1, 2 or 3. `tag`: the Penn tag of the head.
    `group`: for a clause, the plain span of the noun phrase that is its subject, if any.
    """

    name: str
    start: int
    end: int
    text: str
    kind: str
    head: str = ""
    lemma: str = ""
    tag: str = ""
    number: str = ""
    person: int = 3
    group: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a pattern holds, before contexts have had their say.

    `tokens` are the matched token indexes in order; `head` is the one that governs the others (the predicate, for
    most patterns); `target` is the index of the head of whoever is addressed or accused, where known, else None.
    `start` and `end` are plain offsets of what is flagged.
    """

    rule: Rule
    pattern: Named
    tokens: tuple[int, ...]
    head: int
    start: int
    end: int
    captures: dict[str, CaptureSpan]
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A match that is a finding: its severity and confidence settled, all grammar taken out of spaCy's hands.

    `sentence` is the plain span of the sentence it stands in; `clauses` are those of the clauses around it that may
    give way to others while the rest of the sentence stands. Holds no Doc, so that it can be kept.
    """

    rule: str
    pattern: Named
    severity: Severity
    confidence: float
    start: int
    end: int
    sentence: tuple[int, int]
    captures: dict[str, CaptureSpan]
    number: str = ""
    clauses: tuple[tuple[int, int], ...] = ()
