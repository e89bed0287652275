"""`sharedground check`: point at phrasing that costs solidarity."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sharedground.cli import drafts, linting, office, output, outputs
from sharedground.cli.adoption import Narrowing, add_adoption_options, check_combination, write_baseline
from sharedground.cli.options import add_draft_options, add_settings_options, add_speed_options, flags_from, level
from sharedground.cli.session import Session
from sharedground.text.readers.formats import FORMATS

if TYPE_CHECKING:
    from sharedground.reports.model import FileReport


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    parser.add_argument("paths", metavar="PATHS", nargs="*", default=["."], help="files, folders, or - (default: .)")
    group = parser.add_argument_group("report")
    outputs.add_output_options(group)
    group.add_argument(
        "--fail-on",
        metavar="LEVEL",
        type=level("never"),
        help="exit with 1 from this severity on: error, warning (default), information, hint or never",
    )
    office.add_annotate_option(group)
    group.add_argument("--watch", action="store_true", help="stay, and check drafts again as they change")
    add_adoption_options(parser)
    parser.add_argument(
        "--write-baseline", metavar="FILE", type=Path, help="accept what is there today, in a file for --baseline"
    )
    add_draft_options(parser)
    add_settings_options(parser)
    add_speed_options(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check the drafts, report, and give the exit status."""
    check_combination(arguments)
    if arguments.annotate:
        return office.annotate(arguments)
    targets = outputs.targets(arguments)
    if arguments.watch:
        from sharedground.cli import watch

        return watch.run(arguments, targets[0].format)
    session = Session(flags_from(arguments))
    narrowing = Narrowing(arguments)
    written_to = [target.file for target in targets if target.file is not None]
    sources = narrowing.sources(collected(session, arguments, but=written_to))
    reports = linting.lint_all(session, output.tracked(sources, "Reading drafts"), linting.reading_from(arguments))
    failed = False
    if arguments.write_baseline:
        write_baseline(arguments.write_baseline, reports)
    else:
        hold = output.follows_progress(sources) and sys.stdout.isatty()
        with outputs.Outputs(targets, session.rule, statistics=arguments.statistics, hold=hold) as written:
            failed = _report(narrowing.reports(reports), written, len(sources))
        narrowing.say_what_is_stale()
    if session.troubled:
        return 2
    return 1 if failed else 0


def collected(session: Session, arguments: argparse.Namespace, *, but: Iterable[Path] = ()) -> list[drafts.Source]:
    """The drafts that the arguments name, but the files that reports go to; where there are none, stderr says so."""
    reports = {os.path.realpath(file) for file in but}
    sources = [
        source
        for source in drafts.collect(
            arguments.paths,
            session.settings,
            stdin_name=arguments.stdin_filename,
            force_exclude=arguments.force_exclude,
        )
        if source.path == drafts.STDIN or os.path.realpath(source.path) not in reports
    ]
    if not sources and not arguments.force_exclude:
        where = ", ".join(arguments.paths)
        kinds = " ".join(format_.suffixes[0] for format_ in FORMATS if format_.suffixes)
        print(f"sharedground: no drafts in {where} (looked for {kinds}).", file=sys.stderr)
    return sources


def _report(reports: Iterable[FileReport], written: outputs.Outputs, number: int) -> bool:
    """Write the reports, of so many drafts; whether any of them fails the run."""
    failed, done = False, 0
    try:
        for report in reports:
            failed |= report.failing
            written.add(report)
            done += 1
    except KeyboardInterrupt:
        print(f"\nsharedground: stopped. {done} of {number} drafts were read.", file=sys.stderr)
        raise
    return failed
