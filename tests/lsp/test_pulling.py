"""A pull is answered, come what may; and what is asked of the client outlives whoever asked."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from sharedground.lsp.checking import Report, Superseded
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.features import diagnose
from sharedground.lsp.reports import Reports
from sharedground.lsp.server import create_server

SNAPSHOT = Snapshot("untitled:1", "text", 1, "markdown", types.PositionEncodingKind.Utf16)
ITEM = types.Diagnostic(types.Range(types.Position(0, 0), types.Position(0, 1)), "found before")
PARAMS = types.DocumentDiagnosticParams(types.TextDocumentIdentifier("untitled:1"))


def _server(error: Exception, last: Report | None) -> Any:
    """A server whose check goes wrong."""

    async def report(_snapshot: Snapshot, *, wait: bool) -> Report:
        raise error

    crashes: list[BaseException] = []
    server = SimpleNamespace(
        snapshot=lambda _uri: SNAPSHOT,
        checker=SimpleNamespace(report=report, last_good=lambda _uri: last),
        client=SimpleNamespace(refreshes=True),
        troubles=SimpleNamespace(crash=lambda _where, error: crashes.append(error)),
        crashes=crashes,
    )
    server.reports = Reports(server)  # type: ignore[arg-type]
    return server


@pytest.mark.parametrize("last", [Report(SNAPSHOT, "before", [ITEM]), None])
def test_where_a_check_fails_the_answer_is_the_last_good_one(last: Report | None) -> None:
    server = _server(ZeroDivisionError(), last)
    answer = asyncio.run(diagnose(server, PARAMS))
    assert isinstance(answer, types.RelatedFullDocumentDiagnosticReport)
    assert list(answer.items) == ([ITEM] if last else [])
    assert [type(error) for error in server.crashes] == [ZeroDivisionError]


def test_a_pull_for_an_older_text_is_told_to_ask_again() -> None:
    """Not that the content was modified: VS Code would take all underlines away."""
    with pytest.raises(JsonRpcException) as refused:
        asyncio.run(diagnose(_server(Superseded(), None), PARAMS))
    assert refused.value.code == types.LSPErrorCodes.ServerCancelled
    assert refused.value.data == {"retriggerRequest": True}


def test_a_reply_to_somebody_who_is_gone_by_then_is_taken_all_the_same() -> None:
    server = create_server()

    async def session() -> None:
        reply: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        async def request() -> str:
            return await reply

        asking = asyncio.create_task(server.ask(request()))
        await asyncio.sleep(0.01)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        reply.set_result("late")  # raises InvalidStateError where the request was cancelled with its asker
        await asyncio.sleep(0)
        assert not reply.cancelled()

    asyncio.run(session())
    server.shutdown()
