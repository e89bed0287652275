"""Zip files of XML, as Word and LibreOffice write them: opened with care, since drafts come from anywhere."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from sharedground.errors import DraftError

_MOST_ENTRIES = 20_000
_MOST_UNPACKED = 500_000_000
_MOST_XML = 100_000_000
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_DAMAGED = (
    "This {what} breaks off or is damaged ({why}). Open it in Word or LibreOffice, save it again, and try once more."
)
_LOCKED = "This {what} is locked with a password. Take the password off, save it, and try again."


def open_package(data: bytes, what: str) -> ZipFile:
    """The zip in `data`. Raises DraftError where it is none, damaged, locked, or would fill the memory."""
    if data.startswith(_OLD_OR_LOCKED):
        raise DraftError(
            f"This is no {what} that can be read: it is locked with a password, or an older .doc. "
            "Take the password off, save it as .docx, and try again."
        )
    try:
        package = ZipFile(BytesIO(data))
    except (BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise damaged(what, error) from None
    entries = package.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise DraftError(_LOCKED.format(what=what))
    size = sum(entry.file_size for entry in entries)
    xml = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    if len(entries) > _MOST_ENTRIES or size > _MOST_UNPACKED or xml > _MOST_XML:
        raise DraftError(
            f"This {what} would unpack to {size / 1e6:,.0f} MB in {len(entries):,} parts, which is more than is read. "
            "Was it made by hand? If it is a real draft, split it."
        )
    return package


def part(package: ZipFile, name: str, what: str) -> bytes:
    """The bytes of a part. Raises DraftError where it is missing or damaged."""
    try:
        return package.read(name)
    except KeyError:
        raise DraftError(
            f"This is a zip file, but no {what}: it holds no {name}. Name a {what} that Word or LibreOffice has saved."
        ) from None
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise damaged(what, error) from None
    except Exception as error:  # each kind of compression has errors of its own
        raise damaged(what, error) from None


def parsed(data: bytes, what: str) -> Any:
    """The root of an XML part: entities are not resolved, nothing is fetched. Raises DraftError."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise DraftError(
            f"This {what} declares entities of its own, which Word and LibreOffice never do, so it is not read. "
            "If it is a real draft, open it and save it again."
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(what, error) from None


def locked(what: str) -> DraftError:
    """What to say of a file that needs a password."""
    return DraftError(_LOCKED.format(what=what))


def damaged(what: str, error: Exception) -> DraftError:
    """What to say of a file that is not whole."""
    why = str(error).partition("\n")[0].strip(". ")[:100] or type(error).__name__
    return DraftError(_DAMAGED.format(what=what, why=why))
