"""`python -m sharedground.lsp`: the server, over standard input and output."""

from __future__ import annotations

import logging
import os
import sys
from typing import BinaryIO

from sharedground.lsp.memory import be_thrifty


def main() -> int:
    """Serve one client until it leaves. 0 where it said goodbye first, else 1."""
    sys.setswitchinterval(0.001)  # the loop must not wait long for the thread that checks
    be_thrifty()
    _keep_quiet()
    from sharedground.lsp.server import create_server

    server = create_server()
    output = sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not end up in the protocol
    server.start_io(sys.stdin.buffer, _Output(output))  # type: ignore[arg-type]
    return 0 if server.left_properly else 1


def _keep_quiet() -> None:
    """What pygls logs holds whole messages, and with them drafts."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)


class _Output:
    """Standard output; where nobody reads it any more, there is nothing left to do."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> None:
        try:
            self._stream.write(data)
            self._stream.flush()
        except (BrokenPipeError, ValueError):
            _leave(1)

    def flush(self) -> None:
        """Everything is written at once."""

    def close(self) -> None:
        """It stays open to the end, which is near."""


def _leave(status: int) -> None:
    """End now. Python would first wait for threads that read our input, or are in the middle of a draft."""
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    _leave(main())
