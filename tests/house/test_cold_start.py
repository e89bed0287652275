"""Reading a clean draft stays cheap: what is not needed is not imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"spacy", "thinc", "numpy", "yaml", "lemminflect", "rich", "tomlkit", "logging", "asyncio"}
CODE = """
import sys
from sharedground.cli.main import main
status = main(["check", *sys.argv[1:]])
print(status, *sys.modules, file=sys.stderr)
"""


def _loaded(folder: Path, *arguments: str) -> tuple[str, set[str]]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "XDG_CONFIG_HOME": str(folder / "config")}
    for _warming in range(2):  # the first run reads the rules and keeps them
        ran = subprocess.run(
            [sys.executable, "-c", CODE, *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    status, *modules = ran.stderr.splitlines()[-1].split()
    return status, set(modules)


@pytest.mark.parametrize("settings", [None, 'home = ["Leeds"]\n'])
def test_a_clean_draft_wakes_nothing_heavy(tmp_path: Path, settings: str | None) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.md").write_text("Tea is at four.\n")
    if settings:
        (tmp_path / "sharedground.toml").write_text(settings)
    status, modules = _loaded(tmp_path, "a.md")
    assert status == "0"
    assert modules & HEAVY == set()


def test_importing_the_package_imports_no_room() -> None:
    code = "import sys, sharedground; print(*(name for name in sys.modules if name.startswith('sharedground')))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["sharedground"]
