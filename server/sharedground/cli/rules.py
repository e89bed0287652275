"""`sharedground rules`: list, test and write rules."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sharedground.cli import output
from sharedground.cli.options import Flags
from sharedground.cli.session import Session
from sharedground.errors import SharedGroundError
from sharedground.lint import Linter
from sharedground.reports.model import Line

KINDS = ("rule", "lexicon", "pack", "settings")


def configure(parser: argparse.ArgumentParser) -> None:
    """The commands below `rules`, and their options."""
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    listing = commands.add_parser("list", help="show the rules there are")
    listing.add_argument("--format", choices=("text", "json"), default="text")
    listing.add_argument("--config", metavar="FILE", type=Path, help="read this settings file and no other")
    listing.set_defaults(run=_list)

    testing = commands.add_parser("test", help="run the examples of rules")
    testing.add_argument("targets", metavar="RULE|PATH", nargs="*", help="rule ids, rule files or packs (default: all)")
    testing.add_argument("--config", metavar="FILE", type=Path, help="read this settings file and no other")
    testing.set_defaults(run=_test)

    schema = commands.add_parser("schema", help="print the JSON Schema of a kind of file, for editors")
    schema.add_argument("kind", choices=KINDS, nargs="?", default="rule")
    schema.set_defaults(run=_schema)

    pages = commands.add_parser("pages", help="write a page for each rule, and an index by principle")
    pages.add_argument("folder", metavar="FOLDER", type=Path, help="where the pages go")
    pages.add_argument("--check", action="store_true", help="write nothing; exit 1 where a page is out of date")
    pages.add_argument("--config", metavar="FILE", type=Path, help="read this settings file and no other")
    pages.set_defaults(run=_pages)

    new = commands.add_parser("new", help="write the skeleton of a rule")
    new.add_argument("id", metavar="ID", help="CATEGORY/FAMILY, named for the pattern: hierarchy/relative-privation")
    new.add_argument("--path", metavar="PACK", type=Path, default=Path("rules"), help="the pack's folder (rules)")
    new.set_defaults(run=_new)


def _list(arguments: argparse.Namespace) -> int:
    linter = Session(Flags({}, arguments.config)).linter(Path.cwd())
    if arguments.format == "json":
        import msgspec

        document = msgspec.json.encode([_described(linter, rule) for rule in linter.pack.rules])
        output.write_utf8(msgspec.json.format(document, indent=2).decode() + "\n")
    else:
        output.write_lines(_listed(linter))
    return 0


def _described(linter: Linter, rule: Any) -> dict[str, object]:
    level = linter.settings.level(rule)
    return {
        "id": rule.id,
        "code": rule.code,
        "principle": rule.principle,
        "status": rule.status,
        "severity": level or rule.severity,
        "on": level is not None,
        "summary": rule.summary,
    }


def _listed(linter: Linter) -> Iterator[Line]:
    width = max((len(rule.id) for rule in linter.pack.rules), default=0)
    for rule in linter.pack.rules:
        level = linter.settings.level(rule)
        status = "" if rule.status == "stable" else f" ({rule.status})"
        yield ((f"{rule.id:<{width}}  ", "bold"), (f"{level or 'off':<11}  ", "dim"), (f"{rule.summary}{status}", ""))


def _test(arguments: argparse.Namespace) -> int:
    from sharedground.cli.rules_test import run_targets

    return run_targets(Session(Flags({}, arguments.config)), arguments.targets)


def _schema(arguments: argparse.Namespace) -> int:
    import json

    if arguments.kind == "settings":
        from sharedground.settings.schema import json_schema as settings_schema

        schema = settings_schema()
    else:
        from sharedground.rules.schema import json_schema

        schema = json_schema(arguments.kind)
    output.write_utf8(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")
    return 0


def _pages(arguments: argparse.Namespace) -> int:
    from sharedground.reports.rule_pages import index, page
    from sharedground.rules.measured import standard_measured

    rules = Session(Flags({}, arguments.config)).linter(Path.cwd()).pack.rules
    pages = {arguments.folder / f"{rule.id}.md": page(rule, standard_measured()) for rule in rules}
    pages[arguments.folder / "README.md"] = index(rules)
    stale = {path: text for path, text in pages.items() if not path.is_file() or path.read_text("utf-8") != text}
    stale_or_gone = [*stale, *(path for path in sorted(arguments.folder.rglob("*.md")) if path not in pages)]
    if arguments.check:
        for path in stale_or_gone:
            print(f"{path}: out of date; write it with: sharedground rules pages {arguments.folder}", file=sys.stderr)
        return 1 if stale_or_gone else 0
    for path, text in stale.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        output.write_file(path, text.encode())
    for path in stale_or_gone[len(stale) :]:
        path.unlink()
    print(f"{len(pages)} pages in {arguments.folder}, {len(stale)} of them new or changed.")
    return 0


def _new(arguments: argparse.Namespace) -> int:
    from sharedground.rules.model import PRINCIPLES
    from sharedground.rules.skeleton import new_rule_skeleton

    category, slash, family = arguments.id.partition("/")
    if category not in PRINCIPLES or not slash or not family.replace("-", "").isalnum() or not family.islower():
        categories = ", ".join(PRINCIPLES)
        print(
            f"sharedground: “{arguments.id}” should read CATEGORY/FAMILY, in small letters, digits and hyphens, "
            f"with one of these categories: {categories}.",
            file=sys.stderr,
        )
        return 2
    path = arguments.path / category / f"{family}.yaml"
    if path.exists():
        raise SharedGroundError(f"{path}: this rule is there already, and was left as it is.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SharedGroundError(f"{path.parent}: could not be made: {error.strerror}.") from None
    output.write_file(path, new_rule_skeleton(arguments.id).encode())
    print(f"Wrote {path}. Its examples run with: sharedground rules test {path}")
    return 0
