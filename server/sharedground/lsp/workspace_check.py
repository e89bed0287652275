"""Checking all drafts of a workspace: draft by draft, so that what is open in the editor goes first all the while.

What is found goes to the list of problems, and is looked at again when settings or rules change.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path

from lsprotocol import types

from sharedground.analysis.engine import Stopped
from sharedground.errors import DraftError
from sharedground.lsp.checking import Report
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.positions import Encoding
from sharedground.lsp.progress import Progress, shown
from sharedground.lsp.server import Server
from sharedground.text.readers.formats import TEXT_SUFFIXES, language_for
from sharedground.text.source import decode
from sharedground.walking import walk

LARGEST = 5_000_000


async def run(ls: Server) -> dict[str, int]:
    """Check the drafts of all workspace folders, publish what is found, and say what it comes to."""
    begin = types.WorkDoneProgressBegin(title="Shared Ground reads the drafts", cancellable=True, percentage=0)
    async with shown(ls, begin) as progress:
        paths = await ls.checker.soon(lambda: _drafts(ls))
        await ls.loader.settled()
        for path in ls.listed - {*paths}:
            _list(ls, path, None)  # it is gone, or left out now
        counts = await _look(ls, paths, progress)
    places = f"{counts['findings']} place{'s' * (counts['findings'] != 1)}"
    drafts = f"{counts['files']} draft{'s' * (counts['files'] != 1)}"
    ending = ", then stopped" if counts["cancelled"] else ""
    ls.show(f"Looked at {drafts}{ending}: {places} to look at.", types.MessageType.Info)
    return counts


async def look_again(ls: Server, paths: Iterable[Path]) -> None:
    """Bring what the list of problems says of some drafts up to date."""
    await _look(ls, [path for path in paths if path in ls.listed], Progress(ls, None))


async def _look(ls: Server, paths: list[Path], progress: Progress) -> dict[str, int]:
    counts = {"files": 0, "findings": 0, "cancelled": 0}
    over = False
    left = deque(paths)

    def enough() -> bool:
        return over or progress.cancelled or ls.checker.closed

    try:
        while left and not enough():
            path = left.popleft()
            progress.tell(len(paths) - len(left) - 1, len(paths), path.name)
            if path in _open(ls):
                continue
            try:
                async with ls.aside:
                    report = await _checked(ls, path, lambda: enough() or ls.checker.is_wanted)
            except Stopped:
                left.append(path)  # somebody writes, and goes first; meanwhile shorter drafts may get their turn
                continue
            if path in _open(ls):
                continue  # opened meanwhile: what is said of it now is the editor's to ask for, and to take back
            _list(ls, path, report)
            if report is not None:
                counts["files"] += 1
                counts["findings"] += len(report.findings)
    finally:
        over = True  # also for what the worker is in the middle of, where nobody waits for it any more
    counts["cancelled"] = int(bool(left))
    return counts


def _drafts(ls: Server) -> list[Path]:
    """The drafts below the workspace folders that neither .gitignore nor `exclude` leaves out."""
    found: dict[Path, None] = {}
    for folder in ls.projects.configuration.folders:
        settings = ls.projects.of(folder / "draft.md").settings
        found.update((Path(path).absolute(), None) for path in walk(str(folder), settings.excludes, TEXT_SUFFIXES))
    return [path for path in found if path.is_file() and language_for(path.name)]


async def _checked(ls: Server, path: Path, stop: Callable[[], bool]) -> Report | None:
    """The report on a file, or None where it cannot be read; one that fails leaves the others alone. Raises Stopped."""

    def check() -> Report | None:
        try:
            if path.stat().st_size > LARGEST:
                return None
            text = decode(path.read_bytes()).text
        except (DraftError, OSError):
            return None
        language = language_for(path.name) or "plaintext"
        return ls.reports.check(
            Snapshot(path.as_uri(), text, None, language, ls.documents.position_encoding or Encoding.Utf16),
            stop,
        )

    try:
        report = await ls.checker.soon(check)
        if report and not report.complete:
            await ls.loader.settled()
            report = await ls.checker.soon(check)
    except (asyncio.CancelledError, Stopped):
        raise
    except Exception as error:
        ls.troubles.crash("checking a file", error)
        return None
    return report


def _list(ls: Server, path: Path, report: Report | None) -> None:
    """Only what has something to say is sent, and what had something to say before."""
    found = report.diagnostics if report else []
    if found or path in ls.listed:
        ls.reports.publish(path.as_uri(), found)
    if found:
        ls.listed.add(path)
    else:
        ls.listed.discard(path)


def _open(ls: Server) -> set[Path]:
    return {path for document in ls.documents.open_documents if (path := document.snapshot().path)}
