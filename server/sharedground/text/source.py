"""Bytes or characters in, decoded text out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded draft. `text` leaves off a byte-order mark; line ends stand as they were."""

    text: str
    encoding: str = "utf-8"
    bom: bool = False
