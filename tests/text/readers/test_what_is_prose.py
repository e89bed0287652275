"""Format by format: what is prose, and of which kind; what is left out."""

# ruff: noqa: E501 (tables are read in rows)

import pytest

from sharedground.text.blocks import OPAQUE
from sharedground.text.readers import read
from sharedground.text.source import Source


def rows(text: str, language: str) -> list[str]:
    """One row for each block: `kind: text`, quoted ones with a `>` before it; `_` for what is opaque."""
    draft = read(Source(text), language)
    return [f"{'>' * block.quoted}{block.kind.value}: {block.text.replace(OPAQUE, '_')}" for block in draft.blocks]


RST = {
    "Title\n=====\n\nText *one* and **two**\nwrapped.": ["heading: Title", "paragraph: Text one and two wrapped."],
    "=====\nTitle\n=====\n\nText.": ["heading: Title", "paragraph: Text."],
    "A ``code x`` and `link <http://x.org>`_ and word_ [1]_ |sub|.": ["paragraph: A _ and link and word _."],
    ":ref:`Words <x>` and :ref:`x` and :math:`x^2` and `title`": ["paragraph: Words and _ and _ and title"],
    "a \\*star\\* and o\\ ne": ["paragraph: a *star* and one"],
    "* one\n  more\n\n  second\n* two": ["item: one more", "item: second", "item: two"],
    "1. one\n2. two": ["item: one", "item: two"],
    "Term\n  Meaning.": ["item: Term", "item: Meaning."],
    ".. note:: Mind\n   this.\n\n   And this.": ["paragraph: Mind this.", "paragraph: And this."],
    ".. note::\n\n   * one\n   * two": ["item: one", "item: two"],
    ".. topic:: Its title\n\n   Its text.": ["heading: Its title", "paragraph: Its text."],
    ".. epigraph::\n\n   Said.": [">paragraph: Said."],
    "Text.\n\n  Said.\n\n  -- Someone": ["paragraph: Text.", ">paragraph: Said.", ">paragraph: Someone"],
    ".. code-block:: python\n\n   not prose": [],
    ".. raw:: html\n\n   <b>no</b>": [],
    ".. math:: x = y": [],
    ".. toctree::\n\n   one\n   two": [],
    ".. unheard-of:: no prose": [],
    ".. figure:: x.png\n   :alt: Seen here\n\n   Its caption.": ["caption: Seen here", "caption: Its caption."],
    "Look::\n\n  no prose": ["paragraph: Look"],
    ">>> no prose": [],
    ".. [1] A note.": ["note: A note."],
    ".. _target: http://x.org": [],
    "+-----+-------+\n| one | two   |\n|     | words |\n+-----+-------+": ["cell: one", "cell: two words"],
    "=== ===\none two\n=== ===\na   b c\n=== ===": ["cell: one", "cell: two", "cell: a", "cell: b c"],
    "=== ===\none two\n=== ===\na   b\n\nc   d\n=== ===\n\nText.": [
        "cell: one", "cell: two", "cell: a", "cell: b", "cell: c", "cell: d", "paragraph: Text.",
    ],
    ".. table:: Its name\n\n   === ===\n   a   b\n   === ===\n   c   d\n   === ===": [
        "caption: Its name", "cell: a", "cell: b", "cell: c", "cell: d",
    ],
    "| line one\n| line two": ["paragraph: line one", "paragraph: line two"],
}  # fmt: skip

LATEX = {
    "Text \\emph{one} and \\textbf{two}\nwrapped.": ["paragraph: Text one and two wrapped."],
    "One.\n\nTwo.\n \nThree.": ["paragraph: One.", "paragraph: Two.", "paragraph: Three."],
    "\\section{A \\emph{title}}\nText.": ["heading: A title", "paragraph: Text."],
    "\\section*{Title}\\label{x}": ["heading: Title"],
    "so $x^2$ and \\(y\\) and \\cite{a} or \\ref{b}": ["paragraph: so _ and _ and _ or _"],
    "so \\[ x \\] it is": ["paragraph: so _ it is"],
    "before\n\\begin{equation}x\\end{equation}\nafter": ["paragraph: before _ after"],
    "\\begin{verbatim}\nno prose\n\\end{verbatim}": [],
    "\\begin{lstlisting}\nno prose\n\\end{lstlisting}": [],
    "\\begin{itemize}\n\\item one\n\\item two words\n\\end{itemize}": ["item: one", "item: two words"],
    "\\begin{quote}Said.\\end{quote}": [">paragraph: Said."],
    "\\begin{tabular}{ll} a & b \\\\ \\hline c d & e \\end{tabular}": ["cell: a", "cell: b", "cell: c d", "cell: e"],
    "\\begin{figure}[h]\\includegraphics[width=3cm]{x}\\caption{Seen.}\\end{figure}": ["caption: Seen."],
    "One\\footnote{A note.} goes on.": ["paragraph: One goes on.", "note: A note."],
    "``quoted'' --- dash~tie": ["paragraph: “quoted” — dash tie"],
    "Caf\\'e \\& co, 5\\% and \\\"{o}": ["paragraph: Café & co, 5% and ö"],
    "one % no prose\ntwo": ["paragraph: one two"],
    "\\href{http://x.org}{words} and \\url{http://x.org}": ["paragraph: words and _"],
    "\\vspace{3cm}\\setlength{\\parindent}{0pt}Text.": ["paragraph: Text."],
    "\\documentclass{a}\n\\title{Its title}\nno\n\\begin{document}\nText.\n\\end{document}\nno": [
        "heading: Its title", "paragraph: Text.",
    ],
    "Broken } brace \\end{x} goes on.\n\nLast.": ["paragraph: Broken brace goes on.", "paragraph: Last."],
}  # fmt: skip

ASCIIDOC = {
    "= Title\nAn Author <a@b.org>\n:toc:\n\nText.": ["heading: Title", "paragraph: Text."],
    "== Section\n\nText *one* and _two_ **th**ree #four#\nwrapped.": [
        "heading: Section", "paragraph: Text one and two three four wrapped.",
    ],
    "a `code` and +pass+ and {name} and http://x.org[words] and <<id,text>> and <<id>>": [
        "paragraph: a _ and _ and _ and words and text and _",
    ],
    "2 * 3 * 4 and snake_case_name and a* b": ["paragraph: 2 * 3 * 4 and snake_case_name and a* b"],
    "\"`quoted`\" and '`so`'": ["paragraph: “quoted” and ‘so’"],
    "One footnote:[A note.] goes on.": ["paragraph: One goes on.", "note: A note."],
    "* one\nmore\n** two\n- three\n. four\n1. five": ["item: one more", "item: two", "item: three", "item: four", "item: five"],
    "* [x] done\n+\nattached": ["item: done", "paragraph: attached"],
    "term:: Meaning.\nother::\n  Meaning two.": ["item: term", "item: Meaning.", "item: other", "item: Meaning two."],
    "[quote,Someone]\nSaid.": [">paragraph: Said."],
    "____\nSaid.\n\nMore.\n____\n\nText.": [">paragraph: Said.", ">paragraph: More.", "paragraph: Text."],
    "----\nno prose\n----\n\nText.": ["paragraph: Text."],
    "....\nno prose\n....": [],
    "[source,python]\nno prose\n\nText.": ["paragraph: Text."],
    " no prose\n\nText.": ["paragraph: Text."],
    "```python\nno prose\n```": [],
    "NOTE: Mind this.": ["paragraph: Mind this."],
    "[NOTE]\n====\nMind this.\n====": ["paragraph: Mind this."],
    ".Its name\n|===\n|a |b *c*\n\n2+|d\n|===": ["caption: Its name", "cell: a", "cell: b c", "cell: d"],
    "image::x.png[Seen here,300]": ["caption: Seen here"],
    "include::x.adoc[]\n:name: value\n\n'''\n\n[[anchor]]\nText.": ["paragraph: Text."],
    "One +\ntwo": ["paragraph: One two"],
    "---\ntitle: x\n---\n\nText.": ["paragraph: Text."],
}  # fmt: skip

ORG = {
    "#+TITLE: Its title\n#+AUTHOR: me\n\nText *one* and /two/\nwrapped.": [
        "heading: Its title", "paragraph: Text one and two wrapped.",
    ],
    "* TODO [#A] Head *one* :tag:\nText.": ["heading: Head one", "paragraph: Text."],
    "a =code= and ~verb~ and [[http://x.org][words]] and [[http://x.org]] and \\(x\\)": [
        "paragraph: a _ and _ and words and _ and _",
    ],
    "- one\n  more\n- [X] two\n  1. three": ["item: one more", "item: two", "item: three"],
    "- term :: Meaning.": ["item: term", "item: Meaning."],
    "| a | b |\n|---+---|\n| c d | e |": ["cell: a", "cell: b", "cell: c d", "cell: e"],
    "#+BEGIN_QUOTE\nSaid.\n#+END_QUOTE": [">paragraph: Said."],
    "#+BEGIN_SRC python\nno prose\n#+END_SRC": [],
    "#+begin_example\nno prose\n#+end_example": [],
    ": no prose": [],
    "* Head\n:PROPERTIES:\n:ID: no\n:END:\nText.": ["heading: Head", "paragraph: Text."],
    "#+CAPTION: Seen here\n[[file:x.png]]": ["caption: Seen here"],
    "One[fn:1] goes on.\n\n[fn:1] A note.": ["paragraph: One goes on.", "note: A note."],
    "One[fn:: A note.] goes on.": ["paragraph: One goes on.", "note: A note."],
    "* COMMENT no\nprose": [],
}  # fmt: skip

HTML = {
    "<p>Text <b>one</b> and\n<i>two</i> &amp; more": ["paragraph: Text one and two & more"],
    "<title>Its title</title><h1>Head</h1>": ["heading: Its title", "heading: Head"],
    "<ul><li>one<li>two</ul>": ["item: one", "item: two"],
    "<table><caption>Its name</caption><tr><td>a<td>b</table>": ["caption: Its name", "cell: a", "cell: b"],
    "<blockquote><p>Said.</blockquote><p>Text.": [">paragraph: Said.", "paragraph: Text."],
    "<style>no</style><script>no</script><pre>no</pre>Text.": ["paragraph: Text."],
    "a <code>x</code> b": ["paragraph: a _ b"],
    "<img src=x alt='Seen &lt;here'> <img alt=seen data-alt=no>": ["caption: Seen <here", "caption: seen"],
    "<p title='no prose' class=no>Text.</div></p> More.": ["paragraph: Text.", "paragraph: More."],
    "5 < 6 and 7 > 3": ["paragraph: 5 < 6 and 7 > 3"],
    "<!doctype html><html><head><meta name=no content=no></head><body>Text.": ["paragraph: Text."],
}

SUBRIP = {
    "1\n00:00:01,000 --> 00:00:02,000\n<i>First</i> we\ntalk\n\n2\n00:00:02,000 --> 00:00:03,000\nabout rent.\n\n"
    "3\n00:00:03,000 --> 00:00:04,000\n- Who?\n- You.\n": ["paragraph: First we talk about rent.", "paragraph: - Who?", "paragraph: - You."],
    "no cue at all": [],
}  # fmt: skip

WEBVTT = {
    "WEBVTT\n\nSTYLE\n::cue {}\n\nid\n00:01.000 --> 00:02.000 align:start\n<v Ada>We talk &amp; talk\n\n"
    "00:02.000 --> 00:03.000\nabout rent.\n": ["paragraph: We talk & talk about rent."],
}

NOTEBOOK = {
    '{"cells": [{"cell_type": "markdown", "source": ["# Title\\n", "\\n", "A \\"quoted\\" *word* and \\u00e9t\\u00e9."]},'
    '{"cell_type": "code", "source": ["# no prose"]}, {"cell_type": "markdown", "source": "Text."}]}': [
        "heading: Title", 'paragraph: A "quoted" word and été.', "paragraph: Text.",
    ],
    '{"cells": []}': [],
}  # fmt: skip

EMAIL = {
    "From: a@b.org\nTo: c@d.org\nSubject: About\n rent\n\nText one.\n\n> Said.\n\n-- \nno prose\n": [
        "heading: About rent", "paragraph: Text one.", ">paragraph: Said.",
    ],
    "Subject: =?utf-8?q?Caf=C3=A9?=\nContent-Transfer-Encoding: quoted-printable\n\nWe don=E2=80=99t =\ngo. 1 =3D 1\n": [
        "heading: Café", "paragraph: We don't go. 1 = 1",
    ],
    "Content-Type: text/html\n\n<p>Text <b>one</b>": ["paragraph: Text one"],
    "Content-Transfer-Encoding: base64\n\nT25lLgoKVHdvIGNhZsOpcy4K\n": ["paragraph: One.", "paragraph: Two cafés."],
    "Content-Type: multipart/mixed; boundary=x\n\nno\n--x\n\nText.\n--x\nContent-Disposition: attachment\n\nno\n--x--\nno": [
        "paragraph: Text.",
    ],
    "Content-Type: multipart/alternative; boundary=x\n\n--x\n\nText.\n--x\nContent-Type: text/html\n\n<p>no\n--x--\n": [
        "paragraph: Text.",
    ],
    "Content-Type: application/pdf\n\nno": [],
}  # fmt: skip

CASES = {
    "restructuredtext": RST, "latex": LATEX, "asciidoc": ASCIIDOC, "org": ORG, "html": HTML, "subrip": SUBRIP,
    "webvtt": WEBVTT, "notebook": NOTEBOOK, "email": EMAIL,
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [(language, text, expected) for language, cases in CASES.items() for text, expected in cases.items()],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
def test_prose_is_found_and_the_rest_left_out(language: str, text: str, expected: list[str], ending: str) -> None:
    assert rows(text.replace("\r\n", "\n").replace("\n", ending), language) == expected
