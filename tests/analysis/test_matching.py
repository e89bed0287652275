"""What patterns find: phrases, spans, trees, and what combines them."""

from __future__ import annotations

import pytest

from analysis.small_pack import captured, flagged, named, phrase, rule, tree
from sharedground.rules.model import CONTEXTS, AllOf, AnyOf, Count, Dependency, Node, Policy, Then, Tokens


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("~moan about rent", "They moaned about rent.", ["moaned about rent"]),
        ("moan about rent", "They moaned about rent.", []),
        ("you are spoiled", "Honestly, you’re spoiled.", ["you're spoiled"]),
        ("you are spoiled", "HONESTLY YOU ARE SPOILED", ["YOU ARE SPOILED"]),
        ("you do not deserve rest", "and you dont deserve rest", ["you dont deserve rest"]),
        ("@griping/VBG about", "Stop kicking off about it.", ["kicking off about"]),
        ("@griping/VBG about", "Do not gripe about it.", []),
        ("(stop|quit) [all that] @griping/VBG", "Quit all that moaning, folks.", ["Quit all that moaning"]),
        ("spoiled <ADJ>* brats", "such spoiled little rich brats", ["spoiled little rich brats"]),
        ("spoiled !(rotten) brats", "spoiled rotten brats", []),
        ("shame ... today", "Shame on all who came today.", ["Shame on all who came today"]),
        ("shame ... today", "Shame on them. We meet today.", []),
        ("^ whinging", "And whinging never helped.", ["whinging"]),
        ("^ whinging", "Constant whinging never helped.", []),
        ("^ whinging", "Listen: whinging never helped.", ["whinging"]),
        ("so spoiled $", "You are so spoiled!!", ["so spoiled"]),
        ("so spoiled $", "You are so spoiled by them.", []),
        ("first[-]world problem", "What a first-world problem.", ["first-world problem"]),
        ("first[-]world problem", "What a first world problem.", ["first world problem"]),
        ("spoiled ?", "Are you spoiled?", ["spoiled"]),
        ("they did not moan", "They didn't moan.", ["They didn't moan"]),
        ("they do not moan", "They didn't moan.", []),
        ("shame on $g:np@comrade [all]", "Shame on drivers.", ["Shame on drivers"]),
        ("[dear] $g:np@comrade whinging", "Drivers whinging again", ["Drivers whinging"]),
        ("(fed up|fed) [up] with", "They are fed up with it", ["fed up with"]),
        ("(ashamed|ashamed of you) [of] how little", "They are ashamed of how little", ["ashamed of how little"]),
        ("spoiled ?", "You are spoiled.", []),
    ],
)
def test_a_phrase_finds(pattern: str, text: str, found: list[str]) -> None:
    assert flagged(phrase(pattern), text, contexts=dict.fromkeys(CONTEXTS, Policy.FLAG)) == found


@pytest.mark.parametrize(
    ("pattern", "text", "captures"),
    [
        ("griping about $issue:np", "Stop griping about the price of bread.", {"issue": "the price of bread"}),
        (
            "griping about $issue:np while $harm:clause",
            "Stop griping about rent while people in Gaza are bombed.",
            {"issue": "rent", "harm": "people in Gaza are bombed"},
        ),
        ("shame on $g:np@comrade", "Shame on every driver who took a shift.", {"g": "every driver who took a shift"}),
        ("shame on $g:np@comrade", "Shame on the migrants and their friends.", {"g": "the migrants and their friends"}),
        (
            "grieve that $harm:clause",
            "“I grieve that people are starving” the agent wrote.",
            {"harm": "people are starving"},
        ),
        ("griping while $h:clause", "Stop griping while people starve, she says.", {"h": "people starve"}),
        ("griping while $h:clause", "No griping while people starve, the man told us.", {"h": "people starve"}),
        ("griping while $h:clause", "Stop griping while we eat, said our chair.", {"h": "we eat"}),
        ("griping while $h:clause", "No griping while we eat, and she says so.", {"h": "we eat, and she says so"}),
        ("griping about $issue:np", "Stop griping about bread every time you eat.", {"issue": "bread"}),
        ("refuse to $act:vp", "They refuse to share the work with us.", {"act": "share the work with us"}),
        ("$who:@comrade came late", "The asylum seekers came late.", {"who": "asylum seekers"}),
    ],
)
def test_a_phrase_captures(pattern: str, text: str, captures: dict[str, str]) -> None:
    assert captured(phrase(pattern), text) == captures


def test_a_noun_phrase_must_have_the_head_it_asks_for() -> None:
    assert flagged(phrase("shame on $g:np@comrade"), "Shame on the drivers’ landlord.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Migrants are stealing our jobs.",
        "Our jobs were stolen by migrants.",
        "The migrants who steal our jobs must go.",
        "Migrants want to steal our jobs.",
        "Asylum seekers come here and steal jobs.",
    ],
)
def test_a_tree_finds_whoever_does_it_whatever_the_words_order(text: str) -> None:
    assert flagged(tree("~steal", subject="$g:np@comrade", object="job|jobs"), text)


@pytest.mark.parametrize("text", ["Bosses steal jobs from migrants.", "Migrants want jobs, not stolen goods."])
def test_a_tree_is_silent_where_another_does_it(text: str) -> None:
    assert not flagged(tree("~steal", subject="@comrade", object="job|jobs"), text)


@pytest.mark.parametrize(
    "text", ["The drivers are ashamed.", "The drivers felt ashamed.", "The drivers should be ashamed."]
)
def test_a_subject_reaches_through_a_copula(text: str) -> None:
    assert flagged(tree("ashamed", subject="@comrade"), text)


def test_a_tree_may_forbid_a_relation() -> None:
    pattern = tree("~resent", missing=("negation",), object="migrants")
    keeps = {"contexts": {"negated": Policy.FLAG}}
    assert flagged(pattern, "They resent migrants.", **keeps)
    assert not flagged(pattern, "They do not resent migrants.", **keeps)


GRIPE, RENT, DEBT = phrase("griping"), phrase("rent strike"), phrase("debts")


@pytest.mark.parametrize(
    ("node", "text", "found"),
    [
        (AnyOf((GRIPE, RENT)), "Enough griping.", ["griping"]),
        (AllOf((GRIPE, RENT)), "Enough griping about the rent strike.", ["griping"]),
        (AllOf((GRIPE, RENT)), "Enough griping. Join the rent strike.", []),
        (AllOf((GRIPE, RENT), within="neighbours"), "Enough griping. Join the rent strike.", ["griping"]),
        (AllOf((GRIPE, RENT), within="neighbours"), "Enough griping. Now. Join the rent strike.", []),
        (AllOf((GRIPE, RENT), within="paragraph"), "Enough griping. Now. Join the rent strike.", ["griping"]),
        (AllOf((GRIPE, RENT), within="paragraph"), "Enough griping.\n\nJoin the rent strike.", []),
        (AllOf((GRIPE, RENT), within="document"), "Enough griping.\n\nJoin the rent strike.", ["griping"]),
        (AllOf((GRIPE,), without=(RENT,)), "Enough griping about the rent strike.", []),
        (AllOf((GRIPE,), without=(RENT,)), "Enough griping about debts.", ["griping"]),
        (AllOf((GRIPE,), without=(RENT,), within="document"), "Enough griping.\n\nA rent strike.", []),
        (Then(GRIPE, RENT), "Griping over a rent strike again.", ["Griping over a rent strike"]),
        (Then(GRIPE, RENT), "Such griping! A rent strike is on.", ["griping! A rent strike"]),
        (Then(GRIPE, RENT), "A rent strike is on. Such griping!", []),
        (Count(GRIPE, 2), "Griping.\n\nMore griping.", ["Griping"]),
        (Count(GRIPE, 3), "Griping.\n\nMore griping.", []),
        (Count(GRIPE, 1, 1), "Griping.\n\nMore griping.", []),
    ],
)
@pytest.mark.parametrize("gated", [True, False])
def test_patterns_combine(node: Node, text: str, found: list[str], gated: bool) -> None:
    assert flagged(node, text, gated=gated) == found


def test_raw_patterns_of_spacy_are_taken_as_they_are() -> None:
    tokens = Tokens(({"LOWER": "griping"}, {"POS": "ADP"}), ("griping",))
    assert flagged(tokens, "Enough griping about it.") == ["griping about"]
    dependency = Dependency(
        (
            {"RIGHT_ID": "v", "RIGHT_ATTRS": {"LEMMA": "resent"}},
            {"LEFT_ID": "v", "REL_OP": ">", "RIGHT_ID": "o", "RIGHT_ATTRS": {"DEP": "dobj"}},
        ),
        ("resent", "resents", "resented"),
    )
    assert flagged(dependency, "They resented the migrants.") == ["resented the migrants"]


def test_an_antipattern_in_the_sentence_silences() -> None:
    match = named(GRIPE, unless=(phrase("parrots"),))
    assert flagged(match, "Griping parrots.") == []
    assert flagged(GRIPE, "Griping parrots.", unless=(phrase("parrots"),)) == []
    assert flagged(match, "Griping again. Parrots.") == ["Griping"]


@pytest.mark.parametrize(
    ("flags", "found"),
    [
        ("match", "griping about rent"),
        ("sentence", "Well, enough griping about rent, people"),
        ("clause", "enough griping about rent"),
        ("issue", "rent"),
    ],
)
def test_a_rule_says_what_is_underlined(flags: str, found: str) -> None:
    match = phrase("griping about $issue:np")
    assert flagged(match, "Well, enough griping about rent, people.", flags=flags) == [found]


def test_hits_that_overlap_leave_the_one_that_another_does_not_yield_to() -> None:
    from analysis.small_pack import analyzer, draft

    broad = rule(phrase("griping about rent"), "hierarchy/broad", yields_to=("hierarchy/narrow",))
    narrow = rule(phrase("about rent"), "hierarchy/narrow")
    hits = analyzer(broad, narrow).hits(draft("Enough griping about rent."))
    assert [h.hit.rule for h in hits] == ["hierarchy/narrow"]


def test_a_sentence_shows_two_hits_at_most() -> None:
    match = AnyOf((phrase("griping"), phrase("whinging"), phrase("bleating")))
    assert len(flagged(match, "Griping and whinging and bleating.")) == 2
