"""`sharedground explain`: a rule, as a person would want it explained."""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from sharedground.cli import output
from sharedground.cli.options import Flags
from sharedground.cli.session import Session
from sharedground.reports.model import Line
from sharedground.rules.measured import in_words, standard_measured
from sharedground.rules.model import PRINCIPLE_TEXTS, Rule

_WIDTH = 88
_SHOWN = 4


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `explain`."""
    parser.add_argument("rule", metavar="RULE", help="the rule's id, such as hierarchy/relative-privation")
    parser.add_argument("--config", metavar="FILE", type=Path, help="read this settings file and no other")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Explain one rule."""
    linter = Session(Flags({}, arguments.config)).linter(Path.cwd())
    rules = {rule.id: rule for rule in linter.pack.rules}
    rule = rules.get(arguments.rule) or _by_short_name(rules.values(), arguments.rule)
    if rule is None:
        from sharedground.rules.suggest import nearest

        near = nearest(arguments.rule, rules)
        hint = f"Did you mean “{near}”?" if near else "`sharedground rules list` shows them all."
        print(f"sharedground: there is no rule “{arguments.rule}”. {hint}", file=sys.stderr)
        return 2
    output.write_lines(explanation(rule))
    return 0


def _by_short_name(rules: Iterable[Rule], name: str) -> Rule | None:
    """The one rule with this code, or with this name in whichever category."""
    found = [rule for rule in rules if name.upper() == rule.code or name == rule.id.partition("/")[2]]
    return found[0] if len(found) == 1 else None


def explanation(rule: Rule) -> Iterator[Line]:
    """The lines that explain a rule, from its own file."""
    yield ((rule.id, "bold"), (f"  {rule.severity.value}, {rule.status.value}, since {rule.since}", "dim"))
    yield from _paragraphs(rule.summary, "")
    if rule.principle in PRINCIPLE_TEXTS:
        yield from _section("Principle", _paragraphs(PRINCIPLE_TEXTS[rule.principle]))
    if rule.why.strip():
        yield from _section("Why", _paragraphs(rule.why))
    shown = [example for example in rule.flag_examples if example.rewrite is not None and not example.todo][:_SHOWN]
    if shown:
        yield from _section("Before → after", _pairs([(example.text, example.rewrite or "") for example in shown]))
    passing = {example.reason: example.text for example in reversed(rule.ok_examples) if not example.todo}
    if passing:
        yield from _section("What passes", _passing(dict(reversed(passing.items()))))
    if rule.keep_when.strip():
        yield from _section("When to keep the line", _paragraphs(rule.keep_when))
    if rule.sources:
        yield from _section("Sources", (line for source in rule.sources for line in _paragraphs(source)))
    if figures := in_words(rule.id, standard_measured()):
        yield from _section("How it was measured", _paragraphs(figures))
    yield from _section("To switch it off", _off(rule))


def _section(title: str, lines: Iterator[Line]) -> Iterator[Line]:
    yield ()
    yield ((title, "bold"),)
    yield from lines


def _paragraphs(text: str, indent: str = "  ", style: str = "") -> Iterator[Line]:
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            yield ()
        for line in textwrap.wrap(paragraph, _WIDTH, break_long_words=False, break_on_hyphens=False):
            yield ((f"{indent}{line}", style),)


def _pairs(pairs: list[tuple[str, str]]) -> Iterator[Line]:
    for before, after in pairs:
        yield from _hanging("  − ", before, "red")
        yield from _hanging("  + ", after, "green")


def _passing(texts: dict[str, str]) -> Iterator[Line]:
    for reason, text in texts.items():
        yield from _hanging(f"  {reason}: ", text, "green")


def _hanging(lead: str, text: str, style: str) -> Iterator[Line]:
    lines = textwrap.wrap(text, _WIDTH - len(lead), break_long_words=False, break_on_hyphens=False) or [""]
    for number, line in enumerate(lines):
        yield ((" " * len(lead) if number else lead, "dim"), (line, style))


def _off(rule: Rule) -> Iterator[Line]:
    yield (("  for the next block of a draft:  ", "dim"), (f"<!-- sharedground: ignore {rule.id}: your reason -->", ""))
    yield (("  for a project:                  ", "dim"), (f'ignore = ["{rule.id}"]   (in sharedground.toml)', ""))
    yield (("  for one run:                    ", "dim"), (f"sharedground check --ignore {rule.id}", ""))
