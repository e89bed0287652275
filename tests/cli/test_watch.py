"""`--watch` stays, checks again what changes, and leaves quietly."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.conftest import Run

SHAMING = "Please check your privilege.\n"
TESTS = Path(__file__).parents[1]
CODE = """
import sys
sys.path.insert(0, sys.argv.pop(1))
import sharedground.lint
from cli.fake_linter import FakeLinter
sharedground.lint.Linter = FakeLinter
from sharedground.cli.main import main
sys.exit(main(["check", "--watch", *sys.argv[1:]]))
"""
PATIENCE = 30.0


class Watching:
    """A watching command line, and the lines it prints as they come."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-c", CODE, str(TESTS), *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def until(self, text: str) -> list[str]:
        """The lines up to one that holds `text`."""
        lines: list[str] = []
        while True:
            try:
                lines.append(self._lines.get(timeout=PATIENCE))
            except queue.Empty:
                raise AssertionError(f"“{text}” did not come; these did: {lines}") from None
            if text in lines[-1]:
                return lines

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


@pytest.fixture
def watching(folder: Path) -> Iterator[list[Watching]]:
    started: list[Watching] = []
    yield started
    for each in started:
        each.close()


def _start(watching: list[Watching], folder: Path, *arguments: str) -> Watching:
    started = Watching(folder, *arguments)
    watching.append(started)
    return started


def test_it_checks_again_what_changes_and_ctrl_c_ends_it(folder: Path, watching: list[Watching]) -> None:
    (folder / "a.md").write_text("We won.\n")
    (folder / "b.md").write_text(SHAMING)
    watch = _start(watching, folder, "--format", "concise", ".")
    assert any(line.startswith("b.md:1:8") for line in watch.until("watching; Ctrl-C stops"))

    (folder / "a.md").write_text(f"We won.\n{SHAMING}")
    assert any("· a.md" in line for line in watch.until("a.md:2:8"))

    (folder / "new.md").write_text(SHAMING)  # a new draft
    watch.until("new.md:1:8")

    (folder / "other.md").write_text(SHAMING)  # as editors save: a new file in the old one's place
    (folder / "other.md").replace(folder / "b.md")
    watch.until("b.md:1:8")

    (folder / "new.md").unlink()
    watch.until("new.md (gone)")

    (folder / "sharedground.toml").write_text('ignore = ["acusation"]\n')  # settings, at first with a slip
    watch.until("Did you mean “accusation”?")
    (folder / "sharedground.toml").write_text('ignore = ["accusation"]\n')
    watch.until("the settings")
    (folder / "a.md").write_text("Others have it worse.\n")
    after = watch.until("a.md:1:8: hint")
    assert not any("privilege" in line for line in after)

    assert watch.interrupt() == 0
    assert "stopped watching." in watch.until("stopped watching")[-1]


def test_a_single_draft_is_watched_without_its_folder(folder: Path, watching: list[Watching]) -> None:
    (folder / "a.md").write_text("We won.\n")
    watch = _start(watching, folder, "a.md")
    watch.until("watching")
    (folder / "b.md").write_text(SHAMING)
    (folder / "a.md").write_text(SHAMING)
    lines = watch.until("1 place to look at")
    assert not any("b.md" in line for line in lines)
    assert watch.interrupt() == 0


@pytest.mark.parametrize(
    "flags",
    [
        ("--format", "json"),
        ("--format", "text=x"),
        ("--output", "x"),
        ("--statistics",),
        ("--changed-since", "HEAD"),
        ("-",),
    ],
)
def test_it_is_for_the_screen(run: Run, folder: Path, flags: tuple[str, ...]) -> None:
    ran = run("check", "--watch", *flags)
    assert (ran.status, ran.out) == (2, "")
    assert "--watch shows each draft as it changes" in ran.err
