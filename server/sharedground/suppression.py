"""Directives in a draft applied to its findings: what is left, and what the writer should know about the directives."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from sharedground.rules.model import PRINCIPLES
from sharedground.rules.suggest import nearest
from sharedground.text.directives import Directive, Suppressions, Verb

if TYPE_CHECKING:
    from sharedground.text.blocks import Draft


class Findable(Protocol):
    """What can be suppressed: it names its rule and its extent in the source."""

    @property
    def rule(self) -> str:
        """The id of the rule."""

    @property
    def start(self) -> int:
        """Where it starts, in code points."""

    @property
    def end(self) -> int:
        """Where it ends."""


F = TypeVar("F", bound=Findable)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a draft's own directives, and where it stands (code points)."""

    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Suppressed(Generic[F]):
    """The findings that no directive covers, and notices about directives."""

    findings: tuple[F, ...]
    notices: tuple[Notice, ...]


def suppress(draft: Draft, findings: Sequence[F], rule_ids: Collection[str]) -> Suppressed[F]:
    """The findings that stay, in order; a directive that covers none of them, or names no rule, is told."""
    if not draft.comments:
        return Suppressed(tuple(findings), ())
    suppressions = Suppressions(draft)
    covering = [suppressions.covering(finding.rule, finding.start, finding.end) for finding in findings]
    used = {id(directive) for directive in covering if directive}
    kept = tuple(finding for finding, directive in zip(findings, covering, strict=True) if directive is None)
    notices = [Notice(problem.message, problem.start, problem.end) for problem in suppressions.problems]
    for directive in suppressions.directives:
        unknown = list(_unknown(directive, rule_ids))
        notices += unknown
        if not unknown and id(directive) not in used and directive.verb in (Verb.IGNORE, Verb.OFF, Verb.IGNORE_FILE):
            notices.append(
                Notice("Nothing here needs this directive any more; it can go.", directive.start, directive.end)
            )
    return Suppressed(kept, tuple(sorted(notices, key=lambda notice: notice.start)))


def _unknown(directive: Directive, rule_ids: Collection[str]) -> Iterator[Notice]:
    known = {*rule_ids, *PRINCIPLES, *(rule_id.partition("/")[0] for rule_id in rule_ids), "all"}
    for rule in directive.rules:
        if rule.name not in known:
            near = nearest(rule.name, sorted(known))
            hint = f" Did you mean “{near}”?" if near else ""
            yield Notice(f"There is no rule “{rule.name}”.{hint}", rule.start, rule.end)
