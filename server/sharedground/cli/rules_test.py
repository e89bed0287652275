"""Running the examples of rules, and showing exactly what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from sharedground.cli import output
from sharedground.cli.drafts import shown
from sharedground.cli.session import Session
from sharedground.errors import SharedGroundError
from sharedground.examples import ExampleFailure, run_examples
from sharedground.lint import Linter
from sharedground.reports.layout import visible
from sharedground.reports.model import Line, counted
from sharedground.reports.text import underlined
from sharedground.rules.folders import id_of
from sharedground.rules.model import Rule, Status
from sharedground.rules.skeleton import still_to_write
from sharedground.rules.suggest import nearest
from sharedground.settings import Settings


def run_targets(session: Session, targets: Sequence[str]) -> int:
    """Run the examples of the rules named by id, file or pack; of all rules where none is named.

    Exit status: 0 when all hold, 1 when some do not, 2 when a rule file does not hold.
    """
    packs = {_pack_of(Path(target)) for target in targets if Path(target).exists()}
    linter = _linter(session, packs)
    wanted = _wanted(linter.pack.rules, targets)
    if by_name := tuple(rule.id for rule in wanted if _runs_only_by_name(rule)):
        linter = Linter(msgspec.structs.replace(linter.settings, select=("all", *by_name)))
    failures = 0
    examples = sum(len(rule.flag_examples) + len(rule.ok_examples) for rule in wanted)
    for rule in output.tracked(wanted, "Running examples"):
        for failure in run_examples(linter, rule):
            failures += 1
            output.write_lines(_shown(_place(rule, (_standard(), *linter.settings.packs)), failure))
    what = f"{counted(examples, 'example')} of {counted(len(wanted), 'rule')}"
    if wanted:
        print(f"{counted(failures, 'thing')} to look at in {what}." if failures else f"All hold: {what}.")
    else:
        print("There are no rules here whose examples could be run.")
    for rule in wanted:
        if fields := still_to_write(rule):
            print(f"{rule.id} still has the skeleton's words in: {', '.join(fields)}.")
    if session.troubled:
        return 2
    return 1 if failures else 0


def _runs_only_by_name(rule: Rule) -> bool:
    return rule.status is Status.DRAFT or bool(rule.document and rule.document.opt_in)


def _linter(session: Session, packs: set[str]) -> Linter:
    """All rules, whatever the project selects, with its own packs and lexicon and those under test."""
    project = session.settings(Path.cwd())
    named = tuple(dict.fromkeys((*project.packs, *sorted(packs - {_standard()}))))
    linter = Linter(Settings(preview=True, packs=named, lexicon=project.lexicon))
    for problem in linter.problems:
        session.complain(str(problem))
    return linter


def _standard() -> str:
    from sharedground.rules.packs import standard_pack_path

    return str(Path(standard_pack_path()).resolve())


def _wanted(rules: Sequence[Rule], targets: Sequence[str]) -> list[Rule]:
    if not targets:
        return [*rules]
    known = {rule.id: rule for rule in rules}
    ids: dict[str, None] = {}
    for target in targets:
        path = Path(target)
        if path.exists():
            files = [path] if path.is_file() else sorted(path.rglob("*.yaml"))
            found = [name for name in (id_of(file.resolve()) for file in files) if name in known]
            if not found and path.is_file():
                raise SharedGroundError(f"{target}: no rule came of this file.")
        elif target in known:
            found = [target]
        else:
            found = [rule_id for rule_id in known if rule_id.startswith(f"{target}/")]
            if not found:
                near = nearest(target, (*known, *{rule.category: None for rule in rules}))
                hint = f"Did you mean “{near}”?" if near else "`sharedground rules list` shows them all."
                raise SharedGroundError(f"There is no rule and no file “{target}”. {hint}")
        ids.update(dict.fromkeys(found))
    return [known[rule_id] for rule_id in ids]


def _pack_of(path: Path) -> str:
    """The folder of the pack that a rule file, a category's folder or the pack itself belongs to."""
    path = path.resolve()
    if path.is_file():
        return str(path.parents[1])
    is_pack = (path / "pack.yaml").exists() or (path / "lexicon").is_dir() or any(path.glob("*/*.yaml"))
    return str(path if is_pack else path.parent)


def _place(rule: Rule, packs: Sequence[str]) -> str:
    """The rule's file, in the last of the packs that has it: its word counts."""
    files = (Path(pack, rule.path) for pack in reversed(packs))
    return next((shown(str(file)) for file in files if rule.path and file.is_file()), rule.path or rule.id)


def _shown(place: str, failure: ExampleFailure) -> Iterator[Line]:
    yield ((f"{place}:{failure.line}", "bold"), (f": {failure.problem}", ""))
    if failure.rewrite_wanted is not None:
        yield (("  draft   ", "dim"), (visible(failure.text), ""))
        yield (("  wanted  ", "dim"), (visible(failure.rewrite_wanted), "green"))
        yield (("  came    ", "dim"), (visible(failure.rewrite_found or "nothing"), "red"))
    else:
        yield from _spans("wanted", failure.text, failure.wanted, "green")
        yield from _spans("came", failure.text, failure.found, "red")
        if not failure.wanted and not failure.found:
            yield ((f"  {visible(failure.text)}", ""),)
    yield ()


def _spans(label: str, text: str, spans: tuple[tuple[int, int], ...], colour: str) -> Iterator[Line]:
    if spans:
        yield ((f"  {label}", "dim"),)
        yield from underlined(text, spans, colour, first=1 + text.count("\n", 0, min(spans)[0]))
