"""Readers of formats: each turns a source into a draft.

read(Source("The rent went up."), "markdown").blocks
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from sharedground.errors import DraftError
from sharedground.text.blocks import Draft
from sharedground.text.readers.formats import LANGUAGES, Format, format_named, language_for
from sharedground.text.source import Source, decode

__all__ = ["LANGUAGES", "language_for", "read", "unpack"]


def read(source: Source, language: str = "markdown") -> Draft:
    """The draft in a source. `language` is one of LANGUAGES, in any case; another raises DraftError.

    So does a draft that its format forbids: one that is broken off, or nested beyond reason.
    """
    format_ = _format(language)
    module = import_module(f"{__name__}.{format_.module or format_.name}")
    return cast(Draft, module.read(source, **format_.options))


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
