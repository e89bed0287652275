"""What settings are once they have been read: values only."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sharedground.rules.model import Rule, Severity, Status

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from sharedground.rules.index import Head

ALL = "all"
"""Names every rule, in `select`, `ignore` and `severity`."""


class Accepted(msgspec.Struct, frozen=True):
    """A phrase that the project stands by. `rule`: accepted in this rule or category only; '' means in all."""

    phrase: str
    rule: str = ""


class PerFile(msgspec.Struct, frozen=True):
    """What differs for some drafts. `select` replaces the project's; `ignore` adds to it; `severity` lies over it."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity | None] = {}


class Settings(msgspec.Struct, frozen=True):
    """What is checked, and how. The defaults are the standard rules at their own severities.

    Rules are named by id (`hierarchy/relative-privation`), by category (`hierarchy`) or as `all`; the most specific
    name wins. In `severity`, None means off. `fail_on` None means: never fail. Globs are written as in .gitignore and
    hold from `root`, the folder of the project's settings file. `files` are the files these settings were read from.
    """

    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity | None] = {}
    preview: bool = False
    packs: tuple[str, ...] = ()
    lexicon: dict[str, tuple[str, ...]] = {}
    exclude: tuple[str, ...] = ()
    per_file: dict[str, PerFile] = {}
    pipeline: str = ""
    home: tuple[str, ...] = ()
    document_checks: bool = True
    reader: bool = True
    accept: tuple[Accepted, ...] = ()
    fail_on: Severity | None = Severity.WARNING
    root: Path | None = None
    files: tuple[Path, ...] = ()

    def level(self, rule: Rule | Head, severity: Severity | None = None) -> Severity | None:
        """The severity at which `rule` counts, or None where it is off.

        `severity` is what the rule itself says, where one of its patterns differs from `rule.severity`.
        """
        selected = _reach(self.select, rule)
        if selected < 0 or _reach(self.ignore, rule) >= selected:
            return None
        by_id = selected == 2
        if rule.document and (not self.document_checks or (rule.document.opt_in and not by_id)):
            return None
        if rule.reads and not self.reader:
            return None
        if not by_id and (rule.status is Status.DRAFT or (rule.status is Status.PREVIEW and not self.preview)):
            return None
        for name in (rule.id, rule.category, ALL):
            if name in self.severity:
                return self.severity[name]
        return severity or rule.severity

    def for_file(self, name: str) -> Settings:
        """The settings as they stand for one draft: those of each matching `per-file` glob laid over, in order."""
        settings = self
        for glob, differs in self.per_file.items():
            if _spec((glob,)).match_file(self._relative(name)):
                settings = msgspec.structs.replace(
                    settings,
                    select=settings.select if differs.select is None else differs.select,
                    ignore=settings.ignore + differs.ignore,
                    severity={**settings.severity, **differs.severity},
                )
        return settings

    def excludes(self, name: str, *, folder: bool = False) -> bool:
        """Whether `exclude` leaves this draft, or this folder of drafts, out."""
        if not self.exclude:
            return False
        return _spec(self.exclude).match_file(self._relative(name) + "/" * folder)

    def _relative(self, name: str) -> str:
        if self.root is not None:
            name = os.path.relpath(name, self.root)
        return name.replace(os.sep, "/")


def _reach(names: Iterable[str], rule: Rule | Head) -> int:
    """How closely any of `names` names the rule: 2 by id, 1 by category, 0 as one of all, -1 not at all."""
    return max(({rule.id: 2, rule.category: 1, ALL: 0}.get(name, -1) for name in names), default=-1)


@lru_cache(maxsize=64)
def _spec(globs: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(globs)
