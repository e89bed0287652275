"""Compiled packs on disk: the same pack, sooner, and nothing lost where the disk fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rules.malformed_files import RULE
from sharedground.rules import store
from sharedground.rules.packs import LoadedPacks, load_packs


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


def said(loaded: LoadedPacks) -> list[str]:
    return [str(problem) for problem in loaded.problems]


def files(cache: Path) -> list[Path]:
    return sorted(cache.iterdir())


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often a pack was compiled."""
    times: list[int] = []
    compile_packs = store.compile_packs

    def counted(folders: list[store.PackFolder]) -> LoadedPacks:
        times.append(1)
        return compile_packs(folders)

    monkeypatch.setattr(store, "compile_packs", counted)
    return times


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


def test_a_folder_that_cannot_be_written_costs_only_time(pack: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    assert store.load_packs([pack], blocked / "cache").pack == load_packs([pack]).pack


def test_a_failing_disk_leaves_no_litter(pack: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert store.load_packs([pack], cache).pack.rules
    assert files(cache) == []


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
