"""A rewrite changes its words and leaves the format around them alone."""

# ruff: noqa: E501 (tables are read in rows)

import json

import pytest

from sharedground import Linter
from sharedground.rewriting.model import apply_edits
from sharedground.rules.model import Applicability
from sharedground.text.readers.escapes import escaped

_SAID = 'so “they” "say"'
OLD, NEW = "We will always defend genuine asylum seekers.", "We will always defend asylum seekers."


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


@pytest.mark.parametrize(
    ("language", "around"),
    [
        ("restructuredtext", "Title\n=====\n\n.. note:: {} ``x``\n   *More*.\n"),
        ("restructuredtext", "+-----------------------------------------------+\n| {} |\n+-----------------------------------------------+\n"),
        ("latex", "\\section{{A}}\n\\emph{{So}}: {} % no\n"),
        ("asciidoc", "* *So*: {}\n"),
        ("org", "* Head\n- /So/: {}\n"),
        ("html", "<p class=a><b>So</b>: {}</p>"),
        ("email", "Subject: a\nContent-Transfer-Encoding: quoted-printable\n\nCaf=C3=A9. {}\n"),
        ("notebook", '{{"cells": [{{"cell_type": "markdown", "source": ["\\u00e9\\n", "{}"]}}]}}'),
        ("subrip", "1\n00:00:01,000 --> 00:00:02,000\n<i>{}</i>\n"),
        ("webvtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n{}\n"),
    ],
)  # fmt: skip
def test_a_safe_rewrite_keeps_all_markup(linter: Linter, language: str, around: str) -> None:
    before = around.format(OLD)
    rewrites = [
        rewrite
        for finding in linter.check(before, language=language)
        for rewrite in finding.rewrites
        if rewrite.applicability is Applicability.SAFE
    ]
    assert apply_edits(before, rewrites[0].edits) == around.format(NEW)


def test_words_are_escaped_as_a_format_asks() -> None:
    assert json.loads(f'"{escaped(_SAID, "notebook")}"') == _SAID
    assert escaped("5 % & more", "latex") == "5 \\% \\& more"
    assert escaped("a < b", "html") == "a &lt; b"
    assert escaped("\\n", "notebook") is None
    assert escaped("&amp;", "html") is None


def test_each_rewrite_leaves_a_notebook_whole(linter: Linter) -> None:
    told = (
        'Check your privilege before you complain about rent.\n\n"Stop whining about rent when people in Gaza starve."'
    )
    said = "We give a voice to the voiceless. Stop whining about rent when people in Gaza are being bombed."
    book = json.dumps({"cells": [{"cell_type": "markdown", "source": [told, "\n\n", said]}]})
    rewrites = [rewrite for finding in linter.check(book, language="notebook") for rewrite in finding.rewrites]
    assert rewrites
    for rewrite in rewrites:
        json.loads(apply_edits(book, rewrite.edits))
