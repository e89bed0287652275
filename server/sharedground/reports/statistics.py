"""How often each rule spoke."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sharedground.reports.model import FileReport, Line, RuleOf, counted

VERSION = 1


class Counts:
    """Counts, draft by draft, how often each rule speaks, and in how many drafts."""

    def __init__(self) -> None:
        self._places: Counter[str] = Counter()
        self._drafts: Counter[str] = Counter()

    def add(self, report: FileReport) -> None:
        """Count one more draft."""
        rules = [finding.rule for finding in report.result or ()]
        self._places.update(rules)
        self._drafts.update(set(rules))

    def __iter__(self) -> Iterator[tuple[str, int, int]]:
        """Each rule that spoke, how often, and in how many drafts; most often first."""
        for rule, places in sorted(self._places.items(), key=lambda entry: (-entry[1], entry[0])):
            yield rule, places, self._drafts[rule]


class Text:
    """One line for each rule that spoke."""

    def __init__(self) -> None:
        self._counts = Counts()

    def draft(self, report: FileReport) -> tuple[Line, ...]:
        """Nothing yet."""
        self._counts.add(report)
        return ()

    def closing(self) -> Iterator[Line]:
        """The lines."""
        return (((line, ""),) for line in _lines(self._counts))


class _Document:
    """What both forms for programs share."""

    def __init__(self, _rule_of: RuleOf) -> None:
        self._counts = Counts()

    def opening(self) -> str:
        """Nothing yet."""
        return ""

    def draft(self, report: FileReport) -> str:
        """Nothing yet."""
        self._counts.add(report)
        return ""


class Json(_Document):
    """The counts as JSON, version 1, fixed by docs/schema/statistics-v1.json."""

    def closing(self) -> str:
        """The whole document."""
        import msgspec

        rules = [{"rule": rule, "places": places, "drafts": drafts} for rule, places, drafts in self._counts]
        document = msgspec.json.encode({"version": VERSION, "rules": rules})
        return msgspec.json.format(document, indent=2).decode() + "\n"


class Csv(_Document):
    """The counts as a table."""

    def closing(self) -> str:
        """The whole table."""
        from sharedground.reports.csv import table

        return table([("rule", "places", "drafts"), *self._counts])


def render(reports: Iterable[FileReport]) -> Iterator[str]:
    """One line for each rule that spoke, most often first: how often, in how many drafts, the rule."""
    counts = Counts()
    for report in reports:
        counts.add(report)
    return _lines(counts)


def _lines(counts: Counts) -> Iterator[str]:
    found = [*counts]
    width = max((len(f"{places:,}") for _rule, places, _drafts in found), default=0)
    for rule, places, drafts in found:
        yield f"{places:>{width},}  {rule} (in {counted(drafts, 'draft')})"
