"""The editors that the tests of this folder are run with."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

sys.path.insert(0, str(Path(__file__).parent))

from profiles import EDITORS, Editor


@pytest_asyncio.fixture(scope="session", loop_scope="session", params=EDITORS)
async def editor(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Editor]:
    """Each editor in turn, with the small pack, ready."""
    editor = Editor(request.param)
    await editor.start(tmp_path_factory.mktemp(request.param))
    await editor.warm()
    yield editor
    await editor.leave()
