"""What has been dealt with is let go of: a session lasts for hours, and every keystroke counts."""

import asyncio
import gc
import io
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types
from small_pack import PACK

import sharedground.lint
from sharedground.lsp import reports
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.projects import Configuration, Projects
from sharedground.lsp.server import create_server

URI = "untitled:Long"


@pytest.fixture
def without_collector() -> Iterator[None]:
    """What goes, goes at once: for what is loaded, the collector is told to pass it over for good."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_nothing_is_kept_of_a_notification_that_was_dealt_with() -> None:
    server = create_server()
    server.protocol.set_writer(io.BytesIO())  # type: ignore[arg-type]

    async def session() -> None:
        def say(method: str, **more: object) -> None:
            message = {"jsonrpc": "2.0", "method": method, **more}
            server.protocol.handle_message(server.protocol.structure_message(message))

        params = {"capabilities": {"textDocument": {"diagnostic": {}}}, "processId": None, "rootUri": None}
        say("initialize", id=1, params=params)
        item = {"uri": URI, "languageId": "markdown", "version": 1, "text": ""}
        say("textDocument/didOpen", params={"textDocument": item})
        for version in range(2, 52):
            identifier = {"uri": URI, "version": version}
            change = {"textDocument": identifier, "contentChanges": [{"text": "x" * version}]}
            say("textDocument/didChange", params=change)
        await asyncio.sleep(0)
        assert server.documents.open_document(URI).source == "x" * 51  # type: ignore[union-attr]

    asyncio.run(session())
    assert server.protocol._request_futures == {}
    server.shutdown()


@pytest.mark.usefixtures("without_collector")
def test_a_linter_whose_rules_have_changed_is_let_go_of_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(sharedground.lint, "standard_pack_path", lambda: PACK)
    projects = Projects(lambda _rule, _error: None)
    projects.configure(Configuration(True, {None: {"preview": True}}))
    linter = projects.of(None).linter
    assert linter.check("Shame on those drivers. We speak for the voiceless.").findings
    parts = [weakref.ref(linter), weakref.ref(linter._analyzer), weakref.ref(linter._triggers)]
    del linter
    projects.forget()
    assert [part() for part in parts] == [None, None, None]
    assert projects.of(None).linter.check("Shame on those drivers. We speak for the voiceless.").findings


def test_what_was_let_go_of_goes_back_to_the_system_when_the_writer_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharedground.lint, "standard_pack_path", lambda: PACK)
    monkeypatch.setattr(reports, "READ_ON_AFTER", 0.01)
    given_back = asyncio.Event()

    async def session() -> None:
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(reports, "give_back", lambda: loop.call_soon_threadsafe(given_back.set))
        server = create_server()
        server.protocol.set_writer(io.BytesIO())  # type: ignore[arg-type]
        snapshot = Snapshot(URI, "Nothing to read here.", 1, "markdown", types.PositionEncodingKind.Utf16)
        server._loop = loop
        await server.checker.report(snapshot)
        await asyncio.wait_for(given_back.wait(), 30)
        server.shutdown()

    asyncio.run(session())
