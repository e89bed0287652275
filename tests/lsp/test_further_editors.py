"""Editors that our settings are written for, and that are not driven here: what each says of itself is enough."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types
from profiles import Editor, at_work

pytestmark = pytest.mark.asyncio(loop_scope="session")

DRAFT = "We 🌍 win. Shame on those drivers. We speak for the voiceless.\n"


@pytest_asyncio.fixture(scope="session", loop_scope="session", params=["helix", "kate", "sublime"])
async def further(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Editor]:
    async with at_work(request.param, tmp_path_factory.mktemp(request.param)) as editor:
        yield editor


async def test_a_place_is_found_and_rewritten(further: Editor) -> None:
    buffer = further.open(DRAFT)
    found = await further.found(buffer)
    assert [words for _, words in further.flagged(buffer, found)] == ["Shame on those drivers", "the voiceless"]
    offered = await further.actions(buffer, buffer.text.index("voiceless"), diagnostics=found[1:])
    action = next(item for item in offered if item.title.startswith("Rewrite"))
    assert isinstance(action, types.CodeAction)
    if action.edit is None:
        action = await further.code_action_resolve_async(action)
    assert action.edit
    further.carry_out(action.edit)
    assert buffer.text == DRAFT.replace("the voiceless", "the unheard")
    further.close(buffer)


async def test_its_settings_are_asked_for_and_gone_by(further: Editor) -> None:
    further.set_configuration({"ignore": ["charity"]}, section="sharedground")
    further.workspace_did_change_configuration(types.DidChangeConfigurationParams({"sharedground": {}}))
    buffer = further.open(DRAFT)
    for _ in range(100):
        found = await further.found(buffer)
        if len(found) == 1:
            break
        await asyncio.sleep(0.1)
    assert [code for code, _ in further.flagged(buffer, found)] == ["accusation/scab-shame"]
    further.close(buffer)


async def test_hover_says_why(further: Editor) -> None:
    buffer = further.open(DRAFT)
    place = further.position(buffer.text, buffer.text.index("Shame"))
    hover = await further.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(buffer.uri), place))
    assert hover is not None
    further.close(buffer)


async def test_progress_goes_to_those_who_show_it(further: Editor, tmp_path: Path) -> None:
    assert bool(further.progress_reports) == (further.name != "kate")
