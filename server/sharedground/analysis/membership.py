"""Which tokens of a sentence belong to which lexicon classes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sharedground.rules.model import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Entries:
    """The entries of one class, laid out to be found in a row of token norms."""

    def __init__(self, entries: Iterable[tuple[str, ...]]) -> None:
        self.by_first: dict[str, list[tuple[str, ...]]] = {}
        for entry in entries:
            if entry:
                self.by_first.setdefault(entry[0], []).append(entry)
        for found in self.by_first.values():
            found.sort(key=len, reverse=True)

    def spans(self, norms: list[str]) -> list[tuple[int, int]]:
        """The token spans [start, end) that are entries, the longest at each start."""
        found: list[tuple[int, int]] = []
        for start, norm in enumerate(norms):
            for entry in self.by_first.get(norm, ()):
                end = start + len(entry)
                if tuple(norms[start:end]) == entry:
                    found.append((start, end))
                    break
        return found


class Membership:
    """Looks up the classes of a pack's lexicons in Docs."""

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._lexicons = lexicons
        self._entries: dict[str, Entries] = {}

    def entries(self, name: str) -> Entries:
        """All entries of a class, whatever their tag; none for a class that does not exist."""
        if name not in self._entries:
            lexicon = self._lexicons.get(name)
            forms = (form for found in lexicon.entries.values() for form in found) if lexicon else ()
            self._entries[name] = Entries(forms)
        return self._entries[name]

    def lookup(self, doc: Doc) -> Lookup:
        """The classes of one Doc, each looked up once."""
        return Lookup(self, doc)


class Lookup:
    """`lookup(name)` gives the indexes of the tokens of one Doc that belong to an entry of the class."""

    def __init__(self, membership: Membership, doc: Doc) -> None:
        self._membership = membership
        self._norms = [token.norm_ for token in doc]
        self._found: dict[str, frozenset[int]] = {}

    def __call__(self, name: str) -> frozenset[int]:
        """The indexes of the tokens that belong to an entry of the class."""
        if name not in self._found:
            spans = self._membership.entries(name).spans(self._norms)
            self._found[name] = frozenset(i for start, end in spans for i in range(start, end))
        return self._found[name]
