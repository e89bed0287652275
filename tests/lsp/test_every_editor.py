"""What every editor gets, however much or little of the protocol it knows."""

import pytest
from editors import Editor
from lsprotocol import types

pytestmark = pytest.mark.asyncio(loop_scope="module")

DRAFT = "Shame on those drivers. We speak for the voiceless.\n"


async def test_findings_stand_at_their_words(editor: Editor) -> None:
    buffer = editor.open(DRAFT)
    found = await editor.found(buffer)
    assert editor.flagged(buffer, found) == [
        ("accusation/scab-shame", "Shame on those drivers"),
        ("charity/voiceless", "the voiceless"),
    ]
    assert [item.severity for item in found] == [types.DiagnosticSeverity.Error, types.DiagnosticSeverity.Warning]
    editor.close(buffer)
