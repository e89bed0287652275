import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from cli.conftest import Run
from cli.fake_linter import PRIVILEGE, RANKING, TRIAL, FakeLinter
from sharedground.rules.model import Pack, Rule

EDITOR_SCHEMAS = Path(__file__).parents[2] / "editors/vscode/schemas"


def _with_rules(monkeypatch: pytest.MonkeyPatch, *rules: Rule) -> None:
    make = FakeLinter.__init__

    def made(self: FakeLinter, settings=None) -> None:
        make(self, settings)
        self.pack = Pack(rules, {}, "")

    monkeypatch.setattr(FakeLinter, "__init__", made)


def test_the_list_names_each_rule_its_severity_in_force_and_its_summary(run: Run, folder: Path) -> None:
    (folder / "sharedground.toml").write_text('[severity]\nhierarchy = "off"\naccusation = "error"\n')
    assert run("rules", "list").out.splitlines() == [
        "accusation/privilege-checking  error        Asks for contrition before it listens.",
        "guilt/on-trial                 off          On trial. (preview)",
        "hierarchy/ranking              off          Ranks one hardship below another.",
    ]


def test_the_list_for_programs_is_json(run: Run, folder: Path) -> None:
    rules = json.loads(run("rules", "list", "--format", "json").out)
    assert rules[1] == {
        "id": "guilt/on-trial",
        "code": "",
        "principle": "education",
        "status": "preview",
        "severity": "error",
        "on": False,
        "summary": "On trial.",
    }


def test_examples_that_hold_exit_with_0(run: Run, folder: Path) -> None:
    ran = run("rules", "test")
    assert (ran.status, ran.out) == (0, "All hold: 4 examples of 3 rules.\n")


def test_examples_that_do_not_hold_are_shown_with_what_differs(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = msgspec.structs.replace(PRIVILEGE.flag_examples[0], spans=((0, 6),), line=12)
    _with_rules(monkeypatch, msgspec.structs.replace(PRIVILEGE, flag_examples=(wrong,)))
    ran = run("rules", "test", "accusation/privilege-checking")
    assert ran.status == 1
    assert ran.out.splitlines() == [
        "accusation/privilege-checking.yaml:12: This should be flagged elsewhere.",
        "  wanted",
        "  1 | Please check your privilege.",
        "    | ^^^^^^",
        "  came",
        "  1 | Please check your privilege.",
        "    |        ^^^^^^^^^^^^^^^^^^^^",
        "",
        "1 thing to look at in 3 examples of 1 rule.",
    ]


def test_a_rewrite_that_differs_is_shown_beside_the_one_wanted(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = msgspec.structs.replace(PRIVILEGE.flag_examples[0], rewrite="Please sit down.")
    _with_rules(monkeypatch, msgspec.structs.replace(PRIVILEGE, flag_examples=(wrong,)))
    ran = run("rules", "test")
    assert "  wanted  Please sit down.\n  came    Please talk with your neighbours.\n" in ran.out


@dataclass(frozen=True)
class Chosen:
    targets: tuple[str, ...]
    rules: int


@pytest.mark.parametrize(
    "chosen",
    [
        Chosen((), 3),
        Chosen(("hierarchy/ranking",), 1),
        Chosen(("hierarchy",), 1),
        Chosen(("hierarchy/ranking", "accusation", "hierarchy"), 2),
        Chosen(("pack/hierarchy/ranking.yaml",), 1),
        Chosen(("pack",), 2),
        Chosen(("pack/guilt",), 1),
    ],
)
def test_rules_are_chosen_by_id_category_file_or_pack(run: Run, folder: Path, chosen: Chosen) -> None:
    for name in (RANKING.id, TRIAL.id):
        file = folder / "pack" / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    ran = run("rules", "test", *chosen.targets)
    assert f"{chosen.rules} rule" in ran.out
    assert ran.status == 0


def test_an_unknown_target_gets_the_nearest_name(run: Run, folder: Path) -> None:
    ran = run("rules", "test", "hierarchy/rankin")
    assert ran.status == 2
    assert "There is no rule and no file “hierarchy/rankin”. Did you mean “hierarchy/ranking”?" in ran.err


def test_a_category_is_among_the_nearest_names(run: Run, folder: Path) -> None:
    assert "Did you mean “hierarchy”?" in run("rules", "test", "hierachy").err


@pytest.mark.parametrize("kind", ["rule", "lexicon", "pack", "settings"])
def test_there_is_a_schema_for_each_kind_of_file(run: Run, folder: Path, kind: str) -> None:
    import jsonschema

    schema = json.loads(run("rules", "schema", kind).out)
    jsonschema.validators.validator_for(schema).check_schema(schema)
    assert schema.get("properties") or schema.get("$ref")


@pytest.mark.parametrize("kind", ["rule", "settings"])
def test_the_schemas_that_vs_code_goes_by_are_those_of_today(run: Run, kind: str) -> None:
    kept = EDITOR_SCHEMAS / f"{kind}.json"
    assert run("rules", "schema", kind).out == kept.read_text(encoding="utf-8"), (
        "they are stale: run “npm run schemas” in editors/vscode"
    )


def test_new_writes_a_skeleton_that_is_named_for_its_place(run: Run, folder: Path) -> None:
    ran = run("rules", "new", "hierarchy/second-class", "--path", "pack")
    written = folder / "pack" / "hierarchy" / "second-class.yaml"
    assert (ran.status, "Wrote pack/hierarchy/second-class.yaml" in ran.out) == (0, True)
    assert "id: hierarchy/second-class" in written.read_text()


def test_new_leaves_a_rule_that_is_there_as_it_is(run: Run, folder: Path) -> None:
    run("rules", "new", "hierarchy/second-class")
    written = folder / "rules" / "hierarchy" / "second-class.yaml"
    written.write_text("mine")
    ran = run("rules", "new", "hierarchy/second-class")
    assert (ran.status, written.read_text()) == (2, "mine")
    assert "is there already" in ran.err


@pytest.mark.parametrize(
    "rule_id", ["second-class", "nowhere/second-class", "hierarchy/", "hierarchy/A B", "hierarchy/../x"]
)
def test_new_wants_a_category_and_a_family(run: Run, folder: Path, rule_id: str) -> None:
    ran = run("rules", "new", rule_id)
    assert ran.status == 2
    assert "should read CATEGORY/FAMILY" in ran.err
    assert not (folder / "rules").exists()


def test_a_rule_of_one_s_own_is_named_by_its_file_and_what_is_still_to_be_written(tmp_path: Path) -> None:
    def ran(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "sharedground", "rules", *words]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert ran("new", "hierarchy/mine").returncode == 0
    written = tmp_path / "rules" / "hierarchy" / "mine.yaml"
    held = ran("test", "rules")
    assert held.returncode == 0
    assert "hierarchy/mine still has the skeleton's words in: summary, message, why, keep-when" in held.stdout
    written.write_text(written.read_text().replace("flag:", 'flag:\n    - "[[nothing here]]"'))
    failed = ran("test", "rules")
    assert failed.returncode == 1
    assert failed.stdout.startswith("rules/hierarchy/mine.yaml:37: This should be flagged, and was not.")
