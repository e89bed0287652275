"""`sharedground check --watch`: stay, and check drafts again as they change, until Ctrl-C."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from sharedground.cli import drafts, linting, output, outputs
from sharedground.cli.adoption import Narrowing
from sharedground.cli.options import flags_from
from sharedground.cli.session import Session
from sharedground.errors import SharedGroundError
from sharedground.settings.files import OWN_FILE, SHARED_FILE

_SETTLED = 300
"""How many milliseconds of changes count as one, for editors that write a file in steps."""


def run(arguments: argparse.Namespace, shape: str) -> int:
    """Check the drafts, then each again as it changes. Gives 0 after Ctrl-C."""
    try:
        _watch(arguments, shape)
    except KeyboardInterrupt:
        print("\nsharedground: stopped watching.", file=sys.stderr)
    return 0


def _watch(arguments: argparse.Namespace, shape: str) -> None:
    from watchfiles import watch

    watched = Watched(arguments, shape)
    watched.check_all()
    print("sharedground: watching; Ctrl-C stops.", file=sys.stderr)
    folders = any(Path(path).is_dir() for path in arguments.paths)
    places = watched.places()
    listening = False
    for changes in watch(*places, debounce=_SETTLED, recursive=folders, yield_on_timeout=True):
        # Where nothing was heard for a while, it yields nothing: once, the time to see what changed before it listened.
        if changes or not listening:
            watched.changed({Path(path) for _kind, path in changes})
        listening = True


class Watched:
    """The drafts under watch, and what was last seen of each."""

    def __init__(self, arguments: argparse.Namespace, shape: str) -> None:
        self._arguments = arguments
        self._target = outputs.Target(shape)
        self._session = Session(flags_from(arguments))
        self._seen: dict[str, tuple[int, int] | None] = {}

    def places(self) -> list[Path]:
        """The folders to listen in. A file is heard of from its folder, for editors put a new one in its place."""
        named = [Path(path).absolute() for path in self._arguments.paths]
        folders = {path if path.is_dir() else path.parent for path in named}
        return sorted(folders | {file.parent for file in self._session.settings_files()})

    def check_all(self) -> None:
        """Check every draft, anew."""
        self._session = Session(flags_from(self._arguments))
        sources = self._collected()
        self._seen = {source.path: _state(source.path) for source in sources}
        self._check(output.tracked(sources, "Reading drafts"))

    def changed(self, paths: set[Path]) -> None:
        """Check what has changed: after settings or rules, everything; else the drafts that are not as last seen."""
        if any(self._speaks_to_all(path) for path in paths):
            _headline("the settings")
            self._safely(self.check_all)
            return
        self._safely(self._check_changed)

    def _check_changed(self) -> None:
        sources = self._collected()
        states = {source.path: _state(source.path) for source in sources}
        changed = [source for source in sources if states[source.path] != self._seen.get(source.path)]
        gone = [path for path in self._seen if path not in states or (self._seen[path] and not states[path])]
        self._seen = states
        if gone:
            _headline(f"{', '.join(drafts.shown(path) for path in gone)} (gone)")
        present = [source for source in changed if states[source.path] is not None]
        if present:
            _headline(", ".join(source.name for source in present))
            self._check(present)

    def _collected(self) -> list[drafts.Source]:
        force = self._arguments.force_exclude
        return [*drafts.collect(self._arguments.paths, self._session.settings, force_exclude=force)]

    def _check(self, sources: Iterable[drafts.Source]) -> None:
        narrowing = Narrowing(self._arguments)
        reports = linting.lint_all(self._session, sources, linting.reading_from(self._arguments))
        with outputs.Outputs([self._target], self._session.rule) as written:
            for report in narrowing.reports(reports):
                written.add(report)
        sys.stdout.flush()

    def _safely(self, check: Callable[[], None]) -> None:
        """A settings file that is being written may not hold for a while: say so, and go on watching."""
        try:
            check()
        except SharedGroundError as error:
            print(f"sharedground: {error}", file=sys.stderr)

    def _speaks_to_all(self, path: Path) -> bool:
        baseline = self._arguments.baseline
        own = {*self._session.settings_files(), *([baseline.absolute()] if baseline else [])}
        return path in own or path.name in (OWN_FILE, SHARED_FILE)


def _state(path: str) -> tuple[int, int] | None:
    """What tells one version of a file from another; None where there is none."""
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _headline(what: str) -> None:
    print(f"\n── {datetime.now():%H:%M:%S} · {what}", flush=True)
