"""Drafts in, reports out: the one place where the command line has drafts linted.

What is known of a draft is taken from the cache; the rest is linted here, or by workers where there is enough of it.
Either way the reports come in the order of the drafts, and only so many drafts are looked at ahead that memory does not
grow with their number.
"""

from __future__ import annotations

import argparse
import os
from collections import deque
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sharedground.cli import drafts
from sharedground.errors import DraftError, PipelineError, SettingsError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from sharedground.cli.cache import Cache
    from sharedground.cli.jobs import Crew
    from sharedground.cli.session import Session
    from sharedground.reports.model import FileReport

ENOUGH = 1_000_000
"""From how many bytes on workers are worth their start, which takes each of them a second (docs/performance.md)."""
_AHEAD = 32
"""How many drafts for each worker are looked at ahead of the one whose report is due."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How drafts are read: as what (None: as their names say), and up to how many bytes.

    `jobs`: by how many processes at once (None: as many as there are cores, where that pays); `cached`: whether what
    came of them is kept, and taken from what was kept.
    """

    language: str | None
    max_size: int
    jobs: int | None = 1
    cached: bool = False


def reading_from(arguments: argparse.Namespace) -> Reading:
    """What the parsed options say about reading."""
    jobs = getattr(arguments, "jobs", 1)
    cached = getattr(arguments, "cached", False) and not os.environ.get("SHAREDGROUND_NO_CACHE")
    return Reading(arguments.language, arguments.max_size, jobs, cached)


def lint_all(session: Session, sources: Iterable[drafts.Source], reading: Reading) -> Generator[FileReport, None, None]:
    """What came of each draft, in the order of the sources, as soon as it is known."""
    desk = _Desk(session, reading)
    try:
        for source in sources:
            desk.accept(source)
            while desk.has_next():
                yield desk.next()
        while desk.cases:
            yield desk.next()
    finally:
        desk.close()


def lint(session: Session, source: drafts.Source, reading: Reading) -> FileReport:
    """What came of one draft. One that cannot be read, or whose folder's settings do not hold, is named on stderr, and
    in its report. Raises SettingsError where a flag does not hold, for that is the same for all drafts.
    """
    from sharedground.reports.model import FileReport

    try:
        data = drafts.read(source, reading.max_size)
        linter = session.linter(source.folder)
        language = drafts.language_of(source, reading.language)
        result = linter.check(data, language=language, name=source.name)
    except DraftError as error:
        return _unread(session, source, drafts.reason(source, error))
    except SettingsError as error:
        if session.comes_with_a_flag(error):
            raise
        return _unread(session, source, str(error))
    except PipelineError as error:
        return _unread(session, source, _placed(session, source, error))
    if reading.cached and source.path != drafts.STDIN:
        _cache().put(linter, data, language, source.name, result)
    return FileReport(source.name, result, fail_on=session.settings(source.folder).fail_on)


def _unread(session: Session, source: drafts.Source, why: str) -> FileReport:
    """The report on a draft of which nothing is known; stderr says why."""
    from sharedground.reports.model import FileReport

    session.complain(f"{source.name}: {why}")
    return FileReport(source.name, error=why)


def _placed(session: Session, source: drafts.Source, error: PipelineError) -> str:
    """What a pipeline's error says, with the place of the setting that names the pipeline before it."""
    from sharedground.settings import place_of_entry

    settings = session.settings(source.folder)
    named = settings.pipeline and f"“{settings.pipeline}”" in str(error)
    return f"{place_of_entry(settings, 'pipeline')}: {error}" if named else str(error)


@dataclass(slots=True)
class _Case:
    """A draft whose report is due: known already, in the hands of a worker, or neither."""

    source: drafts.Source
    report: FileReport | None = None
    coming: Future[FileReport] | None = None


class _Desk:
    """Where drafts wait for their reports, in order."""

    def __init__(self, session: Session, reading: Reading) -> None:
        self.cases: deque[_Case] = deque()
        self._session, self._reading = session, reading
        self._jobs = _cores() if reading.jobs is None else reading.jobs
        self._enough = ENOUGH if reading.jobs is None else 0
        self._crew: Crew | None = None
        self._held = 0

    def accept(self, source: drafts.Source) -> None:
        """Take in a draft: look it up, or have it linted."""
        case = _Case(source, self._known(source))
        self.cases.append(case)
        if self._jobs == 1 or case.report or source.path == drafts.STDIN:
            return
        if self._crew is None:
            self._held += _size(source)
            if self._held >= self._enough:
                self._call_crew()
        else:
            case.coming = self._crew.take(source)

    def has_next(self) -> bool:
        """Whether the next report is to be waited for now, not only looked at ahead."""
        if not self.cases:
            return False
        first = self.cases[0]
        is_there = first.report is not None or (first.coming is not None and first.coming.done())
        return is_there or self._jobs == 1 or len(self.cases) > _AHEAD * self._jobs

    def next(self) -> FileReport:
        """The next report."""
        case = self.cases.popleft()
        if case.report:
            return case.report
        if case.coming is None:
            return lint(self._session, case.source, self._reading)
        report = case.coming.result()
        if report.error is not None:
            self._session.complain(f"{report.path}: {report.error}")
        return report

    def close(self) -> None:
        """Let the workers go."""
        if self._crew:
            self._crew.close()

    def _known(self, source: drafts.Source) -> FileReport | None:
        """What the cache knows of a draft. What it is not asked about is linted, and so are drafts in trouble."""
        from sharedground.reports.model import FileReport

        if not self._reading.cached or source.path == drafts.STDIN:
            return None
        try:
            data = drafts.read(source, self._reading.max_size)
            language = drafts.language_of(source, self._reading.language)
            linter = self._session.linter(source.folder)
        except (DraftError, SettingsError):
            return None
        result = _cache().get(linter, data, language, source.name)
        if result is None:
            return None
        return FileReport(source.name, result, fail_on=self._session.settings(source.folder).fail_on)

    def _call_crew(self) -> None:
        """Have the drafts that wait linted by workers, and all that come."""
        from sharedground.cli.jobs import Crew

        self._crew = Crew(self._jobs, self._session.flags, self._reading)
        for case in self.cases:
            if case.report is None and case.source.path != drafts.STDIN:
                case.coming = self._crew.take(case.source)


def _cache() -> Cache:
    from sharedground.cli.cache import Cache

    return Cache()


def _cores() -> int:
    """How many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _size(source: drafts.Source) -> int:
    try:
        return Path(source.path).stat().st_size
    except OSError:
        return 0
