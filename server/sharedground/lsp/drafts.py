"""What a document is to us, and the check of a draft."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from sharedground.lsp import pages
from sharedground.lsp.documents import Snapshot
from sharedground.rules.folders import LEXICON, MANIFEST
from sharedground.rules.model import PRINCIPLES
from sharedground.settings.files import OWN_FILE, SHARED_FILE
from sharedground.text.readers.formats import LANGUAGES, is_packed, language_for


class Kind(Enum):
    """What a document is to us."""

    DRAFT = "draft"
    SETTINGS = "settings"
    RULE = "rule"
    LEXICON = "lexicon"
    PACK = "pack"
    OTHER = "other"


def kind_of(snapshot: Snapshot) -> Kind:
    """What a document is, by its name and by the language that the client gives it."""
    path = snapshot.path
    if path and path.name in (OWN_FILE, SHARED_FILE):
        return Kind.SETTINGS
    if path and path.suffix == ".yaml":
        return _kind_of_yaml(path)
    if path and path.is_relative_to(pages.folder()):
        return Kind.OTHER  # a rule's page quotes what the rule points at
    return Kind.DRAFT if language_of(snapshot) else Kind.OTHER


def language_of(snapshot: Snapshot) -> str | None:
    """The format that the reader of a draft is told; None for what is no draft."""
    name = snapshot.language.lower()
    if name not in LANGUAGES:
        name = (language_for(snapshot.path.name) if snapshot.path else None) or ""
    return name if name and not is_packed(name) else None


def _kind_of_yaml(path: Path) -> Kind:
    folder = path.parent
    if path.name == MANIFEST:
        return Kind.PACK
    if folder.name in PRINCIPLES:
        return Kind.RULE
    if folder.name == LEXICON and _is_pack(folder.parent):
        return Kind.LEXICON
    return Kind.OTHER


def _is_pack(folder: Path) -> bool:
    return (folder / MANIFEST).is_file() or any((folder / category).is_dir() for category in PRINCIPLES)
