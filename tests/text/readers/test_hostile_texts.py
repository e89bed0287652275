"""Texts that are broken, tangled or huge are read, or refused with a word that helps; in either case soon."""

# ruff: noqa: E501 (tables are read in rows)

import time

import pytest

from sharedground.errors import DraftError
from sharedground.text.readers import LANGUAGES, read
from sharedground.text.readers.formats import FORMATS, is_packed
from sharedground.text.source import Source

_NOTEBOOK = '{"cells": [{"cell_type": "markdown", "source": "The rent went up."}]}'
_SECONDS = 30
"""Far more than any of these takes on its own, so that a busy machine fails nothing."""

TEXTS = sorted({format_.name for format_ in FORMATS if not format_.packed})

AWKWARD = [
    "", "\n", "\0", "\ufeff", "\ud800 lone", "a\0b", "\ufdd0", "\r", "<", "*", "|", "::", "\\", "{", "$", "%", "#", "=?",
    "=", "[", "--", "----", "====", "////", "|===", "#+BEGIN_QUOTE", "#+", "1\n-->", "WEBVTT", ".. ", "..", "\\begin{",
    "\\begin{x}", "\\item", "\\verb|", "\\footnote{", "$$x", "\\(", "+--", "+-+", "=== ===\na", ".. note::", "::\n\n  a",
    "Content-Type: multipart/mixed\n\nx", "Content-Type: multipart/mixed; boundary=x\n\n--x",
    "Content-Type: message/rfc822\n\n", "Content-Transfer-Encoding: base64\n\n%%%", "Subject: =?x?q?y?=\n\n",
    "Content-Type: text/plain; charset=nonsense\n\nx", "Content-Transfer-Encoding: quoted-printable\n\n=\r=Z=",
]  # fmt: skip

TANGLED = [
    "*a " * 5_000, "`a " * 5_000, "|a " * 5_000, "_a " * 5_000, "{" * 5_000, "[" * 5_000, "<" * 5_000, "(" * 5_000,
    "<!--" * 5_000, "<a " * 5_000, "&" * 5_000, "\\begin{x}" * 5_000, "\\footnote{" * 5_000, "$" * 5_001, "\\" * 5_000,
    "[fn:: " * 2_500, "[[" * 5_000, "footnote:[" * 2_500, "\"`" * 2_500, "http://x[" * 5_000, "a:" * 5_000, "\\( " * 2_500,
    "<div>" * 5_000, "<blockquote>" * 5_000, "> " * 5_000, "#+BEGIN_QUOTE\n" * 5_000, "====\n" * 2_501, "____\n" * 2_501,
    "+-" * 5_000, "=== " * 2_500, "=E2=80=99" * 2_500, "% a\n" * 5_000, "a\n\n" * 8_000, "a\n" * 15_000, "a" * 50_000,
    "a " * 50_000, "\n" * 50_000, " " * 50_000, "* a\n" * 5_000, ".. a\n" * 5_000, "a::\n" * 5_000, "| a\n" * 2_500,
    "".join("  " * depth + "* a\n\n" for depth in range(300)),
    "".join("  " * depth + ".. note::\n\n" for depth in range(100)) + "  " * 100 + "a",
    "".join("*" * depth + " a\n" for depth in range(1, 500)),
    "Content-Type: multipart/mixed; boundary=x\n\n" + "--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 500,
    "".join(f"Content-Type: multipart/mixed; boundary=x{i}\n\n--x{i}\n" for i in range(500)),
    "00:01.000 --> 00:02.000\na\n" * 2_500,
]  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
def test_awkward_texts_are_read_or_refused_with_a_remedy(language: str) -> None:
    for text in AWKWARD:
        for around in (text, f"a {text} b", f"a\n\n{text}\n\nb", f"{text}\na"):
            _read_or_refuse(around, language)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("text", TANGLED, ids=lambda text: repr(text[:12]))
def test_tangled_texts_take_no_more_than_their_time(language: str, text: str) -> None:
    began = time.process_time()
    _read_or_refuse(text, language)
    assert time.process_time() - began < _SECONDS


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no notebook"), ("{", "no notebook"), ("[]", "no cells"), ('{"a": 1}', "no cells"), ('"x"', "no cells"),
        ("[" * 100_000, "nested"), ("<<<<<<< HEAD\n{}", "no notebook"), ('{"cells": [', "no notebook"),
    ],
)  # fmt: skip
def test_what_is_no_notebook_is_told(text: str, says: str) -> None:
    with pytest.raises(DraftError, match=says):
        read(Source(text), "notebook")


@pytest.mark.parametrize(
    "cells", ["1", "[1]", "[{}]", '[{"cell_type": "markdown"}]', '[{"cell_type": "markdown", "source": [1, {}]}]']
)
def test_odd_cells_are_passed_over(cells: str) -> None:
    assert read(Source(f'{{"cells": {cells}}}'), "notebook").blocks == ()


def test_too_much_latex_is_told() -> None:
    with pytest.raises(DraftError, match="2 MB"):
        read(Source("a " * 1_000_001), "latex")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_reads_a_source_that_was_typed_in(language: str) -> None:
    is_notebook = language in ("notebook", "ipynb", "jupyter", "jupyter-notebook")
    text = _NOTEBOOK if is_notebook else "The rent went up."
    draft = read(Source(text), language)
    spoken = " ".join(block.text for block in draft.blocks)
    assert spoken in ("The rent went up.", "")
    assert (
        spoken
        or language in ("subrip", "srt", "webvtt", "vtt")
        or "mail" in language
        or "eml" in language
        or "rfc" in language
    )
    assert not is_packed(language) or spoken


def _read_or_refuse(text: str, language: str) -> None:
    try:
        read(Source(text), language)
    except DraftError as error:
        assert len(str(error).split()) > 8
