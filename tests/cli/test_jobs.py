"""Several processes at once: the same reports in the same order, whatever befalls a worker."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from sharedground import children
from sharedground.cli import drafts, linting
from sharedground.cli.options import Flags
from sharedground.cli.session import Session

COMMAND = [sys.executable, "-m", "sharedground", "check", "--isolated", "--no-cache", "--format", "json"]
FLAGGED = "Check your privilege before you complain about rent.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve drafts, one of which is no text and one of which is flagged."""
    for number in range(12):
        (tmp_path / f"{number:02}.md").write_text(f"Meeting number {number} is on Thursday.\n")
    (tmp_path / "03.md").write_bytes(b"\x89PNG....")
    (tmp_path / "07.md").write_text(FLAGGED)
    return tmp_path


def _check(folder: Path, *arguments: str) -> tuple[int, dict[str, object], str]:
    ran = subprocess.run([*COMMAND, *arguments, "."], cwd=folder, capture_output=True, text=True, check=False)
    return ran.returncode, json.loads(ran.stdout), ran.stderr


def test_the_reports_are_those_of_one_process_in_the_same_order(folder: Path) -> None:
    alone = _check(folder, "--jobs", "1")
    assert _check(folder, "--jobs", "3") == alone
    assert alone[0] == 2  # 03.md cannot be read


def test_fix_reads_in_several_processes_too(folder: Path) -> None:
    command = [*COMMAND[:3], "fix", "--isolated", "--no-cache", "--diff", "--jobs"]
    alone, together = (
        subprocess.run([*command, jobs, "."], cwd=folder, capture_output=True, text=True, check=False)
        for jobs in ("1", "2")
    )
    assert (together.returncode, together.stdout) == (alone.returncode, alone.stdout) == (2, alone.stdout)
    assert "03.md" in together.stderr


def test_settings_that_do_not_hold_are_told_alike_by_one_process_and_by_several(folder: Path) -> None:
    for name, settings in (("wrong", "slect = 1\n"), ("bare", 'pipeline = "none_such"\n')):
        (folder / name).mkdir()
        (folder / name / "x.md").write_text(FLAGGED)
        (folder / name / "sharedground.toml").write_text(settings)
    command = [part for part in COMMAND if part != "--isolated"]
    alone, together = (
        subprocess.run([*command, "--jobs", jobs, "."], cwd=folder, capture_output=True, text=True, check=False)
        for jobs in ("1", "2")
    )
    assert (together.returncode, together.stdout, together.stderr) == (2, alone.stdout, alone.stderr)
    assert [file["path"] for file in json.loads(alone.stdout)["files"] if file["error"]] == [
        "03.md",
        "bare/x.md",
        "wrong/x.md",
    ]


def _sources(folder: Path) -> list[drafts.Source]:
    return [drafts.Source(str(path), path.name) for path in sorted(folder.glob("*.md"))]


def _workers() -> list[psutil.Process]:
    children = psutil.Process().children(recursive=True)
    return [child for child in children if "sharedground.cli.worker" in " ".join(child.cmdline())]


def test_a_worker_that_is_killed_loses_no_draft(folder: Path) -> None:
    session = Session(Flags({}, isolated=True))
    reading = linting.Reading(None, 10**6, jobs=2)
    reports = linting.lint_all(session, _sources(folder), reading)
    first = next(reports)
    for worker in _workers():
        worker.kill()
    rest = [first, *reports]
    assert [report.path for report in rest] == [source.name for source in _sources(folder)]
    assert [report.path for report in rest if report.error] == ["03.md"]
    assert [len(report.result) for report in rest if report.result is not None] == [0] * 6 + [1] + [0] * 4


def test_a_draft_that_ends_two_workers_is_told_and_the_others_are_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    trap = "import os\nfrom sharedground.cli import linting, worker\n"
    trap += "lint = linting.lint\n"
    trap += "linting.lint = lambda s, source, r: os._exit(9) if source.name == '05.md' else lint(s, source, r)\n"
    trap += "main = worker.main"
    (tmp_path / "trap.py").write_text(trap)
    monkeypatch.syspath_prepend(tmp_path)
    command = children.command("trap")
    monkeypatch.setattr(children, "command", lambda _module: command)
    session = Session(Flags({}, isolated=True))
    reports = list(linting.lint_all(session, _sources(folder), linting.Reading(None, 10**6, jobs=2)))
    assert [report.path for report in reports if report.error] == ["03.md", "05.md"]
    assert "05.md: The process that read it was ended twice" in capsys.readouterr().err
    assert session.troubled


def test_whoever_stops_listening_leaves_no_worker(folder: Path) -> None:
    session = Session(Flags({}, isolated=True))
    reports = linting.lint_all(session, _sources(folder), linting.Reading(None, 10**6, jobs=2))
    next(reports)
    assert _workers()
    reports.close()
    assert _workers() == []


def _running(folder: Path, *options: str) -> tuple[subprocess.Popen[str], list[psutil.Process]]:
    """A run over enough drafts that it is under way, and its workers."""
    for number in range(400):
        (folder / f"many{number:03}.md").write_text((f"Meeting {number} is on Thursday at four. " + FLAGGED) * 30)
    ran = subprocess.Popen(
        [*COMMAND, *options, "--jobs", "2", "."],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    workers: list[psutil.Process] = []
    until = time.monotonic() + 60
    while len(workers) < 2 and time.monotonic() < until:
        time.sleep(0.1)
        workers = psutil.Process(ran.pid).children(recursive=True)
    assert len(workers) == 2
    return ran, workers


@pytest.mark.skipif(os.name == "nt", reason="sends signals")
def test_ctrl_c_leaves_no_worker_and_says_how_far_it_came(folder: Path) -> None:
    ran, workers = _running(folder)
    os.killpg(ran.pid, signal.SIGINT)  # as a terminal does: to all of the session
    out, err = ran.communicate(timeout=60)
    assert ran.returncode == 130
    assert "sharedground: stopped." in err
    report = json.loads(out)  # closed, and with the figures of what was read
    assert f"stopped. {report['summary']['files']} of" in err
    assert "of 412 drafts were read." in err
    assert "Traceback" not in err
    assert psutil.wait_procs(workers, timeout=10)[1] == []


@pytest.mark.skipif(os.name == "nt", reason="sends signals")
def test_where_the_run_itself_is_killed_its_workers_go_too(folder: Path) -> None:
    ran, workers = _running(folder)
    ran.kill()
    ran.communicate()
    assert psutil.wait_procs(workers, timeout=30)[1] == []


def test_no_folder_of_drafts_can_put_modules_in_place_of_ours(folder: Path) -> None:
    (folder / "pickle.py").write_text("raise SystemExit(77)\n")
    (folder / "sharedground.py").write_text("raise SystemExit(77)\n")
    ran = subprocess.run(
        [str(Path(sys.executable).with_name("sharedground")), *COMMAND[3:], "--jobs", "2", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert len(json.loads(ran.stdout)["files"]) == 12


class _Counted:
    """Sources that tell how many have been asked for."""

    def __init__(self, source: drafts.Source, number: int) -> None:
        self.source, self.left, self.asked = source, number, 0

    def __iter__(self) -> _Counted:
        return self

    def __next__(self) -> drafts.Source:
        if not self.left:
            raise StopIteration
        self.left -= 1
        self.asked += 1
        return self.source


@pytest.mark.parametrize("jobs", [1, 2, None])
def test_only_so_many_drafts_are_looked_at_ahead(folder: Path, jobs: int | None) -> None:
    session = Session(Flags({}, isolated=True))
    sources = _Counted(_sources(folder)[0], 1000)
    reports = linting.lint_all(session, sources, linting.Reading(None, 10**6, jobs=jobs))
    for _ in range(5):
        next(reports)
    assert sources.asked <= 5 + 32 * 64
    assert sources.asked < 1000
    reports.close()


def test_little_work_starts_no_worker(folder: Path) -> None:
    session = Session(Flags({}, isolated=True))
    reports = linting.lint_all(session, _sources(folder), linting.Reading(None, 10**6, jobs=None))
    assert len([report for report in reports if not _workers()]) == 12
