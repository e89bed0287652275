"""What is wrong in a settings file, as it stands in the editor."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from sharedground.errors import Place, PlacedError, RuleError, SettingsError
from sharedground.lint import unknown_class
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.projects import Project
from sharedground.rules.packs import find_pack
from sharedground.settings import Settings, check_names, merge
from sharedground.settings.places import find_word
from sharedground.settings.reading import Layer, read_layer

_QUOTED = re.compile(r"“([^”]+)”")


def problems(snapshot: Snapshot, project: Project) -> list[PlacedError]:
    """What does not hold in the text of a settings file, and what did not in its packs when they were last read.

    What was wrong with the file itself when it was last read may be put right by now, so it is looked for afresh.
    """
    path = snapshot.path or Path("sharedground.toml")
    text = snapshot.text.removeprefix("\ufeff")
    try:
        layer = read_layer(text, path)
    except SettingsError as error:
        return [error]
    layer = layer or {}
    of_packs = (problem for problem in project.problems if isinstance(problem, PlacedError))
    return [
        *_unknown_names(layer, text, path, project.linter.rule_ids),
        *_unknown_packs(layer, text, path),
        *_unknown_classes(layer, text, path, project.linter.word_classes),
        *(_named(problem, text, path) for problem in of_packs if problem.place.path in layer.get("packs", ())),
    ]


def _unknown_names(layer: Layer, text: str, path: Path, ids: Iterable[str]) -> Iterator[PlacedError]:
    """Each name that is no rule and no category: one is checked at a time, so that all are told."""
    known = list(ids)
    for name, one in _one_by_one(layer):
        try:
            check_names(merge(Settings(), one), known)
        except SettingsError as error:
            yield SettingsError(error.message, _place(text, path, name, *_QUOTED.findall(error.message)))


def _one_by_one(layer: Layer) -> Iterator[tuple[str, Layer]]:
    for key in ("select", "ignore"):
        yield from ((name, {key: (name,)}) for name in layer.get(key, ()))
    yield from ((name, {"severity": {name: level}}) for name, level in layer.get("severity", {}).items())
    yield from ((entry.rule, {"accept": (entry,)}) for entry in layer.get("accept", ()) if entry.rule)
    for glob, differs in layer.get("per_file", {}).items():
        for name in (*(differs.select or ()), *differs.ignore, *differs.severity):
            alone = msgspec.structs.replace(differs, select=None, ignore=(name,), severity={})
            yield name, {"per_file": {glob: alone}}


def _unknown_packs(layer: Layer, text: str, path: Path) -> Iterator[PlacedError]:
    for name in layer.get("packs", ()):
        try:
            find_pack(name, path.parent)
        except RuleError as error:
            below = os.path.relpath(name, path.parent)  # a folder is named from the file, and read as absolute
            written = (name, below, f"./{below}", f"{below}/", f"./{below}/")
            message = f"“packs” names “{name}”, but {error.message}"
            yield SettingsError(message, _place(text, path, *written, "packs"))


def _unknown_classes(layer: Layer, text: str, path: Path, known: Collection[str]) -> Iterator[PlacedError]:
    for name in layer.get("lexicon", ()):
        if name not in known:
            yield SettingsError(unknown_class(name, known), _place(text, path, name, "lexicon"))


def _named(problem: PlacedError, text: str, path: Path) -> PlacedError:
    """A problem of a pack, at the word that names the pack here."""
    named = problem.place.path
    return SettingsError(
        problem.message, _place(text, path, *_QUOTED.findall(problem.message), named, Path(named).name)
    )


def _place(text: str, path: Path, *words: str) -> Place:
    """Where the first of these words stands that the text has; else its first line."""
    places = (find_word(text, word) for word in words)
    return Place(str(path), *next((place for place in places if place[0]), (1, 0)))
