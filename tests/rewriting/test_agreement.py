from __future__ import annotations

import pytest

from sharedground.rewriting.number import agreement_in


@pytest.mark.parametrize(
    ("phrase", "head", "number", "expected"),
    [
        ("nurses and porters", "nurses", "plur", "plur"),
        ("rent and heating", "rent", "sing", "plur"),
        ("the nurse and the porter", "nurse", "sing", "plur"),
        ("a nurse, a porter and a cook", "nurse", "sing", "plur"),
        ("a union of nurses and porters", "union", "sing", "sing"),
        ("a worker in France and Spain", "worker", "sing", "sing"),
        ("black and white workers", "workers", "plur", "plur"),
        ("a black and white flag", "flag", "sing", "sing"),
        ("people in Gaza", "", "", "plur"),
        ("the police", "police", "sing", "plur"),
        ("the news", "news", "plur", "sing"),
        ("rent", "rent", "", "sing"),
        ("the committee", "committee", "sing", "sing"),
        ("every worker and every tenant", "worker", "sing", "sing"),
        ("each of the workers", "each", "sing", "sing"),
        ("one of the drivers", "one", "sing", "sing"),
        ("a number of drivers", "number", "sing", "plur"),
        ("the majority of our members", "majority", "sing", "plur"),
        ("most of the rent", "most", "sing", "sing"),
        ("40% of tenants", "40", "", "plur"),
        ("the nurse or the porters", "nurse", "sing", "plur"),
        ("everyone", "", "", "sing"),
        ("they", "", "", "plur"),
        ("these", "", "", "plur"),
        ("it", "", "", "sing"),
        ("children of strikers", "", "", "plur"),
        ("those who stay", "", "", "plur"),
        ("a family with three children", "", "", "sing"),
        ("women", "", "", "plur"),
        ("Haiti", "Haiti", "sing", "sing"),
    ],
)
def test_the_number_of_a_noun_phrase(phrase: str, head: str, number: str, expected: str) -> None:
    assert agreement_in(phrase, head, number)[0] == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("I", ("sing", 1)), ("you", ("plur", 2)), ("We", ("plur", 1)), ("you and I", ("plur", 1)), ("she", ("sing", 3))],
)
def test_a_pronoun_brings_its_person(phrase: str, expected: tuple[str, int]) -> None:
    assert agreement_in(phrase) == expected
