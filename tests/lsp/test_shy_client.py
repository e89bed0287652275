"""A client that will not tell its settings, though it said that it would."""

from pathlib import Path

import pytest
from profiles import Editor


@pytest.mark.asyncio(loop_scope="session")
async def test_an_editor_that_will_not_tell_its_settings_is_served_all_the_same(tmp_path: Path) -> None:
    shy = Editor("vscode")
    shy.refuses_configuration = True
    await shy.start(tmp_path, {"ignore": ["charity"]})
    try:
        await shy.warm()
        buffer = shy.open("Shame on those drivers. We speak for the voiceless.\n")
        assert [code for code, _ in shy.flagged(buffer, await shy.found(buffer))] == ["accusation/scab-shame"]
        assert shy.asked
        assert not shy.messages, "nothing is wrong that a writer could do something about"
    finally:
        await shy.leave()
