"""Where words go: a terminal, with colour; a pipe or a file, without."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO, TypeVar

from sharedground.errors import SharedGroundError

if TYPE_CHECKING:
    from sharedground.reports.model import Line

T = TypeVar("T")

_MANY = 20


class NotWrittenError(SharedGroundError):
    """A file that was left as it is."""


def write_lines(lines: Iterable[Line], stream: TextIO | None = None) -> None:
    """Write lines to `stream` (stdout by default), coloured where it is a terminal that wants it."""
    line_writer(stream or sys.stdout)(lines)


def line_writer(stream: TextIO) -> Callable[[Iterable[Line]], None]:
    """What writes lines to `stream`, coloured where it is a terminal that wants it."""
    if not wants_colour(stream):
        return lambda lines: _write_plain(lines, stream)

    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, soft_wrap=True)

    def write_coloured(lines: Iterable[Line]) -> None:
        for line in lines:
            console.print(Text.assemble(*line))

    return write_coloured


def _write_plain(lines: Iterable[Line], stream: TextIO) -> None:
    for line in lines:
        write(plain(line), stream)


def plain(line: Line) -> str:
    """A line without its styles, with its line end."""
    return "".join(text for text, _style in line) + "\n"


def write(text: str, stream: TextIO | None = None) -> None:
    """Write plain text; what the terminal's encoding lacks is written as an escape rather than raised."""
    stream = stream or sys.stdout
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))


def write_utf8(text: str) -> None:
    """Write to stdout as UTF-8, whatever the terminal's encoding: for what programs read."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())


def wants_colour(stream: TextIO) -> bool:
    """Whether `stream` is a terminal on which colour was not declined (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file or nothing: beside the old one, then in its place, with its mode. Raises NotWrittenError."""
    with replacing(path) as file:
        file.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes the place of `path` once it is whole; until then, and where anything is raised, the
    old one stays as it was. Raises NotWrittenError.
    """
    import tempfile

    named, temporary = path, None
    try:
        path = path.resolve()  # a link keeps pointing at the file that is written
        mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as error:
        raise NotWrittenError(f"{named}: could not be written: {error.strerror}.") from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def follows_progress(items: Sequence[object]) -> bool:
    """Whether `tracked` shows a bar for these."""
    return len(items) > _MANY and sys.stderr.isatty()


def tracked(items: Sequence[T], doing: str) -> Iterator[T]:
    """The items, with a progress bar on stderr where they are many and somebody is watching."""
    if follows_progress(items):
        from rich.console import Console
        from rich.progress import track

        yield from track(items, doing, console=Console(stderr=True), transient=True)
    else:
        yield from items


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
