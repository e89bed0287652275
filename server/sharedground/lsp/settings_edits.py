"""Edits of a settings file that keep its comments, and keep them by what they speak of."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from itertools import takewhile
from typing import Any

from sharedground.errors import Place, SettingsError
from sharedground.settings.files import SHARED_FILE


def accepting(text: str, name: str, phrase: str, rule: str) -> str:
    """The text of the settings file `name` with a phrase accepted in one rule. Raises SettingsError."""
    return _edited(text, name, lambda table: _add(table, "accept", {"phrase": phrase, "rule": rule}))


def switching_off(text: str, name: str, rule: str) -> str:
    """The text of the settings file `name` with a rule left out. Raises SettingsError."""
    return _edited(text, name, lambda table: _add(table, "ignore", rule))


def _add(table: Any, key: str, value: str | dict[str, str]) -> None:
    """Adds to a list, which may be written as [[tables]] too."""
    import tomlkit
    from tomlkit.items import AoT

    entries = table.get(key)
    if entries is None:
        table[key] = tomlkit.array()
        entries = table[key]
    if value in entries.unwrap():
        return
    entry = value
    if isinstance(value, dict):
        entry = tomlkit.table() if isinstance(entries, AoT) else tomlkit.inline_table()
        entry.update(value)
    entries.append(entry)


def _edited(text: str, name: str, change: Callable[[Any], None]) -> str:
    """The text with a change made to its table of ours. Raises SettingsError where it is no TOML."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    ending = "\r\n" if "\r\n" in text else "\n"
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    before = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        document: Any = tomlkit.parse(before)
        table = document
        if name == SHARED_FILE:
            tool = document.setdefault("tool", tomlkit.table(is_super_table=True))
            table = tool.setdefault("sharedground", tomlkit.table())
        change(table)
        made = tomlkit.dumps(document)
        moved = _with_comments_kept_apart(before, made)
        if tomllib.loads(moved) == tomllib.loads(made):
            made = moved
    except (TOMLKitError, AttributeError, TypeError, ValueError) as error:
        raise SettingsError(
            f"This could not be edited ({type(error).__name__}); put it right first.", Place(name)
        ) from None
    return mark + made.replace("\n", ending)


def _with_comments_kept_apart(before: str, made: str) -> str:
    """What was made, with a line that was added moved up over comments that speak of what follows.

    TOML Kit puts a new key behind all that stands before the next table, and so under the comment on that.
    """
    old, new = before.split("\n"), made.split("\n")
    at = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    if at == len(new) or new[at + 1 :] not in (old[at:], ["", *old[at:]]):
        return made  # more than one line is new, or none
    if not any(line.strip() for line in old[at:]):
        return made  # nothing follows that a comment could speak of
    top = at
    while top and _says_nothing(old[top - 1]):
        top -= 1
    blank = next((line for line in range(top, at) if not old[line].strip()), None)
    if top:
        place = top if blank is None else blank
    else:  # only comments come before it, and the first may speak of the whole file
        place = at - sum(1 for _ in takewhile(lambda line: line.strip(), reversed(old[:at])))
    follows = old[place : place + 1]
    apart = [""] if follows and follows[0].strip() else []
    return "\n".join([*old[:place], new[at], *apart, *old[place:]])


def _says_nothing(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
