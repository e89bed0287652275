"""The report for people: each place with its line underlined, why it may cost, and the best rewrite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sharedground.reports.layout import excerpts, on_one_line, visible
from sharedground.reports.model import FileReport, Line, Summary, Tally, counted
from sharedground.text.lines import LineIndex

if TYPE_CHECKING:
    from sharedground.finding import Finding
    from sharedground.lint import Result
    from sharedground.suppression import Notice

# By the words that severities and applicabilities are: their classes would be read for a clean draft too.
COLOURS = {"error": "bold red", "warning": "bold yellow", "information": "bold cyan", "hint": "bold blue"}
OFFERS = {"safe": "Try", "review": "Perhaps", "scaffold": "To fill in"}


class Text:
    """The format for one run."""

    def __init__(self) -> None:
        self._tally = Tally()

    def draft(self, report: FileReport) -> Iterator[Line]:
        """The lines of one draft."""
        self._tally.add(report)
        return render(report)

    def closing(self) -> Iterator[Line]:
        """The last lines."""
        return closing(self._tally.summary)


def render(report: FileReport) -> Iterator[Line]:
    """The lines of one draft. Unreadable drafts are not spoken of here."""
    if report.result is None or not (report.result.findings or report.result.notices):
        return
    lines = LineIndex(report.result.source.text)
    for finding in report.result.findings:
        yield from finding_lines(report.path, report.result, finding, lines)
        yield ()
    for notice in report.result.notices:
        yield from _notice(report.path, notice, lines)
        yield ()


def finding_lines(path: str, result: Result, finding: Finding, lines: LineIndex) -> Iterator[Line]:
    """One finding: where, which rule, the line underlined, why, and the best rewrite."""
    line, column = lines.position(finding.start)
    colour = COLOURS[finding.severity]
    yield (
        (f"{visible(path)}:{line}:{column}", "bold"),
        (": ", ""),
        (finding.severity.value, colour),
        (f" {finding.rule}", "dim"),
    )
    yield from underlined(result.source.text, ((finding.start, finding.end),), colour, first=line)
    yield ((f"  {visible(finding.message)}", ""),)
    if finding.rewrites:
        best = finding.rewrites[0]
        yield ((f"  {OFFERS[best.applicability]}: ", "dim"), (on_one_line(best.text) or "(leave it out)", "green"))


def underlined(text: str, spans: Iterable[tuple[int, int]], colour: str, *, first: int) -> Iterator[Line]:
    """The lines of `text` that the spans touch, carets below; `first` is the number of the first one's line."""
    shown = excerpts(text, spans, first=first)
    width = max((len(str(excerpt.number)) for excerpt in shown), default=0)
    for excerpt in shown:
        yield ((f"  {excerpt.number:>{width}} | ", "dim"), (excerpt.text, ""))
        if excerpt.carets:
            yield ((f"  {'':>{width}} | ", "dim"), (excerpt.carets, colour))


def closing(summary: Summary) -> Iterator[Line]:
    """The last line: how much was read and how much there is to look at."""
    read = f"{counted(summary.files - summary.unreadable, 'draft')}, {counted(summary.words, 'word')}"
    if summary.findings:
        yield ((f"{counted(summary.findings, 'place')} to look at in {read}.", "bold"),)
    elif summary.files > summary.unreadable:
        new = "new " if summary.accepted else ""
        yield ((f"Nothing {new}to point at in {read}.", "green"),)
    if summary.accepted:
        yield ((f"{counted(summary.accepted, 'place')} that the baseline accepts.", "dim"),)
    if summary.unreadable:
        yield ((f"{counted(summary.unreadable, 'draft')} could not be read.", "bold"),)


def _notice(path: str, notice: Notice, lines: LineIndex) -> Iterator[Line]:
    line, column = lines.position(notice.start)
    yield ((f"{visible(path)}:{line}:{column}", "bold"), (": note ", "dim"), (visible(notice.message), ""))
