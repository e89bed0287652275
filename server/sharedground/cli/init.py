"""`sharedground init`: ask little, and write a settings file to start from."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from sharedground.errors import SharedGroundError
from sharedground.rules.model import Severity

_SELDOM_DRAFTS = ("archive", "node_modules", "vendor", "third_party", "build", "dist", "site")
_LEVELS = (*(severity.value for severity in reversed(Severity)), "never")


class AlreadyThereError(SharedGroundError):
    """Settings that are there already, and stay as they are."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a project said about itself."""

    home: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: str = Severity.WARNING.value


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `init`."""
    parser.add_argument(
        "folder", metavar="FOLDER", nargs="?", type=Path, default=Path(), help="the project (default: .)"
    )
    parser.add_argument("--yes", "-y", action="store_true", help="ask nothing, and take what fits most projects")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the settings file; one that is there already stays as it is."""
    folder: Path = arguments.folder
    if not folder.is_dir():
        raise SharedGroundError(f"{folder}: there is no such folder.")
    path = _free(folder)
    suggested = Answers(exclude=tuple(f"{name}/" for name in _SELDOM_DRAFTS if (folder / name).is_dir()))
    asks = not arguments.yes and sys.stdin.isatty()
    try:
        answers = _asked(suggested) if asks else suggested
    except EOFError:
        print("\nsharedground: nothing was written.", file=sys.stderr)
        return 2
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(settings(answers))
    except FileExistsError:
        raise _already(path) from None
    except OSError as error:
        raise SharedGroundError(f"{path}: could not be written: {error.strerror}.") from None
    print(f"Wrote {path}.\n\nNext:")
    for command, purpose in (
        (f"sharedground check {folder}", "point at places"),
        (
            f"sharedground check {folder} --write-baseline baseline.json",
            "or accept what is there today, and start fresh",
        ),
        (f"sharedground report {folder}", "make a page to look at together"),
    ):
        print(f"  {command:<58}{purpose}")
    return 0


def settings(answers: Answers) -> str:
    """The settings file: what was answered, and below it what else there is, commented out."""
    return "".join(
        (
            "# What Shared Ground checks here, and how. A key that is left out keeps its default.\n\n",
            "# Places that count as here, for rules about elsewhere.\n",
            _entry("home", answers.home, '["Leeds", "Yorkshire"]'),
            "\n# Drafts that are passed over, written as in .gitignore.\n",
            _entry("exclude", answers.exclude, '["archive/"]'),
            "\n# From which severity on a check fails: error, warning, information, hint or never.\n",
            _entry("fail-on", answers.fail_on, ""),
            "\n# Rules or categories to leave out, and phrases that you stand by.\n",
            _entry("ignore", (), '["charity"]'),
            _entry("accept", (), '["not our fight"]'),
        )
    )


def _entry(key: str, value: str | tuple[str, ...], example: str) -> str:
    import tomlkit

    if not value:
        return f"# {key} = {example}\n"
    document = tomlkit.document()
    document[key] = value if isinstance(value, str) else list(value)
    return tomlkit.dumps(document)


def _free(folder: Path) -> Path:
    """Where the file goes, if no settings stand in the folder yet. Raises AlreadyThereError."""
    from sharedground.settings.files import OWN_FILE, find_settings_file

    found = find_settings_file(folder)
    if found is not None and found.parent == folder.resolve():
        raise _already(found)
    if found is not None:
        print(f"Drafts in this folder follow {found} so far; from now on they follow a file of their own.")
    return folder / OWN_FILE


def _already(path: Path) -> AlreadyThereError:
    return AlreadyThereError(f"{path}: there are settings already, and they stay as they are. Change them by hand.")


def _asked(suggested: Answers) -> Answers:
    """The answers of whoever sits at the terminal. Raises EOFError where they leave."""
    print("Three questions; Enter takes what stands in brackets.\n")
    home = _list("Which places count as “here” in your drafts? Towns, regions; with commas", ())
    exclude = _list("Which folders or files should be passed over? With commas", suggested.exclude)
    fail_on = suggested.fail_on
    while True:
        answer = _answer(f"From which severity on should a check fail? {', '.join(_LEVELS)}", fail_on)
        if answer in _LEVELS:
            return Answers(home, exclude, answer)
        print(f"“{answer}” is none of them.")


def _list(question: str, default: tuple[str, ...]) -> tuple[str, ...]:
    answer = _answer(question, ", ".join(default) or "none")
    if answer == "none":
        return ()
    return tuple(part.strip() for part in answer.split(",") if part.strip())


def _answer(question: str, default: str) -> str:
    print(f"{question} [{default}]: ", end="", flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip() or default
