"""A draft read anew after an edit is the draft read afresh."""

import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedground.text.readers import read
from sharedground.text.rereading import Rereader
from sharedground.text.source import Source

PIECES = st.sampled_from(
    [
        "We won the rent back in June.",
        "A line\nand another",
        "\n",
        "\n\n",
        "\r\n\r\n",
        "# Heading",
        "Heading\n===",
        "- item\n- item\n\n  more of it",
        "1. one\n2. two",
        "> quoted\n> more",
        "lazy\n> quote\nlazy",
        "```\ncode\n\ncode\n```",
        "```",
        "~~~",
        "    indented",
        "| a | b |\n|---|---|\n| c | d |",
        "<div>\n\ninside\n\n</div>",
        "<blockquote>",
        "</blockquote>",
        "<!-- sharedground: ignore guilt -->",
        "<!--",
        "-->",
        "<pre>",
        "</pre>",
        "Term\n\n: what it means",
        "With a note[^1].",
        "[^1]: The note,\n    going on.",
        "[link] and [^2]",
        "[link]: https://example.org",
        "**bold",
        "~~gone~~ <del>",
        "$$",
        "---",
        "***",
        "+++",
        "“We fight,” he said.",
        "— Ada Lovelace",
        "Black Reconstruction by W. E. B. Du Bois (p. 12)",
        "*(Capital*, 1867)",
        "{{ tag }}",
        "{% comment %}",
        "{% endcomment %}",
        "{# note",
        "#}",
        ":::",
        "![a picture](x.png)",
        "🌍 &amp; \\* é",
        " ",
        "\t",
        "\\",
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("\n\n".join) | st.lists(PIECES, max_size=14).map("\n".join)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES | st.just("") | st.just("x")), max_size=6)


@settings(max_examples=400, deadline=None)
@given(TEXTS, EDITS)
def test_reading_anew_is_reading_afresh(text: str, edits: list[tuple[float, int, str]]) -> None:
    rereader = Rereader()
    assert rereader.read(Source(text)) == read(Source(text))
    for place, size, new in edits:
        at = int(place * len(text))
        text = text[:at] + new + text[at + size :]
        assert rereader.glimpse(Source(f"{new}\n\n{text}")) == read(Source(f"{new}\n\n{text}"))
        assert rereader.read(Source(text)) == read(Source(text))


@pytest.mark.parametrize("place", [0, 250, 497, 499])
def test_what_an_edit_does_not_touch_is_not_parsed_again(place: int) -> None:
    import sharedground.text.rereading as rereading

    lengths: list[int] = []
    outline = rereading._outline

    def counted(text: str) -> object:
        lengths.append(len(text))
        return outline(text)

    rereading._outline = counted  # type: ignore[assignment]
    try:
        text = "\n\n".join(f"Paragraph {number} of a long draft.[^n]" for number in range(500)) + "\n\n[^n]: A note.\n"
        rereader = Rereader()
        rereader.read(Source(text))
        rereader.read(Source(text.replace(f"Paragraph {place} ", f"Paragraph {place} now ")))
    finally:
        rereading._outline = outline
    assert lengths[0] > 10_000
    assert sum(lengths[1:]) < 1000


def test_other_formats_are_read_as_ever() -> None:
    rereader = Rereader()
    for text in ("One.\n\nTwo.", "One.\n\nThree."):
        assert rereader.read(Source(text), "plaintext") == read(Source(text), "plaintext")


@pytest.mark.parametrize(
    ("before", "new"),
    [
        ("One {% tag.\n\nTwo § here.\n\nThree.\n\nFour.\n", "%}"),
        ("One {% comment %}.\n\nTwo {% end§comment %} here.\n\nThree.\n\n{% endcomment %} Four.\n", " "),
        ("One {# tag.\n\nTwo § here.\n\nThree.\n\nFour.\n", "#}"),
        ("One {{ tag.\n\nTwo.\n\nThree § here.\n\nFour.\n", "}}"),
        ("One.\n\nTwo [^a§]: x here.\n\nThree [a].\n\nFour.\n", "]: y"),
        ("One.\n\n[^§a]: /x\n\nThree [a] is here.\n\nFour.\n", "]["),
        ("One.\n\nTwo <block§> here.\n\nThree.\n\nFour.\n", "quote"),
        ("One.\n\n:§: note\n\nThree.\n\n:: \n\nFour.\n", ":"),
        ("§-- \ntitle: x\n---\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n", "-"),
        ("One.\n\nTwo § here.\n\nThree.\n\nFour.\n", "\ud800"),
    ],
)
def test_an_edit_that_completes_what_stood_there_is_seen(before: str, new: str) -> None:
    rereader = Rereader()
    rereader.read(Source(before.replace("§", "")))
    after = before.replace("§", new)
    assert rereader.read(Source(after)) == read(Source(after))


def test_reading_leaves_nothing_for_the_collector() -> None:
    """A draft is read at every keystroke, and what only the collector can take away stays for long."""
    text = "# One\n\nTwo *three*, <b>four</b>.\n\n> Five `six`.\n\n- seven ![eight](x.png)\n\n[^1]: Nine.\n"
    read(Source(text))
    gc.collect()
    gc.disable()
    try:
        rereader = Rereader()
        for number in range(20):
            read(Source(text))
            rereader.read(Source(f"{text}\n\n{number}"))
        assert gc.collect() == 0
    finally:
        gc.enable()
