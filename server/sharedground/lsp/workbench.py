"""The rule author's workbench: what is wrong in a rule, lexicon or pack file, in place, while it is being written.

A rule that holds is run at once, as it stands in the editor, over its own examples, beside all other rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lsprotocol import types
from msgspec.structs import replace

from sharedground.analysis.engine import Stopped
from sharedground.errors import PlacedError, RuleError, SharedGroundError
from sharedground.examples import ExampleFailure, run_examples
from sharedground.lint import Linter, Result
from sharedground.lsp import diagnostics
from sharedground.lsp.checking import Report
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.drafts import Kind
from sharedground.lsp.projects import Project
from sharedground.rules.lexiconfiles import read_lexicon
from sharedground.rules.loader import load_rule
from sharedground.rules.model import Pack, Rule
from sharedground.rules.nodes import Located, parse
from sharedground.rules.schema import checked
from sharedground.settings import Settings

if TYPE_CHECKING:
    from sharedground.lsp.server import Server


def problems(snapshot: Snapshot, kind: Kind) -> list[PlacedError]:
    """What does not hold in a lexicon or pack file."""
    path = str(snapshot.path)
    if kind is Kind.LEXICON:
        return list(read_lexicon(snapshot.text, path)[1])
    try:
        return list(checked(parse(snapshot.text, path), "pack")[1])
    except RuleError as error:
        return [error]


def check(snapshot: Snapshot, project: Project, server: Server, stop: Callable[[], bool]) -> Report:
    """The report on a rule file: what its schema and its patterns say, or else what its examples say."""
    from sharedground.lsp.reports import result_id

    pack = _pack(snapshot, project, server)
    loaded = load_rule(snapshot.text, str(snapshot.path), pack.lexicons)
    if loaded.rule is None:
        return Report(snapshot, result_id(snapshot, project), diagnostics.of_errors(loaded.errors, snapshot))
    pipeline = project.settings.pipeline
    if not server.loader.ready(pipeline):
        server.loader.load(pipeline)
        return Report(snapshot, result_id(snapshot, project, "first-look"), complete=False)
    failures = failing(loaded.rule, pack, project, server, stop)
    tree = parse(snapshot.text, str(snapshot.path))
    found = [_underlined(failure, tree, snapshot) for failure in failures]
    return Report(snapshot, result_id(snapshot, project), found)


def failing(
    rule: Rule, pack: Pack, project: Project, server: Server, stop: Callable[[], bool]
) -> Iterator[ExampleFailure]:
    """The examples of a rule that do not hold, run as the rule stands in the editor. Raises Stopped."""
    with closing(_Beside(rule, pack, project, server)) as beside:
        linter = cast("Linter", beside)
        for flagged in rule.flag_examples:
            if stop():
                raise Stopped
            yield from run_examples(linter, replace(rule, flag_examples=(flagged,), ok_examples=()))
        for passing in rule.ok_examples:
            if stop():
                raise Stopped
            yield from run_examples(linter, replace(rule, flag_examples=(), ok_examples=(passing,)))


class _Beside:
    """A rule as it is being written beside all others as they were saved: to make one linter of them takes a second."""

    def __init__(self, rule: Rule, pack: Pack, project: Project, server: Server) -> None:
        self._rule = rule
        self._others = project.linter
        settings = Settings(select=("all", rule.id), preview=True)
        pipeline = server.projects.pipeline(project.settings.pipeline)
        self._own = Linter(settings, pack=replace(pack, rules=(rule,)), pipeline=pipeline)

    def close(self) -> None:
        """Let go of what it took to check."""
        self._own.close()

    def check(self, text: str) -> Result:
        """The findings of both, in order; the rule yields where it says it does."""
        others = [finding for finding in self._others.check(text) if finding.rule != self._rule.id]
        first = [finding for finding in others if finding.rule in self._rule.yields_to]
        own = self._own.check(text)
        kept = [f for f in own if not any(f.start < other.end and other.start < f.end for other in first)]
        return Result(own.source, tuple(sorted([*others, *kept], key=lambda f: (f.start, f.end))))


def _pack(snapshot: Snapshot, project: Project, server: Server) -> Pack:
    """The rules and word classes around a rule: the project's, and those of the pack whose folder it lies in."""
    folder = snapshot.path.parents[1] if snapshot.path else Path()
    return server.projects.pack_with(project, folder)


def _underlined(failure: ExampleFailure, tree: Located, snapshot: Snapshot) -> types.Diagnostic:
    """A failing example, underlined from its first to its last character, with what came instead."""
    start, end = _extent(failure, tree, snapshot)
    return types.Diagnostic(
        range=snapshot.positions.range(start, end),
        severity=types.DiagnosticSeverity.Error,
        source=diagnostics.SOURCE,
        code="example",
        message=" ".join([failure.problem, *_difference(failure)]),
    )


def _difference(failure: ExampleFailure) -> Iterator[str]:
    if failure.rewrite_wanted is not None:
        yield f"Wanted: “{failure.rewrite_wanted}”. Came: “{failure.rewrite_found or 'nothing'}”."
        return
    for label, spans in (("Wanted", failure.wanted), ("Came", failure.found)):
        if spans:
            yield f"{label}: {', '.join(f'“{failure.text[start:end]}”' for start, end in spans)}."


def _extent(failure: ExampleFailure, tree: Located, snapshot: Snapshot) -> tuple[int, int]:
    lines = snapshot.positions.lines
    node = next((node for node in _scalars(tree) if node.place.line == failure.line), None)
    if node is None:
        return lines.line_span(failure.line)
    start = lines.offset(node.place.line, node.place.column)
    return start, start + len(node.written) if node.written else lines.line_span(failure.line)[1]


def _scalars(tree: Located) -> Iterator[Located]:
    """The texts of a tree that may be examples: list items and the values of `text`."""
    if isinstance(tree.value, Mapping):
        for key, child in tree.value.items():
            if key == "text" and isinstance(child.value, str):
                yield child
            else:
                yield from _scalars(child)
    elif isinstance(tree.value, tuple):
        for item in tree.value:
            if isinstance(item.value, str):
                yield item
            else:
                yield from _scalars(item)


async def run(server: Server, snapshot: Snapshot) -> str:
    """What the examples of a rule file come to, in a sentence."""
    report = await server.checker.report(snapshot)
    broken = [item for item in report.diagnostics if item.code != "example"]
    if broken:
        return "The rule does not hold yet; what is wrong is underlined."
    count = len(examples_of(snapshot))
    failures = len({item.range.start.line for item in report.diagnostics})
    return f"{failures} of {count} examples do not hold." if failures else f"All {count} examples hold."


def examples_of(snapshot: Snapshot) -> list[Located]:
    """The examples in a rule file; none where it cannot be read."""
    try:
        tree = parse(snapshot.text, str(snapshot.path))
    except SharedGroundError:
        return []
    examples = tree.value.get("examples") if isinstance(tree.value, Mapping) else None
    return list(_scalars(examples)) if examples else []
