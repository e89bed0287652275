"""Whose voice it is: the writer's own, their own body's, or somebody else's; and what the writer makes their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sharedground.analysis.contexts.wordlists import listed
from sharedground.analysis.model import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

ACTS = listed(
    "accuse ask belittle berate blame brand call cast chide compare demand deride dismiss exclude force guilt "
    "guilt-trip humiliate insult label lecture list make measure mock moralise moralize paint patronise patronize pit "
    "police preach rank remind reproach require ridicule say scapegoat scold shame shout sneer stigmatise stigmatize "
    "tell treat vilify wag weigh demonise demonize punish pity stereotype sort expect"
)
"""What a critic of shaming says that people do when they shame, rank or blame."""

FIRST_SINGULAR = frozenset({"i", "me", "myself", "my", "mine"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
FIRST = FIRST_SINGULAR | FIRST_PLURAL
SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves", "u", "ya", "yous", "y'all", "ya'll", "yall"})

_OWN_BODIES = frozenset({"branch", "conference", "congress", "local", "meeting", "motion", "resolution"})
_JOINED_BODIES = frozenset({"union", "committee", "campaign", "caucus", "section", "movement", "federation"})

_ENDORSEMENT = re.compile(
    r"""\b(?:she|he|they|who|you|\w+)(?:\s+(?:was|were|is|are|had\ it)|'s|'re)\s+
          (?:absolutely\s+|dead\s+|so\s+|quite\s+|entirely\s+|exactly\s+)?(?:right|correct|spot[ -]on)
          (?:\s*[:,.!—–-]|\s*$|\s+(?:to|in|when|that|about)\s+(?:say|tell|call|ask|remind|put|she|he|they|saying)|\s+there\b)
      | \b(?:rightly|correctly|wisely|truly|so\ aptly)\s+(?:say|says|said|put|puts|told|tells|call|calls|called|ask\w*)
      | \b(?:couldn't|could\ not|can't|cannot)\s+agree\s+more
      | \b(?:i|we)\s+(?:(?:fully|strongly|totally|completely|wholly|heartily|can\ only|have\ to|must)\s+)?
          agreed?\b(?!\s+to\b)
      | \b(?:well|nicely|truly)\s+(?:said|put)\b
      | \b(?:said|says|put|puts)\s+it\s+(?:best|well|better|perfectly)
      | \bhear,?\ hear\b | \bspot[ -]on\b | \bso\ true\b | \bnailed\ it\b | ^\s*amen\b
      | \b(?:our|new|proposed|the)\s+(?:slogan|banner|placards?|chant)s?\s+
          (?:\w+\s+)?(?:will|should|to)\s+(?:be|read|say)\b
      | \bslogan\ idea\b""",
    re.IGNORECASE | re.VERBOSE,
)
_DISSENT = re.compile(
    r"""\b(?:not|n't|never|hardly|wrongly|nobody|if|whether|don't|can't|cannot)\b
        [^.!?]{0,20}\b(?:right|agree(?!\ more)|correct)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def endorses(sentence: Sentence) -> bool:
    """Whether the writer makes the words of somebody else their own, here or in the sentence before or after."""
    if "endorsed" not in sentence.facts:
        around = map(_straight, (*sentence.before[-1:], sentence.text, *sentence.after[:1]))
        sentence.facts["endorsed"] = any(_ENDORSEMENT.search(t) and not _DISSENT.search(t) for t in around)
    endorsed: bool = sentence.facts["endorsed"]
    return endorsed


def _straight(text: str) -> str:
    return text.replace("’", "'")


def is_own(speaker: Token) -> bool:
    """Whether this speaker is the writer, or a body that the writer speaks for: *we, our union, the branch*."""
    if speaker.lower_ in FIRST:
        return True
    if any(inner.lower_ in FIRST for child in speaker.children if child.lower_ == "of" for inner in child.children):
        return True
    owner = next((child.lower_ for child in speaker.children if child.dep_ in ("poss", "det")), "")
    described = any(child.dep_ in ("compound", "amod", "nmod") for child in speaker.children)
    if speaker.lower_ in _OWN_BODIES:
        return owner in ("", "this", "the", "our", "my") and not described
    return speaker.lower_ in _JOINED_BODIES and owner in ("this", "the", "our") and not described
