"""`--baseline`: the places that a project accepts as they are, known by their words wherever those move.

The file holds hashes, rules and paths, and no word of a draft.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import msgspec

from sharedground.cli.output import write_file
from sharedground.errors import SharedGroundError
from sharedground.finding import Finding
from sharedground.reports.fingerprints import fingerprint
from sharedground.reports.model import FileReport

VERSION = 1


class BaselineError(SharedGroundError):
    """A baseline that is not there, or is none."""


class Accepted(msgspec.Struct, frozen=True, order=True):
    """An accepted place: its rule, and the hashes of its words and of those around it."""

    rule: str
    words: str
    around: str


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    drafts: dict[str, list[Accepted]]


class Baseline:
    """What is accepted in which draft. Paths count from the baseline's own folder, so it may be read from anywhere."""

    def __init__(self, file: Path, drafts: dict[str, list[Accepted]] | None = None) -> None:
        self._file = file
        self._folder = file.absolute().parent
        self._drafts = drafts or {}
        self._moved = [
            accepted for path, places in self._drafts.items() if not self._exists(path) for accepted in places
        ]
        self.stale = 0

    @classmethod
    def read(cls, file: Path) -> Baseline:
        """The baseline in a file. Raises BaselineError."""
        again = f"Write one with --write-baseline {file}."
        try:
            document = msgspec.json.decode(file.read_bytes(), type=_Document)
        except FileNotFoundError:
            raise BaselineError(f"{file}: there is no such baseline. {again}") from None
        except OSError as error:
            raise BaselineError(f"{file}: this baseline could not be read: {error.strerror}.") from None
        except msgspec.DecodeError as error:
            raise BaselineError(f"{file}: this is no baseline: {error}. {again}") from None
        if document.version != VERSION:
            raise BaselineError(f"{file}: this baseline has version {document.version}, not {VERSION}. {again}")
        return cls(file, document.drafts)

    def without_accepted(self, report: FileReport) -> FileReport:
        """The report of a draft, less what is accepted in it. A draft that was moved brings its places along."""
        if report.result is None:
            return report
        accepted = self._drafts.get(self._key(report.path))
        kept, left_over = _unaccepted(report.result.findings, report.result.source.text, accepted or self._moved)
        if accepted:
            self.stale += left_over
        number = len(report.result.findings) - len(kept)
        return replace(report, result=replace(report.result, findings=kept), accepted=number)

    def accept(self, reports: Iterable[FileReport]) -> int:
        """Accept what these drafts hold today, in place of what was accepted in them; how many places that is."""
        for report in reports:
            if report.result is not None:
                text = report.result.source.text
                self._drafts[self._key(report.path)] = [_accepted(finding, text) for finding in report.result]
        self._drafts = {path: places for path, places in self._drafts.items() if places and self._exists(path)}
        return sum(len(places) for places in self._drafts.values())

    def write(self) -> None:
        """Write the baseline to its file: one place to a line, so that changes to it can be read. Raises an error."""
        drafts = ",\n".join(f"    {_json(path)}: [\n{_lines(places)}\n    ]" for path, places in self._sorted())
        body = f"{{\n{drafts}\n  }}" if drafts else "{}"
        write_file(self._file, f'{{\n  "version": {VERSION},\n  "drafts": {body}\n}}\n'.encode())

    def _sorted(self) -> list[tuple[str, list[Accepted]]]:
        return sorted(self._drafts.items())

    def _key(self, path: str) -> str:
        return os.path.relpath(path, self._folder).replace(os.sep, "/")

    def _exists(self, path: str) -> bool:
        return (self._folder / path).exists() or path == "<stdin>"


def _unaccepted(findings: Iterable[Finding], text: str, places: list[Accepted]) -> tuple[tuple[Finding, ...], int]:
    """The findings that no place accepts, and how many places were left over.

    Those whose surroundings are as they were go first: so of two equal phrases, the new one is told from the old.
    """
    prints = [_accepted(finding, text) for finding in findings]
    exact = Counter(places)
    settled: set[int] = set()
    for index, place in enumerate(prints):
        if exact[place] > 0:
            exact[place] -= 1
            settled.add(index)
    loose = Counter((place.rule, place.words) for place in exact.elements())
    for index, place in enumerate(prints):
        if index not in settled and loose[place.rule, place.words] > 0:
            loose[place.rule, place.words] -= 1
            settled.add(index)
    kept = tuple(finding for index, finding in enumerate(findings) if index not in settled)
    return kept, loose.total()


def _accepted(finding: Finding, text: str) -> Accepted:
    known = fingerprint(finding, text)
    return Accepted(finding.rule, known.words, known.around)


def _lines(places: Iterable[Accepted]) -> str:
    return ",\n".join(f"      {_json(place)}" for place in sorted(places))


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
