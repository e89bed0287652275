import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedground.text.sentences import LONGEST, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "The rent went up. | We struck.",
        "Mr. Okoro and Dr. Alam spoke. | Then Cllr. Moss left.",
        "Ask your union rep. | They know.",
        "It cost £3.50 at 5.30 a.m. on a Sunday.",
        "Bring soup, e.g. lentil, i.e. no meat. | Thanks.",
        "See p. 12 and pp. 3–5 of Vol. 2.",
        "No. | We won't.",
        "See No. 14 on the list.",
        "They work in the U.S. and in the U.K. today.",
        "They left the U.S. | The union stayed.",
        "U.S. Steel closed.",
        "Huey P. Newton spoke. | W. E. B. Du Bois wrote.",
        "He is better off than I. | We are not.",
        "That was plan B. | The next one held.",
        "Pens, paper, etc. are there. | Bring soup, bread, etc. | We start at six.",
        "“Stop whining!” he said. | He left.",
        "“Why?” she asked. | “Because.”",
        "He said “stop.” | She did not.",
        "(It rained.) | We stayed.",
        "Wait … what happened? | Nothing.",
        "Well... maybe not. | We'll see.",
        "It ended… | Then it began.",
        "We want free. . . . | We want bread. . . . | The rest.",
        "They took it; we took it back; nobody cried.",
        "1. Start from shared interests. | It works.",
        "Really?! | Yes.",
        "It is true.[1] | So is this.",
        "Great turnout 🔥🔥 | We need more.",
        "I ❤️ Berlin and 🔥 works.",
        "Great turnout. 🔥 | We need more.",
        "i saw it. | you saw it too. | stop lying",
        "We met the Rep. for Ohio, who is vs. it.",
        "They saw the mfg. plant and the dept. of labour.",
        "I've been up since 3 and I feel sick. | that was rude. | I'm sorry.",
        "Is it fair? he asked.",
        "i can't pay that rent lol | you people are unreal",
        "tbh i don't care",
        "“We offer services.” — city spokesperson.",
        "Read more. | \ufffc",
        "14% on the renewal. | 63 people. | Enough.",
        "She lives on St. Marks Place. | He does not.",
        "Born c. 1890. | Died in Jan. 1950.",
        "It's over! | “Not yet,” she said.",
        "One line without an end",
    ],
)
def test_where_sentences_end(marked: str) -> None:
    assert split(marked.replace(" | ", " ")) == marked.split(" | ")


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert sentences(text) == []


def test_what_never_stops_is_cut_between_words() -> None:
    spans = sentences("we talked on and on " * 1000)
    assert [end - start <= LONGEST for start, end in spans] == [True] * 7
    assert [end for start, end in sentences("x" * (LONGEST + 1))] == [LONGEST, LONGEST + 1]


_PIECES = st.sampled_from(
    [*"aAiI1.!?…”“\"')(, \n—", "Mr.", "e.g.", " . . .", "🔥", "❤️", "lol ", "tbh ", "U.S.", "\ufffc", "é", "[1]", "the "]
)


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=40).map("".join)))
def test_each_visible_character_belongs_to_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    done = 0
    for start, end in spans:
        assert done <= start < end
        assert not text[done:start].strip()
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        done = end
    assert not text[done:].strip()
