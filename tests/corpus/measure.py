"""Measures every rule and writes the figures that its page and `explain` show: never by hand.

    python tests/corpus/measure.py FOLDER… [--jobs N]

Labelled texts are those of tests/corpus/held, which nothing is trained on; the FOLDERs hold ordinary prose, as for
prose.py. The figures go to rules/en/measured.json. Without a folder the figures for prose stay as they are.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import msgspec
from prose import linter, suspects_below
from score import items, overlaps, warnings

from sharedground import Severity
from sharedground.rules.measured import FILE, Counts, Measured, read_measured
from sharedground.rules.packs import standard_pack_path

HELD = Path(__file__).parent / "held"


def labelled() -> tuple[int, Counter[str], Counter[str]]:
    """How many labelled texts there are, what each rule found in them, and what of that stands at a labelled span."""
    texts, found, right = 0, Counter[str](), Counter[str]()
    for path in sorted(HELD.glob("*.jsonl")):
        for item in items(path):
            texts += 1
            spans = item.get("spans") or []
            for finding in warnings(linter(), str(item["text"])):
                found[finding.rule] += 1
                right[finding.rule] += any(overlaps(finding, span) for span in spans)  # type: ignore[attr-defined]
    return texts, found, right


def prose(folders: list[Path], jobs: int) -> tuple[int, Counter[str]]:
    """The words of the folders, and how often each rule speaks up in them."""
    words, found = suspects_below(folders, jobs)
    return words, Counter(s.rule for s in found if s.severity.rank >= Severity.WARNING.rank)


def main() -> int:
    """Measures, and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    path = standard_pack_path() / FILE
    before = read_measured(path)
    texts, found, right = labelled()
    words, in_prose = prose(options.folders, options.jobs) if options.folders else (before.prose_words, Counter())
    if not options.folders:
        in_prose.update({name: counts.in_prose for name, counts in before.rules.items()})
    counts = {r.id: Counts(found[r.id], right[r.id], in_prose[r.id]) for r in linter().rules if r.document is None}
    data = msgspec.json.encode(Measured(texts, words, counts))
    path.write_bytes(msgspec.json.format(data, indent=1) + b"\n")
    print(f"{path}: {texts} texts, {words:,} words of prose, {len(counts)} rules")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
