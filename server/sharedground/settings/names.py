"""Whether the rules that settings name are there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sharedground.errors import Place, SettingsError
from sharedground.rules.model import PRINCIPLES
from sharedground.rules.suggest import nearest
from sharedground.settings.model import ALL, Settings

COMMAND_LINE = "command line"
"""The place of what no settings file says."""


def check_names(settings: Settings, rule_ids: Iterable[str]) -> None:
    """Raise SettingsError for the first name in the settings that is neither a rule, a category nor `all`."""
    ids = set(rule_ids)
    known = ids | {rule_id.partition("/")[0] for rule_id in ids} | set(PRINCIPLES) | {ALL}
    for key, name in _names(settings):
        if name not in known:
            near = nearest(name, sorted(known))
            hint = f" Did you mean “{near}”?" if near else " `sharedground rules list` shows them all."
            raise SettingsError(
                f"“{key}” names “{name}”, which is no rule and no category.{hint}", _place(settings, name)
            )


def _names(settings: Settings) -> Iterator[tuple[str, str]]:
    yield from (("select", name) for name in settings.select)
    yield from (("ignore", name) for name in settings.ignore)
    yield from (("severity", name) for name in settings.severity)
    for differs in settings.per_file.values():
        yield from (("per-file", name) for name in (*(differs.select or ()), *differs.ignore, *differs.severity))
    yield from (("accept", accepted.rule) for accepted in settings.accept if accepted.rule)


def _place(settings: Settings, name: str) -> Place:
    """Where a settings file says the name; what no file says came with a flag."""
    from sharedground.settings.places import find_word

    return _first(settings, lambda text, _table: find_word(text, name)) or Place(COMMAND_LINE)


def place_of_entry(settings: Settings, *keys: str) -> Place:
    """Where a settings file says the entry that `keys` lead to; what no file says came from a program."""
    from sharedground.settings.places import find_key

    return _first(settings, lambda text, table: find_key(text, (*table, *keys))) or Place("settings")


def _first(settings: Settings, find: Callable[[str, tuple[str, ...]], tuple[int, int]]) -> Place | None:
    """The first place that `find` finds in a settings file, the strongest first, given its text and its table."""
    for file in reversed(settings.files):
        table = ("tool", "sharedground") if file.name == "pyproject.toml" else ()
        line, column = find(file.read_text(encoding="utf-8-sig", errors="replace"), table)
        if line:
            return Place(str(file), line, column)
    return None
