"""Number and person of a noun phrase, for the verb that is to agree with it."""

from __future__ import annotations

import re

from sharedground.analysis.model import CaptureSpan
from sharedground.rewriting.inflect import is_plural
from sharedground.rewriting.words import word_set

_PRONOUNS: dict[str, tuple[str, int]] = {
    **dict.fromkeys(("i", "me", "myself"), ("sing", 1)),
    **dict.fromkeys(("we", "us", "ourselves"), ("plur", 1)),
    **dict.fromkeys(("you", "yourself", "yourselves"), ("plur", 2)),
    **dict.fromkeys(("he", "him", "she", "her", "it", "this", "that", "one"), ("sing", 3)),
    **dict.fromkeys(
        word_set("everyone everybody someone somebody anyone anybody nobody everything nothing"), ("sing", 3)
    ),
    **dict.fromkeys(
        word_set("they them these those all both many some most few others several none ours"), ("plur", 3)
    ),
}
_ALWAYS_PLURAL = word_set("people police folk folks cattle clergy")
_NEVER_PLURAL = word_set(
    "news politics economics rent housing heating work pay food water research information healthcare racism"
)
_EACH = re.compile(r"(?:each|every|either|neither|one of|no one|anyone|everyone|nobody|somebody|someone)\b")
_AMOUNT = re.compile(
    r"(?:(?:a|the) (?:\w+ )?(?:number|lot|majority|handful|minority|couple|rest|half)|lots|plenty|most|some|all|half"
    r"|both|many|few|none|\d+(?:\.\d+)?%|\d+ per ?cent) of "
)
_MANY = re.compile(r"(?:these|those|many|few|several|both|all|two|three|four|five|six|seven|eight|nine|ten|most)\b")
_ONE = re.compile(r"(?:an?|this|that|another)\b")
_AFTER_HEAD = re.compile(
    r"\s(?:of|in|on|at|from|for|with|without|to|by|against|under|over|around|across|who|whom|whose|that|which"
    r"|where|when)\b|,|\s\("
)
_AND = re.compile(r"(?:\s&\s|,?\sand\s)")
_OR = re.compile(r"\s(?:or|nor)\s")


def agreement_of(capture: CaptureSpan) -> tuple[str, int]:
    """The number (sing or plur) and person that a verb takes after a captured noun phrase."""
    known = (capture.head, capture.number) if capture.kind == "np" else ("", "")
    number, person = agreement_in(capture.text, *known)
    return number, person if person != 3 else capture.person


def agreement_in(text: str, head: str = "", number: str = "") -> tuple[str, int]:
    """The same for a text, whose head noun and number may be known."""
    lower = " ".join(text.lower().split())
    if lower in _PRONOUNS:
        return _PRONOUNS[lower]
    if _EACH.match(lower):
        return "sing", 3
    if amount := _AMOUNT.match(lower):
        return agreement_in(lower[amount.end() :])
    core = _AFTER_HEAD.split(lower, maxsplit=1)[0]
    if _joins_nouns(lower, core, head.lower()):
        return "plur", 1 if re.search(r"\b(?:i|me|we|us)\b", lower) else 3
    if _OR.search(core):
        return agreement_in(_OR.split(core)[-1])
    noun = head.lower() or (core.split() or [""])[-1]
    if noun in _ALWAYS_PLURAL:
        return "plur", 3
    if noun in _NEVER_PLURAL:
        return "sing", 3
    return number or _guess(lower, noun), 3


def _joins_nouns(lower: str, core: str, head: str) -> bool:
    """Whether *and* joins two nouns at the top: *nurses and porters*, not *a union of nurses and porters*.

    *Black and white workers* joins adjectives, so the *and* must follow the head, where that is known.
    """
    joined = _AND.search(core)
    if joined:
        return not head or re.search(rf"\b{re.escape(head)}\b", core[: joined.start()]) is not None
    listed = re.match(r"[^,]+(?:, [^,]+)*,? and ", lower)
    return listed is not None and _AFTER_HEAD.search(lower[: listed.end()].replace(",", " ")) is None and "," in lower


def _guess(lower: str, noun: str) -> str:
    if _MANY.match(lower):
        return "plur"
    if _ONE.match(lower):
        return "sing"
    return "plur" if is_plural(noun) else "sing"
