"""Running the examples of a rule: each way in which one may not hold is found."""

from typing import Any

import msgspec
import pytest

from cli.fake_linter import PHRASES, PRIVILEGE, RANKING, FakeLinter
from sharedground.examples import run_examples
from sharedground.rules.model import Applicability, FlagExample, OkExample, Rule

FLAG = FlagExample("Please check your privilege.", ((7, 27),), "Please talk with your neighbours.", line=9)
OK = OkExample("We met on Thursday.", "neutral", line=12)


def _rule(flag: FlagExample | None = None, ok: OkExample | None = None) -> Rule:
    return msgspec.structs.replace(PRIVILEGE, flag_examples=(flag,) if flag else (), ok_examples=(ok,) if ok else ())


def _differs(example: Any, **changes: Any) -> Any:
    return msgspec.structs.replace(example, **changes)


@pytest.mark.parametrize(
    "rule",
    [
        _rule(FLAG),
        _rule(_differs(FLAG, rewrite=None)),
        _rule(ok=OK),
        _rule(
            FlagExample(
                "Check your privilege, and check your privilege.",
                ((0, 20), (26, 46)),
                "talk with your neighbours, and check your privilege.",
            )
        ),
        _rule(_differs(FLAG, spans=((0, 3),), todo=True)),
        _rule(ok=OkExample("Check your privilege.", "quoted", todo=True)),
    ],
)
def test_examples_that_hold_leave_nothing_to_say(rule: Rule) -> None:
    assert run_examples(FakeLinter(), rule) == ()


@pytest.mark.parametrize(
    ("rule", "line", "problem"),
    [
        (_rule(_differs(FLAG, spans=((7, 28),))), 9, "This should be flagged elsewhere."),
        (_rule(_differs(FLAG, text="We met.", spans=((0, 2),))), 9, "This should be flagged, and was not."),
        (_rule(_differs(FLAG, rewrite="Please sit.")), 9, "The first rewrite should read otherwise."),
        (_rule(_differs(FLAG, todo=True)), 9, "This known gap is closed: move it from “todo-flag” to “flag”."),
        (_rule(ok=_differs(OK, todo=True)), 12, "This known gap is closed: move it from “todo-ok” to “ok”."),
        (
            _rule(ok=_differs(OK, text="Check your privilege.")),
            12,
            "This should pass (neutral), and was flagged by accusation/privilege-checking.",
        ),
        (
            _rule(ok=_differs(OK, text="They have it worse.")),
            12,
            "This should pass (neutral), and was flagged by hierarchy/ranking.",
        ),
    ],
)
def test_an_example_that_does_not_hold_is_named_with_its_line(rule: Rule, line: int, problem: str) -> None:
    (failure,) = run_examples(FakeLinter(), rule)
    assert (failure.rule, failure.line, failure.problem) == (rule.id, line, problem)


def test_what_was_wanted_and_what_came_stand_side_by_side() -> None:
    (spans,) = run_examples(FakeLinter(), _rule(_differs(FLAG, spans=((0, 6),))))
    assert (spans.wanted, spans.found) == (((0, 6),), ((7, 27),))
    (rewrite,) = run_examples(FakeLinter(), _rule(_differs(FLAG, rewrite="Sit.")))
    assert (rewrite.rewrite_wanted, rewrite.rewrite_found) == ("Sit.", "Please talk with your neighbours.")


@pytest.mark.parametrize(
    ("rewrites", "problems"),
    [
        (
            (("they have it worse", Applicability.SAFE),),
            ["The rewrite “they have it worse” is itself flagged by hierarchy/ranking."],
        ),
        (
            (("sit", Applicability.REVIEW), ("now check your privilege", Applicability.SCAFFOLD)),
            ["The rewrite “now check your privilege” is itself flagged by accusation/privilege-checking."],
        ),
        (
            (("[what do you share?]", Applicability.SCAFFOLD),),
            ["A finding at warning or error needs a rewrite that is not a scaffold, and this one has none."],
        ),
        ((), ["A finding at warning or error needs a rewrite that is not a scaffold, and this one has none."]),
    ],
)
def test_rewrites_are_to_be_silent_and_at_hand(
    monkeypatch: pytest.MonkeyPatch, rewrites: tuple[tuple[str, Applicability], ...], problems: list[str]
) -> None:
    monkeypatch.setitem(PHRASES, "check your privilege", (PRIVILEGE, rewrites))
    failures = run_examples(FakeLinter(), _rule(_differs(FLAG, rewrite=None)))
    assert [failure.problem for failure in failures] == problems


def test_a_missing_rewrite_that_an_example_wants_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PHRASES, "have it worse", (RANKING, ()))
    rule = msgspec.structs.replace(RANKING, flag_examples=(FlagExample("They have it worse.", ((5, 18),), "They."),))
    (failure,) = run_examples(FakeLinter(), rule)
    assert (failure.problem, failure.rewrite_found) == ("No rewrite is offered.", None)
