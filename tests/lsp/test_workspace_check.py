"""Checking the whole workspace: what goes to the list of problems, what is taken back, and who goes first."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types
from profiles import Editor, at_work, until
from pygls.exceptions import JsonRpcException

pytestmark = pytest.mark.asyncio(loop_scope="module")

DRAFT = "Shame on those drivers. We speak for the voiceless.\n"
LONG = "\n\n".join(f"Street {number}: shame on those drivers, says nobody." for number in range(6000))
CHECK = types.ExecuteCommandParams("sharedground.checkWorkspace")


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=["vscode", "emacs"])
async def editor(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Editor]:
    """One that asks for diagnostics, and one that is sent them."""
    async with at_work(request.param, tmp_path_factory.mktemp("workspace")) as editor:
        yield editor


@pytest.fixture
def folder(editor: Editor) -> AsyncIterator[Path]:
    """A folder of the workspace, empty again at the end."""
    folder = editor.root / "drafts"
    folder.mkdir()
    yield folder  # type: ignore[misc]
    for path in [*folder.iterdir(), editor.root / ".gitignore", editor.root / "sharedground.toml"]:
        path.unlink(missing_ok=True)
    folder.rmdir()


def _listed(editor: Editor, path: Path) -> int:
    return len(editor.published.get(path.as_uri(), (None, []))[1])


async def test_it_fills_the_list_of_problems(editor: Editor, folder: Path) -> None:
    (folder / "one.md").write_text(DRAFT, encoding="utf-8")
    (folder / "two.txt").write_text("Nothing.\n", encoding="utf-8")
    (folder / "ignored.md").write_text(DRAFT, encoding="utf-8")
    (folder / "binary.md").write_bytes(b"PK\x03\x04")
    (editor.root / ".gitignore").write_text("ignored.md\n", encoding="utf-8")
    counts = await editor.workspace_execute_command_async(CHECK)
    assert counts == {"files": 2, "findings": 2, "cancelled": 0}
    version, found = editor.published[(folder / "one.md").as_uri()]
    assert (version, len(found)) == (None, 2)
    kinds = [type(report).__name__ for reports in editor.progress_reports.values() for report in reports]
    assert kinds[0] == "WorkDoneProgressBegin" and kinds[-1] == "WorkDoneProgressEnd"


async def test_what_is_open_is_there_once_and_comes_back_when_it_is_closed(editor: Editor, folder: Path) -> None:
    path = folder / "my notes (1).md"
    path.write_text(DRAFT, encoding="utf-8")
    await editor.workspace_execute_command_async(CHECK)
    assert _listed(editor, path) == 2
    as_neovim_writes_it = path.as_uri().replace("%28", "(").replace("%29", ")")
    opened = editor.open(DRAFT, as_neovim_writes_it)
    assert len(await editor.found(opened)) == 2
    if editor.pulls:
        assert _listed(editor, path) == 0
    editor.close(opened)
    await until(lambda: _listed(editor, path) == 2)


@pytest.mark.parametrize("how", ["deleted", "left out", "rule switched off"])
async def test_what_is_no_longer_so_is_taken_back(editor: Editor, folder: Path, how: str) -> None:
    path, other = folder / "one.md", folder / "two.md"
    path.write_text(DRAFT, encoding="utf-8")
    other.write_text(DRAFT, encoding="utf-8")
    await editor.workspace_execute_command_async(CHECK)
    if how == "deleted":
        path.unlink()
        await editor.workspace_execute_command_async(CHECK)
        assert (_listed(editor, path), _listed(editor, other)) == (0, 2)
        return
    settings = 'exclude = ["one.md"]\n' if how == "left out" else 'ignore = ["charity"]\n'
    (editor.root / "sharedground.toml").write_text(settings, encoding="utf-8")
    changed = types.FileEvent((editor.root / "sharedground.toml").as_uri(), types.FileChangeType.Created)
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))
    left = (0, 2) if how == "left out" else (1, 1)
    await until(lambda: (_listed(editor, path), _listed(editor, other)) == left)


async def test_an_open_draft_goes_first_and_the_check_can_be_cancelled_within_a_file(
    editor: Editor, folder: Path
) -> None:
    (folder / "long.md").write_text(LONG, encoding="utf-8")
    known = set(editor.progress_reports)
    check = asyncio.create_task(editor.workspace_execute_command_async(CHECK))
    await until(lambda: _reported(editor, known))
    opened = editor.open(DRAFT, "untitled:Short")
    assert len(await editor.found(opened)) == 2
    assert not check.done(), "the draft did not wait for the long one"
    (token,) = editor.progress_reports.keys() - known
    editor.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(token))
    assert await check == {"files": 0, "findings": 0, "cancelled": 1}
    editor.close(opened)


async def test_the_request_itself_can_be_cancelled(editor: Editor, folder: Path) -> None:
    (folder / "long.md").write_text(LONG, encoding="utf-8")
    known = set(editor.progress_reports)
    check = editor.workspace_execute_command(CHECK)
    await until(lambda: _reported(editor, known))
    (number,) = [key for key, future in editor.protocol._request_futures.items() if future is check]
    editor.cancel_request(types.CancelParams(number))
    with pytest.raises(JsonRpcException):
        await asyncio.wrap_future(check)
    (token,) = editor.progress_reports.keys() - known
    await until(lambda: isinstance(editor.progress_reports[token][-1], types.WorkDoneProgressEnd))
    assert _listed(editor, folder / "long.md") == 0


def _reported(editor: Editor, known: set[object]) -> bool:
    """Whether the check has begun to read a draft."""
    return any(len(reports) > 1 for token, reports in editor.progress_reports.items() if token not in known)
