"""A rule as a page to read, in Markdown: for the rule reference, and behind a rule's name in editors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sharedground.rules.measured import Measured, in_words
from sharedground.rules.model import PRINCIPLE_TEXTS, FlagExample, Rule

_MOST_EXAMPLES = 8
_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")


def page(rule: Rule, measured: Measured) -> str:
    """The whole page of a rule."""
    return "\n\n".join(_page(rule, measured)) + "\n"


def index(rules: Iterable[Rule]) -> str:
    """The index of the rules' pages: by principle, each with its summary. Links are relative to the index."""
    rules = sorted(rules, key=lambda rule: rule.id)
    parts = ["# The rules", "Each rule serves one of five principles, and each has a page that says why."]
    for principle, text in PRINCIPLE_TEXTS.items():
        lines = [
            f"- [{rule.id}]({rule.id}.md): {_escaped(rule.summary)}" for rule in rules if rule.principle == principle
        ]
        if lines:
            parts += [f"## {text.rstrip('.')}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def _page(rule: Rule, measured: Measured) -> Iterator[str]:
    yield f"# {rule.id}"
    yield _escaped(rule.summary)
    marks = [rule.severity.value.capitalize(), rule.status.value, *([rule.code] if rule.code else [])]
    yield f"*{PRINCIPLE_TEXTS.get(rule.principle, '')}*  \n{' · '.join(marks)}"
    yield f"## Why\n\n{_escaped(rule.why)}"
    examples = [example for example in rule.flag_examples if not example.todo]
    if examples:
        yield "## What it points at\n\n" + "\n".join(_example(example) for example in examples[:_MOST_EXAMPLES])
    passing = {example.reason: example.text for example in reversed(rule.ok_examples) if not example.todo}
    if passing:
        lines = [f"- *{reason}*: {_flat(text)}" for reason, text in reversed(passing.items())]
        yield "## What it leaves alone\n\n" + "\n".join(lines)
    yield f"## When to keep the line\n\n{_escaped(rule.keep_when)}"
    if rule.sources:
        yield "## Sources\n\n" + "\n".join(f"- {_escaped(source)}" for source in rule.sources)
    if figures := in_words(rule.id, measured):
        yield f"## How it was measured\n\n{figures}"
    yield (
        "## To leave a place alone\n\n"
        f"Before it, in the draft: `<!-- sharedground: ignore {rule.id}: your reason -->`  \n"
        f'In `sharedground.toml`, for a whole project: `ignore = ["{rule.id}"]`'
    )


def _example(example: FlagExample) -> str:
    """The example with what is flagged in bold, and what the first rewrite makes of it."""
    said, last = "", 0
    for start, end in example.spans:
        said += f"{_flat(example.text[last:start])}**{_flat(example.text[start:end])}**"
        last = end
    said += _flat(example.text[last:])
    return f"- {said}" + (f"  \n  → {_flat(example.rewrite)}" if example.rewrite else "")


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text.strip())


def _flat(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split(" ")).replace("\n", " "))
