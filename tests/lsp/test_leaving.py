"""The server is gone when its client is, however that leaves, and whatever is being done."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

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
def _started(folder: Path, command: list[str], parent: int | None = None) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    process = subprocess.Popen(
        command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
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
