"""Which settings files speak for a draft, and what they say together."""

from __future__ import annotations

import os
from pathlib import Path
from sys import platform

from sharedground.errors import Place, SettingsError
from sharedground.settings.merging import merge
from sharedground.settings.model import Settings

OWN_FILE = "sharedground.toml"
SHARED_FILE = "pyproject.toml"


def load_settings(start: Path, *, user: bool = True) -> Settings:
    """The settings for drafts in the folder `start`: the project's over the user's own (unless `user` is false).

    Raises SettingsError where a file that speaks for the draft does not hold.
    """
    settings = Settings()
    own = user_settings_file() if user else None
    if own is not None and own.is_file():
        settings = _laid_over(settings, own)
    project = find_settings_file(start)
    if project is not None and project != own:
        settings = _laid_over(settings, project, root=project.parent)
    return settings


def load_settings_file(path: Path) -> Settings:
    """The settings that one named file gives, and no other. Raises SettingsError."""
    path = path.absolute()
    return _laid_over(Settings(), path, root=path.parent)


def find_settings_file(start: Path) -> Path | None:
    """The nearest settings file at or above the folder `start`; the search ends at a repository's root or at home."""
    folder = start.resolve()
    home = Path.home()
    for place in (folder, *folder.parents):
        own, shared = place / OWN_FILE, place / SHARED_FILE
        if own.exists():
            return own
        if shared.is_file() and _speaks_to_us(shared):
            return shared
        if (place / ".git").exists() or place == home:
            break
    return None


def user_settings_file() -> Path:
    """Where a user keeps settings for all drafts: in the platform's own folder for configuration.

    On Linux it is told without platformdirs, whose import would cost each start.
    """
    if platform == "linux":
        named = os.environ.get("XDG_CONFIG_HOME", "").strip()
        return (Path(named) if named else Path.home() / ".config") / "sharedground" / OWN_FILE
    from platformdirs import user_config_path

    return user_config_path("sharedground", appauthor=False) / OWN_FILE


def _speaks_to_us(path: Path) -> bool:
    """Whether a pyproject.toml has a table of ours; one that is broken but names us is left for reading to report."""
    return "sharedground" in _read(path) and _layer(path) is not None


def _laid_over(base: Settings, path: Path, root: Path | None = None) -> Settings:
    return merge(base, {**(_layer(path) or {}), "root": root, "files": (path,)})


def _layer(path: Path) -> dict[str, object] | None:
    from sharedground.settings.reading import read_layer

    return read_layer(_read(path), path)


def _read(path: Path) -> str:
    if path.is_dir() or path.is_fifo():
        raise SettingsError(
            "Settings are read from a file, and this is none. Rename it, or put a file here.", Place(str(path))
        )
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"Settings are read as UTF-8, and byte {error.start} is not. Save the file as UTF-8.", Place(str(path))
        ) from None
    except OSError as error:
        raise SettingsError(f"Could not be read: {error.strerror}.", Place(str(path))) from None
