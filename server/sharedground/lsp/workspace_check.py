"""Checking all drafts of a workspace: draft by draft, so that what is open in the editor goes first all the while."""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types

from sharedground.errors import DraftError
from sharedground.lsp.checking import Report
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.positions import Encoding
from sharedground.lsp.progress import shown
from sharedground.lsp.server import Server
from sharedground.text.readers.formats import TEXT_SUFFIXES, language_for
from sharedground.text.source import decode
from sharedground.walking import walk

LARGEST = 5_000_000


async def run(ls: Server) -> dict[str, int]:
    """Check the drafts of all workspace folders, publish what is found, and say what it comes to."""
    counts = {"files": 0, "findings": 0, "cancelled": 0}
    begin = types.WorkDoneProgressBegin(title="Shared Ground reads the drafts", cancellable=True, percentage=0)
    async with shown(ls, begin) as progress:
        paths = await ls.checker.soon(lambda: _drafts(ls))
        await ls.loader.settled()
        for done, path in enumerate(paths):
            if progress.cancelled or ls.checker.closed:
                counts["cancelled"] = 1
                break
            progress.tell(done, len(paths), path.name)
            if path.as_uri() in _open_uris(ls):
                continue
            report = await _checked(ls, path)
            if path.as_uri() in _open_uris(ls):
                continue  # opened meanwhile: what is said of it now is the editor's to ask for, and to take back
            if report is not None:
                counts["files"] += 1
                counts["findings"] += len(report.findings)
                _publish(ls, path.as_uri(), report)
    places = f"{counts['findings']} place{'s' * (counts['findings'] != 1)}"
    drafts = f"{counts['files']} draft{'s' * (counts['files'] != 1)}"
    ending = ", then stopped" if counts["cancelled"] else ""
    ls.show(f"Looked at {drafts}{ending}: {places} to look at.", types.MessageType.Info)
    return counts


def _drafts(ls: Server) -> list[Path]:
    """The drafts below the workspace folders that neither .gitignore nor `exclude` leaves out."""
    found: dict[Path, None] = {}
    for folder in ls.projects.configuration.folders:
        settings = ls.projects.of(folder / "draft.md").settings
        found.update((Path(path).absolute(), None) for path in walk(str(folder), settings.excludes, TEXT_SUFFIXES))
    return [path for path in found if path.is_file() and language_for(path.name)]


async def _checked(ls: Server, path: Path) -> Report | None:
    """The report on a file, or None where it cannot be read; one that fails leaves the others alone."""

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
            lambda: ls.checker.closed,
        )

    try:
        report = await ls.checker.soon(check)
        if report and not report.complete:
            await ls.loader.settled()
            report = await ls.checker.soon(check)
    except asyncio.CancelledError:
        raise
    except Exception as error:
        ls.troubles.crash("checking a file", error)
        return None
    return report


def _publish(ls: Server, uri: str, report: Report) -> None:
    """Only what has something to say is sent, and what had something to say before."""
    if report.diagnostics or uri in ls.published:
        ls.reports.publish(uri, report.diagnostics)
    if report.diagnostics:
        ls.published.add(uri)
    else:
        ls.published.discard(uri)


def _open_uris(ls: Server) -> set[str]:
    return {path.as_uri() for document in ls.documents.open_documents if (path := document.snapshot().path)}
