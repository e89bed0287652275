"""Asking about each place, one by one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sharedground.cli import output
from sharedground.reports.layout import on_one_line
from sharedground.reports.text import OFFERS, finding_lines
from sharedground.text.lines import LineIndex

if TYPE_CHECKING:
    from sharedground.finding import Finding
    from sharedground.lint import Result
    from sharedground.rewriting.model import Rewrite


def review(name: str, result: Result) -> tuple[list[Rewrite], bool]:
    """The rewrites that were chosen, in order, and whether whoever chose has had enough for today."""
    lines = LineIndex(result.source.text)
    chosen: list[Rewrite] = []
    for finding in result.findings:
        if not finding.rewrites:
            continue
        output.write_lines(finding_lines(name, result, finding, lines))
        if len(finding.rewrites) > 1:
            for number, rewrite in enumerate(finding.rewrites, 1):
                output.write(f"    {number}  {on_one_line(rewrite.text)}  ({OFFERS[rewrite.applicability].lower()})\n")
        answer = _answer(finding)
        if answer is None:
            return chosen, True
        if answer:
            chosen.append(finding.rewrites[answer - 1])
    return chosen, False


def _answer(finding: Finding) -> int | None:
    """The number of the rewrite to take; 0 to leave the place as it is; None to stop."""
    most = len(finding.rewrites)
    numbers = f", 1–{most} to choose" if most > 1 else ""
    while True:
        output.write(f"  Rewrite? [y]es, [n]o{numbers}, [q]uit: ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        answer = line.strip().lower()
        if not line or answer in ("q", "quit"):
            return None
        if answer in ("y", "yes"):
            return 1
        if answer in ("n", "no", ""):
            return 0
        if answer.isdecimal() and 1 <= int(answer) <= most:
            return int(answer)
