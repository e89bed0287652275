"""`check --annotate` and `fix --tracked`: a draft of Word or LibreOffice, with comments or tracked changes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sharedground.cli import drafts, linting, output
from sharedground.cli.options import flags_from
from sharedground.cli.session import Session
from sharedground.errors import DraftError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sharedground.lint import Linter
    from sharedground.office.remarks import Remark
    from sharedground.reports.model import FileReport


def add_annotate_option(group: argparse._ArgumentGroup) -> None:
    """The option of `check`."""
    group.add_argument(
        "--annotate",
        metavar="OUT",
        type=Path,
        help="write a copy of a .docx or .odt draft with a comment at each place",
    )


def add_tracked_option(group: argparse._MutuallyExclusiveGroup) -> None:
    """The option of `fix`."""
    group.add_argument(
        "--tracked", metavar="OUT", type=Path, help="write a copy of a .docx draft with rewrites as tracked changes"
    )


def annotate(arguments: argparse.Namespace) -> int:
    """Check one draft and write it with comments; the exit status is that of `check`."""
    opened = _open(arguments, ("docx", "odt"), arguments.annotate)
    if isinstance(opened, int):
        return opened
    _session, source, data, report, linter = opened
    if report.result is None:
        return 2
    from sharedground.office.remarks import remarks

    said = remarks(report.result.findings, linter.rule)
    output.write_file(arguments.annotate, _annotated(drafts.language_of(source, arguments.language))(data, said))
    places = "1 comment" if len(said) == 1 else f"{len(said)} comments"
    print(f"{arguments.annotate}: {places}." if said else f"{arguments.annotate}: nothing to remark on.")
    return 1 if report.failing else 0


def track(arguments: argparse.Namespace) -> int:
    """Write one draft with its safe rewrites as tracked changes."""
    opened = _open(arguments, ("docx",), arguments.tracked)
    if isinstance(opened, int):
        return opened
    _session, _source, data, report, _linter = opened
    if report.result is None:
        return 2
    from sharedground.cli.fix import safe_rewrites
    from sharedground.office.word import tracked

    written, count = tracked(data, safe_rewrites(report.result))
    output.write_file(arguments.tracked, written)
    places = "1 change" if count == 1 else f"{count} changes"
    print(f"{arguments.tracked}: {places}, for you to accept or reject." if count else "Nothing to change.")
    return 0


def _annotated(language: str) -> Callable[[bytes, Iterable[Remark]], bytes]:
    if language in ("odt", "opendocument"):
        from sharedground.office import opendocument

        return opendocument.annotated
    from sharedground.office import word

    return word.annotated


def _open(
    arguments: argparse.Namespace, languages: tuple[str, ...], out: Path
) -> tuple[Session, drafts.Source, bytes, FileReport, Linter] | int:
    """The one draft that was named, checked; or the exit status, where what was named is no such draft."""
    session = Session(flags_from(arguments))
    sources = [*drafts.collect(arguments.paths, session.settings, stdin_name=arguments.stdin_filename)]
    endings = " or ".join(f".{language}" for language in languages)
    if len(sources) != 1 or drafts.language_of(sources[0], arguments.language) not in languages:
        named = ", ".join(arguments.paths)
        session.complain(f"Name one {endings} draft to write {out} from; {named} is not one.")
        return 2
    source = sources[0]
    try:
        data = drafts.read(source, arguments.max_size)
    except DraftError as error:
        session.complain(drafts.blamed(source, error))
        return 2
    report = linting.lint(session, source, linting.reading_from(arguments))
    if report.result is None:
        return 2
    return session, source, data, report, session.linter(source.folder)
