"""Packs: folders read safely, layered, and one bad file never takes the others down."""

from __future__ import annotations

import os
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from rules.malformed_files import RULE
from sharedground import __version__
from sharedground.errors import RuleError
from sharedground.rules import packs
from sharedground.rules.branches import leaves
from sharedground.rules.folders import digest_of, read_folder
from sharedground.rules.model import Pack, Phrase
from sharedground.rules.packs import LoadedPacks, find_pack, load_packs, standard_pack_path


def rule(family: str) -> str:
    return RULE.replace("self-reproach", family)


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def ids(loaded: LoadedPacks) -> list[str]:
    return [rule.id for rule in loaded.pack.rules]


def told(loaded: LoadedPacks, root: Path) -> list[str]:
    return [
        str(problem).replace(f"{root.as_posix()}/", "").replace(root.as_posix(), ".") for problem in loaded.problems
    ]


NOUNS = "class: worker\npart-of-speech: noun\nwords: [driver]\n"


def test_a_pack_is_its_rules_and_classes_in_order(tmp_path: Path) -> None:
    files = {
        "pack.yaml": "name: ours\n",
        "lexicon/worker.yaml": NOUNS,
        "guilt/b.yaml": rule("b").replace("~wallow", "@worker wallow"),
        "guilt/a.yaml": rule("a"),
        "README.md": "No rule.",
        "notes/todo.txt": "Nor this.",
    }
    loaded = load_packs([write(tmp_path, files)])
    assert told(loaded, tmp_path) == []
    assert ids(loaded) == ["guilt/a", "guilt/b"]
    assert list(loaded.pack.lexicons) == ["worker"]
    assert loaded.pack.rules[0].path == "guilt/a.yaml"


def test_a_later_pack_shadows_extends_and_switches_off(tmp_path: Path) -> None:
    first = write(tmp_path / "first", {"lexicon/w.yaml": NOUNS, "guilt/a.yaml": rule("a"), "guilt/b.yaml": rule("b")})
    second = write(
        tmp_path / "second",
        {
            "pack.yaml": "off: [guilt/b]\n",
            "lexicon/w.yaml": "class: +worker\nwords: [nurse]\n",
            "guilt/a.yaml": rule("a").replace("Asks for a feeling.", "Asks again."),
        },
    )
    loaded = load_packs([first, second])
    assert told(loaded, tmp_path) == []
    assert [(rule.id, rule.summary) for rule in loaded.pack.rules] == [("guilt/a", "Asks again.")]
    assert loaded.pack.lexicons["worker"].entries["NNS"] == (("drivers",), ("nurses",))
    assert ids(load_packs([second, first])) == ["guilt/a", "guilt/b"]


def test_a_broken_shadow_leaves_the_earlier_rule(tmp_path: Path) -> None:
    first = write(tmp_path / "first", {"guilt/a.yaml": rule("a")})
    second = write(tmp_path / "second", {"guilt/a.yaml": rule("a").replace("draft", "drift")})
    loaded = load_packs([first, second])
    assert ids(loaded) == ["guilt/a"]
    assert told(loaded, tmp_path) == ["second/guilt/a.yaml:2:9: “status” cannot be “drift”. Did you mean “draft”?"]


def test_one_bad_file_never_takes_others_down(tmp_path: Path) -> None:
    files = {
        "pack.yaml": "name: [",
        "lexicon/worker.yaml": NOUNS,
        "lexicon/bad.yaml": "class: bad\nwrods: [a]\n",
        "guilt/a.yaml": rule("a"),
        "guilt/bad.yaml": "id: guilt/bad\n\tstatus: draft",
        "guilt/c.yaml": rule("c").replace("~wallow", "@wroker wallow"),
    }
    write(tmp_path, files)
    (tmp_path / "guilt" / "d.yaml").write_bytes(b"id: \xff")
    (tmp_path / "guilt" / "e.yaml").write_bytes(b"#" * 300_000)
    loaded = load_packs([tmp_path])
    assert ids(loaded) == ["guilt/a"]
    assert list(loaded.pack.lexicons) == ["worker"]
    assert told(loaded, tmp_path) == [
        "guilt/e.yaml: this file holds 292 KB; 256 KB is the limit, so split it",
        "lexicon/bad.yaml:2:1: “wrods” is no key of a lexicon. Did you mean “words”?",
        "guilt/bad.yaml:2:1: a tab stands here; YAML indents with spaces only",
        "guilt/c.yaml:11:16: there is no word class “wroker”. Did you mean “worker”?",
        "guilt/d.yaml:1:5: byte 0xff is not UTF-8; save the file in UTF-8",
        "pack.yaml:1:7: this [ is never closed, or a comma is missing; close it with ], or put the text in quotes",
    ]


def test_files_in_the_wrong_place_are_told_of(tmp_path: Path) -> None:
    files = {
        "loose.yaml": rule("loose"),
        "gilt/a.yaml": rule("a"),
        "guilt/b.yml": rule("b"),
        "guilt/deep/c.yaml": rule("c"),
        "guilt/.hidden.yaml": "not read",
        "guilt/notes.txt": "Not read.",
        "lexicons/w.yaml": NOUNS,
    }
    loaded = load_packs([write(tmp_path, files)])
    assert ids(loaded) == []
    assert told(loaded, tmp_path) == [
        "gilt: “gilt” is no category of rules, so its files are not read. Did you mean “guilt”?",
        "guilt/b.yml: only .yaml files are read; rename this to b.yaml",
        "guilt/deep: folders inside guilt/ are not read; move its files up one level",
        "lexicons: “lexicons” is no category of rules, so its files are not read. Did you mean “lexicon”?",
        "loose.yaml: rules stand in CATEGORY/, word classes in lexicon/; move this file there",
    ]


def test_a_path_that_is_no_pack_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    loaded = load_packs([tmp_path / "missing", tmp_path / "file", tmp_path / "empty"])
    what = "a pack is a folder of lexicon/*.yaml and CATEGORY/*.yaml"
    assert told(loaded, tmp_path) == [
        f"missing: there is no such folder; {what}",
        f"file: a file stands here; {what}",
        f"empty: no rules here; {what}",
    ]
    assert loaded.pack == Pack((), {}, loaded.pack.digest)


def test_no_link_leads_out_of_a_pack(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"guilt/secret.yaml": rule("secret"), "lexicon/w.yaml": NOUNS})
    inside = write(tmp_path / "pack", {"guilt/a.yaml": rule("a"), "guilt/b.yaml": rule("b")})
    (inside / "guilt" / "secret.yaml").symlink_to(outside / "guilt" / "secret.yaml")
    (inside / "lexicon").symlink_to(outside / "lexicon")
    (inside / "division").symlink_to(inside / "guilt")
    (inside / "guilt" / "c.yaml").symlink_to("c.yaml")
    (inside / "guilt" / "gone.yaml").symlink_to("nowhere.yaml")
    loaded = load_packs([inside])
    assert ids(loaded) == ["guilt/a", "guilt/b"]
    assert told(loaded, inside) == [
        "division: links to folders are not followed; put the folder itself here",
        "guilt/c.yaml: this link leads nowhere; take it out, or put the file itself here",
        "guilt/gone.yaml: this link leads nowhere; take it out, or put the file itself here",
        "guilt/secret.yaml: this link leads out of the pack's folder; put the file itself here",
        "lexicon: links to folders are not followed; put the folder itself here",
    ]


def test_a_link_within_a_pack_is_followed(tmp_path: Path) -> None:
    write(tmp_path, {"guilt/a.yaml": rule("a")})
    (tmp_path / "guilt" / "b.yaml").symlink_to("a.yaml")
    assert len(read_folder(tmp_path).files) == 2


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, {"guilt/a.yaml": rule("a")})
    os.mkfifo(tmp_path / "guilt" / "pipe.yaml")
    (tmp_path / "guilt" / "folder.yaml").mkdir()
    loaded = load_packs([tmp_path])
    assert ids(loaded) == ["guilt/a"]
    assert told(loaded, tmp_path) == [
        "guilt/folder.yaml: this is no plain file; a rule is a YAML file",
        "guilt/pipe.yaml: this is no plain file; a rule is a YAML file",
    ]


def test_an_unreadable_file_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"guilt/a.yaml": rule("a"), "guilt/b.yaml": rule("b")})
    read_bytes = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "b.yaml":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    loaded = load_packs([tmp_path])
    assert ids(loaded) == ["guilt/a"]
    assert told(loaded, tmp_path) == [
        "guilt/b.yaml: this file cannot be read (Permission denied); look at its permissions"
    ]


def test_rules_that_are_named_must_be_there(tmp_path: Path) -> None:
    files = {
        "pack.yaml": "off: [guilt/aa]\n",
        "guilt/a.yaml": rule("a").replace("rewrites:", "yields-to: [guilt/bb]\nrewrites:"),
        "guilt/b.yaml": rule("b").replace("rewrites:", "yields-to: [guilt/a]\nrewrites:"),
    }
    assert told(load_packs([write(tmp_path, files)]), tmp_path) == [
        "guilt/a.yaml: there is no rule “guilt/bb” to yield to. Did you mean “guilt/b”?",
        "pack.yaml:1:7: there is no rule “guilt/aa” to switch off. Did you mean “guilt/a”?",
    ]


def test_the_digest_follows_names_contents_order_and_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = write(tmp_path / "one", {"guilt/a.yaml": rule("a")})
    two = write(tmp_path / "two", {"guilt/b.yaml": rule("b")})
    same = write(tmp_path / "same", {"guilt/a.yaml": rule("a"), "README.md": "Not read."})
    digests = [digest_of([read_folder(path) for path in paths]) for paths in ([one], [two], [one, two], [two, one], [])]
    assert len(set(digests)) == len(digests)
    assert digest_of([read_folder(same)]) == digests[0] == load_packs([one]).pack.digest
    monkeypatch.setattr("sharedground.rules.folders.__version__", f"{__version__}.1")
    assert digest_of([read_folder(one)]) != digests[0]


def test_the_standard_pack_holds() -> None:
    loaded = load_packs([standard_pack_path()])
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.pack.lexicons.keys() >= {"comrade", "power"}
    lines = [leaf.line for rule in loaded.pack.rules for leaf in leaves(rule.match)]
    assert all(lines)
    assert all(leaf.items for rule in loaded.pack.rules for leaf in leaves(rule.match) if isinstance(leaf, Phrase))


def test_the_standard_pack_is_found_in_the_package_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "lib" / "sharedground"
    monkeypatch.setattr(packs, "_PACKAGE", package)
    assert standard_pack_path() == tmp_path / "rules" / "en"
    (package / "packs" / "standard" / "en").mkdir(parents=True)
    assert standard_pack_path() == package / "packs" / "standard" / "en"


def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str) -> None:
    """A distribution whose package would fail if it were imported."""
    write(tmp_path, {"our_pack/__init__.py": "raise RuntimeError", "our_pack/rules/guilt/a.yaml": rule("a")})
    monkeypatch.syspath_prepend(str(tmp_path))
    points = [EntryPoint("tenants", value, packs.ENTRY_POINTS)]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points if group == packs.ENTRY_POINTS else [])


def test_an_installed_pack_is_found_without_running_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, tmp_path, "our_pack.rules")
    path = find_pack("tenants", tmp_path)
    assert path == tmp_path / "our_pack" / "rules"
    assert ids(load_packs([path])) == ["guilt/a"]


def test_a_folder_goes_before_an_installed_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, tmp_path, "our_pack.rules")
    (tmp_path / "tenants").mkdir()
    assert find_pack("tenants", tmp_path) == tmp_path / "tenants"


@pytest.mark.parametrize(
    ("value", "name", "message"),
    [
        (
            "our_pack.rules",
            "tennants",
            "there is no folder and no installed pack of this name. Did you mean “tenants”?",
        ),
        ("our_pack.rools", "tenants", "the installed pack “tenants” points to our_pack.rools, which is no folder"),
        ("no_such_package", "tenants", "the installed pack “tenants” points to no_such_package, which is no folder"),
    ],
)
def test_a_pack_that_is_nowhere_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, name: str, message: str
) -> None:
    installed(monkeypatch, tmp_path, value)
    with pytest.raises(RuleError) as raised:
        find_pack(name, tmp_path)
    assert raised.value.message == message
