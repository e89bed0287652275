"""The editors that the tests of this folder are run with."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

sys.path.insert(0, str(Path(__file__).parent))

from profiles import EDITORS, Editor, at_work


@pytest_asyncio.fixture(scope="session", loop_scope="session", params=EDITORS)
async def editor(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Editor]:
    """Each editor in turn, with the small pack, ready."""
    async with at_work(request.param, tmp_path_factory.mktemp(request.param)) as editor:
        yield editor
