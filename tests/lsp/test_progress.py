"""What takes seconds is told to editors that show it, and to no others."""

import asyncio
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lsprotocol import types
from profiles import Editor, just_started

from sharedground.lsp.progress import busy

DRAFT = "Shame on those drivers. We speak for the voiceless.\n"


def _told(editor: Editor) -> list[list[Any]]:
    """What was told of each thing that took its time, in the order in which they began."""
    return [list(reports) for reports in editor.progress_reports.values()]


@pytest.mark.asyncio(loop_scope="session")
async def test_compiling_rules_and_loading_the_language_model_are_told(tmp_path: Path) -> None:
    async with just_started("vscode", tmp_path, cache=tmp_path / "empty") as editor:
        await editor.found(editor.open(DRAFT))
        for _ in range(100):  # the last word may come just after the findings
            if all(isinstance(reports[-1], types.WorkDoneProgressEnd) for reports in _told(editor)):
                break
            await asyncio.sleep(0.05)
        told = _told(editor)
        assert [reports[0].title for reports in told] == [
            "Shared Ground prepares its rules",
            "Shared Ground loads its language model",
        ]
        for reports in told:
            assert [type(report) for report in reports] == [types.WorkDoneProgressBegin, types.WorkDoneProgressEnd]


@pytest.mark.asyncio(loop_scope="session")
async def test_an_editor_that_shows_no_progress_is_told_of_none(tmp_path: Path) -> None:
    async with just_started("minimal", tmp_path, cache=tmp_path / "empty") as editor:
        await editor.found(editor.open(DRAFT))
        assert _told(editor) == []


@pytest.mark.parametrize(("seconds", "titles"), [(0.0, []), (0.4, ["Waiting"])])
def test_what_is_quick_is_not_told(seconds: float, titles: list[str]) -> None:
    begun: list[str] = []
    ended: list[str] = []
    known: dict[str, object] = {}

    async def create(token: str) -> None:
        known[token] = None

    async def session() -> None:
        loop = asyncio.get_running_loop()
        ls: Any = SimpleNamespace(
            client=SimpleNamespace(reports_progress=True),
            on_loop=loop.call_soon_threadsafe,
            spawn=loop.create_task,
            ask=lambda request: request,
            work_done_progress=SimpleNamespace(
                tokens=known,
                create_async=create,
                begin=lambda _token, begin: begun.append(begin.title),
                end=lambda token, _end: ended.append(token),
            ),
        )

        def work() -> None:
            with busy(ls)("Waiting"):
                time.sleep(seconds)

        await asyncio.to_thread(work)
        await asyncio.sleep(0.3)

    asyncio.run(session())
    assert begun == titles
    assert len(ended) == len(titles)
    assert known == {}, "what has ended is kept no longer"


@pytest.mark.asyncio(loop_scope="session")
async def test_what_needs_no_language_model_is_told_before_it_is_loaded(tmp_path: Path) -> None:
    async with just_started("vscode", tmp_path) as editor:
        buffer = editor.open(f"<!-- sharedground: ignroe guilt -->\n\n{DRAFT}")
        first = await editor.pull(buffer)
        assert isinstance(first, types.RelatedFullDocumentDiagnosticReport)
        assert ["ignroe" in item.message for item in first.items] == [True]
        assert len(await editor.found(buffer)) == 3
