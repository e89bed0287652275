"""Raw patterns of spaCy's matchers, checked: known attributes, bounded steps, no regular expression that runs away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sharedground.errors import Place, RuleError
from sharedground.rules.nodes import Located
from sharedground.rules.suggest import did_you_mean

ATTRIBUTES = (
    *("ORTH", "TEXT", "LOWER", "NORM", "LEMMA", "SHAPE", "POS", "TAG", "DEP", "MORPH", "LENGTH"),
    *("IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT", "IS_SPACE", "IS_STOP"),
    *("IS_SENT_START", "SPACY", "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL"),
)
PREDICATES = (
    *("IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS", "REGEX", "FUZZY", "==", "!=", ">=", "<=", ">", "<"),
    *(f"FUZZY{distance}" for distance in range(1, 4)),
)
OPERATORS = (
    *("<", ">", "<<", ">>", ".", ".*", ";", ";*", "$+", "$-", "$++", "$--", ">+", ">-", ">++", ">--", "<+", "<-"),
    *("<++", "<--"),
)
FAR_OPERATORS = ("<<", ">>", ".*", ";*", "$++", "$--", ">++", ">--", "<++", "<--")
LONGEST_REGEX = 200
MOST_REPEATED = 30
MOST_OPTIONAL = 12
"""How many tokens a pattern may leave out: spaCy's Matcher takes twice as long for each more."""
MOST_FAR = 2
"""How many steps of a dependency pattern may reach further than the next token or a word's own dependents."""

_OP = re.compile(r"[!?]|\{(?P<exact>\d+)\}|\{(?P<least>\d*),(?P<most>\d+)\}")
_UNBOUNDED = re.compile(r"(?<!\\)(?:\\\\)*[*+]|\{\d*,\}")
_REPEATED_GROUP = re.compile(r"(?<!\\)(?:\\\\)*\)(?:[*+]|\{)")


def check_tokens(pattern: Located) -> Iterator[RuleError]:
    """What is wrong with a pattern for `Matcher`."""
    wrong = [
        error for step in _steps(pattern) for error in ([step] if isinstance(step, RuleError) else _attributes(step))
    ]
    yield from wrong
    if not wrong and (found := sum(map(_optional, _sound_steps(pattern)))) > MOST_OPTIONAL:
        yield RuleError(
            f"this pattern may leave out {found} tokens, and each is tried with and without all others; "
            f"{MOST_OPTIONAL} is the limit",
            pattern.place,
        )


def check_dependency(pattern: Located) -> Iterator[RuleError]:
    """What is wrong with a pattern for `DependencyMatcher`."""
    names: list[str] = []
    for index, step in enumerate(_steps(pattern)):
        if isinstance(step, RuleError):
            yield step
            continue
        given = _mapping(step)
        needed = ("RIGHT_ID", "RIGHT_ATTRS") if index == 0 else ("LEFT_ID", "REL_OP", "RIGHT_ID", "RIGHT_ATTRS")
        for key in needed:
            if key not in given:
                yield RuleError(f"step {index + 1} of a dependency pattern needs {key}", step.place)
        for key in given.keys() - set(needed):
            yield RuleError(f"step {index + 1} cannot have {key}.{did_you_mean(key, needed)}", step.key_place(key))
        if (left := given.get("LEFT_ID")) and left.value not in names:
            yield RuleError(
                f"LEFT_ID “{left.value}” names no step before this one.{did_you_mean(str(left.value), tuple(names))}",
                left.place,
            )
        if (operator := given.get("REL_OP")) and operator.value not in OPERATORS:
            yield RuleError(f"“{operator.value}” is no REL_OP. It may be: {' '.join(OPERATORS)}", operator.place)
        if attributes := given.get("RIGHT_ATTRS"):
            yield from _attributes(attributes, operators=False)
        if right := given.get("RIGHT_ID"):
            names.append(str(right.value))
    far = [step for step in _sound_steps(pattern) if _operator_of(step, "REL_OP") in FAR_OPERATORS]
    if len(far) > MOST_FAR:
        yield RuleError(
            f"{len(far)} steps of this pattern reach far ({' '.join(FAR_OPERATORS)}), and each is tried with all "
            f"others; {MOST_FAR} is the limit",
            far[MOST_FAR].place,
        )


def _steps(pattern: Located) -> Iterator[Located | RuleError]:
    for step in pattern.value if isinstance(pattern.value, tuple) else ():
        if isinstance(step.value, Mapping):
            yield step
        else:
            yield RuleError("a step of a raw pattern is a mapping, such as {LOWER: rent}", step.place)


def _sound_steps(pattern: Located) -> list[Located]:
    return [step for step in _steps(pattern) if isinstance(step, Located)]


def _operator_of(step: Located, key: str) -> str:
    operator = _mapping(step).get(key)
    return str(operator.value) if operator else ""


def _optional(step: Located) -> int:
    """How many tokens a step of a token pattern may take or leave out."""
    operator = _operator_of(step, "OP")
    found = _OP.fullmatch(operator)
    return int(found["most"]) - int(found["least"] or 0) if found and found["most"] else int(operator == "?")


def _mapping(node: Located) -> Mapping[str, Located]:
    return node.value if isinstance(node.value, Mapping) else {}


def _attributes(step: Located, *, operators: bool = True) -> Iterator[RuleError]:
    if not isinstance(step.value, Mapping):
        yield RuleError("here should stand a mapping, such as {LOWER: rent}", step.place)
        return
    for key, value in step.value.items():
        if key == "OP" and operators:
            yield from _operator(value)
        elif key not in ATTRIBUTES:
            yield RuleError(
                f"“{key}” is no attribute that patterns may ask for.{did_you_mean(key, ATTRIBUTES)}",
                step.key_place(key),
            )
        elif isinstance(value.value, Mapping):
            yield from _predicates(value)
        elif not isinstance(value.value, str | int | bool):
            yield RuleError(
                f"{key} needs a text, a number, true, false or a predicate such as {{IN: [a, b]}}", value.place
            )


def _operator(value: Located) -> Iterator[RuleError]:
    found = _OP.fullmatch(str(value.value))
    if value.value in ("*", "+"):
        yield RuleError(
            f"OP “{value.value}” has no end; bound it, as in {{{'01'[value.value == '+']},4}} in quotes", value.place
        )
    elif not found:
        yield RuleError(f"“{value.plain()}” is no OP. It may be: ! ? {{n}} {{n,m}} {{,m}}, in quotes", value.place)
    elif int(found["exact"] or found["most"] or 0) > MOST_REPEATED:
        yield RuleError(f"OP “{value.value}” repeats too often; {MOST_REPEATED} times is the limit", value.place)


def _predicates(node: Located) -> Iterator[RuleError]:
    for key, value in _mapping(node).items():
        if key not in PREDICATES:
            yield RuleError(f"“{key}” is no predicate.{did_you_mean(key, PREDICATES)}", node.key_place(key))
        elif key in ("REGEX", "FUZZY", "FUZZY1", "FUZZY2", "FUZZY3"):
            yield from _searched(key, value)
        elif (key.isalpha() or "_" in key) and not isinstance(value.value, tuple):
            yield RuleError(f"{key} needs a list, as in {{{key}: [a, b]}}", value.place)


def _searched(key: str, node: Located) -> Iterator[RuleError]:
    """A text to search for, or a list of such under IN and NOT_IN."""
    if isinstance(node.value, Mapping):
        for inner, value in node.value.items():
            if inner not in ("IN", "NOT_IN"):
                yield RuleError(f"under {key} stands a text, or IN or NOT_IN with a list", node.key_place(inner))
            else:
                for item in value.value if isinstance(value.value, tuple) else (value,):
                    yield from _searched_text(key, item)
    else:
        yield from _searched_text(key, node)


def _searched_text(key: str, node: Located) -> Iterator[RuleError]:
    if not isinstance(node.value, str):
        yield RuleError(f"{key} needs a text; put it in quotes", node.place)
    elif len(node.value) > LONGEST_REGEX:
        yield RuleError(f"this {key} is {len(node.value)} characters long; {LONGEST_REGEX} is the limit", node.place)
    elif key == "REGEX":
        yield from _regex(node.value, node.place)


def _regex(pattern: str, place: Place) -> Iterator[RuleError]:
    """RE2 refuses look-around and back-references; spaCy runs what is left with Python's `re`, so repeats stay few."""
    import re2

    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(pattern, options)
        re.compile(pattern)
    except (re2.error, re.error) as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error.args[0]
        yield RuleError(
            f"this REGEX does not hold ({reason}); look-around and back-references are not read here", place
        )
        return
    plain = re.sub(r"\[\^?\]?(?:\\.|[^\]\\])*\]", "x", pattern)
    if _REPEATED_GROUP.search(plain):
        yield RuleError(
            "this REGEX repeats a group, which can run away; repeat single characters or [classes] only", place
        )
    elif len(_UNBOUNDED.findall(plain)) > 2:
        yield RuleError("this REGEX has more than two endless repeats; bound them, as in {0,20}", place)
