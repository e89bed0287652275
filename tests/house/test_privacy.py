"""A draft never leaves the machine: no network, and no word of it in a log."""

import logging
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sharedground.cli.main import main
from sharedground.lint import Linter, Result

ROOT = Path(__file__).parents[2]
LEAFLET = ROOT / "docs" / "examples" / "leaflet.md"
FLAGGED = "Stop whining about rent when people in Gaza are being bombed. Tenants should check their privilege.\n"


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    draft = tmp_path / "draft.md"
    draft.write_text(LEAFLET.read_text(encoding="utf-8") + "\n" + FLAGGED, encoding="utf-8")
    return draft


# -- no network ----------------------------------------------------------------------------------------------------


class ReachedError(Exception):
    """Somebody wanted out."""


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise ReachedError

    # A library under spaCy makes a socket when it is imported, to learn whether the machine has IPv6; it sends nothing.
    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


COMMANDS = (("check",), ("check", "--format", "json"), ("fix", "--diff"))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.usefixtures("no_sockets")
def test_a_draft_is_read_without_a_socket(draft: Path, command: tuple[str, ...]) -> None:
    assert main([*command, str(draft)]) in (0, 1)


@pytest.mark.usefixtures("no_sockets")
def test_a_linter_that_wanted_out_would_be_noticed(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(_self: Linter, _text: object, **_rest: str) -> Result:
        socket.create_connection(("127.0.0.1", 9))
        raise AssertionError

    monkeypatch.setattr(Linter, "check", check)
    with pytest.raises(ReachedError):
        main(["check", str(draft)])


GUARD = """
import os, sys
FORBIDDEN = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
             "socket.gethostbyname", "subprocess.Popen", "os.system", "os.posix_spawn", "os.exec")
ASKS_FOR_IPV6 = ("socket.bind", ("::1", 0))  # by a library under spaCy, when it is imported; nothing is sent
def guard(event, arguments):
    if event in FORBIDDEN and (event, arguments[-1]) != ASKS_FOR_IPV6:
        os.write(2, f"reached: {event}\\n".encode())
        os._exit(97)
sys.addaudithook(guard)
"""
PLANT = """
import sharedground.lint, socket
check = sharedground.lint.Linter.check
def leaky(self, text, **rest):
    socket.socket().connect(("127.0.0.1", 9))
    return check(self, text, **rest)
sharedground.lint.Linter.check = leaky
"""


def _run_guarded(draft: Path, tmp_path: Path, plant: str = "") -> subprocess.CompletedProcess[str]:
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD)
    code = f"{plant}\nimport sys\nfrom sharedground.cli.main import main\nsys.exit(main(['check', sys.argv[1]]))"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "guard")}
    return subprocess.run(
        [sys.executable, "-c", code, str(draft)], env=environment, capture_output=True, text=True, check=False
    )


def test_the_command_line_reaches_for_nothing_outside(draft: Path, tmp_path: Path) -> None:
    ran = _run_guarded(draft, tmp_path)
    assert "reached" not in ran.stderr
    assert ran.returncode in (0, 1)


def test_a_command_line_that_reached_out_would_be_stopped(draft: Path, tmp_path: Path) -> None:
    ran = _run_guarded(draft, tmp_path, PLANT)
    assert ran.returncode == 97
    assert "reached: socket.connect" in ran.stderr


# -- no draft text in logs -----------------------------------------------------------------------------------------


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "everything.log"
    root = logging.getLogger()
    level, handler = root.level, logging.FileHandler(path, encoding="utf-8")
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield path
    root.setLevel(level)
    root.removeHandler(handler)
    handler.close()


def _told(log: Path, draft: Path) -> list[str]:
    """What a log tells of a draft: every run of three of its words that the log holds."""
    words = re.findall(r"\w+", draft.read_text(encoding="utf-8").lower())
    written = " ".join(re.findall(r"\w+", log.read_text(encoding="utf-8").lower()))
    runs = (" ".join(words[at : at + 3]) for at in range(len(words) - 2))
    return [run for run in runs if run in written]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_word_of_a_draft_is_logged(draft: Path, log: Path, command: tuple[str, ...]) -> None:
    main([*command, str(draft)])
    logging.getLogger("test").debug("the log is on")
    assert "the log is on" in log.read_text(encoding="utf-8")
    assert _told(log, draft) == []


def test_a_linter_that_logged_a_sentence_would_be_noticed(
    draft: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = Linter.check

    def talkative(self: Linter, text: str | bytes, **rest: str) -> Result:
        logging.getLogger("sharedground").debug("%s", text)
        return check(self, text, **rest)

    monkeypatch.setattr(Linter, "check", talkative)
    main(["check", str(draft)])
    assert _told(log, draft) != []
