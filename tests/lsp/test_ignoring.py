"""*Ignore here* in each format: the comment stands where its readers do not see it, and speaks of the right block.

What is written stands between ⟦ and ⟧; `X` is the sentence that was found, `…` what the comment says.
"""

from __future__ import annotations

import pytest

from sharedground.finding import Finding
from sharedground.lsp.ignoring import edit_for
from sharedground.rules.model import Severity
from sharedground.text.blocks import Draft
from sharedground.text.readers import read
from sharedground.text.readers.formats import NAMES, is_packed
from sharedground.text.source import Source

SENTENCE = "We speak for the voiceless"
SAID = "sharedground: ignore charity/voiceless: reason"

SHOWN = [
    ("markdown", "One.\n\n⟦<!-- … -->\n\n⟧X\n---\n\nOne.\n"),
    ("markdown", "- One\n- X.⟦ <!-- … -->⟧\n"),
    ("mdx", "One.\n\n⟦{/* … */}\n\n⟧- X.\n"),
    ("mdx", "One.\n\n⟦{/* … */}\n\n⟧| a |\n|---|\n| X. |\n"),
    ("plaintext", "One.\n* X.⟦ <!-- … -->⟧\n"),
    ("gitcommit", "⟦# …\n⟧X.\n\n# Please enter\n"),
    ("gitcommit", "Subject\n\nOne two.\n⟦# …\n⟧X.\n\n# ------------------------ >8 ------------------------\n+One\n"),
    ("html", "<body>\n<ul><li>One</li><li>X.⟦ <!-- … -->⟧</li></ul></body>\n"),
    ("html", "⟦<!-- … -->\n\n⟧<html><head><title>X</title></head><body>\n<p>One.</p></body></html>\n"),
    ("html", '<body>\n⟦<!-- … -->\n\n⟧<p>Hi there. <img src="x" alt="X."> You.</p></body>\n'),
    ("restructuredtext", "Intro.\n\n⟦.. …\n\n⟧X.\n\nEnd.\n"),
    ("restructuredtext", "⟦.. …\n\n⟧===========================\nX\n===========================\n\nEnd.\n"),
    ("restructuredtext", "- One\n⟦\n  .. …\n\n⟧- X.\n- Three\n"),
    ("restructuredtext", "1. One\n⟦\n   .. …\n\n⟧2. X.\n3. Three\n"),
    ("restructuredtext", "⟦.. …\n\n⟧- X.\n- Three\n"),
    ("restructuredtext", ".. note::\n\n⟦   .. …\n\n⟧   X.\n"),
    (
        "restructuredtext",
        "⟦.. …\n\n⟧" + "=" * 27 + "  ====\nA" + " " * 28 + "B\n" + "=" * 27 + "  ====\nX.  x\n" + "=" * 33,
    ),
    ("latex", "\\begin{document}\nOne.\n\n⟦% …\n⟧X.\n\\end{document}\n"),
    ("latex", "\\begin{itemize}\n\\item One\n⟦% …\n⟧\\item X.\n\\end{itemize}\n"),
    ("latex", "\\begin{document}\n⟦% …\n⟧\\section{X}\nHi.\n\\end{document}\n"),
    ("latex", "\\begin{document}\n⟦% …\n⟧Hi\\footnote{X.} there.\n\\end{document}\n"),
    ("asciidoc", "= Title\n\nOne.\n\n⟦// …\n⟧X.\n"),
    ("asciidoc", "= Title\n\n* One\n⟦// …\n⟧* X.\n* Three\n"),
    ("asciidoc", "= Title\n\n⟦// …\n⟧== X\n\nHi there.\n"),
    ("asciidoc", "= Title\n\n⟦// …\n⟧|===\n| A | B\n\n| C | X.\n|===\n"),
    ("org", "* Title\nOne.\n\n⟦# …\n⟧X.\n"),
    ("org", "⟦# …\n⟧* X\nOne.\n"),
    ("org", "- One\n⟦  # …\n⟧- X.\n- Three\n"),
    ("org", "⟦# …\n⟧#+TITLE: X\n\nOne.\n"),
    ("org", "One.\n\n⟦# …\n⟧| A | B |\n|---+---|\n| C | X. |\n"),
    ("email", "From: a@b.c\nSubject: x\n\nOne.\n\n⟦<!-- … -->\n\n⟧X.\n"),
    ("notebook", '{"cells": [{"cell_type": "markdown", "source": ["# Hi\\n", "X.\\n", "More.⟦ <!-- … -->⟧"]}]}'),
    ("notebook", '{"cells": [{"cell_type": "markdown", "source": "- One\\n- X.⟦ <!-- … -->⟧"}]}'),
    (
        "webvtt",
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nOne.\n\n⟦NOTE …\n\n⟧2\n00:00:03.000 --> 00:00:04.000\nX.\n",
    ),
]


@pytest.mark.parametrize(("language", "shown"), SHOWN)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_comment_stands_where_its_readers_do_not_see_it(language: str, shown: str, ending: str) -> None:
    shown = shown.replace("\n", ending).replace("X", SENTENCE).replace("…", SAID)
    before, rest = shown.split("⟦")
    written, after = rest.split("⟧")
    text = before + after
    edit = edit_for(_found(text), _read(text, language), language, lambda other: _read(other, language))
    assert edit
    assert (edit.start, edit.end, edit.text) == (len(before), len(before), written)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("webvtt", "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nOne.\n- X.\n"),
        ("subrip", "1\n00:00:01,000 --> 00:00:02,000\nX.\n"),
        ("email", "From: a@b.c\nSubject: X\n\nOne.\n"),
        ("markdown", "---\ntitle: X\n---\n\nOne.\n"),
    ],
    ids=["in the middle of a cue", "a format without comments", "a header", "front matter"],
)
def test_where_no_comment_can_stand_there_is_none(language: str, text: str) -> None:
    text = text.replace("X", SENTENCE)
    assert edit_for(_found(text), _read(text, language), language, lambda other: _read(other, language)) is None


def test_each_format_that_an_editor_can_hold_is_tried_here() -> None:
    assert {language for language, _shown in SHOWN} | {"subrip"} == {name for name in NAMES if not is_packed(name)}


def _read(text: str, language: str) -> Draft:
    return read(Source(text), language)


def _found(text: str) -> Finding:
    start = text.index(SENTENCE)
    return Finding("charity/voiceless", "", Severity.WARNING, "", start, start + len(SENTENCE))
