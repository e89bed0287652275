"""The rewrites of a rule file, read into the model, with what their templates may and must hold."""

from __future__ import annotations

from collections.abc import Iterable

from sharedground.errors import Place, RuleError
from sharedground.rules.captures import CARRIED, Names
from sharedground.rules.model import Applicability, Template
from sharedground.rules.nodes import Located
from sharedground.rules.shapes import pick
from sharedground.rules.suggest import did_you_mean
from sharedground.rules.templates import MATCH, Blank, ParsedTemplate, TemplateError, parse_template


def read_rewrites(node: Located | None, held: Names | None, errors: list[RuleError]) -> tuple[Template, ...]:
    """The rewrites of a list. `held`: the captures of the patterns they belong to; None where these are not known."""
    items = node.value if node and isinstance(node.value, tuple) else ()
    found = [_rewrite(item, held | CARRIED if held is not None else None, errors) for item in items]
    return tuple(rewrite for rewrite in found if rewrite)


def read_template(node: Located, held: Names | None, errors: list[RuleError]) -> ParsedTemplate | None:
    """A template, None where it cannot be read. Captures that no pattern has are told in `errors`."""
    text = str(node.value).strip()
    try:
        parsed = parse_template(text)
    except TemplateError as error:
        errors.append(RuleError(error.message, node.place_of(error.offset)))
        return None
    except RecursionError:
        errors.append(RuleError("braces stand too deep in one another here; use fewer", node.place))
        return None
    for name in sorted(parsed.mentions):
        check_capture(name, node.place_of(_mention(text, name)), held, errors)
    return parsed


def check_capture(name: str, place: Place, held: Names | None, errors: list[RuleError]) -> None:
    """Tell in `errors` where no pattern has the capture."""
    if held is None or name in held:
        return
    hint = did_you_mean(name, tuple(sorted(held - CARRIED)), unlisted=(*sorted(CARRIED), MATCH))
    hint = hint or " There are no captures here; write one as $name:np."
    errors.append(RuleError(f"no pattern has the capture “{name}”.{hint}", place))


def _mention(text: str, name: str) -> int:
    """Where a template first names a capture: after {, ~ or ^."""
    return min((at + 1 for sign in "{~^" if (at := text.find(sign + name)) >= 0), default=0)


def _rewrite(node: Located, held: Names | None, errors: list[RuleError]) -> Template | None:
    text, applicability = pick(node, "text"), pick(node, "applicability")
    if not text or not applicability:
        return None
    told = len(errors)
    parsed = read_template(text, held, errors)
    sound = len(errors) == told
    keeps, replaces = pick(node, "keeps"), pick(node, "replaces")
    kept = keeps.value if keeps and isinstance(keeps.value, tuple) else ()
    if replaces and replaces.value not in ("match", "sentence"):
        check_capture(str(replaces.value), replaces.place, held, errors)
    if parsed and sound:
        errors += _unkept(kept, parsed)
        if applicability.value != Applicability.SCAFFOLD and any(isinstance(part, Blank) for part in parsed.parts):
            message = f"a rewrite with a [blank] is a scaffold, not {applicability.value}; change one of the two"
            errors.append(RuleError(message, applicability.place))
    why, title = pick(node, "why"), pick(node, "title")
    return Template(
        text=str(text.value).strip(),
        applicability=Applicability(str(applicability.value)),
        replaces=str(replaces.value) if replaces else "match",
        why=str(why.value).strip() if why else "",
        keeps=tuple(str(item.value) for item in kept),
        title=str(title.value).strip() if title else "",
        line=node.place.line,
    )


def _unkept(kept: Iterable[Located], parsed: ParsedTemplate) -> list[RuleError]:
    """A rewrite that says it keeps a capture must name it."""
    errors: list[RuleError] = []
    for item in kept:
        capture = str(item.value).partition(".")[0]
        if capture not in parsed.mentions:
            hint = did_you_mean(capture, tuple(sorted(parsed.mentions)))
            errors.append(RuleError(f"keeps names “{item.value}”, but the text does not hold it.{hint}", item.place))
    return errors
