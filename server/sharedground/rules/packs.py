"""Packs, layered: the standard pack, then those that a project names. Later packs extend, shadow and switch off.

loaded = load_packs([standard_pack_path(), Path("our-rules")])
loaded.pack.rules, loaded.problems
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sharedground.errors import Place, RuleError
from sharedground.rules.folders import LEXICON, PackFolder, digest_of, read_folder
from sharedground.rules.model import PRINCIPLES, Lexicon, Pack, Rule
from sharedground.rules.suggest import did_you_mean, nearest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINTS = "sharedground.packs"
"""The group in which an installed distribution names its packs: `name = "module.subfolder"`."""

_PACKAGE = Path(__file__).resolve().parents[1]


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
    return compile_packs([read_folder(path) for path in paths])


def compile_packs(folders: Sequence[PackFolder]) -> LoadedPacks:
    """One pack made of folders already read."""
    compiler = _Compiler(folders)
    return LoadedPacks(compiler.pack(), tuple(compiler.problems))


def with_words(pack: Pack, words: Mapping[str, Sequence[str]]) -> Pack:
    """The pack with more words in some of its classes; names of no class are passed over."""
    from msgspec.structs import replace

    from sharedground.rules.lexicons import extended

    more = {name: extended(pack.lexicons[name], added) for name, added in words.items() if name in pack.lexicons}
    return replace(pack, lexicons={**pack.lexicons, **more}) if more else pack


class _Compiler:
    """Reads lexicons first, since patterns name their classes, then rules pack by pack."""

    def __init__(self, folders: Sequence[PackFolder]) -> None:
        self.folders = folders
        self.problems = [problem for folder in folders for problem in folder.problems]
        self.named = sorted({file.rule_id for folder in folders for file in folder.files if file.folder in PRINCIPLES})

    def pack(self) -> Pack:
        lexicons = self.lexicons()
        rules: dict[str, Rule] = {}
        for folder in self.folders:
            rules |= self.rules(folder, lexicons)
            for rule in self.switched_off(folder):
                rules.pop(rule, None)
        return Pack(tuple(rules[name] for name in sorted(rules)), lexicons, digest_of(self.folders))

    def lexicons(self) -> dict[str, Lexicon]:
        from sharedground.rules.lexiconfiles import read_lexicon
        from sharedground.rules.lexicons import layer
        from sharedground.rules.nodes import decode

        files = []
        for file in (file for folder in self.folders for file in folder.within(LEXICON)):
            try:
                found, errors = read_lexicon(decode(file.data, file.path), file.path)
            except RuleError as error:
                found, errors = None, (error,)
            self.problems += errors
            files += [found] if found else []
        lexicons, errors = layer(files)
        self.problems += errors
        return lexicons

    def rules(self, folder: PackFolder, lexicons: Mapping[str, Lexicon]) -> dict[str, Rule]:
        from sharedground.rules.loader import load_rule
        from sharedground.rules.nodes import decode

        rules: dict[str, Rule] = {}
        for file in (file for category in sorted(PRINCIPLES) for file in folder.within(category)):
            try:
                loaded = load_rule(decode(file.data, file.path), file.path, lexicons)
            except RuleError as error:
                self.problems.append(error)
                continue
            self.problems += loaded.errors
            if loaded.rule:
                rules[loaded.rule.id] = loaded.rule
                self.problems += self.unknown(loaded.rule.yields_to, file.path)
        return rules

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
