"""Walking a folder of drafts: what .gitignore and `exclude` leave out is not read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Excludes(Protocol):
    """Whether a path is left out by settings."""

    def __call__(self, name: str, *, folder: bool) -> bool:
        """Whether this draft, or this folder, is."""
        ...


@dataclass(frozen=True, slots=True)
class _Ignores:
    """The .gitignore files that hold in a folder, the outermost first, each with the folder it stands in."""

    specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()

    def within(self, folder: str) -> _Ignores:
        """These, with the folder's own .gitignore if it has one."""
        ignores = Path(folder, ".gitignore")
        if not ignores.is_file():  # nothing is read from a pipe of this name: it might never end
            return self
        try:
            lines = ignores.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return self
        from pathspec import GitIgnoreSpec

        usable = [line for line in lines if _holds(line)]
        return _Ignores((*self.specs, (folder, GitIgnoreSpec.from_lines(usable))))

    def leave_out(self, path: str, *, folder: bool) -> bool:
        """Whether the path is ignored: the innermost file that speaks of it decides."""
        for base, spec in reversed(self.specs):
            verdict = spec.check_file(os.path.relpath(path, base).replace(os.sep, "/") + "/" * folder).include
            if verdict is not None:
                return verdict
        return False


def walk(folder: str, excludes: Excludes, suffixes: tuple[str, ...]) -> Iterator[str]:
    """The drafts below a folder, in the order of their names. Hidden entries are skipped.

    Links to folders are not followed, as git does not: so there are no loops, and nothing outside is read.
    A folder that cannot be opened is yielded itself, for reading it to say why.
    """
    yield from _walk(folder, _above(folder), excludes, suffixes)


def _walk(folder: str, ignores: _Ignores, excludes: Excludes, suffixes: tuple[str, ...]) -> Iterator[str]:
    ignores = ignores.within(str(Path(folder).absolute()))
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        is_folder = entry.is_dir(follow_symlinks=False)
        if not is_folder and not (entry.name.lower().endswith(suffixes) and _is_file(entry)):
            continue
        path = str(Path(entry.path).absolute())
        if ignores.leave_out(path, folder=is_folder) or excludes(path, folder=is_folder):
            continue
        if is_folder:
            yield from _walk(entry.path, ignores, excludes, suffixes)
        else:
            yield entry.path


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _above(folder: str) -> _Ignores:
    """What the .gitignore files above the folder say, up to the root of its repository; none outside of one."""
    here = Path(folder).absolute()
    above: list[Path] = []
    for place in (here, *here.parents):
        if place != here:
            above.append(place)
        if (place / ".git").exists():
            ignores = _Ignores()
            for parent in reversed(above):
                ignores = ignores.within(str(parent))
            return ignores
    return _Ignores()


def _holds(line: str) -> bool:
    """Whether a line of a .gitignore can be used; git passes over the others too."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
