"""What holds for every block of every draft in a format that is text."""

# ruff: noqa: E501 (tables are read in rows)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedground.errors import DraftError
from sharedground.text.blocks import OPAQUE, Block, Draft
from sharedground.text.directives import Suppressions
from sharedground.text.excerpts import Excerpting
from sharedground.text.readers import read
from sharedground.text.source import Source

LANGUAGES = ["restructuredtext", "latex", "asciidoc", "org", "html", "email", "subrip", "webvtt"]
_WORDS = st.sampled_from(
    ["rent", "we", "don’t", "أهلا", "e\u0301", "👩🏽‍🏭", "naïve", "🔥", "I.", "«no»", "soli\u00addar"]
)
_INLINE = {
    "restructuredtext": ["*{}*", "**{}**", "``{}``", "`{} <http://x.org>`_", ":sub:`{}`", "\\*{}", "|{}|", "{}\\ s", "[#{}]_"],
    "latex": ["\\emph{{{}}}", "${}$", "\\cite{{{}}}", "{}\\footnote{{{}}}", "``{}''", "{}~", "\\'e{}", "{{{}}}", "% {}\n"],
    "asciidoc": ["*{}*", "__{}__", "`{}`", "http://x.org[{}]", "footnote:[{}]", "<<a,{}>>", "\\*{}*", "\"`{}`\"", "{} +\n"],
    "org": ["*{}*", "/{}/", "={}=", "[[http://x.org][{}]]", "{}[fn:1]", "[fn:: {}]", "\\alpha{{}} {}", "\\({}\\)"],
    "html": ["<b>{}</b>", "&amp;{}", "<code>{}</code>", "<!-- {} -->", "<br>{}", "<img alt='{}'>", "{}&nbsp;"],
    "email": ["=C3=A9{}", "{}=\n", "=3D{}", "=E2=80=99{}", "{}"],
    "subrip": ["<i>{}</i>", "{}\n", "&amp;{}"],
    "webvtt": ["<v {}>", "<c.x>{}</c>", "{}\n"],
}  # fmt: skip
_FRAMES = {
    "restructuredtext": ["{}", "{}\n====", "* {}", ".. note:: {}", "  {}", ".. [1] {}", "+----+\n| {} |\n+----+", "::\n\n  {}", ".. {}"],
    "latex": ["{}", "\\section{{{}}}", "\\begin{{itemize}}\\item {}\\end{{itemize}}", "\\begin{{tabular}}{{l}} {} & a \\end{{tabular}}", "\\begin{{quote}}{}"],
    "asciidoc": ["{}", "== {}", "* {}", "{}:: a", "|===\n|{} |a\n|===", "----\n{}", "____\n{}\n____", ".{}", "NOTE: {}"],
    "org": ["{}", "* {} :tag:", "- {}", "| {} | a |", "#+BEGIN_QUOTE\n{}\n#+END_QUOTE", "# {}", "#+CAPTION: {}", "- {} :: a"],
    "html": ["<p>{}", "<li>{}", "<td>{}</table>", "<blockquote>{}", "<script>{}", "</div>{}"],
    "email": [
        "Subject: {}\n\n{}", "Subject: a\nContent-Transfer-Encoding: quoted-printable\n\n{}",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{}\n--b\nContent-Type: text/html\n\n<p>{}\n--b--",
    ],
    "subrip": ["1\n00:00:01,0 --> 00:00:02,0\n{}", "{}"],
    "webvtt": ["WEBVTT\n\n00:01.000 --> 00:02.000\n{}", "NOTE {}"],
}  # fmt: skip


@st.composite
def _draft(draw: st.DrawFn, language: str) -> str:
    def paragraph() -> str:
        parts = []
        for _ in range(draw(st.integers(1, 4))):
            word = draw(_WORDS)
            inline = draw(st.sampled_from(["{}", *_INLINE[language]]))
            parts.append(inline.replace("{}", word).replace("{{", "{").replace("}}", "}"))
            parts.append(draw(st.sampled_from([" ", "\n", "\r\n", "  ", "\t"])))
        return "".join(parts)

    frames = draw(st.lists(st.sampled_from(_FRAMES[language]), min_size=1, max_size=4))
    gap = draw(st.sampled_from(["\n\n", "\r\n\r\n", "\n"]))
    return gap.join(frame.replace("{}", paragraph()).replace("{{", "{").replace("}}", "}") for frame in frames)


def _same(plain: str, source: str) -> bool:
    return (
        plain in (source, OPAQUE, "\ufffd")
        or (plain == " " and (source.isspace() or source == "~"))
        or (plain == "'" and source in "’ʼ")
    )


def check_block(draft: Draft, block: Block) -> None:
    source, text = draft.source.text, block.text
    assert text == text.strip()
    assert "  " not in text
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
            there = source[run.source : run.source + run.source_length]
            assert all(map(_same, text[plain : plain + run.plain_length], there)), (text, there)
        plain += run.plain_length
        reached = run.source + run.source_length
    assert plain == len(text)
    for start in range(len(text)):
        opening, closing = block.map.to_source(start, start + 1)
        assert block.start <= opening < closing <= block.end


def _check(text: str, language: str) -> None:
    draft = read(Source(text), language)
    starts = [block.start for block in draft.blocks]
    assert starts == sorted(starts)
    for comment in draft.comments:
        assert 0 <= comment.start < comment.end <= len(text)
    for block in draft.blocks:
        check_block(draft, block)
    Suppressions(draft)


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
@settings(deadline=None, max_examples=150)
def test_maps_hold_for_drafts(language: str, data: st.DataObject) -> None:
    _check(data.draw(_draft(language)), language)


_ANYTHING = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab \n\r\t*_`[]()<>&;!#|\\~$:-+=\"'/{}%@.0^,?"), st.characters(exclude_categories=["Cs"])
    ),
    max_size=80,
)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=_ANYTHING)
@settings(deadline=None, max_examples=150)
def test_maps_hold_for_any_text(language: str, text: str) -> None:
    _check(text, language)


@given(cells=st.lists(st.text(max_size=60), max_size=3), ascii_only=st.booleans(), data=st.data())
@settings(deadline=None, max_examples=150)
def test_maps_hold_for_any_notebook(cells: list[str], ascii_only: bool, data: st.DataObject) -> None:
    import json

    sources = [cell.splitlines(keepends=True) if data.draw(st.booleans()) else cell for cell in cells]
    book = {"cells": [{"cell_type": "markdown", "source": source} for source in sources]}
    try:
        _check(json.dumps(book, ensure_ascii=ascii_only), "notebook")
    except DraftError:
        pytest.fail("a notebook that json wrote is a notebook")


@given(st.lists(st.tuples(st.text("abc ", min_size=1, max_size=6), st.integers(0, 3), st.integers(0, 4)), min_size=1))
def test_a_map_through_an_excerpt_is_the_map_of_both(pieces: list[tuple[str, int, int]]) -> None:
    """Pieces of an excerpt: their text, how much longer their source is, and what is skipped before them."""
    building = Excerpting()
    at = 0
    for text, longer, gap in pieces:
        building.add(text, at + gap, at + gap + len(text) + longer)
        at += gap + len(text) + longer
    excerpt = building.excerpt()
    assert excerpt is not None
    assert excerpt.text == "".join(text for text, _, _ in pieces)
    for block in read(Source(excerpt.text), "plaintext").blocks:
        outward = excerpt.outward(block)
        for start in range(len(block.text)):
            inner = block.map.to_source(start, start + 1)
            opening, closing = excerpt.map.to_source(*inner)
            assert outward.map.to_source(start, start + 1)[0] <= opening
            assert outward.map.to_source(start, start + 1)[1] >= closing
