"""One worker, one job for each text: what is superseded stops, what fails is tried again, a good report stays."""

import asyncio
import threading
import time
from collections.abc import Callable

import pytest
from lsprotocol import types

from sharedground.analysis.engine import Stopped
from sharedground.analysis.pipeline import Pipeline
from sharedground.lsp.checking import Checker, Loader, Report, Superseded
from sharedground.lsp.documents import Snapshot


def _snapshot(text: str, version: int = 1) -> Snapshot:
    return Snapshot("untitled:1", text, version, "markdown", types.PositionEncodingKind.Utf16)


class Slow:
    """A check that takes its time, and can be told to fail."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.go = threading.Event()
        self.fails = False

    def __call__(self, snapshot: Snapshot, stop: Callable[[], bool]) -> Report:
        self.begun.append(snapshot.text)
        while not self.go.wait(0.005):
            if stop():
                raise Stopped
        if self.fails:
            raise ZeroDivisionError
        self.ended.append(snapshot.text)
        return Report(snapshot, snapshot.digest)


@pytest.fixture
def slow() -> Slow:
    return Slow()


def _run(slow: Slow, scene: Callable[[Checker], object]) -> None:
    async def run() -> None:
        checker = Checker(slow, Loader(lambda name: Pipeline(name), lambda: None))
        try:
            await scene(checker)  # type: ignore[misc]
        finally:
            checker.close()

    asyncio.run(run())


def test_a_newer_text_stops_the_job_for_the_older(slow: Slow) -> None:
    async def scene(checker: Checker) -> None:
        old = asyncio.create_task(checker.report(_snapshot("old")))
        await asyncio.sleep(0.05)
        new = asyncio.create_task(checker.report(_snapshot("new")))
        with pytest.raises(Superseded):
            await old
        slow.go.set()
        assert (await new).snapshot.text == "new"
        assert slow.ended == ["new"]

    _run(slow, scene)


def test_the_same_text_shares_one_job_and_one_report(slow: Slow) -> None:
    async def scene(checker: Checker) -> None:
        asked = [asyncio.create_task(checker.report(_snapshot("same", version))) for version in (1, 2, 3)]
        await asyncio.sleep(0.02)
        slow.go.set()
        assert len({id(report) for report in await asyncio.gather(*asked)}) == 1
        await checker.report(_snapshot("same", 4))
        assert slow.begun == ["same"]

    _run(slow, scene)


def test_a_cancelled_request_leaves_the_job_to_the_others(slow: Slow) -> None:
    async def scene(checker: Checker) -> None:
        first, second = (asyncio.create_task(checker.report(_snapshot("same"))) for _ in range(2))
        await asyncio.sleep(0.02)
        first.cancel()
        slow.go.set()
        assert (await second).snapshot.text == "same"

    _run(slow, scene)


def test_a_job_that_failed_is_tried_again_and_the_last_good_report_stays(slow: Slow) -> None:
    async def scene(checker: Checker) -> None:
        slow.go.set()
        good = await checker.report(_snapshot("good"))
        slow.fails = True
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                await checker.report(_snapshot("bad"))
        assert slow.begun == ["good", "bad", "bad"]
        assert checker.last_good("untitled:1") is good
        slow.fails = False
        assert (await checker.report(_snapshot("bad"))).snapshot.text == "bad"

    _run(slow, scene)


def test_what_was_reported_under_other_rules_no_longer_counts(slow: Slow) -> None:
    async def scene(checker: Checker) -> None:
        slow.go.set()
        await checker.report(_snapshot("same"))
        checker.renew()
        await checker.report(_snapshot("same"))
        assert slow.begun == ["same", "same"]

    _run(slow, scene)


def test_closing_waits_for_nobody(slow: Slow) -> None:
    async def scene(checker: Checker) -> None:
        task = asyncio.create_task(checker.report(_snapshot("endless")))
        await asyncio.sleep(0.02)
        clock = time.monotonic()
        checker.close()
        assert time.monotonic() - clock < 0.5
        with pytest.raises(Superseded):
            await task

    _run(slow, scene)
