"""`sharedground check`: point at phrasing that costs solidarity."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sharedground.cli import drafts, output
from sharedground.cli.options import add_draft_options, add_settings_options, flags_from, level
from sharedground.cli.session import Session
from sharedground.errors import DraftError
from sharedground.reports.model import FileReport, Line, summarise

if TYPE_CHECKING:
    from sharedground.lint import Result
    from sharedground.rules.model import Severity


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    parser.add_argument("paths", metavar="PATHS", nargs="*", default=["."], help="files, folders, or - (default: .)")
    group = parser.add_argument_group("report")
    group.add_argument("--format", choices=("text", "concise", "json"), default="text")
    group.add_argument(
        "--fail-on",
        metavar="LEVEL",
        type=level("never"),
        help="exit with 1 from this severity on: error, warning (default), information, hint or never",
    )
    group.add_argument("--statistics", action="store_true", help="say how often each rule spoke instead of where")
    group.add_argument("--output", metavar="FILE", type=Path, help="write the report to a file")
    add_draft_options(parser)
    add_settings_options(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check the drafts, report, and give the exit status."""
    if arguments.statistics and arguments.format == "json":
        print("sharedground: --statistics has no JSON form; the JSON report holds every finding.", file=sys.stderr)
        return 2
    session = Session(flags_from(arguments))
    sources = [*drafts.collect(arguments.paths, session.settings, stdin_name=arguments.stdin_filename)]
    if not sources:
        where = ", ".join(arguments.paths)
        kinds = " ".join(drafts.SUFFIXES)
        print(f"sharedground: no drafts in {where} (looked for {kinds}).", file=sys.stderr)
    reports: list[FileReport] = []
    failed = False
    for source in output.tracked(sources, "Reading drafts"):
        report = _check(session, source, arguments.language, arguments.max_size)
        if report.result is not None:
            failed |= _fails(report.result, session.settings(source.folder).fail_on)
        reports.append(report)
    _write(arguments, reports)
    if session.troubled:
        return 2
    return 1 if failed else 0


def _check(session: Session, source: drafts.Source, language: str | None, max_size: int) -> FileReport:
    try:
        data = drafts.read(source, max_size)
        linter = session.linter(source.folder)
        result = linter.check(data, language=drafts.language_of(source, language), name=source.name)
        return FileReport(source.name, result)
    except DraftError as error:
        session.complain(drafts.blamed(source, error))
        return FileReport(source.name, error=drafts.reason(source, error))


def _fails(result: Result, fail_on: Severity | None) -> bool:
    return fail_on is not None and any(finding.severity.rank >= fail_on.rank for finding in result)


def _write(arguments: argparse.Namespace, reports: list[FileReport]) -> None:
    if arguments.format == "json":
        from sharedground.reports import json

        document = json.render(reports)
    else:
        lines = _lines(arguments, reports)
        if not arguments.output:
            output.write_lines(lines)
            return
        document = "".join("".join(text for text, _style in line) + "\n" for line in lines)
    if arguments.output:
        output.write_file(arguments.output, document.encode())
    else:
        output.write_utf8(document)


def _lines(arguments: argparse.Namespace, reports: list[FileReport]) -> Iterator[Line]:
    if arguments.statistics:
        from sharedground.reports import statistics

        return _plain(statistics.render(reports))
    if arguments.format == "concise":
        from sharedground.reports import concise

        return _plain(line for report in reports for line in concise.render(report))
    return _text(reports)


def _text(reports: list[FileReport]) -> Iterator[Line]:
    from sharedground.reports import text

    for report in reports:
        yield from text.render(report)
    yield from text.closing(summarise(reports))


def _plain(lines: Iterable[str]) -> Iterator[Line]:
    return (((line, ""),) for line in lines)
