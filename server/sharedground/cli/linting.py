"""Drafts in, reports out: the one place where the command line has drafts linted."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sharedground.cli import drafts
from sharedground.errors import DraftError

if TYPE_CHECKING:
    from sharedground.cli.session import Session
    from sharedground.reports.model import FileReport


@dataclass(frozen=True, slots=True)
class Reading:
    """How drafts are read: as what (None: as their names say), and up to how many bytes."""

    language: str | None
    max_size: int


def reading_from(arguments: argparse.Namespace) -> Reading:
    """What the parsed options say about reading."""
    return Reading(arguments.language, arguments.max_size)


def lint_all(session: Session, sources: Iterable[drafts.Source], reading: Reading) -> Iterator[FileReport]:
    """What came of each draft, in the order of the sources, as soon as it is known."""
    for source in sources:
        yield lint(session, source, reading)


def lint(session: Session, source: drafts.Source, reading: Reading) -> FileReport:
    """What came of one draft. One that cannot be read is named on stderr, and in its report."""
    from sharedground.reports.model import FileReport

    try:
        data = drafts.read(source, reading.max_size)
        linter = session.linter(source.folder)
        result = linter.check(data, language=drafts.language_of(source, reading.language), name=source.name)
    except DraftError as error:
        session.complain(drafts.blamed(source, error))
        return FileReport(source.name, error=drafts.reason(source, error))
    return FileReport(source.name, result, fail_on=session.settings(source.folder).fail_on)
