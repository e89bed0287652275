"""Shows that the trigger pass loses nothing on any files: hits with and without it, compared draft by draft.

    python tests/corpus/equivalence.py FILE_OR_FOLDER…

A JSONL file holds one draft a line (`text`), any other file is a draft. Prints what differs; exits 1 if anything does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from sharedground.analysis.engine import Analyzer
from sharedground.analysis.pipeline import Pipeline
from sharedground.rules.packs import standard_pack_path
from sharedground.rules.store import load_packs
from sharedground.text.readers import language_for, read
from sharedground.text.source import decode


def drafts(paths: list[Path]) -> Iterator[tuple[str, bytes, str]]:
    """Where each draft stands, its bytes and its language."""
    for path in paths:
        if path.is_dir():
            yield from drafts(sorted(path.iterdir()))
        elif path.suffix == ".jsonl":
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{path}:{number}", json.loads(line)["text"].encode(), "markdown"
        elif language_for(path.name):
            yield str(path), path.read_bytes(), language_for(path.name) or "markdown"


def main(paths: list[Path]) -> int:
    """Compares, and says how many drafts and hits there were."""
    pack = load_packs([standard_pack_path()]).pack
    pipeline = Pipeline()
    gated, ungated = Analyzer(pack, pack.rules, pipeline), Analyzer(pack, pack.rules, pipeline, gated=False)
    count = hits = differing = 0
    for place, data, language in drafts(paths):
        draft = read(decode(data), language)
        with_it, without_it = gated.hits(draft), ungated.hits(draft)
        count, hits = count + 1, hits + len(with_it)
        if with_it != without_it:
            differing += 1
            lost = [f"{h.hit.rule} ({h.hit.pattern.name})" for h in without_it if h not in with_it]
            print(f"{place}: the trigger pass changes what is found; without it also: {', '.join(lost) or 'nothing'}")
    print(f"{count} drafts, {hits} hits, {differing} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main([Path(argument) for argument in sys.argv[1:]]))
