"""What is costly to make, kept in files by what it is made of. Where the disk fails, it is only made again.

A file holds a checksum and MessagePack. The checksum is also that of the key, so that a file under the name of another
is not taken.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import msgspec

_SUM = 4
"""How many bytes of a file are its checksum."""

Value = TypeVar("Value")


class Shelf:
    """The files of one kind in a folder, at most `most` of them: the one written or wanted longest ago goes first."""

    def __init__(self, folder: Path, kind: str, most: int) -> None:
        self.folder, self.kind, self.most = folder, kind, most
        self._read: set[str] = set()

    def path(self, key: str) -> Path:
        """The file of a key."""
        return self.folder / f"{key}.{self.kind}"

    def read(self, key: str, of: type[Value]) -> Value | None:
        """What is kept under a key, if it is there and whole."""
        try:
            data = memoryview(self.path(key).read_bytes())
            if _sum(key, data[_SUM:]) != data[:_SUM]:
                return None
            value = msgspec.msgpack.decode(data[_SUM:], type=of)
        except (OSError, ValueError, RecursionError):
            return None
        self._read.add(key)
        return value

    def keep(self, key: str, value: object) -> None:
        """Write a value, or, where it stands already, let it stay longer."""
        if key in self._read:
            with suppress(OSError):
                os.utime(self.path(key))
        else:
            self.write(key, value)

    def write(self, key: str, value: object) -> None:
        """Keep a value, whole or not at all."""
        import tempfile

        data = msgspec.msgpack.encode(value)
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(_sum(key, data) + data)
                Path(name).replace(self.path(key))
            except OSError:
                Path(name).unlink(missing_ok=True)

    def clear(self) -> None:
        """Take away what is too many."""
        with suppress(OSError):
            kept = sorted(self.folder.glob(f"*.{self.kind}"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
            for path in kept[self.most :]:
                path.unlink(missing_ok=True)


def _sum(key: str, data: bytes | memoryview) -> bytes:
    return crc32(data, crc32(key.encode())).to_bytes(_SUM, "big")
