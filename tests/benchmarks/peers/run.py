"""Times the peers and Shared Ground, in turn, on the same files.

    python tests/benchmarks/peers/run.py [FOLDER] [--place DIR] [--rounds N] [--all] [--files N] [--growth]

FOLDER: Markdown and text files of yours; without one, 1,000 drafts of 1.5 million words in all are made from seeds.
Peers are installed once, in DIR (.tools/peers, which git passes over). Each figure is the median of its rounds, whole
process, start included; memory is that of the largest process. Quote ratios: seconds are those of this machine now, and
its load is printed with them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import drafts
import programs

HOME = Path(__file__).resolve().parents[3]
ESSAY, LONG = 1_400, 20_000


@dataclass(frozen=True)
class Run:
    """What one run took."""

    seconds: float
    megabytes: float


def once(program: programs.Program, files: Sequence[str], environment: dict[str, str]) -> Run:
    """Run a program over files, as often as it takes."""
    start, most = time.perf_counter(), 0.0
    for first in range(0, len(files), program.at_once):
        command = program.command(files[first : first + program.at_once])
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        _pid, _status, used = os.wait4(process.pid, 0)
        process.returncode = 0
        most = max(most, used.ru_maxrss / 1024)
    return Run(time.perf_counter() - start, most)


def in_turn(
    those: Sequence[programs.Program], files: Sequence[str], rounds: int, environment: dict[str, str]
) -> dict[str, Run]:
    """The median of each program's runs, one of each a round."""
    runs: dict[str, list[Run]] = {program.name: [] for program in those}
    for _round in range(rounds):
        for program in those:
            runs[program.name].append(once(program, files, environment))
    return {
        name: Run(statistics.median(run.seconds for run in each), max(run.megabytes for run in each))
        for name, each in runs.items()
    }


def show(title: str, words: int, found: dict[str, Run]) -> None:
    """One table, in Markdown."""
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"\n### {title}\n\n{words:,} words; load of the machine: {load} on {os.cpu_count()} cores\n")
    print("| program | seconds | words/s | peak memory |\n|---|---:|---:|---:|")
    for name, run in sorted(found.items(), key=lambda each: each[1].seconds):
        print(f"| {name} | {run.seconds:.2f} | {words / run.seconds:,.0f} | {run.megabytes:.0f} MB |", flush=True)


def main() -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--place", type=Path, default=HOME / ".tools" / "peers")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--files", type=int, default=1000, help="how many drafts the folder that is made has")
    parser.add_argument("--all", action="store_true", help="the slow ones over the folder too: this takes long")
    parser.add_argument("--growth", action="store_true", help="only how the cost grows from 10,000 words on")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        temporary = Path(scratch)
        environment = {**os.environ, "XDG_CACHE_HOME": str(temporary / "cache")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # pip has compiled the peers; the warm-up compiles ours
        if options.growth:
            growth(temporary, environment)
            return 0
        for missing in programs.install(options.place):
            print(f"Left out: {missing}, which could not be installed.")
        peers = programs.peers(options.place)
        alone = programs.ours(1, cached=False)
        warm = (programs.ours(1, cached=True), programs.ours(2, cached=True))
        once(alone, [_written(temporary / "warm-up.md", "Tea is at four.\n")], environment)
        for title, text in (
            ("Cold start: one line", "Tea is at four.\n"),
            ("An essay", drafts.draft(1, ESSAY)),
            ("One file of 20,000 words", drafts.draft(2, LONG)),
        ):
            file = _written(temporary / "draft.md", text)
            show(title, len(text.split()), in_turn([*peers, alone], [file], options.rounds + 2, environment))
        files = [
            *map(
                str,
                _files(options.folder) if options.folder else drafts.write_folder(temporary / "folder", options.files),
            )
        ]
        words = sum(len(Path(file).read_text(encoding="utf-8", errors="replace").split()) for file in files)
        slow = [programs.spacy(1), programs.spacy(2)] if options.all else []
        those = [
            *(peer for peer in peers if options.all or not peer.slow),
            alone,
            programs.ours(2, cached=False),
            *slow,
        ]
        found = in_turn(those, files, options.rounds, environment)
        once(warm[1], files, environment)
        found |= in_turn(warm, files, options.rounds, environment)
        show(f"A folder of {len(files):,} files", words, found)
    return 0


def growth(folder: Path, environment: dict[str, str]) -> None:
    """How the cost of a word goes with the length of a draft, and with the number of drafts."""
    alone = programs.ours(1, cached=False)
    once(alone, [_written(folder / "warm-up.md", "Tea is at four.\n")], environment)  # compiles the rules
    print("| drafts | words | seconds | µs a word | peak memory |\n|---:|---:|---:|---:|---:|")
    for words in (10_000, 100_000, 1_000_000):
        _show_growth(alone, [_written(folder / "draft.md", drafts.draft(3, words))], environment)
    for files in (7, 67, 667, 6_667):
        made = drafts.write_folder(folder / f"of {files}", files)
        _show_growth(alone, [str(path) for path in made], environment)


def _show_growth(program: programs.Program, files: Sequence[str], environment: dict[str, str]) -> None:
    words = sum(len(Path(file).read_text(encoding="utf-8").split()) for file in files)
    run = once(program, files, environment)
    each = run.seconds / words * 1e6
    print(f"| {len(files):,} | {words:,} | {run.seconds:.2f} | {each:.1f} | {run.megabytes:.0f} MB |", flush=True)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt") and path.is_file())


def _written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


if __name__ == "__main__":
    raise SystemExit(main())
