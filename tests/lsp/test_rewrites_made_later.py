"""Rewrites are made when somebody looks at them, are those of a fresh look at the draft, and never hold up the loop."""

from __future__ import annotations

import asyncio
import copy
import pickle
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from lsprotocol import types
from msgspec.structs import replace
from small_pack import linter

from sharedground.finding import moved
from sharedground.lint import Linter
from sharedground.lsp import actions, diagnostics
from sharedground.lsp.checking import Checker, Loader, Report
from sharedground.lsp.client import Client
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.reports import Reports
from sharedground.rewriting import offers
from sharedground.rules.model import Applicability, Template
from sharedground.settings import Settings
from sharedground.text.rereading import Rereader

TEXT = "We met.\n\nWe speak for the voiceless.\n"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """In which threads rewrites have been made."""
    threads: list[str] = []
    make = offers.rewrites_for

    def noted(*given: Any) -> Any:
        threads.append(threading.current_thread().name)
        return make(*given)

    monkeypatch.setattr(offers, "rewrites_for", noted)
    yield threads


def fresh_linter(**more: Any) -> Linter:
    return Linter(Settings(preview=True), pack=linter().pack, pipeline=linter()._pipeline, **more)


def test_a_check_makes_none_and_a_look_makes_them_once(made: list[str]) -> None:
    [finding] = fresh_linter().check(TEXT)
    assert made == []
    assert [rewrite.text for rewrite in finding.rewrites] == ["the unheard"]
    assert finding.rewrites is finding.rewrites
    assert len(made) == 1


def test_an_edit_elsewhere_moves_them_and_makes_none_anew(made: list[str]) -> None:
    ours, rereader = fresh_linter(), Rereader()
    [before] = ours.check(TEXT, rereader=rereader)
    assert before.rewrites
    [after] = ours.check(f"More. {TEXT}", rereader=rereader)
    assert after == moved(before, 6) == next(iter(fresh_linter().check(f"More. {TEXT}")))
    assert after.rewrites[0].edits[0].start == before.rewrites[0].edits[0].start + 6


@pytest.mark.parametrize("whole", [pickle.loads, None], ids=["pickled", "copied"])
def test_a_finding_that_is_sent_elsewhere_takes_them_with_it(whole: Any) -> None:
    [finding] = fresh_linter().check(TEXT)
    sent = whole(pickle.dumps(finding)) if whole else copy.deepcopy(finding)
    assert sent == finding
    assert msgspec.to_builtins(sent)["rewrites"][0]["text"] == "the unheard"


@pytest.mark.parametrize(("mark", "wording"), [("’", "they’re unheard"), ("'", "they're unheard")])
def test_the_apostrophes_that_a_draft_begins_to_use_elsewhere_are_used(mark: str, wording: str) -> None:
    ours, rereader = _offering("they’re unheard"), Rereader()
    for text, expected in ((TEXT, "they’re unheard"), (f"It{mark}s true. {TEXT}", wording)):
        [finding] = ours.check(text, rereader=rereader)
        assert [rewrite.text for rewrite in finding.rewrites] == [expected]


def test_what_a_rule_fires_on_where_it_is_put_is_not_offered() -> None:
    [finding] = _offering("the unheard", "the voiceless who", "voiceless").check("We speak for the voiceless now.")
    assert [rewrite.text for rewrite in finding.rewrites] == ["the unheard", "voiceless"]


def _offering(*wordings: str) -> Linter:
    """The small pack, with these wordings for *the voiceless*."""
    pack = linter().pack
    offers = tuple(Template(wording, Applicability.REVIEW) for wording in wordings)
    rules = [replace(rule, rewrites=offers) if rule.id == "charity/voiceless" else rule for rule in pack.rules]
    return Linter(Settings(preview=True), pack=replace(pack, rules=tuple(rules)), pipeline=linter()._pipeline)


def test_a_rule_whose_rewrites_fail_is_told_of_and_its_finding_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_given: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(offers, "rewrites_for", crash)
    told: list[str] = []
    [finding] = fresh_linter(crashed=lambda rule, _error: told.append(rule)).check(TEXT)
    assert (finding.rewrites, told) == ((), ["charity/voiceless"])
    [finding] = fresh_linter().check(TEXT)
    with pytest.raises(ZeroDivisionError):
        _ = finding.rewrites


def test_the_loop_does_not_make_them(made: list[str]) -> None:
    snapshot = Snapshot("untitled:Draft", TEXT, 1, "markdown", "utf-16")

    def check(snapshot: Snapshot, _stop: object) -> Report:
        result = fresh_linter().check(snapshot.text)
        return Report(snapshot, "1", diagnostics.of_result(result, snapshot, {}), result.findings)

    async def session() -> list[types.CodeAction | types.Command]:
        checker = Checker(check, Loader(lambda _name: linter()._pipeline, lambda: None))
        client = Client(takes_literals=True, resolves_edits=True)
        server: Any = SimpleNamespace(checker=checker, client=client, snapshot=lambda _uri: snapshot)
        server.reports = Reports(server)
        place = types.Range(types.Position(2, 15), types.Position(2, 15))
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(snapshot.uri), place, types.CodeActionContext(diagnostics=[])
        )
        offered = await actions.offered(server, params)
        checker.close()
        return offered

    assert any("the unheard" in action.title for action in asyncio.run(session()))
    assert made
    assert all(name.startswith("check") for name in made)
