"""The server: its state, and the way from the protocol to it."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.io_ import StdoutWriter, run_async
from pygls.lsp.server import LanguageServer

from sharedground import __version__
from sharedground.lsp import wire
from sharedground.lsp.checking import Checker, Loader
from sharedground.lsp.client import Client
from sharedground.lsp.documents import Documents, Snapshot
from sharedground.lsp.progress import busy
from sharedground.lsp.projects import Projects
from sharedground.lsp.troubles import Troubles

T = TypeVar("T")


class Server(LanguageServer):
    """The state of one session. The event loop owns it; what the worker does is in `reports`."""

    def __init__(self) -> None:
        super().__init__(
            "sharedground", __version__, protocol_cls=wire.Protocol, converter_factory=wire.converter, max_workers=2
        )
        from sharedground.lsp.reports import Reports

        self.client = Client()
        self.options: dict[str, Any] = {}
        self.left_properly = False
        self.troubles = Troubles(self.show)
        self.projects = Projects(self._crashed, busy(self))
        self.loader = Loader(self.projects.pipeline, lambda: self.on_loop(self.pipeline_loaded), busy(self))
        self.reports = Reports(self)
        self.checker = Checker(self.reports.check, self.loader)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self.listed: set[Path] = set()
        """Drafts that the list of problems speaks of, or would, were they not open."""
        self.aside = asyncio.Lock()
        """Held by work that gives way to all other, so that two of the kind do not give way to each other."""
        self._looking_again: asyncio.Task[None] | None = None

    # -- documents -------------------------------------------------------------------------------------------------

    @property
    def documents(self) -> Documents:
        """The open documents."""
        documents = self.workspace
        assert isinstance(documents, Documents)
        return documents

    def start_documents(self, params: types.InitializeParams) -> None:
        """Put documents of our kind in the place of those of pygls, which split lines otherwise."""
        before = self.workspace
        encoding = before.position_encoding
        self.protocol._workspace = Documents(
            before.root_uri, self._text_document_sync_kind, params.workspace_folders or [], encoding
        )

    def snapshot(self, uri: str) -> Snapshot | None:
        """An open document as it is now."""
        document = self.documents.open_document(uri)
        return document.snapshot() if document else None

    # -- the client ------------------------------------------------------------------------------------------------

    def show(self, message: str, kind: types.MessageType = types.MessageType.Warning) -> None:
        """Put a message before the writer."""
        self.window_show_message(types.ShowMessageParams(type=kind, message=message))

    async def ask(self, request: Coroutine[Any, Any, T]) -> T:
        """Ask the client. Shielded: a reply to a request whose task was cancelled meanwhile would raise in pygls."""
        return await asyncio.shield(self.spawn(request))

    def spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Start a task and hold on to it; what goes wrong in it is told."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self.troubles.crash("a task", error)

    # -- from other threads ----------------------------------------------------------------------------------------

    def started(self) -> None:
        """Remember the loop, for the other threads."""
        self._loop = asyncio.get_running_loop()

    def on_loop(self, work: Callable[..., object], *arguments: Any) -> None:
        """Have the event loop do something. From any thread; after the end, nothing happens."""
        if self._loop and not self._loop.is_closed() and not self.checker.closed:
            self._loop.call_soon_threadsafe(work, *arguments)

    def _crashed(self, rule: str, error: Exception) -> None:
        self.on_loop(self.troubles.crash, f"rule {rule}", error)

    # -- changes ---------------------------------------------------------------------------------------------------

    def pipeline_loaded(self) -> None:
        """What had to wait for the pipeline can be looked at now."""
        self.checker.renew()
        self.refresh()

    def reload(self) -> None:
        """Read settings and rules afresh, and look at all open documents again."""
        self.troubles.forget()
        self.checker.renew()
        self.checker.soon(self.projects.forget)
        self.refresh()
        if self._looking_again:
            self._looking_again.cancel()
        self._looking_again = self.look_again(self.listed)

    def refresh(self) -> None:
        """Have the client ask about everything again, or tell it again."""
        self.diagnose_again(document.uri for document in self.documents.open_documents)
        if self.client.refreshes_lenses:
            self.spawn(self.workspace_code_lens_refresh_async(None))

    def look_again(self, drafts: Iterable[Path]) -> asyncio.Task[None]:
        """Bring what the list of problems says of drafts that are not open up to date."""
        from sharedground.lsp import workspace_check

        return self.spawn(workspace_check.look_again(self, [*drafts]))

    def diagnose_again(self, uris: Iterable[str]) -> None:
        """Have the client ask for diagnostics again, or tell it those of these documents again."""
        if not self.client.pulls:
            for uri in uris:
                self.push(uri)
        elif self.client.refreshes:
            self.spawn(self.workspace_diagnostic_refresh_async(None))

    def push(self, uri: str) -> None:
        """Check a document and send what was found, to a client that does not ask for it itself."""
        if snapshot := self.snapshot(uri):
            self.spawn(self.reports.push(snapshot))

    # -- the beginning ---------------------------------------------------------------------------------------------

    def start_io(self, stdin: BinaryIO | None = None, stdout: BinaryIO | None = None) -> None:
        """Serve one client until it leaves, or is gone."""
        self._stop_event = threading.Event()
        self.protocol.set_writer(StdoutWriter(stdout or sys.stdout.buffer))
        try:
            asyncio.run(self._serve(stdin or sys.stdin.buffer, self._stop_event))
        except (BrokenPipeError, KeyboardInterrupt, SystemExit):
            pass
        finally:
            self.shutdown()

    async def _serve(self, stdin: BinaryIO, stop: threading.Event) -> None:
        await run_async(stop, wire.Reader(stdin), self.protocol, error_handler=self.report_server_error)

    # -- the end ---------------------------------------------------------------------------------------------------

    def shutdown(self) -> None:
        """Stop all work at once and wait for nobody."""
        self.checker.close()
        if self._stop_event is not None:
            self._stop_event.set()
        if self._thread_pool:
            self._thread_pool.shutdown(wait=False, cancel_futures=True)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """What pygls could not make sense of. Its own way is a pop-up for each, with the message's text in it."""
        if not isinstance(error, JsonRpcException):  # those are answers: cancelled, superseded, no such method
            self.troubles.crash("a message", error)


def create_server() -> Server:
    """A server with all its features."""
    from sharedground.lsp import features

    server = Server()
    features.register(server)
    return server
