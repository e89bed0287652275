"""Shapes: what a file may hold, said once as data, for checking a file and for its JSON Schema.

SEVERITY = Text("How much it costs to print the line.", one_of=("error", "warning"))
errors: list[RuleError] = []
sound = check(parse(text, path), Record("a rule", {"severity": SEVERITY}), errors)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sharedground.errors import Place, RuleError
from sharedground.rules.nodes import Located
from sharedground.rules.suggest import did_you_mean, nearest


@dataclass(frozen=True)
class Text:
    """A text: one of `one_of`, or of the form `pattern`, which `expects` puts into words; never blank."""

    about: str = ""
    one_of: tuple[str, ...] = ()
    pattern: str = ""
    expects: str = ""


@dataclass(frozen=True)
class Number:
    """A number from `low` to `high`; without a fraction where `whole`."""

    about: str = ""
    low: float = 0
    high: float = 1
    whole: bool = False


@dataclass(frozen=True)
class Anything:
    """A value that is looked at elsewhere."""

    about: str = ""


@dataclass(frozen=True)
class Listing:
    """A list of `least` to `most` items of one shape."""

    item: Shape
    about: str = ""
    least: int = 0
    most: int = 10_000


@dataclass(frozen=True)
class Table:
    """A mapping whose keys have one shape and whose values another."""

    key: Text
    value: Shape
    about: str = ""


@dataclass(frozen=True)
class Record:
    """A mapping of known keys. `kinds`: exactly one of these must be there; `beside`: key → the key it needs.

    `instead`: how to write what people tend to write as a bare text.
    """

    what: str
    fields: Mapping[str, Shape]
    about: str = ""
    required: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    instead: str = ""


@dataclass(frozen=True)
class Either:
    """One shape or another, told apart by whether a text, a list or a mapping stands there."""

    shapes: tuple[Shape, ...]
    about: str = ""


@dataclass(frozen=True)
class Ref:
    """A shape that may hold itself, by name."""

    name: str
    find: Callable[[str], Shape]
    about: str = ""


Shape: TypeAlias = Text | Number | Anything | Listing | Table | Record | Either | Ref


# -- checking -----------------------------------------------------------------------------------------------------


def check(node: Located, shape: Shape, errors: list[RuleError], label: str = "this file") -> Located | None:
    """The sound part of `node`: whatever does not fit is left out and told in `errors`; None where nothing is left.

    `label` is what errors call the value: “severity”, an item of “words”.
    """
    match shape:
        case Ref():
            return check(node, shape.find(shape.name), errors, label)
        case Either():
            return _either(node, shape, errors, label)
        case Text():
            return _text(node, shape, errors, label)
        case Number():
            return _number(node, shape, errors, label)
        case Listing():
            return _listing(node, shape, errors, label)
        case Table():
            return _table(node, shape, errors, label)
        case Record():
            return _record(node, shape, errors, label)
        case Anything():
            return node


def _either(node: Located, shape: Either, errors: list[RuleError], label: str) -> Located | None:
    kind = _kind(node.value)
    for choice in shape.shapes:
        if kind in _accepts(choice):
            return check(node, choice, errors, label)
    names = [n for choice in shape.shapes for n in _accepts(choice)[:1]]
    errors.append(_mismatch(node, " or ".join(names), label))
    return None


def _text(node: Located, shape: Text, errors: list[RuleError], label: str) -> Located | None:
    value = node.value
    if not isinstance(value, str):
        errors.append(_mismatch(node, "text", label))
    elif not value.strip():
        errors.append(RuleError(f"{label} is blank; write it{_about(shape)}, or take it out", node.place))
    elif shape.one_of and value not in shape.one_of:
        hint = did_you_mean(value, shape.one_of)
        errors.append(RuleError(f"{label} cannot be “{value}”.{hint}", node.place))
    elif shape.pattern and not re.fullmatch(shape.pattern, value):
        errors.append(RuleError(f"{label} cannot be “{value}”; it should be {shape.expects}", node.place))
    else:
        return node
    return None


def _number(node: Located, shape: Number, errors: list[RuleError], label: str) -> Located | None:
    value = node.value
    if isinstance(value, bool) or not isinstance(value, int | float) or (shape.whole and isinstance(value, float)):
        errors.append(_mismatch(node, "a whole number" if shape.whole else "a number", label))
    elif not shape.low <= value <= shape.high:
        errors.append(RuleError(f"{label} is {value}; it runs from {shape.low:g} to {shape.high:g}", node.place))
    else:
        return node
    return None


def _listing(node: Located, shape: Listing, errors: list[RuleError], label: str) -> Located | None:
    if not isinstance(node.value, tuple):
        errors.append(_mismatch(node, "a list", label))
        return None
    size = len(node.value)
    if not shape.least <= size <= shape.most:
        wanted = f"{shape.least}" if shape.least == shape.most else f"at least {shape.least}"
        wanted = wanted if size < shape.least or shape.least == shape.most else f"at most {shape.most}"
        errors.append(RuleError(f"{label} holds {size}; it needs {wanted}", node.place))
        return None
    sound = (check(item, shape.item, errors, f"an item of {label}") for item in node.value)
    return Located(tuple(item for item in sound if item), node.place)


def _table(node: Located, shape: Table, errors: list[RuleError], label: str) -> Located | None:
    if not isinstance(node.value, Mapping):
        errors.append(_mismatch(node, "a mapping", label))
        return None
    sound: dict[str, Located] = {}
    for key, value in node.value.items():
        place = node.key_place(key)
        known = check(Located(key, place), shape.key, errors, f"a key of {label}")
        child = check(value, shape.value, errors, f"“{key}”")
        if known and child:
            sound[key] = child
    return Located(sound, node.place, keys=node.keys)


def _record(node: Located, shape: Record, errors: list[RuleError], label: str) -> Located | None:
    if not isinstance(node.value, Mapping):
        instead = f", such as {shape.instead}" if shape.instead else ""
        errors.append(_mismatch(node, f"a mapping ({shape.what}{instead})", label))
        return None
    given = node.value
    unknown = given.keys() - shape.fields.keys()
    for key in unknown:
        hint = did_you_mean(key, tuple(shape.fields))
        errors.append(RuleError(f"“{key}” is no key of {shape.what}.{hint}", node.key_place(key)))
    meant = {nearest(key, shape.fields) for key in unknown}
    errors += [
        RuleError(f"{shape.what} needs “{key}”{_about(shape.fields[key])}", node.place)
        for key in shape.required
        if key not in given and key not in meant
    ]
    kinds = [kind for kind in shape.kinds if kind in given]
    if shape.kinds and len(kinds) != 1:
        errors.append(_kinds(node, shape, kinds))
    for key, needed in shape.beside.items():
        if key in given and needed not in given:
            errors.append(
                RuleError(f"“{key}” stands only beside “{needed}”; add it or take this out", node.key_place(key))
            )
    sound: dict[str, Located] = {}
    for key, value in given.items():
        if key in shape.fields and (child := check(value, shape.fields[key], errors, f"“{key}”")):
            sound[key] = child
    return Located(sound, node.place, keys=node.keys) if len(kinds) == 1 or not shape.kinds else None


def _kinds(node: Located, shape: Record, kinds: list[str]) -> RuleError:
    if not kinds:
        return RuleError(f"{shape.what} needs one of: {', '.join(shape.kinds)}", node.place)
    return RuleError(
        f"{shape.what} is one of {', '.join(shape.kinds)}; here stand {' and '.join(kinds)}, so split it into several",
        node.key_place(kinds[1]),
    )


def _kind(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return "number"
        case str():
            return "text"
        case tuple():
            return "list"
        case _:
            return "mapping"


def _accepts(shape: Shape) -> tuple[str, ...]:
    match shape:
        case Text():
            return ("text", "number", "nothing", "true", "false")
        case Number():
            return ("number",)
        case Listing():
            return ("list",)
        case Table() | Record():
            return ("mapping",)
        case Ref():
            return _accepts(shape.find(shape.name))
        case Either():
            return tuple(kind for choice in shape.shapes for kind in _accepts(choice))
        case Anything():
            return ("text", "number", "nothing", "true", "false", "list", "mapping")


def _mismatch(node: Located, wanted: str, label: str) -> RuleError:
    kind = _kind(node.value)
    if kind == "nothing":
        return RuleError(f"{label} is empty; it needs {wanted}", node.place)
    found = {"text": f"the text “{node.value}”", "list": "a list", "mapping": "a mapping"}.get(
        kind, str(node.value).lower()
    )
    remedy = ""
    if wanted == "text":
        remedy = {
            "mapping": " (a text that holds “: ” or starts with { needs quotes)",
            "list": " (a text that starts with [ or “- ” needs quotes)",
            "text": "",
        }.get(kind, " (put it in quotes)")
    elif wanted == "a list":
        remedy = " (put it in [ ])" if kind != "mapping" else " (start each item with “- ”)"
    return RuleError(f"{label} needs {wanted}, and {found} stands here{remedy}", node.place)


def _about(shape: Shape) -> str:
    return f" ({shape.about[:1].lower()}{shape.about[1:].rstrip('.')})" if shape.about else ""


def pick(node: Located, key: str) -> Located | None:
    """A mapping's value for `key`."""
    return node.value.get(key) if isinstance(node.value, Mapping) else None


def place_of(node: Located, key: str) -> Place:
    """Where a mapping's value for `key` stands, or the mapping itself."""
    child = pick(node, key)
    return child.place if child else node.place


# -- JSON Schema --------------------------------------------------------------------------------------------------


def json_schema_of(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a shape; shapes it refers to are put into `definitions`."""
    schema = _json(shape, definitions)
    if shape.about and "description" not in schema:
        schema["description"] = shape.about
    return schema


def _json(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    match shape:
        case Text():
            return {"type": "string", **_json_text(shape)}
        case Number():
            kind = "integer" if shape.whole else "number"
            return {"type": kind, "minimum": shape.low, "maximum": shape.high}
        case Listing():
            bounds = {"minItems": shape.least} if shape.least else {}
            bounds |= {"maxItems": shape.most} if shape.most < Listing.most else {}
            return {"type": "array", "items": json_schema_of(shape.item, definitions), **bounds}
        case Table():
            return {
                "type": "object",
                "propertyNames": json_schema_of(shape.key, definitions),
                "additionalProperties": json_schema_of(shape.value, definitions),
            }
        case Record():
            return _json_record(shape, definitions)
        case Either():
            return {"oneOf": [json_schema_of(choice, definitions) for choice in shape.shapes]}
        case Ref():
            if shape.name not in definitions:
                definitions[shape.name] = {}
                definitions[shape.name] = json_schema_of(shape.find(shape.name), definitions)
            return {"$ref": f"#/$defs/{shape.name}"}
        case Anything():
            return {}


def _json_text(shape: Text) -> dict[str, Any]:
    if shape.one_of:
        return {"enum": list(shape.one_of)}
    return {"pattern": f"^(?:{shape.pattern})$"} if shape.pattern else {"pattern": r"\S"}


def _json_record(shape: Record, definitions: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {key: json_schema_of(value, definitions) for key, value in shape.fields.items()},
        "additionalProperties": False,
    }
    if shape.required:
        schema["required"] = list(shape.required)
    if shape.kinds:
        schema["oneOf"] = [{"required": [kind]} for kind in shape.kinds]
    if shape.beside:
        schema["dependentRequired"] = {key: [needed] for key, needed in shape.beside.items()}
    return schema
