"""What holds for every block of every draft, whatever stands in it."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sharedground.text.blocks import OPAQUE, Block, Draft
from sharedground.text.codepoints import locator
from sharedground.text.directives import Suppressions
from sharedground.text.readers import read
from sharedground.text.source import Source

_WORDS = st.sampled_from(
    [
        "rent",
        "we",
        "don’t",
        "o’clock",
        "أهلا",
        "שלום",
        "e\u0301",
        "👩🏽‍🏭",
        "soli\u00addar\u200bity",
        "naïve",
        "🔥",
        "I.",
        "«no»",
    ]
)
_INLINE = st.sampled_from(
    [
        "**{}**", "*{}*", "~~{}~~", "`{}`", "[{}](http://x.org)", "![{}](u)", "<b>{}</b>", "\\*{}\\*",
        "&amp;{}", "{}&nbsp;",
        "<!-- {} -->", "<code>{}</code>", "{}[^1]", "$x{}$", "{{{{ {} }}}}", "https://x.org/{}", "[@{}]", "<br>{}",
        "a@{}.org", "[[{}]]", "\u00a0{}", "\t{}\t", "  {}  ", "“{}”", "{}\\", "&shy;{}", "<img alt='{}'>",
    ]
)  # fmt: skip
_BREAK = st.sampled_from(["\n", "\r\n", "\r", "  \n", "\\\n", " ", " "])


@st.composite
def _paragraph(draw: st.DrawFn) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 5))):
        word = draw(_WORDS)
        parts.append(draw(_INLINE).format(word) if draw(st.booleans()) else word)
        parts.append(draw(_BREAK))
    return "".join(parts)


_FRAME = st.sampled_from(
    [
        "{}", "# {}", "> {}", "> > {}", "- {}", "1. {}", "- a\n  - {}", "> - {}", "| {} | b |\n|---|---|\n| c | {} |",
        "<p>{}</p>", "<blockquote>{}", "</div>{}", "<ul><li>{}<li>{}</ul>", "[^1]: {}", "- [ ] {}", "    {}", "{}\n===",
        "term\n: {}", "> <p>{}</p>", "---\n{}\n---", "```\n{}", "<!-- {}",
    ]
)  # fmt: skip


@st.composite
def _markdown(draw: st.DrawFn) -> str:
    gap = draw(st.sampled_from(["\n\n", "\r\n\r\n", "\r\r", "\n"]))
    paragraphs = draw(st.lists(st.tuples(_FRAME, _paragraph()), min_size=1, max_size=4))
    return gap.join(frame.replace("{}", paragraph) for frame, paragraph in paragraphs)


_ANYTHING = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab \n\r\t*_`[]()<>&;!#|\\~$:-+=>\"'/{}%@.0’\u00ad\u200b\u00a0\ufdd0\ufffc\0"), st.characters()
    ),
    max_size=80,
)
_LANGUAGE = st.sampled_from(["markdown", "mdx", "plaintext", "gitcommit"])


def _same(plain: str, source: str) -> bool:
    """Whether a plain character reads its source character, as far as the named normalisations go."""
    return (
        plain in (source, OPAQUE)
        or (plain == " " and source.isspace())
        or (plain == "'" and source in "’ʼ")
        or (plain == "\ufffd" and "\ud800" <= source <= "\udfff")
    )


def _check_block(draft: Draft, block: Block) -> None:
    source, text = draft.source.text, block.text
    assert text == text.strip()
    assert "  " not in text
    assert not re.search(r"[^\S ]|[\u00ad\u200b]", text)
    assert 0 <= block.start < block.end <= len(source)
    plain = reached = 0
    for run in block.map.runs:
        assert run.plain == plain
        assert run.plain_length > 0
        assert run.source_length > 0
        assert run.source >= reached
        assert block.start <= run.source
        assert run.source + run.source_length <= block.end
        if run.exact:
            pairs = zip(
                text[plain : plain + run.plain_length], source[run.source : run.source + run.source_length], strict=True
            )
            assert all(_same(here, there) for here, there in pairs)
        plain += run.plain_length
        reached = run.source + run.source_length
    assert plain == len(text)


def _check_spans(draft: Draft, block: Block, start: int, end: int) -> None:
    opening, closing = block.map.to_source(start, end)
    assert block.start <= opening <= closing <= block.end
    assert (opening < closing) == (start < end)
    runs = [run for run in block.map.runs if run.plain < end and start < run.plain + run.plain_length]
    if start < end and all(run.exact for run in runs) and block.map.is_contiguous(start, end):
        there = draft.source.text[opening:closing]
        assert len(there) == end - start
        assert all(_same(*pair) for pair in zip(block.text[start:end], there, strict=True))
    if start < end and runs[0].exact:
        assert block.map.to_plain(opening) == start


def _check(text: str, language: str, data: st.DataObject) -> None:
    draft = read(Source(text), language)
    starts = [block.start for block in draft.blocks]
    assert starts == sorted(starts)
    for comment in draft.comments:
        assert comment.text in text[comment.start : comment.end]
    for block in draft.blocks:
        _check_block(draft, block)
        start = data.draw(st.integers(0, len(block.text)))
        _check_spans(draft, block, start, data.draw(st.integers(start, len(block.text))))
    Suppressions(draft)


@given(_markdown(), _LANGUAGE, st.data())
@settings(deadline=None, max_examples=300)
def test_maps_hold_for_drafts(text: str, language: str, data: st.DataObject) -> None:
    _check(text, language, data)


@given(_ANYTHING, _LANGUAGE, st.data())
@settings(deadline=None, max_examples=300)
def test_maps_hold_for_any_text(text: str, language: str, data: st.DataObject) -> None:
    _check(text, language, data)


@pytest.mark.parametrize("language", ["markdown", "mdx", "plaintext"])
@pytest.mark.parametrize(
    "text",
    [
        "\ud800 lone", "a\0b", "\ufdd0<!-- x -->\ufdd0a", "<", "<!--", "<!-->", "<!--->", "&", "{{", "[@",
        "\\", "![", "[[",
        "```", "<p", "</", "<blockquote>" * 200, "> " * 500 + "a", "* " * 300 + "a", "[" * 2000, "{" * 5000,
        "{{" * 5000,
        "<b>" * 2000, "<!--" * 3000, "a." * 5000, "http://" * 2000, "a@" * 5000, "\u00ad" * 5000, " \u200b" * 3000,
        "_a" * 3000, "(" * 3000, "> <p>x\n" * 2000, "a. " * 5000, "{a " * 5000, "[see @" * 3000,
    ],
)  # fmt: skip
def test_awkward_texts_are_read_all_the_same(text: str, language: str) -> None:
    draft = read(Source(text), language)
    for block in draft.blocks:
        _check_block(draft, block)


@given(st.text(max_size=50))
@example("aé\u0800🏠🏠é")
def test_bytes_become_code_points(text: str) -> None:
    locate = locator(text)
    for offset in range(len(text) + 1):
        assert locate(len(text[:offset].encode())) == offset
