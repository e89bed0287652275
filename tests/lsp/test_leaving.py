"""The server is gone when its client is, however that leaves, and whatever is being done."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import psutil
import pytest

T = TypeVar("T")

SERVERS = {
    "console": [sys.executable, "-m", "sharedground", "lsp", "--stdio"],
    "module": [sys.executable, "-m", "sharedground.lsp"],
}
TEXT = "Stop whining about rent. " * 4000


def _message(method: str, params: object = None, number: int | None = None) -> bytes:
    body = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": number} if number else {})
    data = json.dumps(body).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(data), data)


@contextmanager
def _started(
    folder: Path, command: list[str], parent: int | None = None, within: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, bufsize=0, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, cwd=within or folder
    )
    assert process.stdin and process.stdout and process.stderr
    try:
        process.stdin.write(_message("initialize", {"processId": parent, "rootUri": None, "capabilities": {}}, 1))
        _answer(process)
        item = {"uri": "untitled:1", "languageId": "markdown", "version": 1, "text": TEXT}
        process.stdin.write(_message("initialized", {}) + _message("textDocument/didOpen", {"textDocument": item}))
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()


def _answer(process: subprocess.Popen[bytes]) -> dict[str, object]:
    assert process.stdout
    size = 0
    while line := process.stdout.readline().strip():
        if line.startswith(b"Content-Length"):
            size = int(line.split(b":")[1])
    answer: dict[str, object] = json.loads(process.stdout.read(size))
    return answer


@pytest.mark.parametrize(
    ("server", "goodbye", "status"),
    [
        ("console", _message("shutdown", None, 2) + _message("exit"), 0),
        ("module", _message("exit"), 1),
        ("module", b"", 1),
        ("module", b"Content-Le", 1),
    ],
    ids=["shutdown and exit", "exit alone", "closed pipe", "closed pipe in a message"],
)
def test_it_ends_at_once_in_the_middle_of_its_work(tmp_path: Path, server: str, goodbye: bytes, status: int) -> None:
    with _started(tmp_path, SERVERS[server]) as process:
        assert process.stdin and process.stderr
        time.sleep(0.3)
        clock = time.monotonic()
        process.stdin.write(goodbye)
        process.stdin.close()
        assert process.wait(20) == status
        assert time.monotonic() - clock < 5
        said = process.stderr.read().decode()
    assert "Traceback" not in said
    assert "whining" not in said


def test_it_ends_when_nobody_reads_what_it_says(tmp_path: Path) -> None:
    with _started(tmp_path, SERVERS["module"]) as process:
        assert process.stdin and process.stdout
        process.stdout.close()
        process.stdin.write(_message("textDocument/hover", {"textDocument": {"uri": "x"}, "position": _ORIGIN}, 3))
        assert process.wait(20) == 1


_ORIGIN = {"line": 0, "character": 0}


@pytest.mark.skipif(sys.platform == "win32", reason="watches a process by signal")
def test_it_ends_when_its_parent_is_killed_and_the_pipe_stays_open(tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    with _started(tmp_path, SERVERS["module"], parent.pid) as process:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert process.wait(30) == 1


def test_the_process_that_compiles_its_rules_goes_with_it(tmp_path: Path) -> None:
    with _started(tmp_path, SERVERS["console"]) as process:
        assert process.stdin
        child = _soon(psutil.Process(process.pid).children)[0]
        process.stdin.write(_message("shutdown", None, 2) + _message("exit"))
        assert process.wait(20) == 0
        _soon(lambda: not child.is_running(), 3)


def test_modules_in_the_folder_it_is_started_in_are_not_read(tmp_path: Path) -> None:
    drafts, said = tmp_path / "drafts", tmp_path / "said"
    drafts.mkdir()
    for name in ("msgspec", "random", "select", "sharedground"):
        (drafts / f"{name}.py").write_text(f"open({str(said)!r}, 'a').write({name!r})")
    safe = [sys.executable, "-P", "-m", "sharedground.lsp"]
    with _started(tmp_path, safe, within=drafts):
        _soon(lambda: list((tmp_path / "cache").rglob("*.classes")))
    assert not said.exists()


def _soon(what: Callable[[], T], seconds: int = 60) -> T:
    """What a call gives, once it gives something."""
    for _moment in range(10 * seconds):
        if found := what():
            return found
        time.sleep(0.1)
    pytest.fail(f"{seconds} seconds have passed")
