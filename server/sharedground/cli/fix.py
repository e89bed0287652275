"""`sharedground fix`: carry out the rewrites that are safe, or choose one by one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sharedground.cli import drafts, linting, office, output
from sharedground.cli.options import add_draft_options, add_settings_options, add_speed_options, flags_from
from sharedground.cli.output import NotWrittenError
from sharedground.cli.session import Session
from sharedground.errors import DraftError
from sharedground.rewriting.model import Rewrite, apply_edits
from sharedground.rules.model import Applicability
from sharedground.text.readers.formats import is_packed
from sharedground.text.source import decode

if TYPE_CHECKING:
    from sharedground.finding import Finding
    from sharedground.lint import Linter, Result
    from sharedground.text.source import Source

ROUNDS = 10
_PACKED = (
    "This draft is not rewritten in place. For a .docx, --tracked OUT writes a copy with tracked changes; "
    "for an .odt, “check --annotate OUT” writes one with comments."
)


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `fix`."""
    parser.add_argument("paths", metavar="PATHS", nargs="*", default=["."], help="files, folders, or - (default: .)")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--diff", action="store_true", help="show what would change and write nothing")
    how.add_argument("--review", action="store_true", help="ask about each place, one by one")
    office.add_tracked_option(how)
    add_draft_options(parser)
    add_settings_options(parser)
    add_speed_options(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Fix the drafts. With `--diff`, the exit status is 1 where a draft would change."""
    if arguments.tracked:
        return office.track(arguments)
    session = Session(flags_from(arguments))
    sources = [
        *drafts.collect(
            arguments.paths,
            session.settings,
            stdin_name=arguments.stdin_filename,
            force_exclude=arguments.force_exclude,
        )
    ]
    if arguments.review and any(source.path == drafts.STDIN for source in sources):
        print("sharedground: --review reads answers from standard input, so “-” cannot be a draft.", file=sys.stderr)
        return 2
    changed = waiting = 0
    with closing(linting.lint_all(session, sources, linting.reading_from(arguments))) as reports:
        for source, report in zip(sources, reports, strict=True):
            if report.result is None:
                continue
            try:
                changed += _fix(session, source, report.result, arguments)
                waiting += _waiting(source, report.result, arguments)
            except _EnoughError:
                break
            except (DraftError, NotWrittenError) as error:
                session.complain(drafts.blamed(source, error))
    if session.troubled:
        return 2
    if arguments.diff:
        return 1 if changed else 0
    if drafts.STDIN not in arguments.paths:
        print(f"{changed} of {len(sources)} drafts changed." if changed else _nothing(waiting))
    return 0


def _waiting(source: drafts.Source, result: Result, arguments: argparse.Namespace) -> int:
    """At how many places of a draft `--review` would offer something."""
    if arguments.review or is_packed(drafts.language_of(source, arguments.language)):
        return 0
    return sum(bool(finding.rewrites) for finding in result)


def _nothing(waiting: int) -> str:
    """The last line where no draft changed: with `waiting` places for a person to look at, it says how."""
    if not waiting:
        return "Nothing to change."
    wait = "1 place has a rewrite" if waiting == 1 else f"{waiting:,} places have rewrites"
    return f"Nothing to change by itself. {wait} for you to look at: sharedground fix --review"


class _EnoughError(Exception):
    """Whoever reviews has had enough."""


@dataclass(frozen=True, slots=True)
class _Fixed:
    text: str
    rewrites: int
    enough: bool = False


def _fix(session: Session, source: drafts.Source, result: Result, arguments: argparse.Namespace) -> bool:
    """Fix one draft, given what came of it; whether it changed, or would."""
    language = drafts.language_of(source, arguments.language)
    if arguments.review:
        fixed = _reviewed(source.name, result)
    else:
        fixed = _settled(session.linter(source.folder), result, language, source.name)
    changed = fixed.text != result.source.text
    if arguments.diff:
        output.write("".join(_diff(source.name, result.source.text, fixed.text)))
    elif is_packed(language) and (changed or source.path == drafts.STDIN):
        raise NotWrittenError(_PACKED)
    elif source.path == drafts.STDIN:
        sys.stdout.flush()
        sys.stdout.buffer.write(_encoded(result.source, fixed.text))
    elif changed:
        encoded = _encoded(result.source, fixed.text)
        _check_original(result.source, drafts.read(source, arguments.max_size))
        output.write_file(Path(source.path), encoded)
        places = "1 place" if fixed.rewrites == 1 else f"{fixed.rewrites} places"
        print(f"{source.name}: rewrote {places}.")
    if fixed.enough:
        raise _EnoughError
    return changed


def _settled(linter: Linter, result: Result, language: str, name: str) -> _Fixed:
    """The text once no safe rewrite is left, after ten rounds at most."""
    text, count = result.source.text, 0
    for _round in range(ROUNDS):
        chosen = _side_by_side(_safe(result.findings))
        if not chosen:
            break
        text = _carried_out(text, chosen)
        count += len(chosen)
        result = linter.check(text, language=language, name=name)
    return _Fixed(text, count)


def safe_rewrites(result: Result) -> list[Rewrite]:
    """The safe rewrites that can be carried out together."""
    return _side_by_side(_safe(result.findings))


def _safe(findings: Iterable[Finding]) -> Iterator[Rewrite]:
    """The first safe rewrite of each finding that has one."""
    for finding in findings:
        safe = (rewrite for rewrite in finding.rewrites if rewrite.applicability is Applicability.SAFE)
        yield from [*safe][:1]


def _side_by_side(rewrites: Iterable[Rewrite]) -> list[Rewrite]:
    """Those that do not touch a stretch that an earlier one rewrites."""
    chosen: list[Rewrite] = []
    for rewrite in rewrites:
        if not any(_overlap(rewrite, other) for other in chosen):
            chosen.append(rewrite)
    return chosen


def _overlap(one: Rewrite, other: Rewrite) -> bool:
    return (_extent(one)[0] < _extent(other)[1] and _extent(other)[0] < _extent(one)[1]) or one.start == other.start


def _extent(rewrite: Rewrite) -> tuple[int, int]:
    return (
        min([rewrite.start, *(edit.start for edit in rewrite.edits)]),
        max([rewrite.end, *(edit.end for edit in rewrite.edits)]),
    )


def _carried_out(text: str, rewrites: Iterable[Rewrite]) -> str:
    edits = sorted((edit for rewrite in rewrites for edit in rewrite.edits), key=lambda edit: (edit.start, edit.end))
    return apply_edits(text, tuple(edits))


def _reviewed(name: str, result: Result) -> _Fixed:
    """The text with what was chosen, place by place."""
    from sharedground.cli.review import review

    chosen, enough = review(name, result)
    chosen = _side_by_side(chosen)
    return _Fixed(_carried_out(result.source.text, chosen), len(chosen), enough)


def _check_original(source: Source, data: bytes) -> None:
    """Raises NotWrittenError where a file no longer holds what was checked, or would not read back the same."""
    if decode(data) != source:
        raise NotWrittenError("The file changed on disk in the meantime, so it was left alone.")
    if source.encode() != data:
        raise NotWrittenError(f"It cannot be written back as {source.encoding} without change, so it was left alone.")


def _encoded(source: Source, text: str) -> bytes:
    """The text as bytes, in the encoding of the draft."""
    try:
        return source.encode(text)
    except UnicodeEncodeError:
        raise NotWrittenError(f"The rewrite has letters that {source.encoding} lacks. Save it as UTF-8.") from None


def _diff(name: str, before: str, after: str) -> Iterator[str]:
    import difflib

    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{name}", f"b/{name}"
    )
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
