"""Steps of free length in a row: the finds are those of every way there is, without going every way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.small_pack import LEXICONS, sentence
from sharedground.analysis import phrase_matching
from sharedground.analysis.phrase_matching import Found, PhraseFinder
from sharedground.analysis.steps import Layout
from sharedground.rules.phrases import parse_phrase

PIECES = (
    *("rent", "(rent|rent bread)", "...2", "...4", "_{0,3}", "_", "[and]", "$", "@griping", "@comrade"),
    *("$a:(_|_ _)", "$b:(rent|bread and)", "($c:rent ...3|...3 $c:bread)", "$d:np", "(... and|and ...2|_{1,3})"),
)
WORDS = ("rent", "bread", "and", "kick", "off", "moaning", "drivers", ",")


def _found(pattern: str, text: str) -> list[Found]:
    return PhraseFinder(parse_phrase(pattern), Layout(LEXICONS)).find(sentence(text))


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=6), st.lists(st.sampled_from(WORDS), max_size=9))
def test_what_is_found_is_what_every_way_would_find(pieces: list[str], words: list[str]) -> None:
    pattern, text = " ".join(["rent", *pieces]), " ".join(["rent", *words])
    found = _found(pattern, text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(phrase_matching, "_is_known", lambda *_: False)
        assert found == _found(pattern, text)


def test_wide_gaps_in_a_row_do_not_multiply(monkeypatch: pytest.MonkeyPatch) -> None:
    ends, looked = phrase_matching._ends, 0

    def counted(*arguments: object) -> object:
        nonlocal looked
        looked += 1
        return ends(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(phrase_matching, "_ends", counted)
    (found,) = _found("rent ...30 ...30 ...30 ...30 bread", f"rent{' and' * 60} bread")
    assert (found.start, found.end) == (0, 62)
    assert looked < 500
