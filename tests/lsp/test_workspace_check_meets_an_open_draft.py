"""A draft that is opened while the whole workspace is being checked."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lsprotocol import types

from sharedground.lsp import workspace_check
from sharedground.lsp.checking import Report
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.positions import Encoding

PLACE = types.Range(types.Position(0, 0), types.Position(0, 4))


@pytest.mark.parametrize("opened_meanwhile", [True, False])
def test_it_is_left_to_the_editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, opened_meanwhile: bool) -> None:
    path = tmp_path / "a.md"
    open_now: set[Path] = set()
    sent: list[str] = []

    async def soon(work: Any) -> Any:
        return work()

    async def checked(_ls: Any, path: Path, _stop: Any) -> Report:
        if opened_meanwhile:
            open_now.add(path)
        snapshot = Snapshot(path.as_uri(), "Text.", None, "markdown", Encoding.Utf16)
        return Report(snapshot, "1", [types.Diagnostic(PLACE, "m")])

    monkeypatch.setattr(workspace_check, "_drafts", lambda _ls: [path])
    monkeypatch.setattr(workspace_check, "_checked", checked)
    monkeypatch.setattr(workspace_check, "_open", lambda _ls: open_now)
    ls: Any = SimpleNamespace(
        client=SimpleNamespace(reports_progress=False),
        checker=SimpleNamespace(soon=soon, closed=False),
        loader=SimpleNamespace(settled=lambda: asyncio.sleep(0)),
        reports=SimpleNamespace(publish=lambda uri, _found: sent.append(uri)),
        listed=set(),
        aside=asyncio.Lock(),
        show=lambda _text, _kind: None,
    )
    asyncio.run(workspace_check.run(ls))
    assert sent == ([] if opened_meanwhile else [path.as_uri()])
