"""The report as one page to open together: self-contained, no network, nothing of a draft but as text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sharedground.reports.model import FileReport, RuleOf, Tally, counted
from sharedground.reports.passages import Passage, Quiet, folded, passages
from sharedground.rules.model import PRINCIPLE_TEXTS, Applicability

if TYPE_CHECKING:
    from sharedground.finding import Finding
    from sharedground.lint import Result
    from sharedground.rules.model import Rule

TITLE = "Drafts to look at together"

_NAMES = {
    "shared-interests": "Shared interests",
    "identity": "Identity that illuminates",
    "local-global": "Local and global",
    "education": "Education, not guilt",
    "global-class": "A global class",
}
_TRUSTS = {
    Applicability.SAFE: ("safe", "Ready to use", "keeps the claim as it is"),
    Applicability.REVIEW: ("review", "Look, then use", "complete, and shifts the weight a little"),
    Applicability.SCAFFOLD: ("scaffold", "Fill in the blanks", "only you know what belongs there"),
    None: ("none", "Yours to word", "no rewrite is offered"),
}
_MANY = 2
_BLANK = re.compile(r"\[[^\[\]]+\]")


@dataclass(frozen=True, slots=True)
class Principle:
    """A principle, its number (0: a rule outside the five) and how it is written."""

    id: str
    number: int
    name: str
    text: str


PRINCIPLES = tuple(
    Principle(key, number, _NAMES[key], text) for number, (key, text) in enumerate(PRINCIPLE_TEXTS.items(), 1)
)
_OTHER = Principle("other", 0, "House rules", "What the project's own rules ask for.")
_BY_ID = {principle.id: principle for principle in PRINCIPLES}


@dataclass(frozen=True, slots=True)
class Offer:
    """A rewrite: its wording in parts (text, whether a blank), how far it may be trusted, and why."""

    parts: tuple[tuple[str, bool], ...]
    trust: str
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """A finding, as it stands beside its passage. `at` is where it stands in its draft, from 0 to 1000."""

    anchor: str
    path: str
    number: int
    line: int
    words: str
    finding: Finding
    principle: Principle
    offers: tuple[Offer, ...]
    trust: str
    at: int


@dataclass(frozen=True, slots=True)
class Group:
    """A passage with notes beside it (None: the draft opens with none), and what follows before the next one."""

    marked: Passage | None
    after: tuple[Passage | Quiet, ...]

    @property
    def dense(self) -> bool:
        """Whether so many notes stand beside the passage that it should stay in sight while they pass by."""
        return self.marked is not None and len(self.marked.marks) > _MANY


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft: its notes and its passages, or why it could not be read."""

    anchor: str
    path: str
    words: int
    notes: tuple[Note, ...]
    groups: tuple[Group, ...]
    error: str | None


class Html:
    """The format for one run. `date` is told on the page, if there is one to tell."""

    def __init__(self, rule_of: RuleOf, *, title: str = TITLE, date: str = "") -> None:
        self._rule_of = rule_of
        self._title = title
        self._date = date
        self._tally = Tally()
        self._drafts: list[DraftView] = []

    def opening(self) -> str:
        """Nothing yet: the page opens with its figures."""
        return ""

    def draft(self, report: FileReport) -> str:
        """Nothing yet."""
        self._tally.add(report)
        self._drafts.append(_viewed(report, f"draft-{len(self._drafts) + 1}"))
        return ""

    def closing(self) -> str:
        """The whole page."""
        notes = [note for draft in self._drafts for note in draft.notes]
        style, script = _asset("page.css"), _asset("page.js")
        page: str = _template().render(
            title=self._title,
            date=self._date,
            summary=self._tally.summary,
            drafts=self._drafts,
            marked=[draft for draft in self._drafts if draft.notes],
            notes=notes,
            principles=[(principle, _count(notes, principle)) for principle in _shown(notes)],
            trusts=[(trust, sum(note.trust == trust[0] for note in notes)) for trust in _TRUSTS.values()],
            severities=_severities(notes),
            chapters=[*_chapters(notes, self._rule_of)],
            rule_of=self._rule_of,
            style=style,
            script=script,
            style_hash=_digest(style),
            script_hash=_digest(script),
        )
        return page


def _viewed(report: FileReport, anchor: str) -> DraftView:
    result = report.result
    if result is None:
        return DraftView(anchor, report.path, 0, (), (), report.error or "It could not be read.")
    if not result.findings:
        return DraftView(anchor, report.path, result.words, (), (), None)
    text = result.source.text
    found = passages(text, [(finding.start, finding.end) for finding in result.findings])
    notes = tuple(_notes(result, anchor, report.path))
    return DraftView(anchor, report.path, result.words, notes, tuple(_groups(folded(found))), None)


def _groups(shown: Sequence[Passage | Quiet]) -> Iterator[Group]:
    marked: Passage | None = None
    after: list[Passage | Quiet] = []
    for passage in shown:
        if isinstance(passage, Passage) and passage.marks:
            if marked or after:
                yield Group(marked, tuple(after))
            marked, after = passage, []
            if Group(passage, ()).dense:
                yield Group(passage, ())
                marked = None
        else:
            after.append(passage)
    if marked or after:
        yield Group(marked, tuple(after))


def _notes(result: Result, anchor: str, path: str) -> Iterator[Note]:
    from sharedground.text.lines import LineIndex

    text = result.source.text
    lines = LineIndex(text)
    for number, finding in enumerate(result.findings, 1):
        offers = tuple(_offer(rewrite) for rewrite in finding.rewrites)
        yield Note(
            anchor=f"{anchor}-{number}",
            path=path,
            number=number,
            line=lines.position(finding.start)[0],
            words=" ".join(text[finding.start : finding.end].split()),
            finding=finding,
            principle=_BY_ID.get(finding.principle, _OTHER),
            offers=offers,
            trust=offers[0].trust if offers else "none",
            at=round(1000 * finding.start / max(1, len(text))),
        )


def _offer(rewrite: Any) -> Offer:
    key, label, _meaning = _TRUSTS[rewrite.applicability]
    return Offer(tuple(_parts(rewrite.text, blanks=key == "scaffold")), key, label, rewrite.why)


def _parts(text: str, *, blanks: bool) -> Iterator[tuple[str, bool]]:
    position = 0
    for blank in _BLANK.finditer(text) if blanks else ():
        yield text[position : blank.start()], False
        yield blank[0], True
        position = blank.end()
    yield text[position:], False


def _shown(notes: Sequence[Note]) -> tuple[Principle, ...]:
    """The five principles, and house rules where any spoke."""
    return (*PRINCIPLES, _OTHER) if _count(notes, _OTHER) else PRINCIPLES


def _count(notes: Sequence[Note], principle: Principle) -> int:
    return sum(note.principle is principle for note in notes)


def _severities(notes: Sequence[Note]) -> list[tuple[str, int]]:
    found = sorted({note.finding.severity for note in notes}, key=lambda severity: -severity.rank)
    return [(severity.value, sum(note.finding.severity is severity for note in notes)) for severity in found]


def _chapters(
    notes: Sequence[Note], rule_of: RuleOf
) -> Iterator[tuple[Principle, list[tuple[str, Rule | None, list[Note]]]]]:
    """By principle: the rules that spoke, each with its places."""
    for principle in _shown(notes):
        of_it = [note for note in notes if note.principle is principle]
        rules = sorted({note.finding.rule for note in of_it})
        if rules:
            yield (
                principle,
                [(rule, rule_of(rule), [note for note in of_it if note.finding.rule == rule]) for rule in rules],
            )


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    environment.filters["counted"] = counted
    environment.filters["paragraphs"] = lambda text: [" ".join(part.split()) for part in text.strip().split("\n\n")]
    environment.tests["quiet"] = lambda passage: isinstance(passage, Quiet)
    return environment.from_string(_asset("page.html.jinja"))


def _asset(name: str) -> str:
    return (files("sharedground.reports") / "page" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """What a content security policy knows an inline style or script by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
