"""`--changed-since`: which lines of which drafts git says have changed."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sharedground.cli import drafts
from sharedground.errors import SharedGroundError

if TYPE_CHECKING:
    from sharedground.finding import Finding
    from sharedground.reports.model import FileReport

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


# git sets these for its hooks; they would make it take the folder it is asked in for the work tree.
_OF_A_HOOK = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"}


class GitError(SharedGroundError):
    """What git would not do."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The changed lines of a draft, as spans of line numbers from 1, ends included; None: all of it is new."""

    spans: tuple[tuple[int, int], ...] | None

    def touch(self, finding: Finding, text: str) -> bool:
        """Whether the finding stands on a changed line."""
        if self.spans is None:
            return True
        first = text.count("\n", 0, finding.start) + 1
        last = first + text.count("\n", finding.start, max(finding.start, finding.end - 1))
        return any(start <= last and first <= end for start, end in self.spans)


class Changes:
    """What changed since a revision, commits and work tree together: since this branch left that one, if it did."""

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._repositories: dict[Path, _Repository] = {}
        self._folders: dict[Path, _Repository] = {}
        self._lines: dict[str, Lines] = {}

    def among(self, sources: Iterable[drafts.Source]) -> Iterator[drafts.Source]:
        """The drafts that changed. Raises GitError where there is no git, no repository or no such revision."""
        for source in sources:
            if source.path == drafts.STDIN:
                raise GitError("a draft from “-” has no history, so --changed-since cannot tell what changed in it.")
            lines = self._repository(Path(source.path)).changed(Path(source.path))
            if lines is not None:
                self._lines[source.name] = lines
                yield source

    def only(self, report: FileReport) -> FileReport:
        """The report of a draft, less what stands on lines that did not change."""
        lines = self._lines.get(report.path)
        if report.result is None or lines is None:
            return report
        text = report.result.source.text
        kept = tuple(finding for finding in report.result if lines.touch(finding, text))
        return replace(report, result=replace(report.result, findings=kept))

    def _repository(self, path: Path) -> _Repository:
        folder = Path(os.path.realpath(path)).parent
        if folder not in self._folders:
            top = _top(folder)
            if top not in self._repositories:
                self._repositories[top] = _Repository(top, self._revision)
            self._folders[folder] = self._repositories[top]
        return self._folders[folder]


class _Repository:
    """A work tree, and what changed in it."""

    def __init__(self, top: Path, revision: str) -> None:
        self._top = top
        self._base = _base(top, revision)
        self._known = set(_names(_git(top, "ls-tree", "-r", "-z", "--name-only", "--full-tree", self._base)))
        self._before = dict(_moves(_git(top, "diff", "--name-status", "-z", *_PLAINLY, self._base, "--")))

    def changed(self, path: Path) -> Lines | None:
        """The changed lines of a draft; None where nothing changed."""
        name = Path(os.path.realpath(path)).relative_to(self._top).as_posix()
        before = self._before.get(name)
        if before is None:
            return None if name in self._known else Lines(None)
        if before not in self._known:
            return Lines(None)
        paths = [before, name] if before != name else [name]
        diff = _git(
            self._top, "--literal-pathspecs", "diff", "--unified=0", "--inter-hunk-context=0", *_PLAINLY, self._base,
            "--", *paths,
        )  # fmt: skip
        if b"\nBinary files " in diff:  # UTF-16 counts as binary there
            return Lines(None)
        hunks = ((int(start), int(length or 1)) for start, length in _HUNK.findall(diff))
        spans = tuple((start, start + length - 1) for start, length in hunks if length)
        return Lines(spans) if spans else None


_PLAINLY = ("--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--find-renames")


def _top(folder: Path) -> Path:
    try:
        return Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n"))).resolve()
    except GitError as error:
        if "not a git repository" in str(error).lower():
            raise GitError(f"{folder} is in no git repository, so --changed-since cannot tell what changed.") from None
        raise


def _base(top: Path, revision: str) -> str:
    """The commit to compare with: where this branch left the revision, or the revision itself where it never did."""
    try:
        named = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except GitError:
        raise GitError(
            f"git knows no revision “{revision}” here. Name a branch, a tag or a commit; on a build server, fetch "
            "enough history first (fetch-depth: 0)."
        ) from None
    commit = named.decode().strip()
    try:
        return _git(top, "merge-base", commit, "HEAD").decode().strip()
    except GitError:
        return commit


def _names(listing: bytes) -> Iterator[str]:
    return (os.fsdecode(name) for name in listing.split(b"\0") if name)


def _moves(listing: bytes) -> Iterator[tuple[str, str]]:
    """Each changed path with the one it had before: `git diff --name-status -z` names one, or two for a move."""
    fields = _names(listing)
    for status in fields:
        before = next(fields)
        yield (next(fields) if status[0] in "RC" else before), before


def _git(folder: Path, *arguments: str) -> bytes:
    """What git says. Raises GitError with its own words."""
    command = ["git", "-C", os.fspath(folder), "-c", "core.fsmonitor=false", *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        ran = subprocess.run(command, env=environment, capture_output=True, check=False)
    except FileNotFoundError:
        raise GitError("--changed-since asks git, and git was not found on this machine.") from None
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(f"git could not tell what changed: {said[0] if said else f'exit status {ran.returncode}'}")
    return ran.stdout
