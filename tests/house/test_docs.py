"""What the documents say is so."""

import argparse
import os
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from sharedground import Linter
from sharedground.cli.main import COMMANDS, main
from sharedground.examples import run_examples
from sharedground.rules.loader import load_rule
from sharedground.settings import Settings
from sharedground.settings.reading import KEYS, read_layer

ROOT = Path(__file__).parents[2]


def _blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_the_example_in_the_readme_runs(tmp_path: Path) -> None:
    (example,) = _blocks("README.md", "python")
    ran = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert len(ran.stdout.splitlines()) >= 1


def test_every_example_of_settings_holds() -> None:
    examples = _blocks("docs/settings.md", "toml") + _blocks("README.md", "toml")
    assert examples
    for example in examples:
        page = "pyproject.toml" if "tool" in tomllib.loads(example) else "sharedground.toml"
        assert read_layer(example, ROOT / page) is not None


def test_every_setting_is_described() -> None:
    text = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"`{key}`" not in text] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_described(command: str) -> None:
    text = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    parser = argparse.ArgumentParser(command)
    import_module(f"sharedground.cli.{command}").configure(parser)
    assert f"sharedground {command}" in text
    assert [option for option in _options(parser) if f"`{option}" not in text] == []


def _options(parser: argparse.ArgumentParser) -> set[str]:
    found: set[str] = set()
    for action in parser._actions:
        found |= {option for option in action.option_strings if option not in ("-h", "--help")}
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                found |= _options(child)
    return found


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", *(
    f"docs/{name}.md" for name in ("settings", "command-line", "json-format"))])  # fmt: skip
def test_every_link_leads_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (path.parent / link).exists()] == []


def test_every_target_of_make_is_named_in_its_help() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    described = set(re.findall(r'"make ([\w-]+)', text))
    assert set(phony.split()) - {"help"} == described


def test_the_lock_names_the_public_index_only() -> None:
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r'registry = "([^"]*)"', lock)) == {"https://pypi.org/simple"}
    assert set(re.findall(r'url = "(https?://[^/"]+|[^"]*)', lock)) == {"https://files.pythonhosted.org"}


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    named += [entry for group in project["dependency-groups"].values() for entry in group]
    assert [entry for entry in named if "==" not in entry] == []


def test_the_rule_of_the_rule_author_s_guide_holds(tmp_path: Path) -> None:
    pack, rule, *_rest = [
        block for block in _blocks("docs/writing-rules.md", "yaml") if "name:" in block or "id:" in block
    ]
    folder = tmp_path / "our-rules"
    (folder / "guilt").mkdir(parents=True)
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    (folder / "guilt" / "sacrifice-talk.yaml").write_text(rule, encoding="utf-8")
    (folder / "lexicon").mkdir()
    (words,) = [block for block in _blocks("docs/writing-rules.md", "yaml") if "class:" in block]
    (folder / "lexicon" / "worker.yaml").write_text(words, encoding="utf-8")
    settings = Settings(select=("all", "guilt/sacrifice-talk"), packs=(str(folder),), root=tmp_path)
    linter = Linter(settings)
    found = linter.rule("guilt/sacrifice-talk")
    assert found, linter.problems
    assert run_examples(linter, found) == ()
    assert any("lamplighter" in form for forms in linter.pack.lexicons["worker"].entries.values() for form in forms)


def test_the_document_check_of_the_reference_holds() -> None:
    (block,) = [block for block in _blocks("docs/rule-language.md", "yaml") if block.startswith("document:")]
    text = f"id: guilt/x-y\nstatus: draft\nseverity: hint\nsummary: s\nmessage: m\nwhy: w\nkeep-when: k\n{block}"
    loaded = load_rule(text, "guilt/x-y.yaml", Linter().pack.lexicons)
    assert loaded.rule and loaded.rule.document, loaded.errors
    assert len(loaded.rule.document.tallies) == 5


def test_the_pages_of_the_rules_are_as_the_rules_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "pages", str(ROOT / "docs" / "rules"), "--check", "--config", os.devnull]) == 0, (
        capsys.readouterr().err
    )
