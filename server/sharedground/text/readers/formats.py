"""The formats of drafts: their names, the endings of their files, and the modules that read them.

Plain data, so that whoever only asks for a name imports no parser.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class CommentSyntax:
    """How a comment is written. One without `closing` ends with its line; `stands_apart`: between empty lines."""

    opening: str = "<!-- "
    closing: str = " -->"
    stands_apart: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `module`: where its reader is, if not under its name; `options`: what the reader is told.

    `comment`: how one is written that its readers do not see; None where whatever is written can be seen.
    `unix_lines`: its parser knows no other line ends.
    `packed`: its files are no text but hold it (a zip of XML); the reader's module unpacks them.
    """

    name: str
    suffixes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    module: str = ""
    options: dict[str, bool] = field(default_factory=dict)
    comment: CommentSyntax | None = CommentSyntax()
    unix_lines: bool = False
    packed: bool = False


_HASH = CommentSyntax("# ", "")
_DOTS = CommentSyntax(".. ", "", stands_apart=True)
_NOTE = CommentSyntax("NOTE ", "", stands_apart=True)

FORMATS = (
    Format(
        "markdown",
        (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".qmd", ".rmd"),
        ("md", "quarto", "rmd"),
    ),
    Format("mdx", (".mdx",), module="markdown", options={"mdx": True}, comment=CommentSyntax("{/* ", " */}")),
    Format("plaintext", (".txt", ".text"), ("text", "txt", "plain", "mail"), module="plain"),
    Format(
        "gitcommit",
        aliases=("git-commit",),
        module="plain",
        options={"hash_comments": True},
        comment=_HASH,
    ),
    Format("html", (".html", ".htm", ".xhtml"), ("xhtml", "htm")),
    Format("restructuredtext", (".rst", ".rest"), ("rst", "rest"), comment=_DOTS, unix_lines=True),
    Format("latex", (".tex", ".ltx", ".latex"), ("tex",), comment=CommentSyntax("% ", ""), unix_lines=True),
    Format("asciidoc", (".adoc", ".asciidoc"), ("adoc",), comment=CommentSyntax("// ", "")),
    Format("org", (".org",), ("org-mode", "orgmode"), comment=_HASH, unix_lines=True),
    Format("email", (".eml",), ("eml", "message/rfc822")),
    Format("notebook", (".ipynb",), ("ipynb", "jupyter", "jupyter-notebook")),
    Format("subrip", (".srt",), ("srt",), module="subtitles", comment=None),
    Format(
        "webvtt",
        (".vtt",),
        ("vtt",),
        module="subtitles",
        options={"webvtt": True},
        comment=_NOTE,
    ),
    Format("docx", (".docx",), ("word",), packed=True, comment=None),
    Format("odt", (".odt",), ("opendocument",), packed=True, comment=None),
)

_NAMES = {"COMMIT_EDITMSG": "gitcommit", "MERGE_MSG": "gitcommit", "TAG_EDITMSG": "gitcommit"}
_BY_NAME = {name: format_ for format_ in FORMATS for name in (format_.name, *format_.aliases)}
_BY_SUFFIX = {suffix: format_.name for format_ in FORMATS for suffix in format_.suffixes}

LANGUAGES = tuple(sorted(_BY_NAME))
"""The names by which `read` knows a format."""
NAMES = tuple(format_.name for format_ in FORMATS)
"""One name for each format."""
SUFFIXES = tuple(_BY_SUFFIX)
"""The endings of the files that are drafts, each with its full stop, in lower case."""
TEXT_SUFFIXES = tuple(suffix for format_ in FORMATS if not format_.packed for suffix in format_.suffixes)
"""Those of the files that are text, which an editor can hold."""


def format_named(language: str) -> Format | None:
    """The format that goes by a name, in any case."""
    return _BY_NAME.get(language.lower())


def is_packed(language: str) -> bool:
    """Whether the files of a format are no text but hold it."""
    found = format_named(language)
    return found is not None and found.packed


def language_for(path_name: str) -> str | None:
    """The language that a file's name speaks of, as `read` takes it; None where it speaks of none that is read."""
    path = PurePath(path_name)
    return _NAMES.get(path.name) or _BY_SUFFIX.get(path.suffix.lower())
