"""How well the rules do on labelled texts: `make score FILES="texts.jsonl more.jsonl" [LIST=1]`.

Each line of a file is an object with `text`, `label` (flag or ok) and, for flag, `category`, `spans` and `kind`; a
folder holds drafts as `NAME.md` beside `NAME.json` with `spans`; a line with `code` and `expect` (flag or pass) is one
of a rule's own examples, which that rule must meet at any severity. Elsewhere findings of severity warning and above
count. A found span is right when it shares at least half of the characters of the shorter of the two. Files named
`*-check.jsonl` are for figures only: their texts are never shown.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sharedground import Finding, Linter, Severity

Span = tuple[int, int]


@dataclass
class Tally:
    """What was found in the texts of one file."""

    flags: int = 0
    oks: int = 0
    found: int = 0
    false: int = 0
    spans: int = 0
    overlapping: int = 0
    category: int = 0
    ready: int = 0
    warnings: int = 0
    by: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)


def warnings(linter: Linter, text: str) -> list[Finding]:
    """The findings that count: warning and above."""
    return [f for f in linter.check(text, language="markdown") if f.severity.rank >= Severity.WARNING.rank]


def overlaps(found: Finding, span: Sequence[int]) -> bool:
    """Whether a finding shares at least half of the characters of the shorter of the two."""
    start, end = span[0], span[1]
    shared = min(found.end, end) - max(found.start, start)
    return shared > 0 and shared * 2 >= min(found.end - found.start, end - start)


def count_text(tally: Tally, item: dict[str, object], found: list[Finding]) -> None:
    """Adds one labelled text to the tally."""
    text, kind, category = str(item["text"]), str(item.get("kind")), str(item.get("category"))
    shown = text.replace("\n", "⏎")
    if item["label"] != "flag":
        tally.oks += 1
        tally.by["ok"][kind] += 1
        if found:
            tally.false += 1
            tally.by["false"][kind] += 1
            tally.alarms.append(f"{kind}: {shown}\n      " + _told(found, text))
        return
    tally.flags += 1
    for key in (f"kind {kind}", f"category {category}", f"{category} {kind}"):
        tally.by["of"][key] += 1
        tally.by["hit"][key] += bool(found)
    if not found:
        spans = [text[a:b] for a, b in item["spans"]]  # type: ignore[attr-defined]
        tally.misses.append(f"{category} {kind}: {' ‖ '.join(spans)}")
        return
    tally.found += 1
    tally.category += any(f.rule.partition("/")[0] == category for f in found)
    tally.overlapping += any(overlaps(f, span) for f in found for span in item["spans"])  # type: ignore[attr-defined]
    tally.warnings += len(found)
    tally.ready += sum(_has_ready(f) for f in found)


def _has_ready(finding: Finding) -> bool:
    return any(rewrite.applicability.is_ready for rewrite in finding.rewrites)


def _told(found: list[Finding], text: str) -> str:
    return "; ".join(f"{f.rule} [{text[f.start : f.end]}] {f.confidence}" for f in found)


def items(path: Path) -> Iterator[dict[str, object]]:
    """The labelled texts of a JSONL file. Raises SystemExit on a line that does not hold one."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SystemExit(f"{path}: {error.strerror}") from error
    for number, line in enumerate(lines, 1):
        try:
            item = json.loads(line)
            item["text"], item.get("label") or item["expect"]
            if item.get("label") == "flag":
                item["spans"]
        except (ValueError, KeyError, TypeError) as error:
            needs = "text and label, and spans where the label is flag"
            raise SystemExit(f"{path}:{number}: not a labelled text ({error}); needs {needs}") from error
        yield item


def score_file(linter: Linter, path: Path) -> Tally:
    """The tally of a JSONL file."""
    tally = Tally()
    for item in items(path):
        count_text(tally, item, warnings(linter, str(item["text"])))
    return tally


def score_drafts(linter: Linter, folder: Path, *, listed: bool) -> list[str]:
    """A line for each draft: spans found of all, false findings; and the totals."""
    lines: list[str] = []
    all_spans = all_hit = all_false = 0
    for path in sorted(folder.glob("*.md")):
        text = path.read_bytes().decode("utf-8")
        spans = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["spans"]
        found = warnings(linter, text)
        hit = [s for s in spans if any(overlaps(f, (s["start"], s["end"])) for f in found)]
        false = [f for f in found if not any(overlaps(f, (s["start"], s["end"])) for s in spans)]
        all_spans, all_hit, all_false = all_spans + len(spans), all_hit + len(hit), all_false + len(false)
        lines.append(f"  {path.name:44} {len(hit):2}/{len(spans):<2} found, {len(false)} false")
        if listed:
            lines += [f"      missed {s['category']} {s['kind']}: {s['text']}" for s in spans if s not in hit]
            lines += [f"      false  {_told([f], text)}" for f in false]
    rate = all_hit / all_spans if all_spans else 0
    return [f"{folder}: recall {rate:.2f} ({all_hit}/{all_spans}), {all_false} false findings", *lines]


def score_examples(linter: Linter, path: Path, *, listed: bool) -> list[str]:
    """A line for each rule code: examples flagged by that very rule, examples left alone by all rules."""
    codes = {rule.id: rule.code for rule in linter.rules}
    met: Counter[str] = Counter()
    every: Counter[str] = Counter()
    detail: dict[str, list[str]] = defaultdict(list)
    for item in items(path):
        code, text = str(item["code"]), str(item["text"])
        found = list(linter.check(text))
        flagged = any(codes[f.rule] == code for f in found)
        kind = f"{code} {item['expect']}"
        good = flagged if item["expect"] == "flag" else not found
        every[kind] += 1
        met[kind] += good
        if not good:
            detail[code].append(f"      {item['expect']}: {text}  {_told(found, text)}")
    running = {rule.code for rule in linter.rules}
    lines = [f"{path}: {sum(met.values())}/{sum(every.values())} examples met"]
    for code in sorted({kind.split()[0] for kind in every} & running):
        flag, ok = f"{code} flag", f"{code} pass"
        lines.append(f"  {code}  flagged {met[flag]}/{every[flag]}, left alone {met[ok]}/{every[ok]}")
        lines += detail[code] if listed else []
    return lines


def report(path: Path, tally: Tally, *, listed: bool) -> Iterator[str]:
    """The figures of one file, as lines."""

    def share(part: int, whole: int) -> str:
        return f"{part / whole:.3f} ({part}/{whole})" if whole else "–"

    of, hit = tally.by["of"], tally.by["hit"]
    yield f"{path}: {tally.flags} to flag, {tally.oks} to leave"
    yield f"  precision     {share(tally.found, tally.found + tally.false)}"
    yield f"  recall        {share(tally.found, tally.flags)}"
    for key in sorted(k for k in of if k.startswith("kind ")):
        yield f"    {key[5:]:12} {share(hit[key], of[key])}"
    for key in sorted(k for k in of if k.startswith("category ")):
        stock = f"{key[9:]} stock"
        yield f"    {key[9:]:12} {share(hit[key], of[key])}   stock {share(hit[stock], of[stock])}"
    yield f"  false by kind {dict(tally.by['false']) or 'none'}"
    yield f"  category      {share(tally.category, tally.found)}"
    yield f"  span overlap  {share(tally.overlapping, tally.found)}"
    yield f"  ready rewrite {share(tally.ready, tally.warnings)}"
    if listed:
        yield from (f"  MISS  {miss}" for miss in tally.misses)
        yield from (f"  FALSE {alarm}" for alarm in tally.alarms)


def main(argv: Sequence[str] | None = None) -> int:
    """Scores the files and folders named on the command line."""
    parser = argparse.ArgumentParser(description="Score the rules on labelled texts.")
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true", help="show misses and false findings")
    options = parser.parse_args(argv)
    if options.list and any(path.name.endswith("-check.jsonl") for path in options.paths):
        parser.error("files named *-check.jsonl are for figures only: nobody reads them, so --list refuses them")
    linter = Linter()
    for problem in linter.problems:
        print(problem, file=sys.stderr)
    for path in options.paths:
        if path.is_dir():
            lines: Sequence[str] | Iterator[str] = score_drafts(linter, path, listed=options.list)
        elif "expect" in next(items(path), {}):
            lines = score_examples(linter, path, listed=options.list)
        else:
            lines = report(path, score_file(linter, path), listed=options.list)
        print("\n".join(lines))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
