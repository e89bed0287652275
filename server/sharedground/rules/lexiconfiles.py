"""A lexicon file, read."""

from __future__ import annotations

from sharedground.errors import Place, RuleError
from sharedground.rules.lexicons import UNINFLECTED, LexiconFile, folded, position
from sharedground.rules.nodes import Located, parse
from sharedground.rules.schema import checked
from sharedground.rules.shapes import pick, place_of


def read_lexicon(text: str, path: str) -> tuple[LexiconFile | None, tuple[RuleError, ...]]:
    """What a lexicon file says; None where any of it does not hold."""
    try:
        node, errors = checked(parse(text, path), "lexicon")
    except RuleError as error:
        return None, (error,)
    name = _text(node, "class")
    part_of_speech = _text(node, "part-of-speech")
    words = {folded(entry): part_of_speech or "" for entry in _places(node, "words")}
    exact = {folded(entry): UNINFLECTED for entry in _places(node, "exact")}
    errors += _repeated(node)
    if not errors and not any((words, exact, pick(node, "includes"), pick(node, "except"))):
        errors.append(RuleError(f"the class “{name}” is empty; give it words, exact or includes", node.place))
    if words and not errors and not part_of_speech and not name.startswith("+"):
        wanted = "verb, noun, adjective or none"
        errors.append(RuleError(f"a lexicon with words needs “part-of-speech”: {wanted}", place_of(node, "words")))
    if errors:
        return None, tuple(sorted(errors, key=position))
    return LexiconFile(
        name=name.removeprefix("+"),
        extends=name.startswith("+"),
        part_of_speech=part_of_speech,
        words=words | exact,
        includes=_places(node, "includes"),
        excluded={folded(entry): place for entry, place in _places(node, "except").items()},
        place=place_of(node, "class"),
    ), ()


def _text(node: Located, key: str) -> str:
    child = pick(node, key)
    return str(child.value) if child else ""


def _places(node: Located, key: str) -> dict[str, Place]:
    child = pick(node, key)
    items = child.value if child and isinstance(child.value, tuple) else ()
    return {str(item.value): item.place for item in items}


def _repeated(node: Located) -> list[RuleError]:
    """An entry that is given twice is most often a slip of the hand: a word moved, a word meant differently."""
    seen: dict[str, Place] = {}
    errors: list[RuleError] = []
    for key in ("words", "exact"):
        child = pick(node, key)
        for item in child.value if child and isinstance(child.value, tuple) else ():
            entry = folded(str(item.value))
            if entry in seen:
                errors.append(RuleError(f"“{entry}” already stands on line {seen[entry].line}; keep one", item.place))
            seen.setdefault(entry, item.place)
    return errors
