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
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TypeVar

from lsprotocol import types

from sharedground.analysis.engine import Stopped
from sharedground.analysis.pipeline import Pipeline
from sharedground.finding import Finding
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.memory import settle_down, undisturbed
from sharedground.lsp.progress import Busy

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


Check = Callable[[Snapshot, Callable[[], bool]], Report]
"""Checks a snapshot, in the worker's thread; told when to stop. Raises Stopped."""


@dataclass
class _Job:
    digest: str
    epoch: int
    stop: threading.Event
    future: asyncio.Future[Report]


class Loader:
    """Loads pipelines, in a thread of its own, each once. To be used from any thread."""

    def __init__(
        self, pipelines: Callable[[str], Pipeline], loaded: Callable[[], None], busy: Busy = nullcontext
    ) -> None:
        self._pipelines = pipelines
        self._loaded = loaded
        self._busy = busy
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="load")
        self._loading: dict[str, Future[None]] = {}
        self._lock = threading.Lock()

    def load(self, name: str) -> None:
        """See to it that the pipeline of this name is loaded, some time soon."""
        with self._lock:
            if name in self._loading:
                return
            future = self._loading[name] = self._thread.submit(self._load, name)
        future.add_done_callback(lambda _done: self._loaded())

    def ready(self, name: str) -> bool:
        """Whether it is loaded; or has failed to be, and will say so again to whoever uses it."""
        loading = self._loading.get(name)
        return loading is not None and loading.done()

    async def settled(self) -> None:
        """Wait until all that is being loaded is."""
        waiting = [asyncio.wrap_future(future) for future in self._loading.values()]
        await asyncio.gather(*(asyncio.shield(future) for future in waiting), return_exceptions=True)

    def close(self) -> None:
        """Load nothing more."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _load(self, name: str) -> None:
        pipeline = self._pipelines(name)
        with self._busy("Shared Ground loads its language model"), undisturbed():
            assert pipeline.nlp
            pipeline.parse(["The first sentence takes longer than those after it."])
            pipeline.reader.load()
        settle_down()


class Checker:
    """Checks documents, the latest text of each. To be used from the event loop."""

    def __init__(self, check: Check, loader: Loader) -> None:
        self._check = check
        self._loader = loader
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="check")
        self._jobs: dict[str, _Job] = {}
        self._reports: dict[str, tuple[int, Report]] = {}
        self._epoch = 0
        self._closed = threading.Event()
        self._in_line: set[object] = set()

    async def report(self, snapshot: Snapshot, *, wait: bool = True) -> Report:
        """The report on a snapshot, shared with whoever asks for the same one.

        It is complete, unless the caller would not `wait` for the pipeline. Raises Superseded, or what went wrong.
        """
        report = await self._once(snapshot)
        if wait and not report.complete:
            await self._loader.settled()
            self.again(snapshot.uri)
            report = await self._once(snapshot)
        return report

    def last_good(self, uri: str) -> Report | None:
        """The latest report on a document, whatever has happened since."""
        known = self._reports.get(uri)
        return known[1] if known else None

    def supersede(self, uri: str) -> None:
        """Stop what is being done about a document: its text has changed."""
        if job := self._jobs.pop(uri, None):
            job.stop.set()

    def again(self, uri: str) -> None:
        """What was reported on a document no longer counts."""
        self._reports.pop(uri, None)

    def forget(self, uri: str) -> None:
        """A document is closed."""
        self.supersede(uri)
        self.again(uri)

    def renew(self) -> None:
        """Settings, rules or the pipeline have changed: what was reported no longer counts, and running jobs stop."""
        self._epoch += 1
        for uri in list(self._jobs):
            self.supersede(uri)

    def soon(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """Have the worker do something else, in its turn."""
        ticket = object()

        def begin() -> T:
            self._in_line.discard(ticket)
            return work()

        self._in_line.add(ticket)
        future = asyncio.get_running_loop().run_in_executor(self._worker, begin)
        future.add_done_callback(lambda _done: self._in_line.discard(ticket))  # also where it was cancelled
        return future

    @property
    def is_wanted(self) -> bool:
        """Whether something waits for the worker to be done with what it is at. From any thread."""
        return bool(self._in_line)

    @property
    def closed(self) -> bool:
        """Whether all work is to stop. From any thread."""
        return self._closed.is_set()

    def close(self) -> None:
        """Stop everything; nobody waits any more."""
        self._closed.set()
        self._loader.close()
        self._worker.shutdown(wait=False, cancel_futures=True)

    async def _once(self, snapshot: Snapshot) -> Report:
        known = self._reports.get(snapshot.uri)
        if known and known[0] == self._epoch and known[1].snapshot.digest == snapshot.digest:
            return known[1]
        try:
            return await asyncio.shield(self._job(snapshot).future)
        except Stopped:
            raise Superseded from None

    def _job(self, snapshot: Snapshot) -> _Job:
        job = self._jobs.get(snapshot.uri)
        if job and (job.digest, job.epoch) == (snapshot.digest, self._epoch):
            return job
        self.supersede(snapshot.uri)
        stop = threading.Event()
        future = self.soon(lambda: self._check(snapshot, lambda: stop.is_set() or self.closed))
        job = self._jobs[snapshot.uri] = _Job(snapshot.digest, self._epoch, stop, future)
        future.add_done_callback(lambda done: self._finished(snapshot.uri, job, done))
        return job

    def _finished(self, uri: str, job: _Job, done: asyncio.Future[Report]) -> None:
        """Keeps a good report. A job that failed is not kept, so that the next request tries again."""
        current = self._jobs.get(uri) is job
        if current:
            del self._jobs[uri]
        failed = done.cancelled() or done.exception() is not None
        if current and not failed:
            self._reports[uri] = (job.epoch, done.result())
