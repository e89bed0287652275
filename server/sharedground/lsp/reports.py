"""From a document to a report on it, whatever kind of document it is; and the report to the client."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from lsprotocol import types

from sharedground.analysis.engine import Stopped, Unparsed
from sharedground.errors import SharedGroundError
from sharedground.lsp import diagnostics, pages, settings_files, workbench
from sharedground.lsp.checking import Report, Superseded
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.drafts import Kind, kind_of, language_of
from sharedground.lsp.memory import give_back, settle_down
from sharedground.text.blocks import Draft
from sharedground.text.directives import Suppressions
from sharedground.text.readers import read
from sharedground.text.rereading import Rereader
from sharedground.text.source import Source

if TYPE_CHECKING:
    from sharedground.lsp.projects import Project
    from sharedground.lsp.server import Server


READ_ON_AFTER = 0.25
"""Seconds without an edit after which the sentence reader reads what is new: a keystroke does not wait for it."""


class Reports:
    """Makes reports, in the worker's thread, and sends them, on the event loop."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._rereaders: dict[str, Rereader] = {}
        self._paused: dict[str, str] = {}
        """Where the writer has paused: the document, and the digest of its text then."""
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        """For each document, what waits for the writer to pause."""
        self._told: Project | None = None
        self._settled: Project | None = None

    # -- in the worker's thread ------------------------------------------------------------------------------------

    def check(self, snapshot: Snapshot, stop: Callable[[], bool]) -> Report:
        """The report on a document. Raises Stopped."""
        if stop():
            raise Stopped
        projects = self._server.projects
        match kind_of(snapshot):
            case Kind.DRAFT:
                return self._check_draft(snapshot, projects.of(snapshot.path), stop)
            case Kind.SETTINGS:
                project = projects.of(snapshot.path)
                errors = settings_files.problems(snapshot, project)
            case Kind.RULE:
                project = projects.of(snapshot.path)
                return workbench.check(snapshot, project, self._server, stop)
            case Kind.LEXICON | Kind.PACK as kind:
                project = projects.of(snapshot.path)
                errors = workbench.problems(snapshot, kind)
            case _:
                return Report(snapshot, "other")
        found = diagnostics.of_errors(errors, snapshot)
        return Report(snapshot, result_id(snapshot, project), found)

    def glimpse(self, snapshot: Snapshot, text: str) -> Draft:
        """A draft's text, or another that it may become, as it is read. Raises DraftError where it cannot be."""
        rereader = self._rereaders.get(snapshot.uri) or Rereader()
        return rereader.glimpse(Source(text), language_of(snapshot) or "plaintext")

    def _check_draft(self, snapshot: Snapshot, project: Project, stop: Callable[[], bool]) -> Report:
        language, name = language_of(snapshot) or "plaintext", str(snapshot.path or "")
        if project is not self._told:
            self._told = project
            self._server.on_loop(self._server.troubles.tell_all, project.problems)
        if name and project.settings.excludes(name):
            return Report(snapshot, result_id(snapshot, project))
        rereader = self._rereaders.setdefault(snapshot.uri, Rereader()) if snapshot.version is not None else None
        pipeline = project.settings.pipeline
        ready = self._server.loader.ready(pipeline)
        try:
            result = project.linter.check(
                snapshot.text,
                language=language,
                name=name,
                stop=stop,
                parse=ready,
                read_on=not self._reads_later(snapshot),
                rereader=rereader,
            )
        except Unparsed:
            self._server.loader.load(pipeline)
            return _first_look(snapshot, project, language)
        except SharedGroundError as error:
            self._server.on_loop(self._server.troubles.tell, error)
            return Report(snapshot, result_id(snapshot, project, "failed"))
        if ready and project is not self._settled:
            self._settled = project
            settle_down()
        elif self._is_paused(snapshot):
            give_back()
        links = pages.links(project, {finding.rule for finding in result}) if self._server.client.links_codes else {}
        found = diagnostics.of_result(result, snapshot, links)
        if snapshot.version is not None and not self._is_paused(snapshot):
            self._server.on_loop(self._wait_for_pause, snapshot, result.unread)
        state = "unread" if result.unread else ""
        return Report(snapshot, result_id(snapshot, project, state), found, result.findings)

    def _reads_later(self, snapshot: Snapshot) -> bool:
        """Whether the sentence reader may come after the answer: in an open draft, until the writer pauses."""
        client = self._server.client
        can_be_told = client.refreshes or not client.pulls
        return can_be_told and snapshot.version is not None and not self._is_paused(snapshot)

    def _is_paused(self, snapshot: Snapshot) -> bool:
        """Whether the writer has paused at this text."""
        return self._paused.get(snapshot.uri) == snapshot.digest

    # -- on the event loop -------------------------------------------------------------------------------------------

    def forget(self, uri: str) -> None:
        """A document is closed."""
        if waiting := self._waiting.pop(uri, None):
            waiting.cancel()
        self._paused.pop(uri, None)
        self._server.checker.soon(lambda: self._rereaders.pop(uri, None))

    def _wait_for_pause(self, snapshot: Snapshot, unread: bool) -> None:
        if earlier := self._waiting.get(snapshot.uri):
            earlier.cancel()
        loop = asyncio.get_running_loop()
        self._waiting[snapshot.uri] = loop.call_later(READ_ON_AFTER, self._on_pause, snapshot, unread)

    def _on_pause(self, snapshot: Snapshot, unread: bool) -> None:
        """Have a draft looked at again, with the sentence reader, if its text is still the same; or only tidy up."""
        self._waiting.pop(snapshot.uri, None)
        if self._server.checker.closed:
            return
        if not unread:
            self._server.checker.soon(give_back)
            return
        now = self._server.snapshot(snapshot.uri)
        if now is None or now.digest != snapshot.digest:
            return
        self._paused[snapshot.uri] = snapshot.digest
        self._server.checker.again(snapshot.uri)
        self._server.diagnose_again([snapshot.uri])

    async def pull(self, uri: str, previous: str | None) -> types.DocumentDiagnosticReport:
        """The answer to a client that asks. Raises Superseded; where anything else goes wrong, the last good one."""
        report: Report | None = None
        if snapshot := self._server.snapshot(uri):
            try:
                report = await self._server.checker.report(snapshot, wait=not self._server.client.refreshes)
            except Superseded:
                raise
            except Exception as error:
                self._server.troubles.crash("checking a document", error)
                report = self._server.checker.last_good(uri)
        if report is None:
            return types.RelatedFullDocumentDiagnosticReport(items=[])
        if previous is not None and previous == report.result_id:
            return types.RelatedUnchangedDocumentDiagnosticReport(result_id=report.result_id)
        return types.RelatedFullDocumentDiagnosticReport(items=report.diagnostics, result_id=report.result_id)

    async def push(self, snapshot: Snapshot) -> None:
        """Send what was found, unless a newer text is being looked at by then."""
        try:
            report = await self._server.checker.report(snapshot, wait=False)
        except Superseded:
            return
        except Exception as error:
            self._server.troubles.crash("checking a document", error)
            return
        now = self._server.snapshot(snapshot.uri)
        if now and now.version == snapshot.version:
            self.publish(snapshot.uri, report.diagnostics, snapshot.version)

    def publish(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        """Send the diagnostics of a document that the client does not ask about."""
        self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))


def result_id(snapshot: Snapshot, project: Project, state: str = "") -> str:
    """Tells one answer from another: the text and its language, the rules, the settings, and how far we came."""
    return "-".join(part for part in (snapshot.digest, snapshot.language, project.digest, state) if part)


def _first_look(snapshot: Snapshot, project: Project, language: str) -> Report:
    """What can be said without the pipeline: the directives that cannot be read."""
    problems = Suppressions(read(Source(snapshot.text), language)).problems
    found = [diagnostics.of_notice(problem, snapshot) for problem in problems]
    return Report(snapshot, result_id(snapshot, project, "first-look"), found, complete=False)
