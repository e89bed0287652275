"""What takes its time, told to clients that show it: `$/progress`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

from lsprotocol import types
from pygls.exceptions import JsonRpcException

if TYPE_CHECKING:
    from sharedground.lsp.server import Server

Busy = Callable[[str], AbstractContextManager[object]]
"""Says what is being done, in a few words, for as long as it is. From any thread."""

_NOTICED = 0.2
"""How many seconds something takes before anybody is told of it."""


class Progress:
    """How far something has come, and whether the writer has had enough."""

    def __init__(self, ls: Server, token: str | None) -> None:
        self._ls, self._token = ls, token

    @property
    def cancelled(self) -> bool:
        """Whether the writer has pressed *cancel*."""
        future = self._ls.work_done_progress.tokens.get(self._token) if self._token else None
        return future is not None and future.cancelled()

    def tell(self, done: int, of: int, name: str) -> None:
        """So many of so many."""
        if self._token:
            percentage = 100 * done // max(of, 1)
            report = types.WorkDoneProgressReport(message=f"{done + 1} of {of}: {name}", percentage=percentage)
            self._ls.work_done_progress.report(self._token, report)


@asynccontextmanager
async def shown(ls: Server, begin: types.WorkDoneProgressBegin) -> AsyncIterator[Progress]:
    """A bar in the editor, where it has one. Its token is taken back at the end: pygls keeps them for ever."""
    token: str | None = None
    if ls.client.reports_progress:
        token = str(uuid4())
        try:
            await ls.ask(ls.work_done_progress.create_async(token))
        except JsonRpcException:
            token = None
    if token is None:
        yield Progress(ls, None)
        return
    ls.work_done_progress.begin(token, begin)
    try:
        yield Progress(ls, token)
    finally:
        ls.work_done_progress.end(token, types.WorkDoneProgressEnd())
        ls.work_done_progress.tokens.pop(token, None)


def busy(ls: Server) -> Busy:
    """Tells the client what other threads are at, once that takes long enough to be noticed."""

    async def tell(title: str, ended: asyncio.Event) -> None:
        try:
            await asyncio.wait_for(ended.wait(), _NOTICED)
        except TimeoutError:
            async with shown(ls, types.WorkDoneProgressBegin(title=title)):
                await ended.wait()

    @contextmanager
    def at(title: str) -> Iterator[None]:
        ended = asyncio.Event()
        ls.on_loop(lambda: ls.spawn(tell(title, ended)))
        try:
            yield
        finally:
            ls.on_loop(ended.set)

    return at
