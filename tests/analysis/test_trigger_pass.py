"""The trigger pass loses nothing: hits with it and without it are the same."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.small_pack import LEXICONS, analyzer, draft, node, phrase, pipeline, rule, tree
from sharedground.analysis import triggers
from sharedground.analysis.engine import Analyzer
from sharedground.rules.model import AllOf, AnyOf, Pack, Policy, Then
from sharedground.rules.packs import standard_pack_path
from sharedground.rules.store import load_packs
from sharedground.text.readers import read
from sharedground.text.source import Source

EVERYTHING = dict.fromkeys(
    ("quoted", "mentioned", "reported", "negated", "questioned", "power", "self", "joined", "measured"), Policy.FLAG
)
MATCH = AnyOf(
    (
        phrase("(stop|quit) @griping/VBG about $issue:np"),
        phrase("you do not get to $act:vp"),
        phrase("first[-]world problem"),
        phrase("it is not our (fight|job)"),
        phrase("@comrade are going to @griping"),
        tree("~steal|~take", subject="@comrade", object="job|jobs"),
        tree("pale/ADJ|~pale", prep=node("beside", object="$other:np")),
        Then(phrase("shame on"), phrase("@comrade")),
        AllOf((phrase("@griping"), phrase("@power")), within="neighbours"),
    )
)
WORDS = st.sampled_from(
    """
    stop quit griping kicking off moaning about rent you u don't dont do not get to vote first-world first world
    problem problems it's its it is isn't not our fight job asylum seekers drivers workers gonna going to moan are
    steal stole stealing taking take jobs pale beside next shame on landlords bosses private equity the and , . ! —
    who migrants can't cannot y'all
    """.split()
)


@cache
def pair() -> tuple[Analyzer, Analyzer]:
    small = rule(MATCH, contexts=EVERYTHING)
    return analyzer(small), analyzer(small, gated=False)


@given(st.lists(WORDS, min_size=2, max_size=18).map(" ".join))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_on_generated_text_hits_with_and_without_it_are_equal(text: str) -> None:
    gated, ungated = pair()
    assert gated.hits(draft(text)) == ungated.hits(draft(text))


@given(st.lists(st.lists(WORDS, min_size=2, max_size=6).map("-".join), min_size=2, max_size=12).map(" ".join))
@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_what_several_words_meet_can_be_made_anew(text: str) -> None:
    gated, ungated = pair()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(triggers, "_MOST_TOGETHER", 2)
        assert gated.hits(draft(text)) == ungated.hits(draft(text))


def test_what_several_words_meet_is_not_kept_for_good() -> None:
    gated, _ = pair()
    words = "griping kicking moaning asylum steal jobs pale shame landlords bosses private vote".split()
    for a, b, c in product(words, repeat=3):
        gated.hits(draft(f"{a}-{b}-{c}"))
    assert gated._triggers is not None
    assert sum(number < 0 for number in gated._triggers._rows) <= triggers._MOST_TOGETHER


def test_the_generated_text_does_hold_hits() -> None:
    texts = [
        "stop griping about rent",
        "u dont get to vote",
        "asylum seekers are stealing the jobs",
        "shame on workers",
    ]
    assert all(pair()[0].hits(draft(text)) for text in texts)


def test_on_examples_of_the_standard_pack_hits_are_equal() -> None:
    pack: Pack = load_packs([standard_pack_path()]).pack
    gated = Analyzer(pack, pack.rules, pipeline())
    ungated = Analyzer(pack, pack.rules, pipeline(), gated=False)
    texts = [example.text for each in pack.rules for example in (*each.flag_examples, *each.ok_examples)]
    # Without the trigger pass every pattern is looked for in every sentence: a spread of examples is what there is time
    # for here; tests/corpus/equivalence.py compares them on any number of drafts.
    whole = read(Source("\n\n".join(texts[::16])), "markdown")
    hits = gated.hits(whole)
    assert len(hits) >= len(texts) // 64
    assert hits == ungated.hits(whole)


def test_without_a_trigger_nothing_is_parsed() -> None:
    class Unloaded:
        def __getattr__(self, name: str) -> object:
            pytest.fail(f"the pipeline was asked for {name}")

    small = rule(MATCH)
    quiet = Analyzer(Pack((small,), LEXICONS, "small"), [small], Unloaded())  # type: ignore[arg-type]
    assert quiet.hits(draft("The meeting is on Thursday. Bring tea.")) == []
