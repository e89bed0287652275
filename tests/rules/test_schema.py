"""The JSON Schemas: valid in themselves, and of one mind with the loader."""

from __future__ import annotations

import json

import jsonschema
import pytest

from rules.malformed_files import LEXICON, LEXICON_PATH, LEXICONS, PACK, PACK_PATH, RULE, RULE_PATH, RULES
from sharedground.errors import RuleError
from sharedground.rules.nodes import parse
from sharedground.rules.packs import standard_pack_path
from sharedground.rules.schema import checked, json_schema, json_schema_text
from sharedground.rules.skeleton import new_rule_skeleton

KINDS = ("rule", "lexicon", "pack")


def validator(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(kind))
    assert json.loads(json_schema_text(kind)) == json_schema(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described(kind: str) -> None:
    undescribed = [
        key
        for key, value in json_schema(kind)["properties"].items()
        if "description" not in value and "$ref" not in value
    ]
    assert undescribed == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("rule", RULE),
        ("rule", new_rule_skeleton("guilt/new-family")),
        ("lexicon", LEXICON),
        ("pack", PACK),
    ],
)
def test_sound_files_are_valid(kind: str, text: str) -> None:
    validator(kind).validate(parse(text, "f.yaml").plain())


def test_the_standard_pack_is_valid() -> None:
    pack = standard_pack_path()
    files = [*pack.glob("lexicon/*.yaml")]
    assert files
    for path in files:
        validator("lexicon").validate(parse(path.read_text("utf-8"), path.name).plain())
    for path in pack.glob("[!l]*/*.yaml"):
        node = parse(path.read_text("utf-8"), path.name)
        assert validator("rule").is_valid(node.plain()) == (not checked(node, "rule")[1]), path.name


BROKEN = [("rule", RULE, RULE_PATH, case) for case in RULES] + [
    ("lexicon", LEXICON, LEXICON_PATH, case) for case in LEXICONS
]


@pytest.mark.parametrize(
    ("kind", "sound", "path", "case"), BROKEN, ids=[what[3][0].replace(" ", "-") for what in BROKEN]
)
def test_editors_and_loader_agree_on_shapes(
    kind: str, sound: str, path: str, case: tuple[str, str, str, list[str]]
) -> None:
    """Whatever the loader's shapes refuse, the schema refuses, and the other way round."""
    try:
        node = parse(sound.replace(case[1], case[2]), path)
    except RuleError:
        return
    assert validator(kind).is_valid(node.plain()) == (not checked(node, kind)[1])


def test_an_unknown_kind_of_file_is_an_error() -> None:
    with pytest.raises(KeyError):
        json_schema("settings")


def test_a_pack_file_knows_its_shape() -> None:
    assert checked(parse(PACK, PACK_PATH), "pack")[1] == []
