"""A rule's examples are its tests: running them, for tests, the command line and editors alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sharedground.rewriting.model import Rewrite, apply_edits
from sharedground.rules.model import FlagExample, OkExample, Rule, Severity

if TYPE_CHECKING:
    from sharedground.finding import Finding
    from sharedground.lint import Linter


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """One way in which an example does not hold.

    `problem` says it in a sentence. `wanted` and `found` are the spans (code points in `text`) that should have been
    flagged and that were. `rewrite_wanted` and `rewrite_found` are whole texts, where a rewrite is what differs.
    `line` is where the example stands in the rule's file.
    """

    rule: str
    line: int
    problem: str
    text: str
    wanted: tuple[tuple[int, int], ...] = ()
    found: tuple[tuple[int, int], ...] = ()
    rewrite_wanted: str | None = None
    rewrite_found: str | None = None


def run_examples(linter: Linter, rule: Rule) -> tuple[ExampleFailure, ...]:
    """What does not hold among the examples of `rule`, run against all rules of `linter`; empty when all hold.

    A known gap (`todo-flag`, `todo-ok`) is a failure once it holds.
    """
    failures: list[ExampleFailure] = []
    for flagged in rule.flag_examples:
        failures += _expected(rule, flagged, "flag", [*_check_flag(linter, rule, flagged)])
    for passing in rule.ok_examples:
        failures += _expected(rule, passing, "ok", [*_check_ok(linter, rule, passing)])
    return tuple(failures)


def _expected(
    rule: Rule, example: FlagExample | OkExample, key: str, found: list[ExampleFailure]
) -> list[ExampleFailure]:
    """What was found; of a known gap the opposite: it is to fail."""
    if not example.todo:
        return found
    problem = f"This known gap is closed: move it from “todo-{key}” to “{key}”."
    return [] if found else [ExampleFailure(rule.id, example.line, problem, example.text)]


def _check_ok(linter: Linter, rule: Rule, example: OkExample) -> Iterator[ExampleFailure]:
    findings = linter.check(example.text).findings
    if findings:
        names = ", ".join(sorted({finding.rule for finding in findings}))
        yield ExampleFailure(
            rule.id,
            example.line,
            f"This should pass ({example.reason}), and was flagged by {names}.",
            example.text,
            found=_spans(findings),
        )


def _check_flag(linter: Linter, rule: Rule, example: FlagExample) -> Iterator[ExampleFailure]:
    findings = tuple(finding for finding in linter.check(example.text) if finding.rule == rule.id)
    if _spans(findings) != example.spans:
        problem = "This should be flagged" + (" elsewhere." if findings else ", and was not.")
        yield ExampleFailure(rule.id, example.line, problem, example.text, example.spans, _spans(findings))
        return
    if example.rewrite is not None:
        first = next((finding.rewrites[0] for finding in findings if finding.rewrites), None)
        rewritten = apply_edits(example.text, first.edits) if first else None
        if rewritten != example.rewrite:
            problem = "The first rewrite should read otherwise." if first else "No rewrite is offered."
            yield ExampleFailure(
                rule.id,
                example.line,
                problem,
                example.text,
                example.spans,
                _spans(findings),
                example.rewrite,
                rewritten,
            )
    for finding in findings:
        yield from _check_rewrites(linter, rule, example, finding)


def _check_rewrites(linter: Linter, rule: Rule, example: FlagExample, finding: Finding) -> Iterator[ExampleFailure]:
    ready = [rewrite for rewrite in finding.rewrites if rewrite.applicability.is_ready]
    if finding.severity.rank >= Severity.WARNING.rank and not ready:
        problem = "A finding at warning or error needs a rewrite that is not a scaffold, and this one has none."
        yield ExampleFailure(rule.id, example.line, problem, example.text, example.spans, _spans((finding,)))
    for rewrite in finding.rewrites:
        rewritten = apply_edits(example.text, rewrite.edits)
        start, end = _new_stretch(rewrite)
        again = tuple(f for f in linter.check(rewritten) if f.start < end and start < f.end)
        if again:
            names = ", ".join(sorted({f.rule for f in again}))
            problem = f"The rewrite “{rewrite.title}” is itself flagged by {names}."
            yield ExampleFailure(rule.id, example.line, problem, rewritten, found=_spans(again))


def _new_stretch(rewrite: Rewrite) -> tuple[int, int]:
    """Where the replaced stretch stands in the rewritten text."""
    growth = sum(len(edit.text) - (edit.end - edit.start) for edit in rewrite.edits)
    return rewrite.start, rewrite.end + growth


def _spans(findings: tuple[Finding, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((finding.start, finding.end) for finding in findings)
