"""Readers of formats: each turns a source into a draft.

read(Source("The rent went up."), "markdown").blocks
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import cast

from sharedground.errors import DraftError
from sharedground.text.blocks import Draft
from sharedground.text.readers.formats import LANGUAGES, Format, format_named, language_for
from sharedground.text.source import Source, decode

__all__ = ["LANGUAGES", "language_for", "read", "unpack"]

_OTHER_LINE_END = re.compile(r"\r\n?")


def read(source: Source, language: str = "markdown") -> Draft:
    """The draft in a source. `language` is one of LANGUAGES, in any case; another raises DraftError.

    So does a draft that its format forbids: one that is broken off, or nested beyond reason.
    """
    format_ = _format(language)
    if format_.unix_lines and "\r" in source.text:
        return _read_in_unix_lines(source, format_)
    return _read(source, format_)


def _read(source: Source, format_: Format) -> Draft:
    module = import_module(f"{__name__}.{format_.module or format_.name}")
    return cast(Draft, module.read(source, **format_.options))


def _read_in_unix_lines(source: Source, format_: Format) -> Draft:
    from sharedground.text.excerpts import Excerpting

    text, done = source.text, 0
    building = Excerpting()
    for end in _OTHER_LINE_END.finditer(text):
        building.add(text[done : end.start()], done, end.start())
        building.add("\n", *end.span())
        done = end.end()
    building.add(text[done:], done, len(text))
    excerpt = building.excerpt()
    assert excerpt
    draft = _read(Source(excerpt.text), format_)
    comments = [excerpt.outward_comment(comment) for comment in draft.comments]
    return Draft(source, draft.language, tuple(map(excerpt.outward, draft.blocks)), tuple(comments))


def unpack(data: bytes, language: str = "markdown", *, name: str = "") -> Source:
    """The source in a file's bytes: decoded, or taken out of what it is packed in. Raises DraftError.

    `name` goes before the message.
    """
    format_ = _format(language)
    if not format_.packed:
        return decode(data, name=name)
    module = import_module(f"{__name__}.{format_.module or format_.name}")
    try:
        return cast(Source, module.unpack(data))
    except DraftError as error:
        raise DraftError(f"{name}: {error}" if name else str(error)) from None


def _format(language: str) -> Format:
    found = format_named(language)
    if found is None:
        from rapidfuzz import process  # slow to import, and seldom needed

        near = process.extractOne(language.lower(), LANGUAGES, score_cutoff=70)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        raise DraftError(f"Drafts in “{language}” are not read yet.{hint} These are: {', '.join(LANGUAGES)}.")
    return found
