"""What is wrong in a settings file, as it stands in the editor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from sharedground.errors import Place, PlacedError, SettingsError
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.projects import Project
from sharedground.settings import Settings, check_names, merge
from sharedground.settings.places import find_word
from sharedground.settings.reading import Layer, read_layer

_QUOTED = re.compile(r"“([^”]+)”")


def problems(snapshot: Snapshot, project: Project) -> list[PlacedError]:
    """What does not hold in the text of a settings file, and what came of its packs when it was last read."""
    path = snapshot.path or Path("sharedground.toml")
    text = snapshot.text.removeprefix("\ufeff")
    try:
        layer = read_layer(text, path)
    except SettingsError as error:
        return [error]
    found: list[PlacedError] = list(_unknown_names(layer or {}, text, path, project.linter.rule_ids))
    said = {error.message for error in found}
    placed = (problem for problem in project.problems if isinstance(problem, PlacedError))
    ours = [problem for problem in placed if _is_of(problem, path, layer or {}) and problem.message not in said]
    return found + [_placed(problem, text, path) for problem in ours]


def _unknown_names(layer: Layer, text: str, path: Path, ids: Iterable[str]) -> Iterator[PlacedError]:
    """Each name that is no rule and no category: one is checked at a time, so that all are told."""
    known = list(ids)
    for name, one in _one_by_one(layer):
        try:
            check_names(merge(Settings(), one), known)
        except SettingsError as error:
            yield SettingsError(error.message, Place(str(path), *find_word(text, name)))


def _one_by_one(layer: Layer) -> Iterator[tuple[str, Layer]]:
    for key in ("select", "ignore"):
        yield from ((name, {key: (name,)}) for name in layer.get(key, ()))
    yield from ((name, {"severity": {name: level}}) for name, level in layer.get("severity", {}).items())
    yield from ((entry.rule, {"accept": (entry,)}) for entry in layer.get("accept", ()) if entry.rule)
    for glob, differs in layer.get("per_file", {}).items():
        for name in (*(differs.select or ()), *differs.ignore, *differs.severity):
            alone = msgspec.structs.replace(differs, select=None, ignore=(name,), severity={})
            yield name, {"per_file": {glob: alone}}


def _is_of(problem: PlacedError, path: Path, layer: Layer) -> bool:
    return problem.place.path == str(path) or problem.place.path in layer.get("packs", ())


def _placed(problem: PlacedError, text: str, path: Path) -> PlacedError:
    """A problem at the word that it speaks of, where it does not say where that is."""
    if problem.place.line and problem.place.path == str(path):
        return problem
    words = [*_QUOTED.findall(problem.message), problem.place.path, Path(problem.place.path).name]
    places = (find_word(text, word) for word in words)
    line, column = next((place for place in places if place[0]), (1, 0))
    return SettingsError(problem.message, Place(str(path), line, column))
