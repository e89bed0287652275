"""Settings files that hold, and those that do not."""

from pathlib import Path

import jsonschema
import pytest

from sharedground.errors import SettingsError
from sharedground.rules.model import Severity
from sharedground.settings.model import Accepted, PerFile
from sharedground.settings.reading import KEYS, read_layer
from sharedground.settings.schema import json_schema

FILE = Path("/project/sharedground.toml")

WHOLE = """
select = ["all"]
ignore = ["guilt", "hierarchy/relative-privation"]
preview = true
packs = ["./rules", "sharedground-welsh"]
exclude = ["archive/", "*.txt"]
pipeline = "en_core_web_md"
home = ["Leeds"]
document-checks = false
reader = false
accept = ["check your privilege", {phrase = "not our fight", rule = "isolation"}]
fail-on = "error"

[severity]
hierarchy = "hint"
"guilt/confession-ritual" = "off"

[lexicon]
comrade = ["bin worker"]

[per-file."speeches/**"]
ignore = ["isolation"]
severity = {all = "information"}
"""


def test_every_key_is_read() -> None:
    assert read_layer(WHOLE, FILE) == {
        "select": ("all",),
        "ignore": ("guilt", "hierarchy/relative-privation"),
        "preview": True,
        "packs": ("/project/rules", "sharedground-welsh"),
        "exclude": ("archive/", "*.txt"),
        "pipeline": "en_core_web_md",
        "home": ("Leeds",),
        "document_checks": False,
        "reader": False,
        "accept": (Accepted("check your privilege"), Accepted("not our fight", "isolation")),
        "fail_on": Severity.ERROR,
        "severity": {"hierarchy": Severity.HINT, "guilt/confession-ritual": None},
        "lexicon": {"comrade": ("bin worker",)},
        "per_file": {"speeches/**": PerFile(ignore=("isolation",), severity={"all": Severity.INFORMATION})},
    }
    layer = read_layer(WHOLE, FILE)
    assert layer is not None
    assert set(layer) == {field for field, _read in KEYS.values()}


def test_the_schema_knows_the_same_keys_and_takes_the_same_file() -> None:
    import tomllib

    assert set(json_schema()["properties"]) == set(KEYS)
    jsonschema.validate(tomllib.loads(WHOLE), json_schema())


def test_never_fails_on_nothing() -> None:
    assert read_layer('fail-on = "never"', FILE) == {"fail_on": None}


def test_a_pyproject_speaks_through_its_own_table() -> None:
    pyproject = Path("/project/pyproject.toml")
    assert read_layer('[project]\nname = "x"\n', pyproject) is None
    assert read_layer('[tool.sharedground]\nhome = ["Leeds"]\n', pyproject) == {"home": ("Leeds",)}


def test_a_mistake_in_a_pyproject_is_placed_too() -> None:
    with pytest.raises(SettingsError) as caught:
        read_layer('[tool.other]\nselct = 1\n\n[tool.sharedground]\nselct = ["all"]\n', Path("/project/pyproject.toml"))
    assert str(caught.value) == "/project/pyproject.toml:5:1: “selct” is no setting. Did you mean “select”?"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('selct = ["all"]', "1:1", "“selct” is no setting. Did you mean “select”?"),
        ('select = ["all"]\n\n\nqqq = 1', "4:1", "“qqq” is no setting. The keys are select, ignore,"),
        ('[tool.sharedground]\nselect = ["all"]', "1:2", "“tool” is no setting. In a file of its own, settings stand"),
        ('select = "all"', "1:1", "“select” should be a list of texts, like ["),
        ("select = [1]", "1:1", "“select” should be a list of texts, like"),
        ("# rules\nignore = {}", "2:1", "“ignore” should be a list of texts"),
        ('preview = "yes"', "1:1", "“preview” should be true or false, but is a text."),
        ("document-checks = 0", "1:1", "“document-checks” should be true or false, but is a number."),
        ("pipeline = true", "1:1", "“pipeline” should be a text in quotation marks, but is true or false."),
        ('severity = "hint"', "1:1", "“severity” should be a table, [severity], but is a text."),
        (
            '[severity]\nguilt = "hint"\nhierarchy = "warnin"',
            "3:1",
            "“warnin” is no severity: it should be one of hint",
        ),
        ('[severity]\nhierarchy = "warnin"', "2:1", "Did you mean “warning”?"),
        ('severity = {guilt = "off", hierarchy = "loud"}', "1:28", "“loud” is no severity"),
        ("[severity]\nhierarchy = [1]", "2:1", "“[1]” is no severity"),
        ('fail-on = "of"', "1:1", "“of” is no severity: it should be one of hint, information, warning, error, never."),
        ("[lexicon]\ncomrade = 3", "2:1", "“comrade” should be a list of texts"),
        ("lexicon = [1]", "1:1", "“lexicon” should be a table"),
        ('[per-file."*.md"]\nignor = []', "2:1", "“ignor” is no setting. Did you mean “ignore”?"),
        ('[per-file]\n"*.md" = 3', "2:1", "“*.md” should be a table, but is a number."),
        ('[per-file."*.md".severity]\nguilt = "x"', "2:1", "“x” is no severity"),
        ('[per-file."!"]\nignore = []', "1:2", "“!” is no glob"),
        ('exclude = [\n  "ok",\n  "!",\n]', "3:3", "“!” is no glob. Globs are written as in a .gitignore file."),
        ("accept = [3]", "1:1", "Each entry of “accept” should be a phrase, or {phrase"),
        ('accept = [{rule = "guilt"}]', "1:1", "Each entry of “accept” should be a phrase"),
        ('accept = [{phrase = "x", rul = "guilt"}]', "1:26", "“rul” is no setting. Did you mean “rule”?"),
        ('accept = "x"', "1:1", "“accept” should be a list of phrases, but is a text."),
        ('home = "Leeds"', "1:1", "“home” should be a list of texts"),
        ("home = 2020-01-01", "1:1", "but is a date or time."),
        ("select = [", "1", "This is not TOML: invalid value."),
        ("[severity\n", "1:10", "This is not TOML: "),
        ("select = 1\nselect = 2\n", "2:11", "This is not TOML: cannot overwrite a value."),
    ],
)
def test_what_does_not_hold_is_named_with_its_place_and_what_was_expected(text: str, place: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_layer(text, FILE)
    assert str(caught.value).startswith(f"{FILE}:{place}: ")
    assert message in caught.value.message
