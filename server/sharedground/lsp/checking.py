"""Who checks, and when: one worker, one job for each text, and a last good report to fall back on.

The worker has a thread of its own, since neither a linter nor a pipeline may be used from several, and since the pool
of pygls reads our input. A job for a newer text stops the older one between two blocks; a job for the same text is
shared. The pipeline is loaded in a thread of its own, while the worker already does what needs none.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from lsprotocol import types

from sharedground.analysis.engine import Stopped, Unparsed
from sharedground.lint import Finding
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.projects import Projects

T = TypeVar("T")


class Superseded(Exception):  # noqa: N818 - not an error: a newer text is being checked
    """Raised where a newer text has made an answer needless."""


@dataclass(frozen=True)
class Report:
    """What was found in one text. `complete` is false where the pipeline was not yet there to look further."""

    snapshot: Snapshot
    result_id: str
    diagnostics: list[types.Diagnostic] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    complete: bool = True


Check = Callable[[Snapshot, Callable[[], bool], bool], Report]
"""Checks a snapshot; told when to stop and whether it may wait for the pipeline. Raises Stopped and Unparsed."""


@dataclass
class _Job:
    digest: str
    epoch: int
    stop: threading.Event
    future: asyncio.Future[Report]


class Checker:
    """Checks documents, the latest text of each. To be used from the event loop."""

    def __init__(self, projects: Projects, check: Check, loaded: Callable[[], None]) -> None:
        self.projects = projects
        self._check = check
        self._loaded = loaded
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="check")
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="load")
        self._jobs: dict[str, _Job] = {}
        self._reports: dict[str, tuple[int, Report]] = {}
        self._loading: dict[str, Future[Any]] = {}
        self._epoch = 0
        self._closed = threading.Event()

    # -- reports ---------------------------------------------------------------------------------------------------

    async def report(self, snapshot: Snapshot) -> Report:
        """The report on a snapshot, shared with whoever asks for the same one. Raises Superseded, or what went wrong."""
        known = self._reports.get(snapshot.uri)
        if known and known[0] == self._epoch and known[1].complete and known[1].snapshot.digest == snapshot.digest:
            return known[1]
        job = self._job(snapshot)
        try:
            return await asyncio.shield(job.future)
        except Stopped:
            raise Superseded from None

    def last_good(self, uri: str) -> Report | None:
        """The latest report on a document, whatever has happened since."""
        known = self._reports.get(uri)
        return known[1] if known else None

    def supersede(self, uri: str) -> None:
        """Stop what is being done about a document: its text has changed."""
        if job := self._jobs.pop(uri, None):
            job.stop.set()

    def close(self, uri: str) -> None:
        """Forget a document."""
        self.supersede(uri)
        self._reports.pop(uri, None)

    def _job(self, snapshot: Snapshot) -> _Job:
        job = self._jobs.get(snapshot.uri)
        if job and (job.digest, job.epoch) == (snapshot.digest, self._epoch) and not job.stop.is_set():
            return job
        self.supersede(snapshot.uri)
        stop, epoch = threading.Event(), self._epoch
        future = asyncio.get_running_loop().run_in_executor(
            self._worker, self._check, snapshot, lambda: stop.is_set() or self._closed.is_set(), True
        )
        job = self._jobs[snapshot.uri] = _Job(snapshot.digest, epoch, stop, future)
        future.add_done_callback(lambda done: self._finished(snapshot.uri, job, done))
        return job

    def _finished(self, uri: str, job: _Job, done: asyncio.Future[Report]) -> None:
        """Keeps a good report; a job that failed is not kept, so that the next request tries again."""
        if self._jobs.get(uri) is job:
            del self._jobs[uri]
        if not done.cancelled() and done.exception() is None and job.epoch == self._epoch:
            self._reports[uri] = (job.epoch, done.result())

    # -- settings, rules, pipeline -----------------------------------------------------------------------------------

    def renew(self) -> None:
        """Settings or rules have changed: what was reported no longer counts, and running jobs stop."""
        self._epoch += 1
        for uri in list(self._jobs):
            self.supersede(uri)
        self.soon(self.projects.forget)

    def soon(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """Have the worker do something, in its turn."""
        return asyncio.get_running_loop().run_in_executor(self._worker, work)

    def ready(self, name: str) -> bool:
        """Whether the pipeline of this name is loaded, or has failed to be. From any thread."""
        loading = self._loading.get(name)
        return loading is not None and loading.done()
