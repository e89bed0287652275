"""A keystroke does not wait for the sentence reader: what it finds comes once the writer has paused."""

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types
from profiles import at_work

SNEER = (
    "5.40 train, half of them asleep with their mouths open. No one wants to work any more, they just want to turn up."
)
RULE = "division/read"


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("name", ["vscode", "minimal"])
async def test_what_is_read_comes_after_a_pause(name: str, tmp_path: Path) -> None:
    async with at_work(name, tmp_path) as editor:
        buffer = editor.open(SNEER)
        for _ in range(100):
            found = await editor.found(buffer)
            if found:
                break
            await asyncio.sleep(0.05)
        assert editor.flagged(buffer, found) == [(RULE, "No one wants to work any more, they just want to turn up")]


@pytest.mark.asyncio(loop_scope="session")
async def test_the_first_answer_does_not_wait_for_the_reader_and_the_editor_is_told_to_ask_again(
    tmp_path: Path,
) -> None:
    async with at_work("vscode", tmp_path) as editor:
        buffer = editor.open(SNEER + "\n\nShame on those drivers.")
        refreshed = editor.diagnostic_refresh_count
        first = await editor.pull(buffer)
        assert isinstance(first, types.RelatedFullDocumentDiagnosticReport)
        assert RULE not in [item.code for item in first.items]
        assert str(first.result_id).endswith("unread")
        for _ in range(400):
            if editor.diagnostic_refresh_count > refreshed:
                break
            await asyncio.sleep(0.025)
        assert editor.diagnostic_refresh_count > refreshed
        second = await editor.pull(buffer, first.result_id)
        assert isinstance(second, types.RelatedFullDocumentDiagnosticReport)
        assert RULE in [item.code for item in second.items]
        assert not str(second.result_id).endswith("unread")
