"""Packs compiled in a process of their own."""

from pathlib import Path

import pytest

import sharedground.lint
from sharedground.lsp import compiling
from sharedground.rules import store
from sharedground.settings import Settings

PACK = Path(__file__).with_name("pack")


@pytest.fixture(autouse=True)
def _small_pack_and_empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sharedground.lint, "standard_pack_path", lambda: PACK)


def test_a_pack_is_kept_without_being_compiled_here(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not store.is_kept([PACK])
    compiling.see_kept(Settings())
    assert store.is_kept([PACK])
    monkeypatch.setattr(store, "compile_packs", lambda _folders: pytest.fail("it was compiled a second time"))
    assert sharedground.lint.Linter(Settings()).rule_ids


def test_words_that_settings_add_are_kept_with_the_pack() -> None:
    name = sharedground.lint.Linter(Settings())._packs.class_names[0]
    settings = Settings(lexicon={name: ("quokka",)})
    compiling.see_kept(settings)
    assert store.is_kept([PACK], words=settings.lexicon)
    assert not store.is_kept([PACK], words={name: ("wombat",)})


def test_where_no_process_can_be_started_the_session_compiles_the_pack_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling.sys, "executable", "/nowhere/python")
    compiling.see_kept(Settings())
    assert not store.is_kept([PACK])
    assert sharedground.lint.Linter(Settings()).rule_ids
