"""What the parts of completion have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lsprotocol import types

from sharedground.lsp.documents import Snapshot
from sharedground.lsp.projects import Project
from sharedground.rules.model import PRINCIPLES


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that may stand at a place, and what it means. `written`: how it is written there, if otherwise."""

    word: str
    about: str = ""
    written: str = ""
    kind: types.CompletionItemKind = types.CompletionItemKind.Value


def line_before(snapshot: Snapshot, offset: int) -> str:
    """The line up to an offset."""
    lines = snapshot.positions.lines
    return snapshot.text[lines.line_span(lines.position(offset)[0])[0] : offset]


def rule_names(project: Project, quote: str = "") -> Iterator[Choice]:
    """The names that stand for rules: ids, categories and `all`, in quotation marks where they need some."""
    for rule in project.linter.rules:
        yield Choice(rule.id, rule.summary.strip(), f"{quote}{rule.id}{quote}")
    for category in PRINCIPLES:
        yield Choice(category, f"all rules of {category}", f"{quote}{category}{quote}")
    yield Choice("all", "all rules", f"{quote}all{quote}")
