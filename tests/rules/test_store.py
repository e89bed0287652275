"""Compiled packs on disk: the same pack, sooner, and nothing lost where the disk fails."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from rules.malformed_files import RULE
from sharedground.rules import lexiconfiles, loader, nodes, store
from sharedground.rules.packs import CompiledPacks, LoadedPacks, load_packs
from sharedground.rules.shelf import Shelf


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    root = tmp_path / "pack"
    for name, text in {
        "guilt/self-reproach.yaml": RULE,
        "guilt/broken.yaml": "id: guilt/broken\n",
        "lexicon/worker.yaml": "class: worker\npart-of-speech: noun\nwords: [driver]\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def said(loaded: LoadedPacks | store.KeptPacks) -> list[str]:
    return [str(problem) for problem in loaded.problems]


def files(cache: Path, kind: str = "msgpack") -> list[Path]:
    return sorted(cache.glob(f"*.{kind}"))


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often a pack was put together."""
    times: list[int] = []
    compile_packs = store.compile_packs

    def counted(*given: Any) -> CompiledPacks:
        times.append(1)
        return compile_packs(*given)

    monkeypatch.setattr(store, "compile_packs", counted)
    return times


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read as YAML: rules and word classes."""
    names: list[str] = []
    parse = nodes.parse

    def counted(text: str, path: str) -> nodes.Located:
        names.append("/".join(Path(path).parts[-2:]))
        return parse(text, path)

    monkeypatch.setattr(loader, "parse", counted)
    monkeypatch.setattr(lexiconfiles, "parse", counted)
    return names


def test_a_kept_pack_is_the_compiled_one(pack: Path, cache: Path, compiled: list[int]) -> None:
    first, second = store.load_packs([pack], cache), store.load_packs([pack], cache)
    fresh = load_packs([pack])
    assert first.pack == second.pack == fresh.pack
    assert said(first) == said(second) == said(fresh) != []
    assert len(compiled) == 1
    assert len(files(cache)) == 1


def test_a_change_in_a_file_is_seen(pack: Path, cache: Path, compiled: list[int]) -> None:
    store.load_packs([pack], cache)
    path = pack / "guilt" / "self-reproach.yaml"
    path.write_text(RULE.replace("Asks for a feeling.", "Asks again."), encoding="utf-8")
    assert store.load_packs([pack], cache).pack.rules[0].summary == "Asks again."
    assert len(compiled) == 2


NAMING = """\
id: guilt/of-workers
status: draft
severity: information
summary: Shames those who work.
message: "“{match}” shames."
why: It ends the talk.
keep-when: It is testimony.
match:
  any:
    - phrase: "shame on @worker"
examples:
  flag: ["[[Shame on drivers]]."]
  ok:
    neutral: ["What a shame."]
"""


@pytest.fixture
def naming(pack: Path) -> Path:
    """A rule that names a word class, beside one that names none."""
    path = pack / "guilt" / "of-workers.yaml"
    path.write_text(NAMING, encoding="utf-8")
    (pack / "guilt" / "broken.yaml").unlink()
    return path


def as_if_new(pack: Sequence[Path], words: Mapping[str, Sequence[str]], cache: Path) -> None:
    """The pack as it is kept is what would be made of its files now."""
    kept = store.load_packs(pack, cache, words)
    fresh = store.load_packs(pack, cache / "of its own", words)
    assert (kept.pack, kept.index, said(kept)) == (fresh.pack, fresh.index, said(fresh))


def test_of_a_changed_pack_only_the_changed_rule_is_read(
    pack: Path, cache: Path, naming: Path, read: list[str]
) -> None:
    store.load_packs([pack], cache)
    assert sorted(read) == ["guilt/of-workers.yaml", "guilt/self-reproach.yaml", "lexicon/worker.yaml"]
    read.clear()
    naming.write_text(NAMING.replace("shame on", "blame on"), encoding="utf-8")
    store.load_packs([pack], cache)
    assert read == ["guilt/of-workers.yaml"]
    as_if_new([pack], {}, cache)


def test_a_rule_taken_back_to_what_it_was_is_not_read_again(
    pack: Path, cache: Path, naming: Path, read: list[str]
) -> None:
    store.load_packs([pack], cache)
    text = naming.read_text("utf-8")
    naming.write_text(NAMING.replace("shame on", "blame on"), encoding="utf-8")
    store.load_packs([pack], cache)
    (pack / "pack.yaml").write_text("name: ours\n", encoding="utf-8")
    naming.write_text(text, encoding="utf-8")
    read.clear()
    store.load_packs([pack], cache)
    assert read == []


def test_of_one_more_pack_only_its_own_rules_are_read(
    pack: Path, cache: Path, naming: Path, read: list[str], tmp_path: Path
) -> None:
    store.load_packs([pack], cache)
    own = tmp_path / "own"
    (own / "guilt").mkdir(parents=True)
    (own / "guilt" / "ours.yaml").write_text(NAMING.replace("of-workers", "ours"), encoding="utf-8")
    read.clear()
    loaded = store.load_packs([pack, own], cache)
    assert read == ["guilt/ours.yaml"]
    assert [rule.id for rule in loaded.pack.rules] == ["guilt/of-workers", "guilt/ours", "guilt/self-reproach"]
    as_if_new([pack, own], {}, cache)


@pytest.mark.parametrize("by_settings", [True, False])
def test_more_words_in_a_class_concern_the_rules_that_name_it(
    pack: Path, cache: Path, naming: Path, read: list[str], tmp_path: Path, by_settings: bool
) -> None:
    store.load_packs([pack], cache)
    own = tmp_path / "own" / "lexicon"
    own.mkdir(parents=True)
    if not by_settings:
        (own / "worker.yaml").write_text("class: +worker\nwords: [weaver]\n", encoding="utf-8")
    read.clear()
    packs = [pack] if by_settings else [pack, own.parent]
    words = {"worker": ("weaver",)} if by_settings else {}
    loaded = store.load_packs(packs, cache, words)
    assert [name for name in read if name.startswith("guilt")] == ["guilt/of-workers.yaml"]
    assert "weavers" in loaded.index.words
    as_if_new(packs, words, cache)


def test_words_too_common_to_wake_anything_are_told_of(pack: Path, cache: Path, naming: Path) -> None:
    naming.write_text(naming.read_text("utf-8").replace("shame on @worker", "on @worker"), encoding="utf-8")
    assert said(store.load_packs([pack], cache)) == []
    assert "no trigger" in " ".join(said(store.load_packs([pack], cache, {"worker": ("the",)})))


def test_a_class_named_behind_an_escape_is_seen_to_change(pack: Path, cache: Path, naming: Path) -> None:
    naming.write_text(naming.read_text("utf-8").replace("@worker", "\\x40worker"), encoding="utf-8")
    assert "weavers" not in store.load_packs([pack], cache).index.words
    assert "weavers" in store.load_packs([pack], cache, {"worker": ("weaver",)}).index.words


def test_what_is_wrong_is_told_until_it_is_right(pack: Path, cache: Path, naming: Path) -> None:
    naming.write_text(naming.read_text("utf-8").replace("@worker", "@wroker"), encoding="utf-8")
    assert "Did you mean “worker”?" in said(store.load_packs([pack], cache))[0]
    (pack / "lexicon" / "wroker.yaml").write_text("class: wroker\nincludes: [worker]\n", encoding="utf-8")
    as_if_new([pack], {}, cache)
    assert said(store.load_packs([pack], cache)) == []


@pytest.mark.parametrize("kind", ["rule", "classes", "words"])
@pytest.mark.parametrize(
    "damage", [lambda data: b"", lambda data: data[:-1], lambda data: data[:-9] + b"?" + data[-8:]]
)
def test_a_damaged_part_is_made_again(
    pack: Path, cache: Path, naming: Path, kind: str, damage: Callable[[bytes], bytes]
) -> None:
    store.load_packs([pack], cache)
    damaged = [*files(cache), *files(cache, kind)]
    assert len(damaged) > 1
    for path in damaged:
        path.write_bytes(damage(path.read_bytes()))
    as_if_new([pack], {}, cache)
    assert all(path.read_bytes() != damage(path.read_bytes()) for path in files(cache))


def test_a_part_under_the_name_of_another_is_not_taken(pack: Path, cache: Path, naming: Path) -> None:
    store.load_packs([pack], cache)
    one, other = files(cache, "rule")
    one.write_bytes(other.read_bytes())
    files(cache)[0].unlink()
    as_if_new([pack], {}, cache)


def test_only_so_many_rules_are_kept_those_in_use_longest(
    pack: Path, cache: Path, naming: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_PARTS", 4)
    for number in range(6):
        naming.write_text(NAMING.replace("shame on", f"shame{number} on"), encoding="utf-8")
        store.load_packs([pack], cache)
    assert len(files(cache, "rule")) == 4
    assert read.count("guilt/self-reproach.yaml") == 1


def test_the_same_pack_elsewhere_tells_of_its_own_files(pack: Path, cache: Path, tmp_path: Path) -> None:
    store.load_packs([pack], cache)
    moved = pack.rename(tmp_path / "moved")
    assert all(str(moved) in problem for problem in said(store.load_packs([moved], cache)))


@pytest.mark.parametrize("data", [b"", b"\x00", b"not messagepack", b"\x93\x01\x02\x03", b"\x91" * 5000])
def test_a_damaged_file_is_compiled_again(pack: Path, cache: Path, compiled: list[int], data: bytes) -> None:
    whole = store.load_packs([pack], cache)
    (kept,) = files(cache)
    kept.write_bytes(data)
    assert store.load_packs([pack], cache).pack == whole.pack
    assert len(compiled) == 2
    assert store.load_packs([pack], cache).pack == whole.pack
    assert len(compiled) == 2


def test_a_file_cut_short_is_compiled_again(pack: Path, cache: Path) -> None:
    whole = store.load_packs([pack], cache)
    (kept,) = files(cache)
    data = kept.read_bytes()
    for end in range(0, len(data), 97):
        kept.write_bytes(data[:end])
        assert store.load_packs([pack], cache).pack == whole.pack


def test_a_file_of_another_pack_is_not_taken(pack: Path, cache: Path, compiled: list[int]) -> None:
    store.load_packs([], cache)
    (foreign,) = files(cache)
    data = foreign.read_bytes()
    store.load_packs([pack], cache)
    (kept,) = (path for path in files(cache) if path != foreign)
    kept.write_bytes(data)
    assert store.load_packs([pack], cache).pack.rules
    assert len(compiled) == 3


@pytest.mark.parametrize("data", [None, b"", b"nonsense"])
def test_pieces_that_are_gone_or_damaged_are_made_again(
    pack: Path, cache: Path, compiled: list[int], data: bytes | None
) -> None:
    whole = store.load_packs([pack], cache).pack
    [pieces] = files(cache, "pieces")
    kept = store.load_packs([pack], cache)
    pieces.unlink() if data is None else pieces.write_bytes(data)
    assert kept.pack == whole
    assert len(compiled) == 2
    assert store.load_packs([pack], cache).pack == whole
    assert len(compiled) == 2


def test_the_pieces_are_read_when_they_are_asked_for(pack: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.load_packs([pack], cache)
    read: list[str] = []
    take = Shelf.read

    def noted(shelf: Shelf, key: str, of: type[Any]) -> Any:
        read.append(shelf.kind)
        return take(shelf, key, of)

    monkeypatch.setattr(Shelf, "read", noted)
    kept = store.load_packs([pack], cache)
    assert (kept.index.heads != (), kept.class_names != (), read) == (True, True, ["msgpack"])
    assert kept.leaf(0)
    assert read == ["msgpack", "pieces"]


def test_a_folder_that_cannot_be_written_costs_only_time(pack: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    assert store.load_packs([pack], blocked / "cache").pack == load_packs([pack]).pack


def test_a_failing_disk_leaves_no_litter(pack: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert store.load_packs([pack], cache).pack.rules
    assert list(cache.iterdir()) == []


def test_only_the_latest_packs_are_kept(pack: Path, cache: Path) -> None:
    for number in range(store.MOST_KEPT + 3):
        (pack / "pack.yaml").write_text(f"name: '{number}'\n", encoding="utf-8")
        store.load_packs([pack], cache)
    assert len(files(cache)) == store.MOST_KEPT


def test_without_a_folder_the_users_cache_is_used(pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(store, "platform", "linux")
    store.load_packs([pack])
    assert len(files(tmp_path / "caches" / "sharedground" / "packs")) == 1


HEAVY = ("yaml", "lemminflect", "numpy", "spacy", "rapidfuzz", "importlib.metadata", "re2")

WARM = """
import sys
from pathlib import Path
from sharedground.rules.lexicons import extended
from sharedground.rules.packs import find_pack, standard_pack_path
from sharedground.rules.store import load_packs
assert standard_pack_path().name == "en"
loaded = load_packs([Path(sys.argv[1])], Path(sys.argv[2]))
assert loaded.pack.rules
print(*sorted(name for name in sys.argv[3:] if name in sys.modules))
"""


def test_a_kept_pack_needs_nothing_heavy(pack: Path, cache: Path) -> None:
    store.load_packs([pack], cache)
    command = [sys.executable, "-c", WARM, str(pack), str(cache), *HEAVY]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
