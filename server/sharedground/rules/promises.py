"""What a rule must hold to be called stable: enough examples, every context met, a rewrite for every finding."""

from __future__ import annotations

from sharedground.errors import Place, RuleError
from sharedground.rules.branches import branches, leaves
from sharedground.rules.captures import certain
from sharedground.rules.model import Named, Policy, Rule, Severity, Status, Template
from sharedground.rules.nodes import Located
from sharedground.rules.shapes import pick, place_of
from sharedground.rules.templates import parse_template

FEWEST_EXAMPLES = 8
FEWEST_DRAFTS = 2
"""The examples of a document check are whole drafts, so fewer will do."""
MET = ("quoted", "mentioned", "reported", "negated", "questioned", "power")
"""The contexts that any rule can meet, and that silence it by default: each needs an example of its own."""


def broken_promises(rule: Rule, node: Located) -> list[RuleError]:
    """What a stable rule still lacks, placed in its file `node`; nothing for a draft or a preview."""
    if rule.status is not Status.STABLE:
        return []
    return [*_too_few_examples(rule, node), *_unmet_contexts(rule, node), *_without_rewrite(rule, node)]


def _too_few_examples(rule: Rule, node: Located) -> list[RuleError]:
    count = sum(not example.todo for example in rule.flag_examples)
    fewest = FEWEST_DRAFTS if rule.document else FEWEST_EXAMPLES
    if count >= fewest:
        return []
    place = place_of(pick(node, "examples") or node, "flag")
    message = f"a stable rule has at least {fewest} flag examples, and here are {count}; add some, or say draft"
    return [RuleError(message, place)]


def _unmet_contexts(rule: Rule, node: Located) -> list[RuleError]:
    shown = {example.reason for example in rule.ok_examples if not example.todo}
    lacking = [context for context in MET if context not in shown and _meets(rule, context)]
    if not lacking:
        return []
    place = place_of(pick(node, "examples") or node, "ok")
    message = f"a stable rule shows where it stays silent; add ok examples under: {', '.join(lacking)}"
    return [RuleError(message, place)]


def _meets(rule: Rule, context: str) -> bool:
    return any(
        (rule.contexts | branch.contexts).get(context, Policy.SILENCE) is Policy.SILENCE
        for branch in branches(rule.match)
    )


def _without_rewrite(rule: Rule, node: Located) -> list[RuleError]:
    errors: list[RuleError] = []
    for branch in branches(rule.match):
        severity = branch.severity or rule.severity
        ready = [r for r in offered(branch, rule.rewrites) if r.applicability.is_ready]
        if severity.rank >= Severity.WARNING.rank and not ready:
            message = (
                f"a pattern of severity {severity} needs a rewrite that is no scaffold and that each of its matches "
                "can fill; add one, or a fallback as in {issue|this fight}"
            )
            errors.append(RuleError(message, Place(node.place.path, leaves(branch)[0].line)))
    return errors


def offered(branch: Named, rewrites: tuple[Template, ...]) -> list[Template]:
    """The rewrites of a rule that every match of this alternative can fill."""
    held = certain(branch.node)
    return [rewrite for rewrite in (*branch.rewrites, *rewrites) if parse_template(rewrite.text).captures <= held]
