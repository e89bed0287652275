"""`sharedground report`: one page with the drafts and what could be said otherwise, to open together."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from sharedground.cli import linting, output
from sharedground.cli.adoption import Narrowing, add_adoption_options
from sharedground.cli.check import collected
from sharedground.cli.options import add_draft_options, add_settings_options, add_speed_options, flags_from
from sharedground.cli.outputs import STDOUT
from sharedground.cli.session import Session
from sharedground.reports.html import TITLE, Html
from sharedground.reports.model import FileReport, Tally, counted

DEFAULT = Path("report.html")


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `report`."""
    parser.add_argument("paths", metavar="PATHS", nargs="*", default=["."], help="files, folders, or - (default: .)")
    group = parser.add_argument_group("report")
    group.add_argument(
        "--output", metavar="FILE", type=Path, default=DEFAULT, help=f"the page to write (default {DEFAULT}; - prints)"
    )
    group.add_argument("--title", default=TITLE, help="what stands above it")
    add_adoption_options(parser)
    add_draft_options(parser)
    add_settings_options(parser)
    add_speed_options(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the page. A report is no gate: the exit status tells of trouble only."""
    session = Session(flags_from(arguments))
    narrowing = Narrowing(arguments)
    sources = narrowing.sources(collected(session, arguments, but=[arguments.output]))
    reports = linting.lint_all(session, output.tracked(sources, "Reading drafts"), linting.reading_from(arguments))
    tally = Tally()
    today = date.today()
    page = Html(session.rule, title=arguments.title, date=f"{today.day} {today:%B %Y}")
    for report in _counted(narrowing.reports(reports), tally):
        page.draft(report)
    document = page.closing()
    if arguments.output == STDOUT:
        output.write_utf8(document)
    else:
        output.write_file(arguments.output, document.encode("utf-8", "replace"))
        told = f"{counted(tally.summary.findings, 'place')} to look at in {counted(tally.summary.files, 'draft')}"
        print(f"Wrote {arguments.output}: {told}. Open it in a browser.", file=sys.stdout)
    return 2 if session.troubled else 0


def _counted(reports: Iterable[FileReport], tally: Tally) -> Iterator[FileReport]:
    for report in reports:
        tally.add(report)
        yield report
