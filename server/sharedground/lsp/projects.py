"""Settings, packs and linters, for each folder of drafts. Used by the one thread that checks, and by no other.

The layers, from below: the user's own file, the project's file, what the editor's settings say. In a workspace that is
not trusted, packs and pipelines count from the user's own file only: nothing a stranger ships is loaded, and what the
editor says may come from a file of the workspace.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from sharedground.analysis.pipeline import Pipeline
from sharedground.errors import Place, SettingsError, SharedGroundError
from sharedground.lint import Linter
from sharedground.lsp.compiling import see_kept
from sharedground.lsp.memory import undisturbed
from sharedground.lsp.progress import Busy
from sharedground.rules.model import Pack
from sharedground.rules.packs import standard_pack_path
from sharedground.rules.store import load_packs
from sharedground.rules.suggest import nearest
from sharedground.settings import Settings, check_names, find_settings_file, load_settings, load_settings_file, merge
from sharedground.settings.files import user_settings_file
from sharedground.settings.reading import KEYS, read_layer

EDITOR = "the editor's settings"
_THE_EDITORS_OWN = frozenset({"server", "trace", "trusted"})


@dataclass(frozen=True)
class Configuration:
    """What the client says. `overlays`: its settings for each workspace folder, and for all else under None."""

    trusted: bool = True
    overlays: Mapping[Path | None, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The workspace folders that the client has."""
        return tuple(folder for folder in self.overlays if folder is not None)

    def folder_of(self, path: Path | None) -> Path | None:
        """The innermost workspace folder that holds a file; for a document without one, the first there is."""
        if path is None:
            return next(iter(self.folders), None)
        within = [folder for folder in self.folders if path.is_relative_to(folder)]
        return max(within, key=lambda folder: len(folder.parts), default=None)


@dataclass(frozen=True)
class Project:
    """What speaks for some drafts: settings, and a linter made of them. `problems`: what of it did not hold.

    `links`: rule id → the address of its page, for those that were asked for.
    """

    settings: Settings
    linter: Linter
    problems: tuple[SharedGroundError, ...]
    digest: str
    links: dict[str, str] = field(default_factory=dict)


class Projects:
    """Keeps what is costly to make: a linter for each settings file, a pipeline for each name."""

    def __init__(self, crashed: Callable[[str, Exception], None], busy: Busy = nullcontext) -> None:
        self.configuration = Configuration()
        self._crashed = crashed
        self._busy = busy
        self._made: dict[tuple[Path | None, Path | None], Project] = {}
        self._sound: dict[Path | None, Settings] = {}
        self._packs: dict[Path, Pack] = {}
        self._pipelines: dict[str, Pipeline] = {}

    def configure(self, configuration: Configuration) -> None:
        """Go by what the client says now."""
        self.configuration = configuration
        self.forget()

    def forget(self) -> None:
        """Read settings and rules afresh when they are next needed; pipelines stay."""
        for project in self._made.values():
            project.linter.close()
        self._made.clear()
        self._packs.clear()

    def pipeline(self, name: str = "") -> Pipeline:
        """The one pipeline of this name that all linters share."""
        return self._pipelines.setdefault(name, Pipeline(name))

    def pack_with(self, project: Project, folder: Path) -> Pack:
        """The rules and word classes of a project, with those of one more pack, where it is none of the project's.

        In a workspace that is not trusted there is no more: the pack around a rule file is a stranger's too.
        """
        if not self.configuration.trusted:
            return project.linter.pack
        known = {standard_pack_path().resolve(), *(Path(name).resolve() for name in project.settings.packs)}
        if folder.resolve() in known:
            return project.linter.pack
        if folder not in self._packs:
            named = [Path(name) for name in project.settings.packs if Path(name).is_dir()]
            self._packs[folder] = load_packs([standard_pack_path(), *named, folder]).pack
        return self._packs[folder]

    def of(self, path: Path | None) -> Project:
        """The project of a draft: of its file, or of the workspace where it has none."""
        folder = self.configuration.folder_of(path)
        start = path.parent if path else folder
        file = _settings_file(start)
        key = (file, folder)
        if key not in self._made:
            self._made[key] = self._make(file, start, folder)
        return self._made[key]

    def _make(self, file: Path | None, start: Path | None, folder: Path | None) -> Project:
        settings, problems = self._settings(file, start, folder)
        with self._busy("Shared Ground prepares its rules"):
            see_kept(settings)
        with undisturbed():
            linter = Linter(settings, pipeline=self.pipeline(settings.pipeline), crashed=self._crashed)
        problems += linter.problems
        try:
            check_names(settings, linter.rule_ids)
        except SettingsError as error:
            problems.append(error)
        said = msgspec.json.encode(settings, enc_hook=str, order="deterministic")
        digest = blake2b(linter.pack.digest.encode() + said, digest_size=8).hexdigest()
        return Project(settings, linter, tuple(problems), digest)

    def _settings(
        self, file: Path | None, start: Path | None, folder: Path | None
    ) -> tuple[Settings, list[SharedGroundError]]:
        """The settings, layer over layer; where a file is broken, as they were when it last held."""
        problems: list[SharedGroundError] = []
        try:
            settings = load_settings(start) if start else _own()
            self._sound[file] = settings
        except SettingsError as error:
            problems.append(error)
            settings = self._sound.get(file, Settings())
        overlay = self.configuration.overlays.get(folder) or self.configuration.overlays.get(None) or {}
        for key, value in overlay.items():  # each by itself: one that does not hold leaves the others in force
            try:
                settings = merge(settings, editor_layer(key, value, folder))
            except SettingsError as error:
                problems.append(error)
        return settings if self.configuration.trusted else _without_code_of_others(settings), problems


def editor_layer(key: str, value: Any, folder: Path | None) -> dict[str, Any]:
    """What one of the editor's settings says, as a layer. One that is null, or the editor's own, says nothing.

    Raises SettingsError for a value that does not hold, and for a key that is one of ours but for a slip of the pen.
    """
    import tomlkit

    if value is None or key in _THE_EDITORS_OWN:
        return {}
    if key not in KEYS:
        if near := nearest(key, KEYS):
            raise SettingsError(f"“{key}” is no setting. Did you mean “{near}”?", Place(EDITOR))
        return {}
    try:
        text = tomlkit.dumps({key: value})
    except (TypeError, ValueError):
        raise SettingsError("One of the values is none that settings know.", Place(EDITOR)) from None
    try:
        layer = read_layer(text, (folder or Path()) / "editor.toml")
    except SettingsError as error:
        raise SettingsError(error.message, Place(EDITOR)) from None
    return layer or {}


def _settings_file(start: Path | None) -> Path | None:
    """The file that speaks for a folder; one that cannot be read speaks too, and reading it will say what is wrong."""
    try:
        return find_settings_file(start) if start else None
    except SettingsError as error:
        return Path(error.place.path)
    except OSError:
        return None


def _own() -> Settings:
    own = user_settings_file()
    return load_settings_file(own) if own.is_file() else Settings()


def _without_code_of_others(settings: Settings) -> Settings:
    try:
        own = _own()
    except SettingsError:
        own = Settings()
    return msgspec.structs.replace(settings, packs=own.packs, pipeline=own.pipeline)
