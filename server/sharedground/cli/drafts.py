"""Which drafts a command is to read, and their bytes."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sharedground.errors import DraftError
from sharedground.text.readers.formats import SUFFIXES, language_for

if TYPE_CHECKING:
    from sharedground.settings import Settings

STDIN = "-"
UNNAMED = "<stdin>"

_NO_FILES: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A draft to be read: its path, or `-`; `name` is what it goes by in settings and reports."""

    path: str
    name: str

    @property
    def folder(self) -> Path:
        """The folder whose settings speak for the draft."""
        return Path(self.name).absolute().parent


def collect(
    paths: Iterable[str],
    settings_for: Callable[[Path], Settings],
    *,
    stdin_name: str | None = None,
    force_exclude: bool = False,
) -> Iterator[Source]:
    """The drafts that the paths name, in the order given, each once; folders are walked, by name.

    With `force_exclude`, settings leave out files that are named too.
    """
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            found: Iterable[str] = (STDIN,)
        elif Path(path).is_dir():
            from sharedground.walking import walk

            found = walk(path, settings_for(Path(path).absolute()).excludes, SUFFIXES)
        elif force_exclude and settings_for(Path(path).absolute().parent).excludes(str(Path(path).absolute())):
            continue
        else:
            found = (path,)
        for draft in found:
            key = draft if draft == STDIN else os.path.realpath(draft)
            if key not in seen:
                seen.add(key)
                yield Source(draft, (stdin_name or UNNAMED) if draft == STDIN else shown(draft))


def read(source: Source, max_size: int) -> bytes:
    """The bytes of a draft. Raises DraftError where it is missing, no file, not allowed, or larger than `max_size`."""
    try:
        if source.path == STDIN:
            return _within(sys.stdin.buffer.read(max_size + 1), max_size)
        status = Path(source.path).stat()
        for is_kind, kind in _NO_FILES:
            if is_kind(status.st_mode):
                raise DraftError(f"This is {kind}, not a file. To read a draft from a pipe, name it “-”.")
        if status.st_size > max_size:
            raise DraftError(_too_large(status.st_size, max_size))
        with Path(source.path).open("rb") as file:
            return _within(file.read(max_size + 1), max_size)
    except FileNotFoundError:
        raise DraftError("There is no such file.") from None
    except PermissionError:
        raise DraftError("You are not allowed to read this file.") from None
    except (OSError, ValueError) as error:
        raise DraftError(f"It could not be read: {getattr(error, 'strerror', None) or error}.") from None


def language_of(source: Source, language: str | None) -> str:
    """What a draft is read as: what was asked for, or what its name says."""
    if source.path == STDIN and source.name == UNNAMED:
        return language or "markdown"
    return language or language_for(source.name) or "plaintext"


def blamed(source: Source, error: Exception) -> str:
    """An error with the name of its draft before it, once."""
    return f"{source.name}: {reason(source, error)}"


def reason(source: Source, error: Exception) -> str:
    """What an error says about a draft, its name left off."""
    return str(error).removeprefix(f"{source.name}: ").removeprefix(f"{source.path}: ")


def shown(path: str) -> str:
    """A path as reports show it: from the current folder where it lies below, with forward slashes."""
    absolute = Path(path).absolute()
    if absolute.is_relative_to(Path.cwd()):
        path = str(absolute.relative_to(Path.cwd()))
    return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")


def _within(data: bytes, max_size: int) -> bytes:
    if len(data) > max_size:
        raise DraftError(_too_large(None, max_size))
    return data


def _too_large(size: int | None, max_size: int) -> str:
    found = f"It has {size / 1e6:,.1f} MB; drafts" if size else "It goes on and on; drafts"
    return f"{found} above {max_size / 1e6:,g} MB are left alone. Raise the limit with --max-size, or split it."
