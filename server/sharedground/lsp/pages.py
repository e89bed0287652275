"""What hover says of a finding, and the page behind a rule's name in the list of problems.

The pages are files among the user's caches, made from the rules themselves when first needed: what a link opens is what
the rule says, with no network between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from sharedground.finding import Finding
from sharedground.reports import rule_pages
from sharedground.rules.measured import standard_measured
from sharedground.rules.model import PRINCIPLE_TEXTS, Rule

if TYPE_CHECKING:
    from sharedground.lsp.projects import Project


def page(rule: Rule) -> str:
    """The whole page of a rule, in Markdown."""
    return rule_pages.page(rule, standard_measured())


def card(finding: Finding, rule: Rule, *, with_message: bool = True) -> str:
    """What hover says of a finding, in Markdown. Without its message, for editors that show that themselves."""
    return "\n\n".join(_card(finding, rule, with_message))


def _card(finding: Finding, rule: Rule, with_message: bool) -> Iterator[str]:
    if with_message:
        yield f"**{rule.id}**: {finding.message}"
    ready = [rewrite for rewrite in finding.rewrites if rewrite.applicability.is_ready]
    best = next(iter([*ready, *finding.rewrites]), None)
    if best:
        yield f"*Rather:* {best.text}" + (f"  \n{best.why}" if best.why else "")
    yield f"**Why.** {rule.why.strip()}"
    yield f"**The principle.** {PRINCIPLE_TEXTS.get(rule.principle, '')}"
    yield f"**When to keep it.** {rule.keep_when.strip()}"
    if rule.sources:
        yield f"**Sources.** {'; '.join(rule.sources)}"


def plain(markdown: str) -> str:
    """The same for a client that shows no Markdown."""
    return markdown.replace("**", "").replace("  \n", "\n")


def links(project: Project, ids: Iterable[str]) -> dict[str, str]:
    """The addresses of rules’ pages, these at least; one that cannot be written is empty."""
    for rule in filter(None, map(project.linter.rule, set(ids) - project.links.keys())):
        project.links[rule.id] = link(rule.id, page(rule))
    return project.links


def folder() -> Path:
    """Where the pages are kept."""
    return user_cache_path("sharedground", appauthor=False) / "pages"


def link(rule_id: str, text: str) -> str:
    """The address of a page that says this; '' where it cannot be written."""
    path = folder() / f"{rule_id}.md"
    with suppress(OSError):
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return path.as_uri()
    return ""
