"""Messages in and out, below the protocol."""

import asyncio
import io
import json
import os
import threading

import pytest
from lsprotocol import types
from pygls.protocol import default_converter

from sharedground.lsp import wire
from sharedground.lsp.server import create_server


def test_what_comes_in_pieces_is_read_as_one() -> None:
    async def read() -> list[bytes]:
        inner, outer = os.pipe()
        with os.fdopen(inner, "rb") as stream:
            reader = wire.Reader(stream)
            for piece in (b"Content-", b"Length: 4\r\n\r", b"\nab", b"cd"):
                os.write(outer, piece)
                await asyncio.sleep(0.01)
            os.close(outer)
            return [
                await reader.readline(),
                await reader.readline(),
                await reader.readexactly(4),
                await reader.readline(),
            ]

    assert asyncio.run(read()) == [b"Content-Length: 4\r\n", b"\r\n", b"abcd", b""]


def test_a_message_that_breaks_off_is_the_end() -> None:
    async def read() -> bytes:
        return await wire.Reader(io.BytesIO(b"ab")).readexactly(4)

    assert asyncio.run(read()) == b""


def test_a_reader_outlives_its_loop_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    inner, outer = os.pipe()

    async def start() -> None:
        wire.Reader(os.fdopen(inner, "rb", closefd=False))

    asyncio.run(start())
    os.write(outer, b"too late")
    os.close(outer)
    for thread in threading.enumerate():
        if thread.name == "read":
            thread.join(5)
    os.close(inner)
    assert capfd.readouterr().err == ""


FULL = types.Diagnostic(
    range=types.Range(types.Position(1, 2), types.Position(3, 4)),
    severity=types.DiagnosticSeverity.Hint,
    code="guilt/x",
    code_description=types.CodeDescription(href="file:///x.md"),
    source="Shared Ground",
    message="“Say”: who?",
    data={"start": 1},
)
BARE = types.Diagnostic(range=types.Range(types.Position(0, 0), types.Position(0, 0)), message="")


@pytest.mark.parametrize("found", [FULL, BARE])
def test_the_quick_way_writes_a_diagnostic_as_the_protocol_does(found: types.Diagnostic) -> None:
    usual = default_converter()  # type: ignore[no-untyped-call]
    assert wire.converter().unstructure(found) == usual.unstructure(found)


class _Out(io.BytesIO):
    def message(self) -> dict[str, object]:
        header, _, body = self.getvalue().partition(b"\r\n\r\n")
        assert f"Content-Length: {len(body)}" in header.decode()
        found: dict[str, object] = json.loads(body)
        return found


@pytest.mark.parametrize("said", ["plain", "“curled”, 🌍", "a lone \ud800 surrogate"])
def test_a_message_says_how_many_bytes_it_has(said: str) -> None:
    server, out = create_server(), _Out()
    server.protocol.set_writer(out)
    server.window_log_message(types.LogMessageParams(types.MessageType.Info, said))
    assert out.message()["params"] == {"type": 3, "message": said}
    server.shutdown()
