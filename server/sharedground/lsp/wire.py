"""Messages in and out, with as little work for each as will do: a keystroke brings several.

The ways of pygls are kept, but for four things: one thread reads all that comes, where pygls hands each line over from
a thread; diagnostics are laid out by hand; JSON is written by msgspec; and what has been dealt with is forgotten.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any, BinaryIO

import cattrs
import msgspec
from lsprotocol import types
from pygls.protocol import LanguageServerProtocol, default_converter

_MOST_AT_ONCE = 65_536


class Protocol(LanguageServerProtocol):
    """The protocol of pygls."""

    def _execute_handler(
        self,
        msg_id: str | int,
        handler: Callable[..., Any],
        callback: Callable[[Any], None],
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        """Have a message dealt with.

        Of each notification, pygls would keep a future for ever: of each keystroke. Of a request that it hands on to
        us, as commands are, it would cancel its own part and not ours.
        """
        super()._execute_handler(msg_id, handler, callback, args, kwargs)
        if future := self._request_futures.get(msg_id):
            future.add_done_callback(lambda done: self._forget(msg_id, done))
            request = callback.keywords.get("result_future") if isinstance(callback, partial) else None
            if request is not None:
                request.add_done_callback(lambda done: done.cancelled() and future.cancel())

    def _forget(self, msg_id: str | int, done: Future[Any] | asyncio.Future[Any]) -> None:
        if not done.cancelled():  # those are gone through as they are cancelled, at the end
            self._request_futures.pop(msg_id, None)

    def _send_response(
        self, msg_id: str | int, result: Any | None = None, error: types.ResponseError | None = None
    ) -> None:
        """Answer a request. Where something went wrong inside, pygls would tell the client the way there."""
        if error is not None and isinstance(error.data, dict) and "traceback" in error.data:
            error.data = None
        super()._send_response(msg_id, result, error)

    def _send_data(self, data: Any) -> None:
        if not data or self.writer is None:
            return
        try:
            body = msgspec.json.encode(self._converter.unstructure(data))
        except (TypeError, ValueError):  # a lone surrogate, which JSON can hold and UTF-8 cannot
            super()._send_data(data)
            return
        self.writer.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))


def converter() -> cattrs.Converter:
    """The converter of pygls, with a quick way for what there is most of."""
    made: cattrs.Converter = default_converter()  # type: ignore[no-untyped-call]
    made.register_unstructure_hook(types.Diagnostic, _plain)
    return made


def _plain(found: types.Diagnostic) -> dict[str, Any]:
    """A diagnostic of ours as JSON has it."""
    start, end = found.range.start, found.range.end
    plain: dict[str, Any] = {
        "range": {
            "start": {"line": start.line, "character": start.character},
            "end": {"line": end.line, "character": end.character},
        },
        "message": found.message,
    }
    if found.severity is not None:
        plain["severity"] = int(found.severity)
    if found.code is not None:
        plain["code"] = found.code
    if found.code_description is not None:
        plain["codeDescription"] = {"href": found.code_description.href}
    if found.source is not None:
        plain["source"] = found.source
    if found.data is not None:
        plain["data"] = found.data
    return plain


class Reader:
    """What comes in, read by a thread of its own. To be made on the event loop."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._loop = asyncio.get_running_loop()
        self._buffer = asyncio.StreamReader()
        threading.Thread(target=self._pump, name="read", daemon=True).start()

    async def readline(self) -> bytes:
        """The next line; nothing at the end."""
        return await self._buffer.readline()

    async def readexactly(self, size: int) -> bytes:
        """So many bytes; nothing where the stream ends before."""
        try:
            return await self._buffer.readexactly(size)
        except asyncio.IncompleteReadError:
            return b""

    def _pump(self) -> None:
        read = getattr(self._stream, "read1", self._stream.read)
        with suppress(RuntimeError):  # the loop is closed: nobody reads any more
            try:
                while data := read(_MOST_AT_ONCE):
                    self._loop.call_soon_threadsafe(self._buffer.feed_data, data)
            except (OSError, ValueError):
                pass  # closed under our hands: that is the end too
            self._loop.call_soon_threadsafe(self._buffer.feed_eof)
