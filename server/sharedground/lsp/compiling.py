"""Packs compiled in a process of their own: it takes much time and memory, and a session can spare neither.

The process gets the folders and words of packs as a line of JSON on its standard input, and keeps the packs. It ends
when its input does: where the session is gone, however it went, it does not stay behind. Where it cannot be done, the
session compiles the packs itself when it reads them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from sharedground import children
from sharedground.lint import pack_folders
from sharedground.rules.store import is_kept, load_packs
from sharedground.settings import Settings

_LONGEST = 300
"""How many seconds it may take."""


class _Packs(msgspec.Struct, frozen=True):
    folders: tuple[str, ...]
    words: dict[str, tuple[str, ...]]


def see_kept(settings: Settings, further: Sequence[Path] = ()) -> None:
    """See to it that the packs of these settings, and further ones, can be read without compiling them here."""
    folders = [*pack_folders(settings)[0], *further]
    if is_kept(folders, words=settings.lexicon) or getattr(sys, "frozen", False):
        return
    words = {name: tuple(added) for name, added in settings.lexicon.items()}
    with suppress(OSError):
        _have_compiled(_Packs(tuple(map(str, folders)), words))


def _have_compiled(packs: _Packs) -> None:
    quiet = subprocess.DEVNULL
    command = children.command("sharedground.lsp.compiling")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet) as process:
        assert process.stdin
        try:
            process.stdin.write(msgspec.json.encode(packs) + b"\n")
            process.stdin.flush()  # and left open, to tell that we are there
            process.wait(_LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()


def main() -> None:
    """Compile and keep what standard input names."""
    packs = msgspec.json.decode(sys.stdin.buffer.readline(), type=_Packs)
    threading.Thread(target=_end_with_the_input, daemon=True).start()
    load_packs([Path(folder) for folder in packs.folders], words=packs.words)
    os._exit(0)  # Python would wait for the thread that reads our input


def _end_with_the_input() -> None:
    sys.stdin.buffer.read()
    os._exit(1)
