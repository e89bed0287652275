"""Options that several commands share, and the settings they stand for."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharedground.text.readers.formats import NAMES

MEGABYTE = 1_000_000
_MOST_JOBS = 64


@dataclass(frozen=True)
class Flags:
    """What flags say about settings: fields of Settings that lie over the files, and which files are read."""

    over: dict[str, Any]
    config: Path | None = None
    isolated: bool = False


def add_settings_options(parser: argparse.ArgumentParser) -> None:
    """Options that choose rules and settings files."""
    group = parser.add_argument_group("rules and settings")
    rules = "a rule, a category or “all”; several with commas"
    group.add_argument("--select", metavar="RULES", action="append", type=_names, help=f"only these: {rules}")
    group.add_argument("--ignore", metavar="RULES", action="append", type=_names, help=f"not these: {rules}")
    group.add_argument(
        "--severity",
        metavar="RULE=LEVEL",
        action="append",
        type=_severity,
        help="count a rule or a category as error, warning, information, hint or off",
    )
    group.add_argument("--preview", action="store_true", default=None, help="include rules that are still on trial")
    files = group.add_mutually_exclusive_group()
    files.add_argument("--config", metavar="FILE", type=Path, help="read this settings file and no other")
    files.add_argument("--isolated", action="store_true", help="read no settings file at all")


def add_draft_options(parser: argparse.ArgumentParser) -> None:
    """Options that say how drafts are read."""
    group = parser.add_argument_group("drafts")
    group.add_argument("--stdin-filename", metavar="PATH", help="the name that a draft read from “-” goes by")
    group.add_argument(
        "--force-exclude",
        action="store_true",
        help="leave out what the settings exclude even where it is named, as commit hooks name drafts",
    )
    group.add_argument("--language", choices=NAMES, help="read every draft as this, whatever its name")
    group.add_argument(
        "--max-size",
        metavar="MB",
        type=_megabytes,
        default=20 * MEGABYTE,
        help="leave larger drafts alone (default 20)",
    )


def add_speed_options(parser: argparse.ArgumentParser) -> None:
    """Options that say how many drafts are read at once, and which need not be."""
    group = parser.add_argument_group("speed")
    group.add_argument(
        "--jobs",
        metavar="N",
        type=_jobs,
        default=None,
        help="read drafts in so many processes at once; auto (default): in one for each core where that pays",
    )
    group.add_argument(
        "--no-cache",
        dest="cached",
        action="store_false",
        help="read every draft anew, and keep nothing of what came of it",
    )


def flags_from(arguments: argparse.Namespace) -> Flags:
    """What the parsed options say about settings."""
    over: dict[str, Any] = {}
    if arguments.select:
        over["select"] = tuple(name for names in arguments.select for name in names)
    if arguments.ignore:
        over["ignore"] = tuple(name for names in arguments.ignore for name in names)
    if arguments.severity:
        over["severity"] = dict(arguments.severity)
    if arguments.preview:
        over["preview"] = True
    if getattr(arguments, "fail_on", None):
        over["fail_on"] = arguments.fail_on[0]
    return Flags(over, arguments.config, arguments.isolated)


def level(extra: str) -> Callable[[str], Any]:
    """An option's type: a severity, or None for `extra`, wrapped so that None can be told from not given."""

    def read(word: str) -> tuple[Any]:
        from sharedground.rules.model import Severity

        try:
            return (None if word == extra else Severity(word),)
        except ValueError:
            choices = ", ".join([*Severity, extra])
            raise argparse.ArgumentTypeError(f"“{word}” is no severity: it should be one of {choices}") from None

    return read


def _severity(text: str) -> tuple[str, Any]:
    rule, equals, word = text.rpartition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"“{text}” should read RULE=LEVEL, for example hierarchy=hint")
    return rule, level("off")(word)[0]


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _jobs(text: str) -> int | None:
    """How many processes; None for `auto`."""
    if text == "auto":
        return None
    if not text.isdecimal() or not 0 < int(text) <= _MOST_JOBS:
        raise argparse.ArgumentTypeError(f"“{text}” should be a number from 1 to {_MOST_JOBS}, or auto")
    return int(text)


def _megabytes(text: str) -> int:
    try:
        size = float(text)
    except ValueError:
        size = 0
    if not 0 < size < 1e9:
        raise argparse.ArgumentTypeError(f"“{text}” should be a number of megabytes above 0")
    return int(size * MEGABYTE)
