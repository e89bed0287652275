"""What an archive or a long-lived project narrows a run to: what changed, and what is not accepted yet."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sharedground.cli.drafts import Source
from sharedground.cli.outputs import UsageError

if TYPE_CHECKING:
    from sharedground.cli.baseline import Baseline
    from sharedground.cli.changes import Changes
    from sharedground.reports.model import FileReport


def add_adoption_options(parser: argparse.ArgumentParser) -> None:
    """The options that narrow a run."""
    group = parser.add_argument_group("adoption")
    group.add_argument("--baseline", metavar="FILE", type=Path, help="pass over the places that this file accepts")
    group.add_argument(
        "--changed-since",
        metavar="REV",
        help="only lines that changed since this branch left REV, a branch, tag or commit of git",
    )


class Narrowing:
    """Narrows drafts to those that changed, and their reports to what changed and is not accepted."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._revision: str | None = arguments.changed_since
        self._changes: Changes | None = None
        self._baseline: Baseline | None = None
        if self._revision is not None:
            from sharedground.cli.changes import Changes

            self._changes = Changes(self._revision)
        if arguments.baseline:
            from sharedground.cli.baseline import Baseline

            self._baseline = Baseline.read(arguments.baseline)

    def sources(self, sources: list[Source]) -> list[Source]:
        """The drafts that are to be read."""
        if self._changes is None:
            return sources
        changed = [*self._changes.among(sources)]
        if sources and not changed:
            print(f"sharedground: no draft here changed since {self._revision}.", file=sys.stderr)
        return changed

    def reports(self, reports: Iterable[FileReport]) -> Iterator[FileReport]:
        """The reports, narrowed."""
        for report in reports:
            if self._changes is not None:
                report = self._changes.only(report)
            if self._baseline is not None:
                report = self._baseline.without_accepted(report)
            yield report

    def say_what_is_stale(self) -> None:
        """Say on stderr how much of the baseline is no longer needed, where whole drafts were read."""
        if self._baseline is not None and self._baseline.stale and self._changes is None:
            number = self._baseline.stale
            gone = "1 place that the baseline accepts is" if number == 1 else f"{number} places that it accepts are"
            print(f"sharedground: {gone} gone; --write-baseline would clear up.", file=sys.stderr)


def write_baseline(file: Path, reports: Iterable[FileReport]) -> None:
    """Accept what the drafts hold today, and say so."""
    from sharedground.cli.baseline import Baseline

    baseline = Baseline.read(file) if file.exists() else Baseline(file)
    number = baseline.accept(reports)
    baseline.write()
    places = "1 place" if number == 1 else f"{number:,} places"
    print(f"{file} accepts {places}. From now on: sharedground check --baseline {file}")


def check_combination(arguments: argparse.Namespace) -> None:
    """Raise UsageError where options were given that do not go together."""
    if arguments.write_baseline and arguments.changed_since:
        raise UsageError("--write-baseline accepts what whole drafts hold, so it does not go with --changed-since.")
    if arguments.write_baseline and (arguments.formats or arguments.files or arguments.statistics):
        raise UsageError("--write-baseline writes the baseline and no report; leave off --format and the like.")
    if not arguments.watch:
        return
    for given, option in (
        (arguments.write_baseline, "--write-baseline"),
        (arguments.changed_since, "--changed-since"),
        (arguments.statistics, "--statistics"),
        (arguments.files, "--output"),
        ("-" in arguments.paths, "a draft from “-”"),
    ):
        if given:
            raise UsageError(f"--watch shows each draft as it changes; it does not go with {option}.")
    if any(target.file or target.format not in ("text", "concise") for target in arguments.formats or ()):
        raise UsageError("--watch shows each draft as it changes, as text or concise, on the screen.")
