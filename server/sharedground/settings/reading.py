"""From the text of a settings file to a layer of settings, with errors that name the place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from sharedground.errors import Place, SettingsError
from sharedground.rules.model import Severity
from sharedground.rules.suggest import nearest
from sharedground.settings.model import Accepted, PerFile
from sharedground.settings.places import find_key

Layer: TypeAlias = dict[str, Any]
"""Names of fields of Settings → their values; only what was said."""


def read_layer(text: str, path: Path) -> Layer | None:
    """What a settings file says, or None where a pyproject.toml has no `[tool.sharedground]`.

    Raises SettingsError, with the line and the column, for what is no TOML, no key of ours, or no such value.
    """
    try:
        table: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(error, text, path) from None
    except RecursionError:
        raise SettingsError(
            "Lists or tables are nested too deeply to be read. Make them flatter.", Place(str(path))
        ) from None
    at = _At(path, text)
    if path.name == "pyproject.toml":
        tool = table.get("tool", {})
        if not isinstance(tool, dict) or "sharedground" not in tool:
            return None
        at, table = at.below("tool").below("sharedground"), tool["sharedground"]
    return _table(KEYS, at, table)


def severity_or_off(word: str) -> Severity | None:
    """The severity a word stands for; None for `off`. Raises ValueError for any other word."""
    return None if word == "off" else Severity(word)


def fail_on_or_never(word: str) -> Severity | None:
    """The severity a word stands for; None for `never`. Raises ValueError for any other word."""
    return None if word == "never" else Severity(word)


@dataclass(frozen=True)
class _At:
    """The place in the file that is being read: what led here, key by key."""

    path: Path
    text: str
    keys: tuple[str, ...] = ()

    def below(self, key: str) -> _At:
        return replace(self, keys=(*self.keys, key))

    def error(self, message: str) -> SettingsError:
        return SettingsError(message, Place(str(self.path), *find_key(self.text, self.keys)))


_Read: TypeAlias = Callable[[_At, Any], Any]


def _broken(error: tomllib.TOMLDecodeError, text: str, path: Path) -> SettingsError:
    """Tomllib says the place in words only: `… (at line 3, column 5)` or `… (at end of document)`."""
    message = str(error)
    found = re.search(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    line, column = (text.count("\n") + 1, 0) if not found or not found[1] else (int(found[1]), int(found[2]))
    reason = message[: found.start()] if found else message
    return SettingsError(f"This is not TOML: {reason[:1].lower()}{reason[1:]}.", Place(str(path), line, column))


def _named(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "a table"}
    return kinds.get(type(value), "a date or time")


def _text(at: _At, value: Any) -> str:
    if not isinstance(value, str):
        raise at.error(f"“{at.keys[-1]}” should be a text in quotation marks, but is {_named(value)}.")
    return value


def _flag(at: _At, value: Any) -> bool:
    if not isinstance(value, bool):
        raise at.error(f"“{at.keys[-1]}” should be true or false, but is {_named(value)}.")
    return value


def _words(at: _At, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        found = "a list with something else in it" if isinstance(value, list) else _named(value)
        raise at.error(f'“{at.keys[-1]}” should be a list of texts, like ["one", "two"], but is {found}.')
    return tuple(value)


def _globs(at: _At, value: Any) -> tuple[str, ...]:
    globs = _words(at, value)
    for glob in globs:
        _check_glob(at.below(glob), glob)
    return globs


def _check_glob(at: _At, glob: str) -> None:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([glob])
    except ValueError:
        raise at.error(f"“{glob}” is no glob. Globs are written as in a .gitignore file.") from None


def _packs(at: _At, value: Any) -> tuple[str, ...]:
    """Folders become absolute, from the folder of the settings file; anything else names a distribution."""
    return tuple(_pack(at.path.parent, pack) for pack in _words(at, value))


def _pack(folder: Path, pack: str) -> str:
    path = folder / Path(pack).expanduser()
    is_path = path.exists() or pack.startswith((".", "~")) or "/" in pack or "\\" in pack
    return str(path) if is_path else pack


def _choice(read: Callable[[str], Any], extra: str) -> _Read:
    words = [*Severity, extra]

    def reader(at: _At, value: Any) -> Any:
        try:
            return read(value)
        except ValueError:
            near = nearest(str(value), words)
            hint = f" Did you mean “{near}”?" if near else ""
            raise at.error(f"“{value}” is no severity: it should be one of {', '.join(words)}.{hint}") from None

    return reader


_severity = _choice(severity_or_off, "off")
_fail_on = _choice(fail_on_or_never, "never")


def _mapping(read: _Read) -> _Read:
    def reader(at: _At, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise at.error(f"“{at.keys[-1]}” should be a table, [{at.keys[-1]}], but is {_named(value)}.")
        return {key: read(at.below(key), entry) for key, entry in value.items()}

    return reader


def _accept(at: _At, value: Any) -> tuple[Accepted, ...]:
    if not isinstance(value, list):
        raise at.error(f"“accept” should be a list of phrases, but is {_named(value)}.")
    return tuple(_accepted(at, entry) for entry in value)


def _accepted(at: _At, value: Any) -> Accepted:
    if isinstance(value, str):
        return Accepted(value)
    if isinstance(value, dict):
        entry = _table({"phrase": ("phrase", _text), "rule": ("rule", _text)}, at, value)
        if "phrase" in entry:
            return Accepted(**entry)
    raise at.error('Each entry of “accept” should be a phrase, or {phrase = "…", rule = "…"}.')


def _per_file(at: _At, value: Any) -> PerFile:
    _check_glob(at, at.keys[-1])
    keys = {"select": ("select", _words), "ignore": ("ignore", _words), "severity": ("severity", _mapping(_severity))}
    return PerFile(**_table(keys, at, value))


def _table(keys: dict[str, tuple[str, _Read]], at: _At, value: Any) -> Layer:
    if not isinstance(value, dict):
        raise at.error(f"“{at.keys[-1]}” should be a table, but is {_named(value)}.")
    layer: Layer = {}
    for key, entry in value.items():
        if key not in keys:
            near = nearest(key, keys)
            hint = f" Did you mean “{near}”?" if near else f" The keys are {', '.join(keys)}."
            if key == "tool":
                hint = " In a file of its own, settings stand without [tool.sharedground]."
            raise at.below(key).error(f"“{key}” is no setting.{hint}")
        name, read = keys[key]
        layer[name] = read(at.below(key), entry)
    return layer


KEYS: dict[str, tuple[str, _Read]] = {
    "select": ("select", _words),
    "ignore": ("ignore", _words),
    "severity": ("severity", _mapping(_severity)),
    "preview": ("preview", _flag),
    "packs": ("packs", _packs),
    "lexicon": ("lexicon", _mapping(_words)),
    "exclude": ("exclude", _globs),
    "per-file": ("per_file", _mapping(_per_file)),
    "pipeline": ("pipeline", _text),
    "home": ("home", _words),
    "document-checks": ("document_checks", _flag),
    "reader": ("reader", _flag),
    "accept": ("accept", _accept),
    "fail-on": ("fail_on", _fail_on),
}
"""Key of a settings file → field of Settings, and how its value is read."""
