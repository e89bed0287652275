"""What holds for any draft, any match and any template."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from rewriting.staging import Captured, as_template, stage
from sharedground.rewriting.edits import changes_for
from sharedground.rewriting.model import apply_edits
from sharedground.rewriting.words import Word, join, spans, words_of
from sharedground.text.blocks import OPAQUE, Block
from sharedground.text.readers import read
from sharedground.text.source import Source

PLAIN = st.sampled_from(
    "rent workers in Gaza and the boss's 12 people’s who fight, a union owes us 40% R&amp;D — wages; ✊🏾 café".split()
)
MARKED = st.sampled_from(
    ["*rent*", "**the union**", "[workers](https://x.org)", "*people in*", "`code`", "wages[^1]", "**12**,"]
)
SPACE = st.sampled_from([" ", " ", " ", "\n", "\r\n"])
WRAPPING = st.sampled_from(["{}.", "- {}.", "> {}", "# {}", "**{}**"])
NEW = st.lists(
    st.sampled_from("rent we fight over the union in Gaza , and a boss owes 12 workers . wages BLANK more".split()),
    max_size=7,
)


@st.composite
def drafts(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.one_of(PLAIN, PLAIN, MARKED), min_size=2, max_size=12))
    wrapping = draw(WRAPPING)
    gap = "\n> " if wrapping.startswith(">") else "\n  " if wrapping.startswith("-") else None
    text = pieces[0]
    for piece in pieces[1:]:
        space = draw(SPACE)
        single = wrapping.startswith("#")
        text += " " if single or space == " " else (gap or space)
        text += piece
    return wrapping.format(text) + "\n\n[^1]: A note."


def first_block(source: str) -> Block | None:
    blocks = read(Source(source), "markdown").blocks
    return blocks[0] if blocks else None


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, Block, tuple[int, int], list[Word]]:
    source = draw(drafts())
    block = first_block(source)
    assume(block is not None and block.text)
    assert block is not None
    tokens = list(spans(block.text))
    first = draw(st.integers(0, len(tokens) - 1))
    last = draw(st.integers(first, len(tokens) - 1))
    words = [
        replace(word, text="[who: ___]", blank=True) if word.text == "BLANK" else word
        for word in words_of(" ".join(draw(NEW)).replace(" ,", ",").replace(" .", "."))
    ]
    copied = draw(st.integers(first, last))
    start, end = tokens[copied]
    word = Word(block.text[start:end], origin=(start, end), copied=True, rooted=OPAQUE in block.text[start:end])
    place = draw(st.integers(0, len(words)))
    row = [*words[:place], word, *words[place:]]
    return source, block, (tokens[first][0], tokens[last][1]), row


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(changes())
def test_a_draft_reads_as_before_with_the_new_wording_in_place(
    given_change: tuple[str, Block, tuple[int, int], list[Word]],
) -> None:
    source, block, (start, end), words = given_change
    wanted = block.text[:start] + join(words) + block.text[end:]
    assume(wanted[:1].isalpha())  # what starts with a number and a full stop is a list, and code alone no prose
    made = changes_for(block, source, start, end, words)
    assume(made is not None)
    assert made is not None
    edits = tuple(change.edit for change in made)

    positions = [position for edit in edits for position in (edit.start, edit.end)]
    assert positions == sorted(positions), "in order, not overlapping"

    after = apply_edits(source, edits)
    assert _markup(after) == _markup(source), "markup stands in the same order"
    assert not _stress(after) - _stress(source)
    reread = first_block(after)
    assert reread is not None
    assert _even(reread.text) == _even(wanted)

    for change in made:
        for a, b in change.blanks:
            assert change.edit.text[a:b] == "[who: ___]"


def _markup(source: str) -> list[str]:
    return re.findall(r"\]\(https://x\.org\)|\[\^1\]|`code`|^(?:- |# )", source)


def _stress(source: str) -> Counter[str]:
    """The marks of stress, which may go with the words that carry them."""
    return Counter(re.findall(r"\*+", source))


def _even(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


# -- whole rewrites ----------------------------------------------------------------------------------------------

TEMPLATES = st.lists(
    st.sampled_from(
        [
            "{a}",
            "{b}",
            "{a} and {b}",
            "we fight over {a}",
            ", and stand with {b}",
            "{a:plural}",
            "{b:ours}",
            "[who: ___]",
            "{be~a}",
            "a",
            ".",
            "the",
            "so",
            "{c|here}",
            "“{b}”",
            "I",
            "who owns {a}?",
        ]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)


@st.composite
def offers(draw: st.DrawFn) -> tuple[str, str, str, str, str, str]:
    source = draw(drafts())
    block = first_block(source)
    assume(block is not None and len(list(spans(block.text))) > 3)
    assert block is not None
    tokens = list(spans(block.text))
    first = draw(st.integers(0, len(tokens) - 3))
    last = draw(st.integers(first + 2, len(tokens) - 1))
    a = draw(st.integers(first, last - 1))
    b = draw(st.integers(a + 1, last))
    texts = [block.text[tokens[i][0] : tokens[j][1]] for i, j in ((first, last), (a, a), (b, b))]
    return source, *texts, draw(TEMPLATES), draw(st.sampled_from(["match", "sentence", "a"]))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(offers())
@example(("Rent is *12*.\n\n[^1]: A note.", "Rent is 12", "Rent", "12", "{b} and {a}", "match"))
def test_a_rewrite_keeps_markup_numbers_and_what_stands_outside(offer: tuple[str, str, str, str, str, str]) -> None:
    source, flagged, a, b, template, replaces = offer
    staged = stage(source, flagged, a=Captured(a), b=Captured(b))
    rewrites = staged.rewrites(as_template(template, "review", replaces=replaces))
    for rewrite in rewrites:
        after = apply_edits(source, rewrite.edits)
        assert after != source
        assert all(rewrite.start <= edit.start <= edit.end <= rewrite.end for edit in rewrite.edits)
        assert after == source[: rewrite.start] + rewrite.text + source[rewrite.end :]
        assert all(rewrite.text[x:y].startswith("[") and rewrite.text[x:y].endswith("]") for x, y in rewrite.blanks)
        assert _markup(after) == _markup(source)
        assert not _stress(after) - _stress(source)
        assert "*" not in "".join(block.text for block in read(Source(after), "markdown").blocks), "none is left alone"
        assert _numbers(source) <= _numbers(after)
        assert len(rewrite.title) <= 60


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))
