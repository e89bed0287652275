"""Compiled packs, kept on disk: reading YAML and inflecting words takes seconds, reading MessagePack milliseconds.

What is kept is the rules alone, under a digest of their files; never a word of a draft. Anything unexpected (a damaged
file, a folder that cannot be written) only costs the time of compiling again.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec
from platformdirs import user_cache_path

from sharedground.errors import Place, RuleError
from sharedground.rules.folders import PackFolder, digest_of, read_folder
from sharedground.rules.model import Pack
from sharedground.rules.packs import LoadedPacks, compile_packs

MOST_KEPT = 8
"""How many compiled packs are kept; the one written longest ago goes first."""


class _Kept(msgspec.Struct, frozen=True):
    key: str
    pack: Pack
    problems: tuple[tuple[str, str, int, int], ...]


def load_packs(paths: Sequence[Path], cache: Path | None = None) -> LoadedPacks:
    """The packs in these folders as one: as it was kept, or compiled now and kept.

    `cache`: the folder to keep it in; without it, `sharedground/packs` among the user's caches.
    """
    folders = [read_folder(path) for path in paths]
    place = cache if cache is not None else user_cache_path("sharedground", appauthor=False) / "packs"
    key = _key(folders)
    kept = _read(place / f"{key}.msgpack", key)
    if kept:
        problems = [RuleError(message, Place(path, line, column)) for message, path, line, column in kept.problems]
        return LoadedPacks(kept.pack, tuple(problems))
    loaded = compile_packs(folders)
    _write(place, key, loaded)
    return loaded


def _key(folders: Sequence[PackFolder]) -> str:
    """Besides the packs: where they lie, since problems name paths, and the code that compiles them."""
    digest = blake2b(digest_of(folders).encode(), digest_size=16)
    for folder in folders:
        digest.update(b"\0" + os.fsencode(folder.path))
        for problem in folder.problems:
            digest.update(b"\0" + str(problem).encode("utf-8", "replace"))
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _read(path: Path, key: str) -> _Kept | None:
    try:
        kept = msgspec.msgpack.decode(path.read_bytes(), type=_Kept)
    except (OSError, ValueError, RecursionError):
        return None
    return kept if kept.key == key else None


def _write(folder: Path, key: str, loaded: LoadedPacks) -> None:
    import tempfile

    problems = tuple((e.message, e.place.path, e.place.line, e.place.column) for e in loaded.problems)
    data = msgspec.msgpack.encode(_Kept(key, loaded.pack, problems))
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            Path(name).replace(folder / f"{key}.msgpack")
        except OSError:
            Path(name).unlink(missing_ok=True)
        _forget_oldest(folder)


def _forget_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("*.msgpack"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in kept[MOST_KEPT:]:
        path.unlink(missing_ok=True)
