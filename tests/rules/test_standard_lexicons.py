"""The word lists of the standard pack, read as plain YAML: what rule writers may count on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

PACK = Path(__file__).parents[2] / "rules" / "en"
FILES = sorted((PACK / "lexicon").glob("*.yaml"))
KEYS = {"class", "about", "part-of-speech", "words", "exact", "includes", "except"}
PARTS_OF_SPEECH = {"verb", "noun", "adjective", "none"}

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@cache
def read(path: Path) -> dict[str, Any]:
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert isinstance(loaded, dict)
    return loaded


@cache
def entries(name: str) -> frozenset[str]:
    """Every entry of a class, with what it includes and without what it takes out again."""
    lexicon = read(PACK / "lexicon" / f"{name}.yaml")
    included = (entry for other in lexicon.get("includes", ()) for entry in entries(other))
    return frozenset([*own_entries(lexicon), *included]) - frozenset(lexicon.get("except", ()))


def own_entries(lexicon: dict[str, Any]) -> Iterator[str]:
    yield from lexicon.get("words", ())
    yield from lexicon.get("exact", ())


def test_the_pack_names_itself() -> None:
    assert read(PACK / "pack.yaml") == {"name": "standard", "language": "en"}


@each_file
def test_a_file_has_only_documented_keys(path: Path) -> None:
    lexicon = read(path)
    assert lexicon.keys() <= KEYS
    assert lexicon["class"] == path.stem
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", lexicon["class"])
    assert lexicon["about"].strip().endswith(".")
    assert lexicon["part-of-speech"] in PARTS_OF_SPEECH


@each_file
def test_words_are_trimmed_lower_case_text_with_straight_apostrophes(path: Path) -> None:
    lexicon = read(path)
    listed = [word for key in ("words", "exact", "except") for word in lexicon.get(key, ())]
    # A bare `no`, `on` or `10` would reach us as a truth value or a number.
    assert [word for word in listed if not isinstance(word, str)] == []
    assert [word for word in listed if word != " ".join(word.lower().split()) or not word or "’" in word] == []


@each_file
def test_words_are_sorted_and_stand_once(path: Path) -> None:
    lexicon = read(path)
    own = list(own_entries(lexicon))
    assert len(own) == len(set(own)), sorted(word for word in set(own) if own.count(word) > 1)
    for key in ("words", "exact", "except"):
        assert lexicon.get(key, []) == sorted(lexicon.get(key, []))


@each_file
def test_a_word_list_without_inflections_is_exact(path: Path) -> None:
    lexicon = read(path)
    assert not (lexicon["part-of-speech"] == "none" and "words" in lexicon)


@each_file
def test_no_class_is_empty(path: Path) -> None:
    assert entries(path.stem)


@each_file
def test_includes_exist_and_never_come_back_round(path: Path) -> None:
    def follow(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail, name))
        file = PACK / "lexicon" / f"{name}.yaml"
        assert file in FILES, f"{trail[-1]} includes {name}, which is no class"
        for other in read(file).get("includes", ()):
            follow(other, (*trail, name))

    follow(path.stem, ())


@each_file
def test_an_exception_takes_out_something_included(path: Path) -> None:
    lexicon = read(path)
    included = {entry for other in lexicon.get("includes", ()) for entry in entries(other)}
    assert set(lexicon.get("except", ())) <= included


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("power", "comrade"),
        ("power", "in-between"),
        ("comrade", "in-between"),
        ("power", "force"),
        ("comrade", "force"),
    ],
)
def test_nobody_is_on_two_sides(one: str, other: str) -> None:
    assert sorted(entries(one) & entries(other)) == []


AMERICAN = (
    (r"\blabour", "labor"),
    (r"neighbour", "neighbor"),
    (r"\bcolour", "color"),
    (r"\bhonour", "honor"),
    (r"saviour", "savior"),
    (r"\bcentre\b", "center"),
    (r"defence", "defense"),
    (
        r"(organ|recogn|apolog|global|civil|critic|marginal|modern|colon|privat|union|politic|mobil)is(?=e|ing|ation)",
        r"\1iz",
    ),
)
NAMES = {"labour party", "ministry of defence", "defence ministry", "english defence league"}


@each_file
def test_british_spellings_have_american_twins(path: Path) -> None:
    # The names of parties and ministries keep their own spelling.
    words = set(own_entries(read(path))) - NAMES
    twins = {re.sub(british, american, word) for british, american in AMERICAN for word in words}
    assert twins - entries(path.stem) == set()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "power",
            "boss|landlord|ceo|council|police|frontex|imf|arms dealer|whitehall|the city|press baron|shell",
        ),
        (
            "power",
            "capitalism|white supremacy|patriarchy|junta|settler state|private equity|billionaire|lobbyist|donor",
        ),
        (
            "comrade",
            "nurse|docker|rider|adjunct|crew|striker|renter|claimant|refugee|non-voter|the poor",
        ),
        (
            "comrade",
            "branch|local|union|caucus|folks|comrade|black women|germans|prisoner|villager|the working class",
        ),
        ("migrant", "asylum seeker|h-1b|temp visas|foreigner|undocumented people"),
        ("demonym", "american|british|polish"),
        ("place", "gaza|detroit|kolwezi|the global south|ohio|yemen"),
        ("force", "globalisation|the times|supply chain|gentrification|cost-of-living crisis"),
    ],
)
def test_a_class_knows_the_words_people_use(name: str, words: str) -> None:
    # Plurals come with inflection, so either number will do here.
    known = entries(name)
    assert [w for w in words.split("|") if w not in known and re.sub(r"men$", "man", w).rstrip("s") not in known] == []


def test_job_titles_countries_and_demonyms_are_many() -> None:
    assert len(entries("worker")) >= 150
    assert len(entries("country")) >= 200
    assert len(entries("demonym")) >= 120
