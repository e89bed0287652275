"""New words as a format has them written: what would be markup there is escaped."""

from __future__ import annotations

import json
from collections.abc import Callable

_LATEX = str.maketrans({mark: f"\\{mark}" for mark in "&%$#_"})


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _html(text: str) -> str:
    return text.replace("<", "&lt;")


def _latex(text: str) -> str:
    return text.translate(_LATEX)


_WRITERS: dict[str, tuple[str, Callable[[str], str]]] = {
    "notebook": ("\\", _json),
    "html": ("&", _html),
    "latex": ("\\", _latex),
}


def needs_escapes(language: str) -> bool:
    """Whether words cannot simply be put into a draft of this format."""
    return language in _WRITERS


def escaped(text: str, language: str) -> str | None:
    """`text` as it is written in a draft of this format; None where it may hold marks of that format already."""
    marks, write = _WRITERS[language]
    return None if any(mark in text for mark in marks) else write(text)
