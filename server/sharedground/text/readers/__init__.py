"""Readers of formats: each turns a source into a draft.

read(Source("The rent went up."), "markdown").blocks
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import PurePath

from sharedground.errors import DraftError
from sharedground.text.blocks import Draft
from sharedground.text.readers import markdown, plain
from sharedground.text.source import Source

_READERS: dict[str, Callable[[Source], Draft]] = {
    "markdown": markdown.read,
    "mdx": partial(markdown.read, mdx=True),
    "plaintext": plain.read,
    "gitcommit": partial(plain.read, hash_comments=True),
}
_ALIASES = {
    "md": "markdown",
    "quarto": "markdown",
    "rmd": "markdown",
    "text": "plaintext",
    "txt": "plaintext",
    "plain": "plaintext",
    "mail": "plaintext",
    "git-commit": "gitcommit",
}
_SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mkdn": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".mdx": "mdx",
    ".txt": "plaintext",
    ".text": "plaintext",
    ".eml": "plaintext",
}
_NAMES = {"COMMIT_EDITMSG": "gitcommit", "MERGE_MSG": "gitcommit", "TAG_EDITMSG": "gitcommit"}

LANGUAGES = tuple(sorted({*_READERS, *_ALIASES}))
"""The names by which `read` knows a format."""


def read(source: Source, language: str = "markdown") -> Draft:
    """The draft in a source. `language` is one of LANGUAGES, in any case; another raises DraftError."""
    name = language.lower()
    reader = _READERS.get(_ALIASES.get(name, name))
    if reader is None:
        from rapidfuzz import process  # slow to import, and seldom needed

        near = process.extractOne(name, LANGUAGES, score_cutoff=70)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        raise DraftError(f"Drafts in “{language}” are not read yet.{hint} These are: {', '.join(LANGUAGES)}.")
    return reader(source)


def language_for(path_name: str) -> str | None:
    """The language that a file's name speaks of, as `read` takes it; None where it speaks of none that is read."""
    path = PurePath(path_name)
    return _NAMES.get(path.name) or _SUFFIXES.get(path.suffix.lower())
