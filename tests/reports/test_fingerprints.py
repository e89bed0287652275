import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.reporting import report
from sharedground.reports.fingerprints import Fingerprint, fingerprint

PHRASE = "check your privilege"


def _print(draft: str) -> Fingerprint:
    result = report(draft).result
    assert result is not None
    return fingerprint(result.findings[0], result.source.text)


BASE = _print(f"Dear all, please {PHRASE} before the meeting.\n")


@pytest.mark.parametrize(
    "draft",
    [
        f"# New heading\n\nDear all, please {PHRASE} before the meeting.\n",
        f"Dear all, please {PHRASE} before the meeting.\n\nA paragraph after.\n",
        f"Dear all,\nplease {PHRASE}\nbefore the   meeting.\n",
        f"DEAR ALL, please {PHRASE.title()} before the meeting.\n",
        f"Dear all, please {PHRASE} before the meeting.\r\n",
    ],
)
def test_edits_elsewhere_leave_a_finding_known(draft: str) -> None:
    assert _print(draft) == BASE


def test_an_edit_beside_the_words_changes_what_is_around_only() -> None:
    edited = _print(f"Dear all, do not {PHRASE} before the strike.\n")
    assert (edited.words, edited.around == BASE.around) == (BASE.words, False)


@given(st.text(alphabet="abc \n", max_size=60), st.text(alphabet="abc \n", max_size=60))
def test_paragraphs_before_and_after_count_for_nothing(before: str, after: str) -> None:
    assert _print(f"{before}\n\nDear all, please {PHRASE} before the meeting.\n\n{after}") == BASE


def test_nothing_of_the_draft_can_be_read_from_it() -> None:
    assert len(BASE.words) == len(BASE.around) == 16
    assert set(BASE.words + BASE.around) <= set("0123456789abcdef")
