"""What a rule is once it has been read: values only. Patterns are trees of the node types below.

Everything here can be written to and read from MessagePack, so that a pack is parsed once and kept.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeAlias

import msgspec


class Severity(StrEnum):
    """How much it costs to print a line as it stands."""

    HINT = "hint"
    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for a hint up to 3 for an error."""
        return _RANKS[self]

    def lowered(self) -> Severity:
        """One step down; a hint stays a hint."""
        return _ORDER[max(0, self.rank - 1)]


_ORDER = (Severity.HINT, Severity.INFORMATION, Severity.WARNING, Severity.ERROR)
_RANKS = {severity: rank for rank, severity in enumerate(_ORDER)}


class Status(StrEnum):
    """How far a rule has come: a draft is never run unless asked for by id."""

    DRAFT = "draft"
    PREVIEW = "preview"
    STABLE = "stable"


class Policy(StrEnum):
    """What a context does to a match that stands in it."""

    SILENCE = "silence"
    DOWNGRADE = "downgrade"
    FLAG = "flag"


class Applicability(StrEnum):
    """How far a rewrite may be trusted: drop-in; complete, but look; holds blanks only the writer can fill."""

    SAFE = "safe"
    REVIEW = "review"
    SCAFFOLD = "scaffold"

    @property
    def is_ready(self) -> bool:
        """Whether a wording is complete: all but a scaffold."""
        return self is not Applicability.SCAFFOLD


PRINCIPLES = {
    "accusation": "shared-interests",
    "hierarchy": "identity",
    "isolation": "local-global",
    "guilt": "education",
    "chauvinism": "education",
    "division": "global-class",
    "charity": "global-class",
}
"""The principle each category of rules serves."""

PRINCIPLE_TEXTS = {
    "shared-interests": "Start from shared material interests, not moral accusation.",
    "identity": "Use identity to illuminate, not divide.",
    "local-global": "Tie local struggle to global struggle.",
    "education": "Fight chauvinism with political education, not guilt.",
    "global-class": "Build movements where people see themselves as part of a global class.",
}
"""Each principle in a sentence."""

CONTEXTS = (
    "quoted",
    "mentioned",
    "reported",
    "negated",
    "questioned",
    "power",
    "self",
    "joined",
    "measured",
    "literal",
)


# -- pattern items: what one place in a phrase can be ------------------------------------------------------------


class Word(msgspec.Struct, frozen=True, tag="word"):
    """One token, any of `forms` (lower case, straight apostrophes). `pos`: also of this universal part of speech."""

    forms: tuple[str, ...]
    pos: str = ""


class Class(msgspec.Struct, frozen=True, tag="class"):
    """One entry of a lexicon class, perhaps of several tokens. `tag`: only these Penn forms of its verbs or nouns."""

    name: str
    tag: str = ""
    pos: str = ""


class Pos(msgspec.Struct, frozen=True, tag="pos"):
    """Any token of this universal part of speech."""

    name: str


class AnyToken(msgspec.Struct, frozen=True, tag="anytoken"):
    """Any one token."""


class Gap(msgspec.Struct, frozen=True, tag="gap"):
    """At most `most` tokens, none of which ends a clause."""

    most: int


class Edge(msgspec.Struct, frozen=True, tag="edge"):
    """The start or the end of the sentence (marks of quotation and lists aside)."""

    at: str


class Except(msgspec.Struct, frozen=True, tag="except"):
    """One token that is none of these one-token items."""

    items: tuple[Item, ...]


class Repeat(msgspec.Struct, frozen=True, tag="repeat"):
    """A one-token item between `least` and `most` times."""

    item: Item
    least: int
    most: int


class Group(msgspec.Struct, frozen=True, tag="group"):
    """One of several sequences; where `optional`, perhaps none."""

    alternatives: tuple[tuple[Item, ...], ...]
    optional: bool = False


class Span(msgspec.Struct, frozen=True, tag="span"):
    """A grammatical span: `kind` is np, clause or vp; with `head`, its head must be an entry of that class."""

    kind: str
    head: str = ""


class Capture(msgspec.Struct, frozen=True, tag="capture"):
    """What `item` matches, under a name for messages and rewrites."""

    name: str
    item: Item


Item: TypeAlias = Word | Class | Pos | AnyToken | Gap | Edge | Except | Repeat | Group | Span | Capture


# -- pattern nodes ------------------------------------------------------------------------------------------------


class Phrase(msgspec.Struct, frozen=True, tag="phrase"):
    """Items in a row."""

    items: tuple[Item, ...]
    line: int = 0


class TreeNode(msgspec.Struct, frozen=True):
    """A word and what depends on it: relation name → node. `missing` names relations that must not be there."""

    item: Item
    relations: tuple[tuple[str, TreeNode], ...] = ()
    missing: tuple[str, ...] = ()


class Tree(msgspec.Struct, frozen=True, tag="tree"):
    """Who does what to whom, whatever the word order and the voice."""

    root: TreeNode
    line: int = 0


class Tokens(msgspec.Struct, frozen=True, tag="tokens"):
    """A raw pattern of spaCy's Matcher, with the literals it cannot match without."""

    pattern: tuple[dict[str, Any], ...]
    trigger: tuple[str, ...]
    line: int = 0


class Dependency(msgspec.Struct, frozen=True, tag="dependency"):
    """A raw pattern of spaCy's DependencyMatcher, with the literals it cannot match without."""

    pattern: tuple[dict[str, Any], ...]
    trigger: tuple[str, ...]
    line: int = 0


class AnyOf(msgspec.Struct, frozen=True, tag="any"):
    """One of these."""

    nodes: tuple[Node, ...]


class AllOf(msgspec.Struct, frozen=True, tag="all"):
    """Each of these and none of `without`, all within one sentence, paragraph or document. The first is flagged."""

    nodes: tuple[Node, ...]
    without: tuple[Node, ...] = ()
    within: str = "sentence"


class Then(msgspec.Struct, frozen=True, tag="then"):
    """The first in a sentence and the second later in it or in the next sentence. Both are flagged, as one span."""

    first: Node
    second: Node


class Count(msgspec.Struct, frozen=True, tag="count"):
    """At least `least` (and at most `most`) matches of `node` in the document."""

    node: Node
    least: int = 1
    most: int | None = None


class Named(msgspec.Struct, frozen=True, tag="named"):
    """A node with settings of its own: what differs, for this pattern, from the rest of its rule."""

    node: Node
    name: str = ""
    severity: Severity | None = None
    confidence: float | None = None
    contexts: dict[str, Policy] = {}
    flags: str = ""
    target: str = ""
    rewrites: tuple[Template, ...] = ()
    unless: tuple[Node, ...] = ()


Node: TypeAlias = Phrase | Tree | Tokens | Dependency | AnyOf | AllOf | Then | Count | Named


class Tally(msgspec.Struct, frozen=True):
    """Something counted over a whole draft, and how often it may be there.

    `what`: mentions (of the one term), sentences (that hold every term) or findings (of the rules or categories that
    `terms` name). A term is @class, #number, #quotation, #place, #home or #elsewhere, or words as they are written, set
    apart by |. Of sentences, those do not count that have a term of `without` in them or up to `around` sentences away.
    `least` and `most` bound the number; `more_than`: it is also larger than that of the mentions of these terms.
    """

    what: str
    terms: tuple[str, ...]
    without: tuple[str, ...] = ()
    around: int = 0
    least: int = 0
    most: int | None = None
    more_than: tuple[str, ...] = ()


class DocumentCheck(msgspec.Struct, frozen=True):
    """What a draft as a whole must show: each of `tallies`, in a draft of at least `words` words.

    Flagged is the first thing that the first tally counts. `opt_in`: only for those who select the rule by its id.
    """

    tallies: tuple[Tally, ...]
    words: int = 150
    opt_in: bool = False


class Reads(msgspec.Struct, frozen=True):
    """What the sentence reader must take a passage for. `captures`: word classes; the first noun phrase of each that
    the flagged sentence holds is captured under the name of its class.
    """

    label: str
    captures: tuple[str, ...] = ()


class Template(msgspec.Struct, frozen=True):
    """A rewrite as the rule file words it. `replaces`: match, sentence or the name of a capture."""

    text: str
    applicability: Applicability
    replaces: str = "match"
    why: str = ""
    keeps: tuple[str, ...] = ()
    title: str = ""
    line: int = 0


class FlagExample(msgspec.Struct, frozen=True):
    """A text whose `spans` (code points) must be flagged, and the text that the first rewrite must give."""

    text: str
    spans: tuple[tuple[int, int], ...]
    rewrite: str | None = None
    todo: bool = False
    line: int = 0


class OkExample(msgspec.Struct, frozen=True):
    """A text that must be silent in every rule, and the context or reason that it stands for."""

    text: str
    reason: str
    todo: bool = False
    line: int = 0


class Rule(msgspec.Struct, frozen=True):
    """A rule, read and checked. `path` is the file it came from, within its pack.

    A rule with a `document` check matches no sentence, and one that `reads` has no pattern: its `match` is empty.
    What a `seconded` rule matches counts only where the sentence reader does not take it for plain matter.
    """

    id: str
    status: Status
    severity: Severity
    confidence: float
    since: str
    summary: str
    message: str
    why: str
    keep_when: str
    sources: tuple[str, ...]
    match: Node
    document: DocumentCheck | None = None
    reads: Reads | None = None
    code: str = ""
    unless: tuple[Node, ...] = ()
    contexts: dict[str, Policy] = {}
    flags: str = "match"
    target: str = ""
    yields_to: tuple[str, ...] = ()
    seconded: bool = False
    rewrites: tuple[Template, ...] = ()
    flag_examples: tuple[FlagExample, ...] = ()
    ok_examples: tuple[OkExample, ...] = ()
    path: str = ""
    line: int = 0

    @property
    def category(self) -> str:
        """The first half of the id."""
        return self.id.partition("/")[0]

    @property
    def principle(self) -> str:
        """The id of the principle that the category serves."""
        return PRINCIPLES.get(self.category, "")


class Lexicon(msgspec.Struct, frozen=True):
    """A word class: every surface form of its entries, lower case, as tuples of tokens, with its Penn tag or ''."""

    name: str
    entries: dict[str, tuple[tuple[str, ...], ...]]
    """Penn tag ('' where the entry is not inflected) → forms, each a tuple of tokens."""
    part_of_speech: str = "noun"


class Pack(msgspec.Struct, frozen=True):
    """Rules and lexicons ready for the engine, in the order they are run."""

    rules: tuple[Rule, ...]
    lexicons: dict[str, Lexicon]
    digest: str
