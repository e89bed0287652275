"""Layers of settings: the user's own below the project's, flags above both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from sharedground.settings.model import Settings

_JOINED = ("packs", "exclude", "home", "accept", "files")


def merge(base: Settings, over: Mapping[str, Any]) -> Settings:
    """`base` with what `over` says laid on it. `over` maps names of fields of Settings to their values.

    A new `select` starts afresh: what was ignored below it no longer counts. `ignore` alone adds. Lists of packs,
    globs, places and phrases add up; tables are joined entry by entry, the words of a lexicon class too. All else
    replaces what stood below.
    """
    changes: dict[str, Any] = {}
    for name, value in over.items():
        below = getattr(base, name)
        match name:
            case "lexicon":
                classes = {**below, **value}
                changes[name] = {key: _joined(below.get(key, ()), value.get(key, ())) for key in classes}
            case "severity" | "per_file":
                changes[name] = {**below, **value}
            case "ignore":
                changes[name] = value if "select" in over else _joined(below, value)
            case _ if name in _JOINED:
                changes[name] = _joined(below, value)
            case _:
                changes[name] = value
    if "select" in over and "ignore" not in over:
        changes["ignore"] = ()
    return msgspec.structs.replace(base, **changes)


def _joined(below: tuple[Any, ...], above: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((*below, *above)))
