"""What came of drafts, kept on disk, so that a draft that has not changed is not read again.

An entry is named by a digest of all that decides the findings: the draft's bytes and format, the rules, the settings
that count for it, the pipeline, and Shared Ground's own code. Nothing is ever out of date, so nothing is ever renewed;
what was not asked for in a long while goes.

Findings carry the writer's words, in messages and rewrites, and no word of a draft may lie about in clear. So an entry
is enciphered with a key made from the draft itself: who has the draft can read what was found in it, who has the entry
alone cannot. To keep offsets only, and render messages anew, would take reading and parsing the draft again, which is
what the cache is there to save. What an entry still gives away: somebody who guesses a draft to the letter can tell
that it was checked here.

Writing is to a file of its own, then in place at once, so parallel runs do not disturb each other; an entry that is
damaged, and a folder that cannot be written, only cost the time of checking again.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b, shake_256
from pathlib import Path
from sys import platform
from typing import TYPE_CHECKING

import msgspec

import sharedground
from sharedground.suppression import Notice

if TYPE_CHECKING:
    from sharedground.finding import Finding
    from sharedground.lint import Linter, Result
    from sharedground.settings import Settings

MOST_BYTES = 512 * 1024
MOST_ENTRIES = 96
"""How much each of the 256 folders of the cache holds: about 25,000 drafts and 130 MB in all, at the most."""
_BLOCK = 4096
"""What a small file takes on most disks."""
_SEEN_LATELY = 24 * 60 * 60
_SUM = 16


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    words: int
    notices: tuple[Notice, ...]
    findings: msgspec.Raw


class Cache:
    """The cache in a folder: the user's own where none is named."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or _users_cache()

    def get(self, linter: Linter, data: bytes, language: str, name: str) -> Result | None:
        """What came of this draft before; None where that is not known."""
        key = _key(linter, data, language, name)
        if key is None:
            return None
        path = self._path(key)
        try:
            sealed = path.read_bytes()
            plain = _opened(sealed, key)
            if plain is None:
                return None
            result = _result(plain, data, language, name)
        except (OSError, ValueError, RecursionError):
            return None
        _mark_as_used(path)
        return result

    def put(self, linter: Linter, data: bytes, language: str, name: str, result: Result) -> None:
        """Keep what came of a draft."""
        key = _key(linter, data, language, name)
        if key is None:
            return
        findings = msgspec.Raw(msgspec.msgpack.encode(result.findings))
        sealed = _sealed(msgspec.msgpack.encode(_Kept(result.words, result.notices, findings)), key)
        path = self._path(key)
        if len(sealed) > MOST_BYTES // 4:
            return
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.write_bytes(sealed)
            part.replace(path)
            _forget_oldest(path.parent)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _path(self, key: bytes) -> Path:
        # The name is told by the key, but does not tell it: it is all that can be seen without the draft.
        name = blake2b(key, digest_size=16, person=b"name").hexdigest()
        return self._folder / name[:2] / name[2:]


def _users_cache() -> Path:
    """Where the user's caches are; on Linux told without platformdirs, whose import would cost each start."""
    if platform == "linux":
        named = os.environ.get("XDG_CACHE_HOME", "").strip()
        return (Path(named) if named else Path.home() / ".cache") / "sharedground" / "drafts"
    from platformdirs import user_cache_path

    return user_cache_path("sharedground", appauthor=False) / "drafts"


# -- what decides the findings ---------------------------------------------------------------------------------------


def _key(linter: Linter, data: bytes, language: str, name: str) -> bytes | None:
    """A digest of all that decides what is found; None where that cannot be told."""
    settings = linter.settings.for_file(name) if name else linter.settings
    pipeline = _version_of(settings.pipeline)
    if pipeline is None:
        return None
    digest = blake2b(digest_size=32, person=b"draft")
    for part in (_code(), pipeline, linter.digest, _deciding(settings), language):
        digest.update(part.encode() + b"\0")
    digest.update(data)
    return digest.digest()


def _deciding(settings: Settings) -> str:
    """What settings say on which findings depend: not which drafts are read, from where, or when a run fails."""
    kept = msgspec.structs.replace(settings, exclude=(), per_file={}, fail_on=None, root=None, files=())
    return msgspec.json.encode(kept).decode()


@lru_cache(maxsize=1)
def _code() -> str:
    """What tells one version of Shared Ground from another: where it is installed, the version and when that was; where
    it is being worked on, the size and time of each of its files.
    """
    home = Path(sharedground.__file__).parent
    if (home / "packs").is_dir():
        return f"{sharedground.__version__} {Path(sharedground.__file__).stat().st_mtime_ns}"
    digest = blake2b(sharedground.__version__.encode(), digest_size=16)
    for folder, folders, files in os.walk(home):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for file in sorted(files):
            status = (Path(folder) / file).stat()
            digest.update(f"{file} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@lru_cache(maxsize=8)
def _version_of(pipeline: str) -> str | None:
    """What tells one version of a pipeline from another. The default's is pinned; one in a folder may change."""
    if not pipeline:
        return "default"
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{pipeline} {version(pipeline)}"
    except (PackageNotFoundError, ValueError):
        return None


# -- what is kept ----------------------------------------------------------------------------------------------------


def _result(plain: bytes, data: bytes, language: str, name: str) -> Result:
    """The result of a draft, made again from what was kept."""
    from sharedground.lint import Result
    from sharedground.text.readers import unpack

    kept = msgspec.msgpack.decode(plain, type=_Kept)
    return Result(unpack(data, language, name=name), _findings(kept.findings), kept.words, kept.notices)


def _findings(kept: msgspec.Raw) -> tuple[Finding, ...]:
    if len(kept) == 1:  # an empty array: nothing more need be imported
        return ()
    from sharedground.finding import Finding
    from sharedground.rewriting.model import Rewrite
    from sharedground.rules.model import Severity

    return tuple(
        Finding(
            **{
                **each,
                "severity": Severity(each["severity"]),
                "rewrites": tuple(msgspec.convert(rewrite, Rewrite) for rewrite in each["rewrites"]),
            }
        )
        for each in msgspec.msgpack.decode(kept)
    )


def _sealed(plain: bytes, key: bytes) -> bytes:
    """The plain bytes with a checksum, enciphered. A key only ever seals one content, so it needs no nonce."""
    whole = blake2b(plain, digest_size=_SUM, key=key).digest() + plain
    return _crossed(whole, key)


def _opened(sealed: bytes, key: bytes) -> bytes | None:
    """The plain bytes, or None where they are not what was sealed."""
    whole = _crossed(sealed, key)
    checksum, plain = whole[:_SUM], whole[_SUM:]
    return plain if blake2b(plain, digest_size=_SUM, key=key).digest() == checksum else None


def _crossed(data: bytes, key: bytes) -> bytes:
    stream = shake_256(b"sharedground" + key).digest(len(data))
    return (int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(data), "big")


def _mark_as_used(path: Path) -> None:
    """Note that an entry was of use, once a day."""
    from time import time

    with suppress(OSError):
        if time() - path.stat().st_mtime > _SEEN_LATELY:
            os.utime(path)


def _forget_oldest(folder: Path) -> None:
    """Keep a folder within its bounds; what was used longest ago goes first."""
    with os.scandir(folder) as entries:
        found = sorted(((entry.stat(), entry.path) for entry in entries), key=lambda each: -each[0].st_mtime_ns)
    size = 0
    for number, (status, path) in enumerate(found):
        size += max(status.st_size, _BLOCK)
        if number >= MOST_ENTRIES or size > MOST_BYTES:
            with suppress(OSError):
                Path(path).unlink()
