"""Packs compiled in a process of their own: it takes much time and memory, and a session can spare neither.

    python -m sharedground.lsp.compiling      the folders and words of packs as JSON on standard input; keeps the packs

Where that cannot be done, the session compiles them itself when it reads them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

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
    asked = msgspec.json.encode(_Packs(tuple(map(str, folders)), words))
    command = [sys.executable, "-m", "sharedground.lsp.compiling"]
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(
            command,
            input=asked,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST,
            check=False,
        )


def main() -> None:
    """Compile and keep what standard input names."""
    packs = msgspec.json.decode(sys.stdin.buffer.read(), type=_Packs)
    load_packs([Path(folder) for folder in packs.folders], words=packs.words)


if __name__ == "__main__":
    main()
