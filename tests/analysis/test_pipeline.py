"""What is loaded of the language pipeline, and how much of what it has parsed is kept."""

import subprocess
import sys

import pytest
import spacy

from analysis.small_pack import pipeline
from sharedground.analysis.pipeline import DEFAULT, Pipeline

TEXTS = (
    "“I didn't know,” she said, and left the £20 on the café table at 9.30 a.m.",
    "Migrants are stealing our jobs – or so the papers' owners keep telling us!",
    "U.S. workers who'd struck in 2019 re-organised; e.g. the nurses, drivers & cleaners (all 340 of them).",
    "gonna be honest w/ you: tbh idk what the colour-coded rota #solidarity @here means 😀",
)


def test_the_strings_that_are_left_out_make_no_difference() -> None:
    whole = spacy.load(DEFAULT, exclude=["ner", "senter", "textcat"])
    assert len(whole.vocab.strings) > 50_000 > len(Pipeline().nlp.vocab.strings)
    for ours, theirs in zip(map(pipeline().nlp, TEXTS), map(whole, TEXTS), strict=True):
        for token, other in zip(ours, theirs, strict=True):
            for name in ("text", "norm_", "lemma_", "tag_", "pos_", "dep_", "shape_", "prefix_", "suffix_"):
                assert getattr(token, name) == getattr(other, name)
            assert (str(token.morph), token.head.i) == (str(other.morph), other.head.i)


def test_what_is_kept_is_bounded_by_its_size_and_not_by_its_number() -> None:
    parser = pipeline()
    parser.parse([f"The tenants met again {'and again ' * 40}on floor {number}." for number in range(40)])
    assert 0 < sum(map(len, parser._docs)) == parser._kept <= 10_000


def test_parsing_brings_in_nothing_that_could_reach_a_network() -> None:
    code = (
        "import sys; from sharedground.analysis.pipeline import Pipeline; Pipeline().parse(['We met.', 'We won.']);"
        "assert 'spacy' in sys.modules and 'spacy.cli' not in sys.modules;"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'requests', 'urllib3', 'httpx', 'weasel'}));"
        "import spacy.cli; assert spacy.cli.info.__module__"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("loud", "quiet"),
    [
        ("YOU'RE ALL SHEEP, AND WE WON'T SAY IT TWICE.", "You're all sheep, and we won't say it twice."),
        ("LORD CADOGAN, YOU KNEW ABOUT THE DAMP.", "Lord Cadogan, you knew about the damp."),
        ("HARCOURT FOODS SHOULD BE ASHAMED OF THAT.", "Harcourt Foods should be ashamed of that."),
    ],
)
def test_what_is_shouted_is_parsed_as_what_is_said(loud: str, quiet: str) -> None:
    one, other = pipeline().parse([loud, quiet])
    for token, like in zip(one, other, strict=True):
        assert (token.text, token.norm_, token.pos_, token.dep_) == (like.text, like.norm_, like.pos_, like.dep_)
    assert [(token.idx, len(token)) for token in one] == [(token.idx, len(token)) for token in other]


def test_a_loud_contraction_is_split_among_quiet_words() -> None:
    (doc,) = pipeline().parse(["They told us: DON’T COME."])
    assert [token.norm_ for token in doc if token.text in ("do", "n’t", "n't")] == ["do", "not"]


def test_those_spoken_to_are_one_word_however_they_are_written() -> None:
    for doc in pipeline().parse(["Y'all knew.", "yall knew.", "Ya’ll knew.", "Y'ALL KNEW."]):
        assert [token.norm_ for token in doc] == ["you", "knew", "."]


def test_a_name_or_two_is_not_shouting() -> None:
    (doc,) = pipeline().parse(["UNISON and NASUWT met the TUC."])
    assert [token.text for token in doc][:3] == ["UNISON", "and", "NASUWT"]
