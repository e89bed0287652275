"""One run of the command line: the settings that speak for each folder, a linter for each, and what went wrong."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sharedground.cli.options import Flags

if TYPE_CHECKING:
    from sharedground.errors import SettingsError
    from sharedground.lint import Linter
    from sharedground.rules.model import Rule
    from sharedground.settings import Settings


class Session:
    """Keeps what is costly to make: settings are read once for a folder, a linter is made once for its settings."""

    def __init__(self, flags: Flags) -> None:
        self.flags = flags
        self.troubled = False
        self._files: dict[Path, Path | None] = {}
        self._settings: dict[Path | None, Settings] = {}
        self._linters: dict[Path | None, Linter] = {}
        self._refused: dict[Path | None, SettingsError] = {}

    def settings(self, folder: Path) -> Settings:
        """The settings for drafts in a folder, flags laid over. Raises SettingsError."""
        from sharedground.settings import Settings, load_settings, load_settings_file, merge

        file = self._file(folder)
        if file not in self._settings:
            if self.flags.isolated:
                found = Settings()
            elif self.flags.config:
                found = load_settings_file(self.flags.config)
            else:
                found = load_settings(folder)
            self._settings[file] = merge(found, self.flags.over)
        return self._settings[file]

    def linter(self, folder: Path) -> Linter:
        """The linter for drafts in a folder. Rule files that do not hold are spoken of once, on stderr.

        Raises SettingsError.
        """
        from sharedground.errors import SettingsError

        file = self._file(folder)
        if file in self._refused:
            raise self._refused[file].with_traceback(None)  # which would keep hold of each draft it was raised for
        if file not in self._linters:
            try:
                self._linters[file] = self._made(folder)
            except SettingsError as error:
                self._refused[file] = error
                raise
        return self._linters[file]

    def comes_with_a_flag(self, error: SettingsError) -> bool:
        """Whether what does not hold was given on the command line, and so speaks for all drafts."""
        from sharedground.settings.names import COMMAND_LINE

        return self.flags.config is not None or error.place.path == COMMAND_LINE

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of this id, from any linter of this run."""
        for linter in self._linters.values():
            for rule in linter.pack.rules:
                if rule.id == rule_id:
                    return rule
        return None

    def settings_files(self) -> set[Path]:
        """The settings files that were looked for and found."""
        return {file.absolute() for file in self._settings if file is not None}

    def complain(self, message: str) -> None:
        """Say on stderr what went wrong; the rest goes on, and the exit status will tell."""
        self.troubled = True
        print(f"sharedground: {message}", file=sys.stderr)

    def _made(self, folder: Path) -> Linter:
        from sharedground.lint import Linter
        from sharedground.settings import check_names

        linter = Linter(self.settings(folder))
        for problem in linter.problems:
            self.complain(str(problem))
        check_names(linter.settings, linter.rule_ids)
        return linter

    def _file(self, folder: Path) -> Path | None:
        from sharedground.settings import find_settings_file

        if self.flags.isolated or self.flags.config:
            return self.flags.config
        if folder not in self._files:
            self._files[folder] = find_settings_file(folder)
        return self._files[folder]
