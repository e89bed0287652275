"""What the rules say about ordinary prose: a report for each rule, so that a change to a rule shows as a difference.

    python tests/corpus/prose.py FOLDER… [--report FILE] [--all] [--jobs N]

Every finding in ordinary prose is a suspect: books, handbooks, news and manuals seldom shame. FOLDERs hold text or
Markdown files. The report gives, for each rule, how many findings there are for 10,000 words, with the ten surest. By
default findings of severity warning and above count; `--all` counts the rest too.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sharedground import DraftError, Linter, Severity
from sharedground.text.readers import language_for

SHOWN = 10


@dataclass(frozen=True)
class Suspect:
    """A finding in ordinary prose."""

    rule: str
    severity: Severity
    confidence: float
    text: str
    around: str
    path: str


@cache
def linter() -> Linter:
    return Linter()


def files(folders: list[Path]) -> Iterator[Path]:
    """The files below the folders that can be read, in order."""
    for folder in folders:
        yield from sorted(p for p in folder.rglob("*") if p.is_file() and language_for(p.name))


def suspects(path: Path) -> tuple[int, list[Suspect]]:
    """The words of a file and the findings in it; none of either where it cannot be read."""
    try:
        result = linter().check(path.read_bytes(), language=language_for(path.name) or "plaintext")
    except DraftError:
        return 0, []
    text = result.source.text
    found = []
    for finding in result:
        before, after = text[max(0, finding.start - 90) : finding.start], text[finding.end : finding.end + 60]
        words = " ".join(text[finding.start : finding.end].split())
        around = " ".join(f"{before}⟦{words}⟧{after}".split())
        found.append(Suspect(finding.rule, finding.severity, finding.confidence, words, around, path.name))
    return result.words, found


def suspects_below(folders: list[Path], jobs: int) -> tuple[int, list[Suspect]]:
    """The words of all files below the folders, and the findings in them."""
    words, found = 0, list[Suspect]()
    with ProcessPoolExecutor(jobs) as pool:
        for count, those in pool.map(suspects, files(folders), chunksize=8):
            words += count
            found += those
    return words, found


def report(words: int, found: list[Suspect]) -> Iterator[str]:
    """The report, as lines."""
    by_rule: dict[str, list[Suspect]] = defaultdict(list)
    for suspect in found:
        by_rule[suspect.rule].append(suspect)
    yield f"{words:,} words, {len(found)} findings, {len(found) * 10_000 / max(words, 1):.3f} for 10,000 words"
    for rule, those in sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0])):
        yield ""
        yield f"{rule}: {len(those)} findings, {len(those) * 10_000 / max(words, 1):.3f} for 10,000 words"
        for suspect in sorted(those, key=lambda s: (-s.severity.rank, -s.confidence, s.path, s.around))[:SHOWN]:
            yield f"  {suspect.severity} {suspect.confidence:.2f}  {suspect.path}: {suspect.around}"


def main() -> int:
    """Reads the folders and writes the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--report", type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    words, every = suspects_below(options.folders, options.jobs)
    found = [s for s in every if options.all or s.severity.rank >= Severity.WARNING.rank]
    text = "\n".join(report(words, found)) + "\n"
    if options.report:
        options.report.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
