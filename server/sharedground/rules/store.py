"""Compiled packs, kept on disk: reading YAML and inflecting words takes seconds, reading MessagePack milliseconds.

What is kept is the rules alone, under digests of their files; never a word of a draft. To find that no pattern could
match in a draft takes the index, which is in a file of its own; rules, patterns and word classes are read when needed.
Besides the whole, what came of each file is kept by itself, so that one changed rule costs the time of one rule.
Anything unexpected (a damaged file, a folder that cannot be written) only costs the time of compiling again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache as once
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from sys import platform
from types import MappingProxyType

import msgspec

from sharedground import __version__
from sharedground.rules.branches import Leaf
from sharedground.rules.folders import PackFile, PackFolder, digest_of, read_folder
from sharedground.rules.index import Packed, joined
from sharedground.rules.inflection import DICTIONARY
from sharedground.rules.model import Lexicon, Pack, Rule
from sharedground.rules.packs import CompiledPacks, compile_packs
from sharedground.rules.parts import Classes, Layer, Part, Told, Workshop, layer_of, part_of
from sharedground.rules.shelf import Shelf
from sharedground.rules.trigger import Triggering

MOST_KEPT = 8
"""How many compiled packs are kept, and how many layers of word classes."""
MOST_PARTS = 250
"""How many rules are kept by themselves."""
MOST_WORDS = 100_000
"""How many answers of the dictionary are kept."""


class _Front(msgspec.Struct, frozen=True):
    """What every start asks for."""

    digest: str
    index: Packed
    class_names: tuple[str, ...]
    problems: tuple[Told, ...]


class _Pieces(msgspec.Struct, frozen=True):
    """What is asked for where a draft wakes a pattern, ten times as much."""

    rules: tuple[msgspec.Raw, ...]
    leaves: tuple[msgspec.Raw, ...]
    lexicons: dict[str, msgspec.Raw]


class KeptPacks:
    """Packs as one, each piece read and decoded when it is asked for."""

    def __init__(self, front: _Front, read: Callable[[], _Pieces]) -> None:
        self._read = read
        self._lexicons: dict[str, Lexicon] = {}
        self.index = front.index.unpacked()
        self.digest = front.digest
        self.class_names = front.class_names
        self.problems = tuple(told.error() for told in front.problems)

    @classmethod
    def of(cls, pack: Pack) -> KeptPacks:
        """A pack that is at hand already."""
        triggering = Triggering(pack.lexicons)
        parts = tuple(part_of(rule, triggering) for rule in pack.rules)
        front, pieces = _parted(CompiledPacks(parts, layer_of(pack.lexicons).lexicons, pack.digest, ()))
        packs = cls(front, lambda: pieces)
        packs.__dict__["pack"] = pack
        return packs

    @cached_property
    def _pieces(self) -> _Pieces:
        return self._read()

    @cached_property
    def pack(self) -> Pack:
        """The pack as a whole."""
        decoder = msgspec.msgpack.Decoder(Rule)
        rules = tuple([decoder.decode(rule) for rule in self._pieces.rules])  # one by one: other threads get their turn
        lexicons = {name: lexicon for name in self.class_names if (lexicon := self.lexicon(name))}
        return Pack(rules, lexicons, self.digest)

    def leaf(self, number: int) -> Leaf:
        """A leaf of the rules' patterns, as the index numbers them."""
        found: Leaf = msgspec.msgpack.decode(self._pieces.leaves[number], type=Leaf)
        return found

    def lexicon(self, name: str) -> Lexicon | None:
        """A word class."""
        if name not in self._lexicons and name in self.class_names:
            self._lexicons[name] = msgspec.msgpack.decode(self._pieces.lexicons[name], type=Lexicon)
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
    fronts, pieces = _shelves(place)

    def made() -> tuple[_Front, _Pieces]:
        workshop = _Keeping(place)
        front, rest = _parted(compile_packs(folders, words, workshop))
        workshop.close()
        pieces.write(key, rest)
        fronts.write(key, front)
        pieces.clear()
        fronts.clear()
        return front, rest

    front = fronts.read(key, _Front)
    if front is not None:
        return KeptPacks(front, lambda: pieces.read(key, _Pieces) or made()[1])
    front, fresh = made()
    return KeptPacks(front, lambda: fresh)


def is_kept(
    paths: Sequence[Path], cache: Path | None = None, words: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> bool:
    """Whether `load_packs` would find these packs compiled already."""
    key = _key([read_folder(path) for path in paths], words)
    shelves = _shelves(cache if cache is not None else _users_cache())
    return all(shelf.path(key).is_file() for shelf in shelves)


def _users_cache() -> Path:
    """Where the user's caches are; on Linux told without platformdirs, whose import would cost each start."""
    if platform == "linux":
        named = os.environ.get("XDG_CACHE_HOME", "").strip()
        return (Path(named) if named else Path.home() / ".cache") / "sharedground" / "packs"
    from platformdirs import user_cache_path

    return user_cache_path("sharedground", appauthor=False) / "packs"


def _shelves(folder: Path) -> tuple[Shelf, Shelf]:
    """Where the fronts of packs are kept, and where their pieces."""
    return Shelf(folder, "msgpack", MOST_KEPT), Shelf(folder, "pieces", MOST_KEPT)


class _Keeping(Workshop):
    """Keeps what is sound: word classes by their files, a rule by its text and the classes it names.

    It also keeps what the dictionary said, since opening that takes longer than reading a rule.
    """

    def __init__(self, folder: Path) -> None:
        self._layers = Shelf(folder, "classes", MOST_KEPT)
        self._parts = Shelf(folder, "rule", MOST_PARTS)
        self._words = Shelf(folder, "words", MOST_KEPT)
        said = self._words.read(_digest(), dict[str, dict[str, tuple[str, ...]]]) or {}
        DICTIONARY.known |= {asked: forms for asked, forms in said.items() if asked not in DICTIONARY.known}
        self._known = len(said)

    def layer(self, files: Sequence[PackFile]) -> Layer:
        key = _digest(*(file.data for file in files))
        layer = self._layers.read(key, Layer) or super().layer(files)
        if not layer.problems:  # these name paths
            self._layers.keep(key, layer)
        return layer

    def sound(self, file: PackFile, classes: Classes) -> Part | None:
        key = _digest(os.fsencode(file.name), file.data, classes.digest(classes.named_by(file)))
        part = self._parts.read(key, Part) or super().sound(file, classes)
        if part:
            self._parts.keep(key, part)
        return part

    def close(self) -> None:
        """Keep what the dictionary said, and take away what is too many."""
        if self._known < len(DICTIONARY.known) <= MOST_WORDS:
            self._words.write(_digest(), DICTIONARY.known)
        for shelf in (self._layers, self._parts, self._words):
            shelf.clear()


def _parted(compiled: CompiledPacks) -> tuple[_Front, _Pieces]:
    parts = compiled.parts
    problems = tuple(map(Told.of, compiled.problems))
    index = Packed.of(joined([part.index for part in parts]))
    rules, leaves = tuple(part.rule for part in parts), tuple(leaf for part in parts for leaf in part.leaves)
    front = _Front(compiled.digest, index, tuple(compiled.lexicons), problems)
    return front, _Pieces(rules, leaves, compiled.lexicons)


def _key(folders: Sequence[PackFolder], words: Mapping[str, Sequence[str]]) -> str:
    """Besides the packs: where they lie, since problems name paths."""
    pieces = [digest_of(folders).encode()]
    for folder in folders:
        pieces.append(os.fsencode(folder.path))
        pieces += [str(problem).encode("utf-8", "replace") for problem in folder.problems]
    pieces += [repr((name, tuple(added))).encode("utf-8", "replace") for name, added in words.items()]
    return _digest(*pieces)


def _digest(*pieces: bytes) -> str:
    """A digest of some pieces, and of the code that makes of them what is kept."""
    digest = blake2b(_code(), digest_size=16)
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big") + piece)
    return digest.hexdigest()


@once
def _code() -> bytes:
    digest = blake2b(__version__.encode(), digest_size=16)
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.digest()
