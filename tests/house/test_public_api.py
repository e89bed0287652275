"""What `import sharedground` gives, and that type checkers see it too."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import sharedground

ROOT = Path(__file__).parents[2]
EXPORTED = [
    "Applicability",
    "DraftError",
    "Edit",
    "Finding",
    "Linter",
    "Notice",
    "PipelineError",
    "Place",
    "PlacedError",
    "Result",
    "Rewrite",
    "RuleError",
    "Settings",
    "SettingsError",
    "Severity",
    "SharedGroundError",
    "__version__",
    "apply_edits",
    "load_settings",
]

SAMPLE = """
from pathlib import Path
from sharedground import Edit, Finding, Linter, Result, Rewrite, Settings, Severity, SharedGroundError
from sharedground import apply_edits, load_settings

settings: Settings = load_settings(Path("drafts"))
linter = Linter(settings)
result: Result = linter.check("One line.", language="markdown", name="a.md")
finding: Finding
for finding in result:
    severity: Severity = finding.severity
    rewrites: tuple[Rewrite, ...] = finding.rewrites
    edits: tuple[Edit, ...] = rewrites[0].edits
    text: str = apply_edits(result.source.text, edits)
try:
    linter.check(b"")
except SharedGroundError as error:
    print(error)
"""


def test_these_names_are_exported_and_no_others() -> None:
    assert sorted(sharedground.__all__) == EXPORTED
    assert dir(sharedground) == EXPORTED


@pytest.mark.parametrize("name", EXPORTED)
def test_each_exported_name_is_there(name: str) -> None:
    assert getattr(sharedground, name) is not None


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'sharedground' has no attribute 'linter_of_souls'"):
        _ = sharedground.linter_of_souls


def test_the_version_is_that_of_the_distribution() -> None:
    assert sharedground.__version__ == version("sharedground")


@pytest.mark.parametrize(
    ("sample", "errors"),
    [
        (SAMPLE, []),
        (SAMPLE.replace("severity: Severity", "severity: int"), ["Incompatible types in assignment"]),
        (SAMPLE.replace("import Edit,", "import Edits,"), ['has no attribute "Edits"']),
    ],
)
def test_type_checkers_see_the_same(tmp_path: Path, sample: str, errors: list[str]) -> None:
    (tmp_path / "sample.py").write_text(sample)
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", tmp_path / "sample.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == bool(errors), ran.stdout
    for error in errors:
        assert error in ran.stdout
