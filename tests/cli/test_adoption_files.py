"""The pre-commit hooks and the GitHub Action: well formed, and doing what they say."""

import os
import re
import stat
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml

from cli.conftest import Run
from sharedground.text.readers.formats import SUFFIXES

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


def _schema(name: str) -> dict[str, object]:
    import json

    text = (files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{name}.json").read_text(encoding="utf-8")
    schema: dict[str, object] = json.loads(text)
    return schema


# -- pre-commit ------------------------------------------------------------------------------------------------------


def test_pre_commit_takes_the_hooks() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".MD", ".TXT"])
def test_the_hook_is_handed_every_kind_of_draft(suffix: str) -> None:
    assert re.search(HOOKS["sharedground"]["files"], f"drafts/a{suffix}")


@pytest.mark.parametrize("name", ["a.py", "amd", "a.md.png", "README", "a.yaml"])
def test_the_hook_is_handed_nothing_else(name: str) -> None:
    assert not re.search(HOOKS["sharedground"]["files"], name)


def test_the_hook_leaves_out_what_settings_exclude(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text("Please check your privilege.\n")
    command = HOOKS["sharedground"]["entry"].split()[1:]
    assert run(*command, "a.md").status == 1
    (folder / "sharedground.toml").write_text('exclude = ["a.md"]\n')
    assert run(*command, "a.md") == type(run(*command, "a.md"))(0, "", "")


def test_the_hook_for_messages_reads_them_as_git_does(run: Run, folder: Path) -> None:
    (folder / ".git" / "COMMIT_EDITMSG").write_text("Please check your privilege\n")
    command = HOOKS["sharedground-commit-message"]["entry"].split()[1:]
    assert run(*command, ".git/COMMIT_EDITMSG").status == 1


# -- the action ------------------------------------------------------------------------------------------------------


def test_github_takes_the_action() -> None:
    jsonschema.validate(ACTION, _schema("github-actions"))


def test_no_input_is_written_into_a_script() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    assert not any("${{" in script for script in scripts)


def test_every_input_is_used() -> None:
    used = set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == set(ACTION["inputs"])


ECHO = '#!/bin/sh\nfor argument in "$@"; do printf "%s\\n" "$argument"; done\n'


def _told(tmp_path: Path, inputs: dict[str, str]) -> list[str]:
    """The arguments that the action's script calls the command line with."""
    echo = tmp_path / "sharedground" / "bin" / "sharedground"
    echo.parent.mkdir(parents=True)
    echo.write_text(ECHO)
    echo.chmod(echo.stat().st_mode | stat.S_IXUSR)
    (step,) = [step for step in ACTION["runs"]["steps"] if "env" in step]
    given = {
        name: inputs.get(re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", r"\1", value), "")
        for name, value in step["env"].items()
    }
    environment = {**os.environ, **given, "RUNNER_TEMP": str(tmp_path)}
    ran = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout.splitlines()


def test_the_action_checks_the_paths_it_is_given(tmp_path: Path) -> None:
    told = _told(tmp_path, {"paths": "drafts\nmy speeches/a b.md\n"})
    assert told == ["check", "--format", "github", "--", "drafts", "my speeches/a b.md"]


def test_the_action_hands_every_input_on(tmp_path: Path) -> None:
    inputs = {
        "paths": ".",
        "changed-since": "origin/main",
        "baseline": "base.json",
        "fail-on": "error",
        "sarif": "r.sarif",
        "report": "r.html",
    }
    assert _told(tmp_path, inputs) == [
        "check",
        *("--format", "github"),
        "--changed-since=origin/main",
        "--baseline=base.json",
        "--fail-on=error",
        "--format=sarif=r.sarif",
        "--format=html=r.html",
        *("--", "."),
    ]


def test_nothing_in_an_input_is_run(tmp_path: Path) -> None:
    told = _told(tmp_path, {"paths": "$(touch run-me)\n`touch run-me`\n; touch run-me", "baseline": '"; touch run-me'})
    assert "$(touch run-me)" in told
    assert not (tmp_path / "run-me").exists()


@pytest.mark.parametrize("flags", [["--format", "github", "--changed-since=x", "--baseline=x", "--fail-on=error",
                                    "--format=sarif=x", "--format=html=y", "--", "a.md"]])  # fmt: skip
def test_the_command_line_takes_what_the_action_says(flags: list[str]) -> None:
    import argparse

    from sharedground.cli.check import configure

    parser = argparse.ArgumentParser()
    configure(parser)
    parsed = parser.parse_args(flags)
    assert (parsed.paths, parsed.changed_since, [target.format for target in parsed.formats]) == (
        ["a.md"],
        "x",
        ["github", "sarif", "html"],
    )


# -- what the documents show -----------------------------------------------------------------------------------------


def _examples(page: str, heading: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_the_examples_for_github_are_workflows() -> None:
    examples = _examples("adoption.md", "GitHub")
    assert examples
    for example in examples:
        jsonschema.validate(yaml.load(example, yaml.BaseLoader), _schema("github-workflows"))
        (step,) = [step for job in yaml.safe_load(example)["jobs"].values() for step in job["steps"]
                   if "shared-ground" in step.get("uses", "")]  # fmt: skip
        assert set(step.get("with", {})) <= set(ACTION["inputs"])


def test_the_examples_for_gitlab_are_pipelines() -> None:
    examples = _examples("adoption.md", "GitLab")
    assert examples
    for example in examples:
        jsonschema.validate(yaml.safe_load(example), _schema("gitlab-ci"))


def test_the_examples_for_pre_commit_name_hooks_that_are_there(tmp_path: Path) -> None:
    examples = _examples("adoption.md", "pre-commit")
    assert examples
    for example in examples:
        config = tmp_path / ".pre-commit-config.yaml"
        config.write_text(example)
        ran = subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", config], check=False)
        assert ran.returncode == 0
        named = {hook["id"] for repository in yaml.safe_load(example)["repos"] for hook in repository["hooks"]}
        assert named <= set(HOOKS)
