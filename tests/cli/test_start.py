"""Checking a draft imports nothing that only other formats and options need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SELDOM = {"jinja2", "watchfiles", "csv", "xml", "subprocess", "asyncio"}
OURS = {f"sharedground.cli.{name}" for name in ("baseline", "changes", "watch", "report", "init")}
OURS |= {f"sharedground.reports.{name}" for name in ("html", "sarif", "csv", "xml", "junit", "fingerprints", "json")}
CODE = """
import sys
from sharedground.cli.main import main
main(["check", "--isolated", *sys.argv[1:]])
print(*sys.modules)
"""


def _imported(folder: Path, *arguments: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", CODE, "a.md", *arguments],
        cwd=folder,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache")},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stdout.splitlines()[-1].split())


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a clean draft, where the rules have been read and kept."""
    folder = tmp_path_factory.mktemp("start")
    (folder / "a.md").write_text("Tea is at four.\n")
    _imported(folder)
    return folder


def test_a_clean_draft_wakes_none_of_it(warm: Path) -> None:
    imported = _imported(warm)
    assert imported & OURS == set()
    assert {name.partition(".")[0] for name in imported} & SELDOM == set()


@pytest.mark.parametrize(
    ("flags", "name"), [(("--output=r.html",), "jinja2"), (("--output=r.sarif",), "sharedground.reports.sarif")]
)
def test_what_is_asked_for_is_woken(warm: Path, flags: tuple[str, ...], name: str) -> None:
    assert name in _imported(warm, *flags)
