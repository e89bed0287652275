"""Packs, layered: the standard pack, then those that a project names. Later packs extend, shadow and switch off.

loaded = load_packs([standard_pack_path(), Path("our-rules")])
loaded.pack.rules, loaded.problems
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from sharedground.errors import Place, RuleError
from sharedground.rules.folders import LEXICON, PackFolder, digest_of, read_folder
from sharedground.rules.model import PRINCIPLES, Pack, Rule
from sharedground.rules.parts import Classes, Part, Workshop, with_words
from sharedground.rules.suggest import did_you_mean, nearest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINTS = "sharedground.packs"
"""The group in which an installed distribution names its packs: `name = "module.subfolder"`."""

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class CompiledPacks:
    """Packs as one, in parts that are not yet read: those of the rules in their order, word classes in MessagePack."""

    parts: tuple[Part, ...]
    lexicons: dict[str, msgspec.Raw]
    digest: str
    problems: tuple[RuleError, ...]


@dataclass(frozen=True)
class LoadedPacks:
    """A pack ready for the engine, and what could not be read of it."""

    pack: Pack
    problems: tuple[RuleError, ...]


def standard_pack_path() -> Path:
    """The folder of the standard pack: inside the installed package, or in the checkout that it is run from."""
    packaged = _PACKAGE / "packs" / "standard" / "en"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "rules" / "en"


def installed_packs() -> dict[str, EntryPoint]:
    """The packs that installed distributions offer, by name."""
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=ENTRY_POINTS)}


def find_pack(name: str, base: Path) -> Path:
    """The folder of a pack that settings name: a folder (relative to `base`), or an installed pack.

    Raises RuleError, placed at the name, where there is neither.
    """
    if (base / name).is_dir():
        return base / name
    installed = installed_packs()
    if name in installed and (folder := _folder_of(installed[name])):
        return folder
    if name in installed:
        raise RuleError(
            f"the installed pack “{name}” points to {installed[name].value}, which is no folder", Place(name)
        )
    near = nearest(name, installed)
    hint = f" Did you mean “{near}”?" if near else ""
    raise RuleError(f"there is no folder and no installed pack of this name.{hint}", Place(name))


def _folder_of(point: EntryPoint) -> Path | None:
    """Where an entry point's folder lies, without running any of its code."""
    from importlib.util import find_spec

    package, *inner = point.module.split(".")
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return None
    for root in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(root, *inner)
        if folder.is_dir():
            return folder
    return None


def load_packs(paths: Sequence[Path]) -> LoadedPacks:
    """The packs in these folders as one, later ones over earlier ones. Nothing is raised: problems are told."""
    compiled = compile_packs([read_folder(path) for path in paths])
    rules = tuple(msgspec.msgpack.decode(part.rule, type=Rule) for part in compiled.parts)
    return LoadedPacks(Pack(rules, Classes(compiled.lexicons).lexicons, compiled.digest), compiled.problems)


def compile_packs(
    folders: Sequence[PackFolder],
    words: Mapping[str, Sequence[str]] = MappingProxyType({}),
    workshop: Workshop | None = None,
) -> CompiledPacks:
    """One pack made of folders already read, with more `words` in some classes; names of no class are passed over."""
    return _Compiler(folders, workshop or Workshop()).compiled(words)


class _Compiler:
    """Reads lexicons first, since patterns name their classes, then rules pack by pack."""

    def __init__(self, folders: Sequence[PackFolder], workshop: Workshop) -> None:
        self.folders = folders
        self.workshop = workshop
        self.problems = [problem for folder in folders for problem in folder.problems]
        self.named = sorted({file.rule_id for folder in folders for file in folder.files if file.folder in PRINCIPLES})

    def compiled(self, words: Mapping[str, Sequence[str]]) -> CompiledPacks:
        files = [file for folder in self.folders for file in folder.within(LEXICON)]
        layer = with_words(self.workshop.layer(files), words)
        self.problems += [told.error() for told in layer.problems]
        classes = Classes(layer.lexicons)
        parts: dict[str, Part] = {}
        for folder in self.folders:
            parts |= self.parts(folder, classes)
            for rule in self.switched_off(folder):
                parts.pop(rule, None)
        ordered = tuple(parts[name] for name in sorted(parts))
        return CompiledPacks(ordered, layer.lexicons, digest_of(self.folders), tuple(self.problems))

    def parts(self, folder: PackFolder, classes: Classes) -> dict[str, Part]:
        parts: dict[str, Part] = {}
        for file in (file for category in sorted(PRINCIPLES) for file in folder.within(category)):
            part, errors = self.workshop.part(file, classes)
            self.problems += errors
            if part:
                parts[part.id] = part
                self.problems += self.unknown(part.yields_to, file.path)
        return parts

    def unknown(self, ids: Sequence[str], path: str) -> list[RuleError]:
        """What a rule yields to must be some pack's rule."""
        return [
            RuleError(f"there is no rule “{name}” to yield to.{did_you_mean(name, self.named)}", Place(path))
            for name in ids
            if name not in self.named
        ]

    def switched_off(self, folder: PackFolder) -> list[str]:
        """The rules that a pack's `off` names; one that nobody knows is a slip, unless its file is what is broken."""
        from sharedground.rules.nodes import decode, parse
        from sharedground.rules.schema import checked
        from sharedground.rules.shapes import pick

        for file in folder.within(""):
            try:
                node, errors = checked(parse(decode(file.data, file.path), file.path), "pack")
            except RuleError as error:
                self.problems.append(error)
                continue
            self.problems += sorted(errors, key=lambda error: (error.place.line, error.place.column))
            off = pick(node, "off")
            named = off.value if off and isinstance(off.value, tuple) else ()
            for item in named:
                if item.value not in self.named:
                    hint = did_you_mean(str(item.value), self.named)
                    self.problems.append(RuleError(f"there is no rule “{item.value}” to switch off.{hint}", item.place))
            return [str(item.value) for item in named]
        return []
