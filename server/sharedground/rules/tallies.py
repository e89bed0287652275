"""The document check of a rule file, read into the model: what is counted over a whole draft."""

from __future__ import annotations

from collections.abc import Collection

from sharedground.errors import RuleError
from sharedground.rules.model import PRINCIPLES, DocumentCheck, Tally
from sharedground.rules.nodes import Located
from sharedground.rules.patterns import items_of, number_of, text_of
from sharedground.rules.shapes import pick
from sharedground.rules.suggest import did_you_mean

SPARED = "spared-draft"
"""The class of the words that name drafts which are left alone: an obituary, minutes, a witness statement."""
PLACES = ("country", "city", "region", "people-of", "demonym", "global-south")
"""The classes that places are told from."""


def read_document(node: Located | None, classes: Collection[str], errors: list[RuleError]) -> DocumentCheck | None:
    """The document check under `node`, None where there is none. `classes`: the names of the word classes there are."""
    if node is None:
        return None
    words = number_of(node, "words")
    tallies = tuple(_tally(item, classes, errors) for item in items_of(node, "each"))
    opt_in = text_of(node, "opt-in") == "yes"
    return DocumentCheck(tallies, int(words), opt_in) if words is not None else DocumentCheck(tallies, opt_in=opt_in)


def _tally(node: Located, classes: Collection[str], errors: list[RuleError]) -> Tally:
    what = next(kind for kind in ("mentions", "sentences", "findings") if pick(node, kind))
    of = pick(node, what)
    items = items_of(node, what) or ((of,) if of else ())
    if what == "findings":
        for item in items:
            _check_rules(item, errors)
    for item in (*(items if what != "findings" else ()), *items_of(node, "without"), *items_of(node, "more-than")):
        _check_class(item, classes, errors)
    if not {"at-least", "at-most", "more-than"} & set(node.keys or ()):
        errors.append(RuleError("a tally needs “at-least”, “at-most” or “more-than”; say how many", node.place))
    least, most = number_of(node, "at-least"), number_of(node, "at-most")
    return Tally(
        what,
        _texts(items),
        without=_texts(items_of(node, "without")),
        around=int(number_of(node, "around") or 0),
        least=int(least or 0),
        most=int(most) if most is not None else None,
        more_than=_texts(items_of(node, "more-than")),
    )


def _texts(items: tuple[Located, ...]) -> tuple[str, ...]:
    return tuple(str(item.value).strip() for item in items)


def _check_class(item: Located, classes: Collection[str], errors: list[RuleError]) -> None:
    term = str(item.value)
    if term.startswith("@") and term[1:] not in classes:
        errors.append(RuleError(f"there is no class “{term}”.{did_you_mean(term[1:], tuple(classes))}", item.place))


def _check_rules(item: Located, errors: list[RuleError]) -> None:
    category = str(item.value).partition("/")[0]
    if category not in PRINCIPLES:
        hint = did_you_mean(category, tuple(PRINCIPLES))
        errors.append(RuleError(f"there is no category “{category}”.{hint}", item.place))
