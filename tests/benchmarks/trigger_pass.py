"""How much the trigger pass saves: words per second with it, without it, and for spaCy alone, in one run.

    python tests/benchmarks/trigger_pass.py [FOLDER] [--words N]

Reads the Markdown and text files below FOLDER (without one: drafts made of this project's own docs and rule files) and
prints each way's words per second and its ratio to plain `nlp.pipe` over the same prose. Hits must be equal.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sharedground.analysis.engine import Analyzer, BlockHit
from sharedground.analysis.pipeline import Pipeline
from sharedground.rules.model import Pack
from sharedground.rules.packs import standard_pack_path
from sharedground.rules.store import load_packs
from sharedground.text.blocks import Draft
from sharedground.text.readers import language_for, read
from sharedground.text.source import decode
from sharedground.text.words import count_words

HOME = Path(__file__).resolve().parents[2]


def drafts(folder: Path | None, pack: Pack, most: int) -> Iterator[Draft]:
    """Drafts of at most `most` words in all."""
    count = 0
    for text, language in _files(folder) if folder else _own(pack):
        draft = read(decode(text.encode()), language)
        count += count_words(draft)
        if count > most:
            return
        yield draft


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        language = language_for(path.name)
        if language:
            yield path.read_text(encoding="utf-8", errors="replace"), language


def _own(pack: Pack) -> Iterator[tuple[str, str]]:
    """The docs, and for each rule a draft of its reasons with one example among them: about as dense as real drafts."""
    while True:
        for path in sorted(HOME.glob("*.md")) + sorted(HOME.glob("docs/**/*.md")):
            yield path.read_text(encoding="utf-8"), "markdown"
        for rule in pack.rules:
            paragraphs = [rule.why, rule.keep_when, *(example.text for example in rule.flag_examples[:1])]
            yield "\n\n".join(paragraphs), "markdown"


def timed(run: Callable[[], object]) -> float:
    """Seconds of wall clock for one run."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--words", type=int, default=60_000)
    options = parser.parse_args()
    pack = load_packs([standard_pack_path()]).pack
    found = list(drafts(options.folder, pack, options.words))
    words = sum(count_words(draft) for draft in found)
    pipeline = Pipeline()
    nlp = pipeline.nlp
    prose = [block.text for draft in found for block in draft.blocks]
    kept: dict[str, list[list[BlockHit]]] = {}

    def lint(name: str, *, gated: bool) -> None:
        analyzer = Analyzer(pack, pack.rules, Pipeline() if not gated else pipeline, gated=gated)
        kept[name] = [analyzer.hits(draft) for draft in found]

    seconds = {
        "plain spaCy": timed(lambda: [None for _ in nlp.pipe(prose)]),
        "without the trigger pass": timed(lambda: lint("ungated", gated=False)),
        "with the trigger pass": timed(lambda: lint("gated", gated=True)),
    }
    print(f"{words:,} words, {len(found)} drafts, {sum(map(len, kept['gated']))} hits")
    for name, spent in seconds.items():
        print(f"{name:26} {words / spent:12,.0f} words/s {seconds['plain spaCy'] / spent:8.2f} × plain spaCy")
    if kept["gated"] != kept["ungated"]:
        print("the hits differ: the trigger pass loses something")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
