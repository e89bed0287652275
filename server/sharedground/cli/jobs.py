"""Worker processes: each reads drafts with a linter, and a language model, of its own.

A worker is told on its standard input which draft to read, and answers on its standard output. It ends when its input
does: where this process is gone, however it went, no worker stays behind. One that dies costs nothing but the draft in
its hands, which another tries once more.
"""

from __future__ import annotations

import pickle
import subprocess
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from sharedground import children
from sharedground.errors import SharedGroundError

if TYPE_CHECKING:
    from sharedground.cli.drafts import Source
    from sharedground.cli.linting import Reading
    from sharedground.cli.options import Flags
    from sharedground.reports.model import FileReport

_DIED = "The process that read it was ended twice (perhaps there was too little memory), so nothing is known of it."


class Crew:
    """A number of workers, started as they are needed. `take` hands one a draft."""

    def __init__(self, size: int, flags: Flags, reading: Reading) -> None:
        self._threads = ThreadPoolExecutor(size, "worker")
        self._task = flags, reading
        self._mine = threading.local()
        self._workers: set[_Worker] = set()
        self._lock = threading.Lock()
        self._over = False

    def take(self, source: Source) -> Future[FileReport]:
        """Have a worker read a draft."""
        return self._threads.submit(self._read, source)

    def close(self) -> None:
        """End all workers, whatever they are at."""
        with self._lock:
            self._over = True
            workers = [*self._workers]
        for worker in workers:
            worker.end()
        self._threads.shutdown(cancel_futures=True)

    def _read(self, source: Source) -> FileReport:
        from sharedground.reports.model import FileReport

        for _attempt in range(2):
            worker = self._worker()
            if worker is None:
                break
            try:
                return worker.read(source)
            except (OSError, EOFError, pickle.UnpicklingError):
                self._dismiss(worker)
        return FileReport(source.name, error=_DIED)

    def _worker(self) -> _Worker | None:
        """The worker of this thread; none once all is over."""
        worker: _Worker | None = getattr(self._mine, "worker", None)
        if worker is None:
            with self._lock:
                if self._over:
                    return None
                worker = self._mine.worker = _Worker(*self._task)
                self._workers.add(worker)
        return worker

    def _dismiss(self, worker: _Worker) -> None:
        worker.end()
        self._mine.worker = None
        with self._lock:
            self._workers.discard(worker)


class _Worker:
    """One worker process, seen from here."""

    def __init__(self, flags: Flags, reading: Reading) -> None:
        command = children.command("sharedground.cli.worker")
        # In a session of its own: a terminal's Ctrl-C goes to all of a session, and it is for us to end our workers.
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
        self._first: tuple[Flags, Reading] | None = (flags, reading)

    def read(self, source: Source) -> FileReport:
        """Have it read a draft. Raises OSError or EOFError where it is gone."""
        assert self._process.stdin and self._process.stdout
        if self._first:
            send(self._process.stdin, self._first)
            self._first = None
        send(self._process.stdin, source)
        answer = pickle.load(self._process.stdout)
        if isinstance(answer, str):
            raise SharedGroundError(answer)
        report: FileReport = answer
        return report

    def end(self) -> None:
        """Have it end, now."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):  # what was on its way to it is lost, and no loss
                    pipe.close()


def send(stream: IO[bytes], what: object) -> None:
    """Write one message."""
    pickle.dump(what, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()
