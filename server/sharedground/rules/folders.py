"""Pack folders, read as bytes and no further: which files a pack has, and a digest of them.

    pack.yaml   lexicon/NAME.yaml   CATEGORY/FAMILY.yaml

Two levels, and nothing outside the folder: a link that leads out, a folder within a category, a file that cannot be
read are problems to tell of, and the rest goes on. Parses no YAML, so that a kept pack can be found without it.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePath

from sharedground import __version__
from sharedground.errors import Place, RuleError
from sharedground.rules.model import PRINCIPLES
from sharedground.rules.suggest import nearest

MANIFEST = "pack.yaml"
LEXICON = "lexicon"
LARGEST = 256 * 1024
"""How many bytes a rule, lexicon or pack file may hold."""


@dataclass(frozen=True)
class PackFile:
    """A file of a pack. `name`: its path within the pack, as in guilt/self-reproach.yaml; `path`: as errors say it."""

    name: str
    path: str
    data: bytes

    @property
    def folder(self) -> str:
        """lexicon, a category, or '' for pack.yaml."""
        return self.name.rpartition("/")[0]

    @property
    def rule_id(self) -> str:
        """The id of the rule that the file's place says it holds."""
        return self.name.removesuffix(".yaml")


@dataclass(frozen=True)
class PackFolder:
    """What was read of a pack's folder, and what could not be."""

    path: Path
    files: tuple[PackFile, ...]
    problems: tuple[RuleError, ...]

    def within(self, folder: str) -> Iterator[PackFile]:
        """The files of one folder."""
        return (file for file in self.files if file.folder == folder)


def id_of(path: PurePath) -> str:
    """The id that a rule file's place gives its rule: CATEGORY/FAMILY."""
    return f"{path.parent.name}/{path.stem}"


def read_folder(path: Path) -> PackFolder:
    """The files of a pack. Nothing is raised: what cannot be read is among the problems."""
    reader = _FolderReader(path)
    reader.read()
    return PackFolder(path, tuple(reader.files), tuple(reader.problems))


def digest_of(folders: Sequence[PackFolder]) -> str:
    """A digest of names and contents of all files, in the order of the packs, and of Shared Ground's own version."""
    digest = blake2b(__version__.encode(), digest_size=16)
    for folder in folders:
        digest.update(b"\0pack")
        for file in folder.files:
            for part in (file.name.encode("utf-8", "surrogateescape"), file.data):
                digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


class _FolderReader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.files: list[PackFile] = []
        self.problems: list[RuleError] = []

    def read(self) -> None:
        if not self.path.is_dir():
            found = "a file stands here" if self.path.exists() else "there is no such folder"
            self.problem(self.path, f"{found}; a pack is a folder of {LEXICON}/*.yaml and CATEGORY/*.yaml")
            return
        self.root = self.path.resolve()
        for entry in self.entries(self.path):
            if entry.name == MANIFEST:
                self.file(entry)
            elif entry.name == LEXICON or entry.name in PRINCIPLES:
                self.folder(entry)
            else:
                self.stranger(entry)
        if not self.files and not self.problems:
            self.problem(self.path, f"no rules here; a pack is a folder of {LEXICON}/*.yaml and CATEGORY/*.yaml")

    def entries(self, folder: Path) -> list[Path]:
        try:
            found = sorted(folder.iterdir())
        except OSError as error:
            self.problem(folder, f"this folder cannot be read ({error.strerror}); look at its permissions")
            return []
        return [entry for entry in found if not entry.name.startswith((".", "__"))]

    def folder(self, folder: Path) -> None:
        if folder.is_symlink():
            self.problem(folder, "links to folders are not followed; put the folder itself here")
            return
        if not folder.is_dir():
            self.problem(folder, "a file stands where a folder of YAML files should be; move it into one")
            return
        for entry in self.entries(folder):
            if entry.suffix == ".yaml":
                self.file(entry)
            elif entry.suffix in (".yml", ".json"):
                self.problem(entry, f"only .yaml files are read; rename this to {entry.stem}.yaml")
            elif entry.is_dir() and not entry.is_symlink():
                self.problem(entry, f"folders inside {folder.name}/ are not read; move its files up one level")

    def stranger(self, entry: Path) -> None:
        """Another file or folder beside the categories: no matter, unless it was meant to hold rules."""
        if entry.suffix in (".yaml", ".yml"):
            self.problem(entry, f"rules stand in CATEGORY/, word classes in {LEXICON}/; move this file there")
        elif (
            entry.is_dir() and not entry.is_symlink() and any(inner.suffix == ".yaml" for inner in self.entries(entry))
        ):
            near = nearest(entry.name, (*PRINCIPLES, LEXICON))
            hint = f"Did you mean “{near}”?" if near else f"There are: {', '.join(PRINCIPLES)}."
            self.problem(entry, f"“{entry.name}” is no category of rules, so its files are not read. {hint}")

    def file(self, path: Path) -> None:
        if not self.inside(path):
            return
        try:
            known = path.stat()
            if not stat.S_ISREG(known.st_mode):
                self.problem(path, "this is no plain file; a rule is a YAML file")
            elif known.st_size > LARGEST:
                self.problem(
                    path, f"this file holds {known.st_size // 1024} KB; {LARGEST // 1024} KB is the limit, so split it"
                )
            else:
                name = path.relative_to(self.path).as_posix()
                self.files.append(PackFile(name, path.as_posix(), path.read_bytes()))
        except OSError as error:
            self.problem(path, f"this file cannot be read ({error.strerror}); look at its permissions")

    def inside(self, path: Path) -> bool:
        """Whether a path, its links followed, stays in the pack's folder."""
        if not path.is_symlink():
            return True
        try:
            real = path.resolve(strict=True)
        except (OSError, RuntimeError):
            self.problem(path, "this link leads nowhere; take it out, or put the file itself here")
            return False
        if real.is_relative_to(self.root):
            return True
        self.problem(path, "this link leads out of the pack's folder; put the file itself here")
        return False

    def problem(self, path: Path, message: str) -> None:
        self.problems.append(RuleError(message, Place(path.as_posix())))
