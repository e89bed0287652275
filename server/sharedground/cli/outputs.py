"""Where reports go: each format to standard output or to a file of its own, several at once, draft by draft."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from sharedground.cli import output
from sharedground.errors import SharedGroundError

if TYPE_CHECKING:
    from sharedground.reports.formats import People, Programs
    from sharedground.reports.model import FileReport, Line, RuleOf

STDOUT = Path("-")


class UsageError(SharedGroundError):
    """Options that do not go together."""


@dataclass(frozen=True, slots=True)
class Target:
    """A report: its format, and the file it goes to, or None for standard output."""

    format: str
    file: Path | None = None


def add_output_options(group: argparse._ArgumentGroup) -> None:
    """The options that say which reports are written, and where."""
    group.add_argument(
        "--format",
        metavar="FORMAT[=FILE]",
        dest="formats",
        action="append",
        type=_format,
        help="text (default), concise, json, sarif, github, gitlab, junit, checkstyle, csv or html; "
        "with =FILE, written there; give it several times for several reports",
    )
    group.add_argument(
        "--output",
        metavar="FILE",
        dest="files",
        action="append",
        type=Path,
        help="write the report to a file, in the --format named or in the one that its ending names",
    )
    group.add_argument("--statistics", action="store_true", help="say how often each rule spoke instead of where")


def targets(arguments: argparse.Namespace) -> tuple[Target, ...]:
    """The reports asked for. Files of `--output` go with the formats that name no file, in order. Raises UsageError."""
    found: list[Target] = []
    files: list[Path] = list(arguments.files or ())
    for target in arguments.formats or ():
        if target.file is None and files:
            target = Target(target.format, files.pop(0))
        found.append(target)
    found += [Target(_by_ending(file), file) for file in files]
    found = [Target(target.format, None if target.file == STDOUT else target.file) for target in found]
    _check(found, statistics=arguments.statistics)
    return tuple(found) or (Target("text"),)


class Outputs:
    """The reports of one run, open for drafts. Files take their place when all is done; after an error, old ones stay.

    Where somebody stops the run, what goes to standard output is closed as if no more drafts had been named.

    With `hold`, what goes to standard output waits for the end: where a progress bar is on the same screen.
    """

    def __init__(
        self, wanted: Iterable[Target], rule_of: RuleOf, *, statistics: bool = False, hold: bool = False
    ) -> None:
        self._stack = ExitStack()
        self._hold = hold
        try:
            self._targets = tuple(wanted)
            self._reports = [self._opened(target, rule_of, statistics) for target in self._targets]
        except BaseException:
            self._stack.__exit__(*sys.exc_info())
            raise

    def add(self, report: FileReport) -> None:
        """Write what stands for one more draft."""
        for written in self._reports:
            written.add(report)

    def __enter__(self) -> Outputs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None or kind is KeyboardInterrupt:
                for target, written in zip(self._targets, self._reports, strict=True):
                    if kind is None or target.file is None:
                        written.close()
        except BaseException:
            self._stack.__exit__(*sys.exc_info())
            raise
        self._stack.__exit__(kind, error, trace)

    def _opened(self, target: Target, rule_of: RuleOf, statistics: bool) -> _ForPeople | _ForPrograms:
        from sharedground.reports import formats

        if target.format in formats.FOR_PEOPLE:
            lines = formats.for_people(target.format, statistics=statistics)
            return _ForPeople(lines, self._lines_to(target.file))
        document = formats.for_programs(target.format, rule_of, statistics=statistics)
        return _ForPrograms(document, self._text_to(target))

    def _lines_to(self, file: Path | None) -> Callable[[Iterable[Line]], None]:
        if file is None:
            write = output.line_writer(sys.stdout)
            return self._held(write) if self._hold else write
        written = self._stack.enter_context(output.replacing(file))
        return lambda lines: written.writelines(output.plain(line).encode() for line in lines)

    def _text_to(self, target: Target) -> Callable[[str], None]:
        if target.file is None:
            return output.write_utf8
        file = self._stack.enter_context(output.replacing(target.file))
        if target.format == "csv":
            file.write(b"\xef\xbb\xbf")  # without this mark, Excel takes curly quotes for something else

        def write(text: str) -> None:
            file.write(text.encode("utf-8", "replace"))

        return write

    def _held(self, write: Callable[[Iterable[Line]], None]) -> Callable[[Iterable[Line]], None]:
        kept: list[Line] = []
        self._stack.callback(lambda: write(kept))
        return kept.extend


class _ForPeople:
    """A report in lines."""

    def __init__(self, lines: People, write: Callable[[Iterable[Line]], None]) -> None:
        self._lines, self._write = lines, write

    def add(self, report: FileReport) -> None:
        self._write(self._lines.draft(report))

    def close(self) -> None:
        self._write(self._lines.closing())


class _ForPrograms:
    """A report in one document."""

    def __init__(self, document: Programs, write: Callable[[str], None]) -> None:
        self._document, self._write = document, write
        write(document.opening())

    def add(self, report: FileReport) -> None:
        self._write(self._document.draft(report))

    def close(self) -> None:
        self._write(self._document.closing())


def _format(text: str) -> Target:
    """An option's type: `sarif`, or `sarif=report.sarif`."""
    from sharedground.reports.formats import FORMATS

    name, equals, file = text.partition("=")
    if name not in FORMATS:
        raise argparse.ArgumentTypeError(f"invalid choice: “{name}” should be one of {', '.join(FORMATS)}")
    if equals and not file:
        raise argparse.ArgumentTypeError(f"“{text}” should name a file after the equals sign")
    return Target(name, Path(file) if equals else None)


def _by_ending(file: Path) -> str:
    from sharedground.reports.formats import SUFFIXES

    return SUFFIXES.get(file.suffix.lower(), "text")


def _check(found: list[Target], *, statistics: bool) -> None:
    from sharedground.reports.formats import STATISTICS

    printed = [target.format for target in found if target.file is None]
    if len(printed) > 1:
        raise UsageError(
            f"{' and '.join(printed)} would both go to standard output. Name a file for one: --format {printed[1]}=FILE"
        )
    files = [os.path.realpath(target.file) for target in found if target.file is not None]
    for file in files:
        if files.count(file) > 1:
            raise UsageError(f"two reports would go to {Path(file).name}. Give each a file of its own.")
    for target in found:
        if statistics and target.format not in STATISTICS:
            raise UsageError(f"--statistics has no {target.format} form; it has {', '.join(STATISTICS)}.")
