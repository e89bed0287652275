from __future__ import annotations

import subprocess
import sys

import pytest

from sharedground.rewriting.inflect import agree, article, inflect, plural, singular


@pytest.mark.parametrize(
    ("lemma", "tag", "form"),
    [
        ("complain", "VBG", "complaining"),
        ("fight", "VBD", "fought"),
        ("give", "VBN", "given"),
        ("pass", "VBZ", "passes"),
        ("carry", "VBZ", "carries"),
        ("have", "VBZ", "has"),
        ("do", "VBZ", "does"),
        ("be", "VBN", "been"),
        ("be", "VBG", "being"),
        ("lie", "VBG", "lying"),
        ("picket", "VBD", "picketed"),
        ("strike", "VBD", "struck"),
        ("strike", "VBN", "struck"),
        ("put", "VBD", "put"),
        ("broadcast", "VBD", "broadcast"),
        ("quit", "VBN", "quit"),
        ("organise", "VBG", "organising"),
        ("organize", "VBD", "organized"),
        ("panic", "VBG", "panicking"),
        ("withhold", "VBD", "withheld"),
        ("doomscroll", "VBG", "doomscrolling"),
        ("must", "VBZ", "must"),
        ("stand", "VB", "stand"),
        ("stand", "VBP", "stand"),
        ("crisis", "NNS", "crises"),
        ("MP", "NNS", "MPs"),
        ("cheap", "JJR", "cheaper"),
        ("cheap", "JJS", "cheapest"),
    ],
)
def test_a_lemma_takes_the_form_of_its_tag(lemma: str, tag: str, form: str) -> None:
    assert inflect(lemma, tag) == form


@pytest.mark.parametrize(
    ("verb", "number", "person", "past", "form"),
    [
        ("be", "sing", 3, False, "is"),
        ("be", "plur", 3, False, "are"),
        ("be", "sing", 1, False, "am"),
        ("be", "plur", 1, False, "are"),
        ("be", "sing", 2, False, "are"),
        ("be", "sing", 3, True, "was"),
        ("be", "sing", 2, True, "were"),
        ("be", "plur", 3, True, "were"),
        ("have", "sing", 3, False, "has"),
        ("have", "plur", 3, False, "have"),
        ("have", "sing", 1, False, "have"),
        ("fight", "sing", 3, False, "fights"),
        ("fight", "sing", 3, True, "fought"),
        ("can", "sing", 3, False, "can"),
        ("stand up", "sing", 3, False, "stands up"),
        ("do", "sing", 3, False, "does"),
    ],
)
def test_a_verb_agrees_with_its_subject(verb: str, number: str, person: int, past: bool, form: str) -> None:
    assert agree(verb, number, person, past) == form


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("worker", "workers"),
        ("person", "people"),
        ("woman", "women"),
        ("child", "children"),
        ("family", "families"),
        ("boss", "bosses"),
        ("life", "lives"),
        ("crisis", "crises"),
        ("MP", "MPs"),
        ("NGO", "NGOs"),
        ("mother-in-law", "mothers-in-law"),
        ("passer-by", "passers-by"),
        ("strike-breaker", "strike-breakers"),
        ("Haitian", "Haitians"),
    ],
)
def test_nouns_go_to_the_plural_and_back(one: str, many: str) -> None:
    assert (plural(one), singular(many)) == (many, one)
    assert (plural(many), singular(one)) == (many, one)


@pytest.mark.parametrize(("noun", "form"), [("series", "series"), ("news", "news"), ("police", "police")])
def test_a_noun_with_one_form_keeps_it(noun: str, form: str) -> None:
    assert plural(noun) == form


AN = """
hour honest honour heir hour-long MP NGO FBI SNP NHS LGBT MP-led X-ray 8 11 18 80 8th 11th 18th 11,000 1848 1100
18-year-old apple unarmed uninsured unimportant umbrella usher utter island Irish area eviction undocumented école
"""
A = """
union university European one once-a-year one-off uniform unique unilateral useful useless usual utility utopia
euro Ugandan
Uyghur US UN UK BBC TUC NATO NASA UNISON PhD U-turn 1 7 100 110 180 1500 11000000 house hero worker year year-long
"""


@pytest.mark.parametrize("word", AN.split())
def test_an_stands_before_the_sound_of_a_vowel(word: str) -> None:
    assert article(word) == "an"


@pytest.mark.parametrize("word", A.split())
def test_a_stands_before_the_sound_of_a_consonant(word: str) -> None:
    assert article(word) == "a"


def test_the_dictionary_is_not_imported_before_it_is_needed() -> None:
    code = (
        "import sys, sharedground.rewriting.rewrites, sharedground.rewriting.messages;"
        "sys.exit(any(name in sys.modules for name in ('lemminflect', 'spacy', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
