"""Compiled packs, kept on disk: reading YAML and inflecting words takes seconds, reading MessagePack milliseconds.

What is kept is the rules alone, under a digest of their files; never a word of a draft. It is read piece by piece: to
find that no pattern could match in a draft takes the index and the few patterns that its words wake. Anything
unexpected (a damaged file, a folder that cannot be written) only costs the time of compiling again.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from sys import platform
from types import MappingProxyType
from zlib import crc32

import msgspec

from sharedground.errors import Place, RuleError
from sharedground.rules.branches import Leaf
from sharedground.rules.folders import PackFolder, digest_of, read_folder
from sharedground.rules.index import Index, index_of, numbered
from sharedground.rules.model import Lexicon, Pack, Rule
from sharedground.rules.packs import LoadedPacks, compile_packs, with_words

MOST_KEPT = 8
"""How many compiled packs are kept; the one written longest ago goes first."""


_SUM = 4
"""How many bytes of a file are the checksum of the rest."""


class _Kept(msgspec.Struct, frozen=True):
    key: str
    digest: str
    index: Index
    rules: msgspec.Raw
    leaves: tuple[msgspec.Raw, ...]
    lexicons: dict[str, msgspec.Raw]
    problems: tuple[tuple[str, str, int, int], ...]


class KeptPacks:
    """Packs as one, each piece decoded when it is asked for."""

    def __init__(self, kept: _Kept) -> None:
        self._kept = kept
        self._lexicons: dict[str, Lexicon] = {}
        self.index = kept.index
        self.digest = kept.digest
        self.problems = tuple(RuleError(said, Place(path, line, at)) for said, path, line, at in kept.problems)

    @classmethod
    def of(cls, pack: Pack) -> KeptPacks:
        """A pack that is at hand already."""
        packs = cls(_kept("", LoadedPacks(pack, ())))
        packs.__dict__["pack"] = pack
        return packs

    @cached_property
    def pack(self) -> Pack:
        """The pack as a whole."""
        rules = msgspec.msgpack.decode(self._kept.rules, type=tuple[Rule, ...])
        lexicons = {name: lexicon for name in self._kept.lexicons if (lexicon := self.lexicon(name))}
        return Pack(rules, lexicons, self.digest)

    @property
    def class_names(self) -> tuple[str, ...]:
        """The names of all word classes."""
        return tuple(self._kept.lexicons)

    def leaf(self, number: int) -> Leaf:
        """A leaf of the rules' patterns, as the index numbers them."""
        found: Leaf = msgspec.msgpack.decode(self._kept.leaves[number], type=Leaf)
        return found

    def lexicon(self, name: str) -> Lexicon | None:
        """A word class."""
        if name not in self._lexicons and name in self._kept.lexicons:
            self._lexicons[name] = msgspec.msgpack.decode(self._kept.lexicons[name], type=Lexicon)
        return self._lexicons.get(name)


def load_packs(
    paths: Sequence[Path], cache: Path | None = None, words: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> KeptPacks:
    """The packs in these folders as one: as it was kept, or compiled now and kept.

    `cache`: the folder to keep it in; without it, `sharedground/packs` among the user's caches. `words`: what is added
    to word classes, by their names; names of no class are passed over.
    """
    folders = [read_folder(path) for path in paths]
    place = cache if cache is not None else _users_cache()
    key = _key(folders, words)
    kept = _read(place / f"{key}.msgpack", key)
    if kept is None:
        loaded = compile_packs(folders)
        kept = _kept(key, LoadedPacks(with_words(loaded.pack, words), loaded.problems))
        _write(place, kept)
    return KeptPacks(kept)


def _users_cache() -> Path:
    """Where the user's caches are; on Linux told without platformdirs, whose import would cost each start."""
    if platform == "linux":
        named = os.environ.get("XDG_CACHE_HOME", "").strip()
        return (Path(named) if named else Path.home() / ".cache") / "sharedground" / "packs"
    from platformdirs import user_cache_path

    return user_cache_path("sharedground", appauthor=False) / "packs"


def _kept(key: str, loaded: LoadedPacks) -> _Kept:
    pack = loaded.pack
    encode = msgspec.msgpack.encode
    return _Kept(
        key,
        pack.digest,
        index_of(pack.rules, pack.lexicons),
        msgspec.Raw(encode(pack.rules)),
        tuple(msgspec.Raw(encode(leaf)) for _rule, _named, leaves in numbered(pack.rules) for leaf in leaves),
        {name: msgspec.Raw(encode(lexicon)) for name, lexicon in pack.lexicons.items()},
        tuple((e.message, e.place.path, e.place.line, e.place.column) for e in loaded.problems),
    )


def _key(folders: Sequence[PackFolder], words: Mapping[str, Sequence[str]]) -> str:
    """Besides the packs: where they lie, since problems name paths, and the code that compiles them."""
    digest = blake2b(digest_of(folders).encode(), digest_size=16)
    for folder in folders:
        digest.update(b"\0" + os.fsencode(folder.path))
        for problem in folder.problems:
            digest.update(b"\0" + str(problem).encode("utf-8", "replace"))
    for name, added in words.items():
        digest.update(b"\0" + repr((name, tuple(added))).encode("utf-8", "replace"))
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _read(path: Path, key: str) -> _Kept | None:
    try:
        data = memoryview(path.read_bytes())
        if crc32(data[_SUM:]).to_bytes(_SUM, "big") != data[:_SUM]:
            return None
        kept = msgspec.msgpack.decode(data[_SUM:], type=_Kept)
    except (OSError, ValueError, RecursionError):
        return None
    return kept if kept.key == key else None


def _write(folder: Path, kept: _Kept) -> None:
    import tempfile

    data = msgspec.msgpack.encode(kept)
    data = crc32(data).to_bytes(_SUM, "big") + data
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            Path(name).replace(folder / f"{kept.key}.msgpack")
        except OSError:
            Path(name).unlink(missing_ok=True)
        _forget_oldest(folder)


def _forget_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("*.msgpack"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in kept[MOST_KEPT:]:
        path.unlink(missing_ok=True)
