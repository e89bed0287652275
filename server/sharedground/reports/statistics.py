"""How often each rule spoke."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sharedground.reports.model import FileReport, counted


def render(reports: Iterable[FileReport]) -> Iterator[str]:
    """One line for each rule that spoke, most often first: how often, in how many drafts, the rule."""
    places: Counter[str] = Counter()
    drafts: Counter[str] = Counter()
    for report in reports:
        rules = [finding.rule for finding in report.result or ()]
        places.update(rules)
        drafts.update(set(rules))
    width = len(f"{max(places.values(), default=0):,}")
    for rule, number in sorted(places.items(), key=lambda entry: (-entry[1], entry[0])):
        yield f"{number:>{width},}  {rule} (in {counted(drafts[rule], 'draft')})"
