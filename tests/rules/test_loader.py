"""A rule file becomes a rule: every key, every kind of pattern."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.malformed_files import RULE, RULE_PATH
from sharedground.rules.loader import bracketed, load_rule
from sharedground.rules.model import (
    AllOf,
    AnyOf,
    Applicability,
    Capture,
    Class,
    Count,
    Dependency,
    FlagExample,
    Group,
    Lexicon,
    Named,
    Node,
    OkExample,
    Phrase,
    Policy,
    Rule,
    Severity,
    Span,
    Status,
    Template,
    Then,
    Tokens,
    Tree,
    TreeNode,
    Word,
)
from sharedground.rules.phrases import parse_phrase
from sharedground.rules.skeleton import new_rule_skeleton, still_to_write

CLASSES = {name: Lexicon(name, {"": ((name,),)}) for name in ("complaining", "landlord")}
PHRASE = '    - name: wallow\n      phrase: "~wallow in $issue:np"\n'
NP = Span("np")


def load(text: str, path: str = RULE_PATH) -> Rule:
    loaded = load_rule(text, path, CLASSES)
    assert loaded.errors == ()
    assert loaded.rule
    return loaded.rule


def pattern(yaml: str) -> Node:
    """The node that a pattern, written as the only item of `any`, is read into."""
    rule = load(RULE.replace(PHRASE, yaml))
    assert isinstance(rule.match, AnyOf)
    return rule.match.nodes[0]


def phrase(text: str, line: int) -> Named:
    return Named(Phrase(parse_phrase(text), line))


def test_a_rule_file_becomes_a_rule() -> None:
    text = RULE.replace(
        "status: draft\n", 'code: S000\nstatus: preview\nconfidence: 0.55\nsince: "0.1"\nsources: ["A. Author 2020"]\n'
    ).replace(
        "rewrites:\n",
        "unless:\n  - phrase: pigs\ncontexts: {self: flag, joined: silence}\ntarget: issue\nflags: [issue]\n"
        "yields-to: [guilt/other]\nrewrites:\n",
    )
    assert load(text) == Rule(
        id="guilt/self-reproach",
        code="S000",
        status=Status.PREVIEW,
        severity=Severity.INFORMATION,
        confidence=0.55,
        since="0.1",
        summary="Asks for a feeling.",
        message="“{match}” asks for a feeling about {issue}; that tends to end the talk.",
        why="It ends the talk.",
        keep_when="It is testimony.",
        sources=("A. Author 2020",),
        match=AnyOf((Named(Phrase(parse_phrase("~wallow in $issue:np"), 15), name="wallow"),)),
        unless=(phrase("pigs", 17),),
        contexts={"self": Policy.FLAG, "joined": Policy.SILENCE},
        flags="issue",
        target="issue",
        yields_to=("guilt/other",),
        rewrites=(Template("act on {issue}", Applicability.REVIEW, keeps=("issue",), line=23),),
        flag_examples=(FlagExample("They wallow in guilt.", ((5, 20),), "They act on guilt.", line=28),),
        ok_examples=(OkExample("The pigs wallow in mud.", "neutral", line=31),),
        path="guilt/self-reproach.yaml",
        line=1,
    )


def test_what_is_left_out_has_a_default() -> None:
    rule = load(RULE)
    assert (rule.confidence, rule.flags, rule.target, rule.code, rule.since) == (0.9, "match", "", "", "")


def test_a_rule_goes_through_messagepack_unharmed() -> None:
    rule = load(RULE)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(rule), type=Rule) == rule


def test_settings_beside_a_pattern_are_its_own() -> None:
    named = pattern(
        '    - name: wallow\n      phrase: "~wallow in $issue:np"\n      severity: warning\n      confidence: 0.9\n'
        "      contexts: {negated: flag}\n      flags: clause\n      target: issue\n      unless: [{phrase: pigs}]\n"
        "      rewrites:\n        - {text: act, applicability: safe, replaces: issue, why: It acts., title: Act}\n"
    )
    assert named == Named(
        Phrase(parse_phrase("~wallow in $issue:np"), 11),
        name="wallow",
        severity=Severity.WARNING,
        confidence=0.9,
        contexts={"negated": Policy.FLAG},
        flags="clause",
        target="issue",
        unless=(phrase("pigs", 17),),
        rewrites=(Template("act", Applicability.SAFE, replaces="issue", why="It acts.", title="Act", line=19),),
    )


P = '{phrase: "~wallow in $issue:np"}'
WALLOW = phrase("~wallow in $issue:np", 10)


@pytest.mark.parametrize(
    ("yaml", "node"),
    [
        (f"any: [{P}]", AnyOf((WALLOW,))),
        (f"all: [{P}, {{phrase: mud}}]", AllOf((WALLOW, phrase("mud", 10)))),
        (
            f"all: [{P}], not: [{{phrase: pigs}}], within: paragraph",
            AllOf((WALLOW,), (phrase("pigs", 10),), "paragraph"),
        ),
        (f"then: [{P}, {{phrase: mud}}]", Then(WALLOW, phrase("mud", 10))),
        (f"count: {P}", Count(WALLOW)),
        (f"count: {P}, at-least: 3, at-most: 5", Count(WALLOW, 3, 5)),
        (f"count: {P}, at-most: 0", Count(WALLOW, 0, 0)),
        (f"any: [{P}], name: both, severity: hint", Named(AnyOf((WALLOW,)), name="both", severity=Severity.HINT)),
    ],
)
def test_patterns_are_put_together(yaml: str, node: Node) -> None:
    assert pattern(f"    - {{{yaml}}}\n") == node


def test_a_tree_is_words_and_what_hangs_on_them() -> None:
    yaml = (
        '    - tree:\n        word: "$verb:~wallow|~sink"\n        subject: "$issue:np@landlord"\n'
        '        object: "@complaining"\n'
        '        about: {word: rent, modifier: low}\n        prep: {word: beside, object: "$x:np"}\n'
        "        without: [negation]\n"
    )
    named = pattern(yaml)
    assert isinstance(named, Named)
    tree = named.node
    assert isinstance(tree, Tree)
    assert tree.line == 11
    assert isinstance(tree.root.item, Group | Capture)
    rent = TreeNode(Word(("rent",)), (("modifier", TreeNode(Word(("low",)))),))
    assert tree.root.relations == (
        ("subject", TreeNode(Capture("issue", Span("np", "landlord")))),
        ("object", TreeNode(Class("complaining"))),
        ("prep", TreeNode(Word(("about",)), (("object", rent),))),
        ("prep", TreeNode(Word(("beside",)), (("object", TreeNode(Capture("x", NP))),))),
    )
    assert tree.root.missing == ("negation",)


def test_a_tree_may_be_a_single_word() -> None:
    text = RULE.replace(PHRASE, "    - tree: wallow\n").replace("{issue}", "it").replace("keeps: [issue]", "keeps: []")
    match = load(text).match
    assert match == AnyOf((Named(Tree(TreeNode(Word(("wallow",))), 10)),))


def without_captures(yaml: str) -> Node:
    text = RULE.replace(PHRASE, yaml).replace("{issue}", "it").replace("keeps: [issue]", "keeps: []")
    match = load(text).match
    assert isinstance(match, AnyOf)
    return match.nodes[0]


def test_raw_patterns_are_kept_as_they_are() -> None:
    tokens = '[{LOWER: wallow, OP: "{1,3}"}, {POS: {NOT_IN: [NOUN, VERB]}}, {LENGTH: {">=": 3}}]'
    assert without_captures(f"    - tokens: {{pattern: {tokens}, trigger: [Wallow]}}\n") == Named(
        Tokens(
            ({"LOWER": "wallow", "OP": "{1,3}"}, {"POS": {"NOT_IN": ["NOUN", "VERB"]}}, {"LENGTH": {">=": 3}}),
            ("wallow",),
            10,
        )
    )
    first, second = "RIGHT_ID: a, RIGHT_ATTRS: {LOWER: wallow}", "RIGHT_ID: b, RIGHT_ATTRS: {DEP: prep}"
    steps = f'[{{{first}}}, {{LEFT_ID: a, REL_OP: ">", {second}}}]'
    assert without_captures(f"    - dependency: {{pattern: {steps}, trigger: [wallow]}}\n") == Named(
        Dependency(
            (
                {"RIGHT_ID": "a", "RIGHT_ATTRS": {"LOWER": "wallow"}},
                {"LEFT_ID": "a", "REL_OP": ">", "RIGHT_ID": "b", "RIGHT_ATTRS": {"DEP": "prep"}},
            ),
            ("wallow",),
            10,
        )
    )


def test_a_whole_rule_may_be_one_pattern() -> None:
    text = RULE.replace("  any:\n" + PHRASE, '  phrase: "~wallow in $issue:np"\n')
    assert load(text).match == phrase("~wallow in $issue:np", 9)


def test_known_gaps_are_kept_apart() -> None:
    text = RULE + '  todo-flag: ["[[Wallow]] on"]\n  todo-ok: {literal: ["Pigs do."]}\n'
    rule = load(text)
    assert rule.flag_examples[-1] == FlagExample("Wallow on", ((0, 6),), todo=True, line=22)
    assert rule.ok_examples[-1] == OkExample("Pigs do.", "literal", todo=True, line=23)


@pytest.mark.parametrize(
    "path",
    [
        "self-reproach.yaml",
        "elsewhere/self-reproach.yaml",
        "/pack/guilt/self-reproach.yaml",
        "C:\\pack\\guilt\\self-reproach.yaml",
    ],
)
def test_the_id_must_match_the_file_only_where_it_stands_in_a_category(path: str) -> None:
    assert load(RULE, path).path in ("self-reproach.yaml", "guilt/self-reproach.yaml")


def test_a_rule_named_otherwise_than_its_file_is_refused() -> None:
    assert load_rule(RULE, "guilt/other.yaml", CLASSES).rule is None


@pytest.mark.parametrize(
    ("text", "plain", "spans"),
    [
        ("[[All]]", "All", ((0, 3),)),
        ("a [[b c]] d [[é]].", "a b c d é.", ((2, 5), (8, 9))),
        ("[link] [[b]]", "[link] b", ((7, 8),)),
        ("[[😀 x]]", "😀 x", ((0, 3),)),
    ],
)
def test_brackets_are_taken_out_and_remembered(text: str, plain: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert bracketed(text) == (plain, spans)


@pytest.mark.parametrize("text", ["a", "[[a", "a]]", "[[a [[b]]", "[[]]", "a]] [[b"])
def test_brackets_that_do_not_hold_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\[\[|\]\]"):
        bracketed(text)


@pytest.mark.parametrize(
    ("sound", "mark"), [("~wallow in", "("), ("~wallow in", "["), ("act on", "{x|"), ("“{match}”", "{x|")]
)
def test_brackets_without_end_are_an_error_and_no_crash(sound: str, mark: str) -> None:
    loaded = load_rule(RULE.replace(sound, mark * 600 + sound), RULE_PATH, CLASSES)
    assert loaded.rule is None
    assert [error.place.line for error in loaded.errors] == [RULE[: RULE.index(sound)].count("\n") + 1]


def test_a_pattern_too_long_is_refused() -> None:
    loaded = load_rule(RULE.replace("~wallow in", "~wallow " + "mud " * 600), RULE_PATH, CLASSES)
    assert "split it (2000 is the limit)" in loaded.errors[0].message


@given(st.data())
def test_a_damaged_rule_file_is_told_of_and_never_crashes(data: st.DataObject) -> None:
    """Whatever is cut out or put in: a rule, or at least one error."""
    start = data.draw(st.integers(0, len(RULE)))
    end = data.draw(st.integers(start, min(len(RULE), start + 30)))
    junk = data.draw(st.text("[]{}:-|>@~$!(<&*\"'\n abé…", max_size=8))
    loaded = load_rule(RULE[:start] + junk + RULE[end:], RULE_PATH, CLASSES)
    assert (loaded.rule is None) == bool(loaded.errors)
    places = [(error.place.line, error.place.column) for error in loaded.errors]
    assert places == sorted(places)


def test_what_patterns_share_by_an_alias_is_told_of_once() -> None:
    shared = (
        '    - phrase: "~wallow in $issue:np"\n      rewrites: &shared [{text: "{x}", applicability: safe}]\n'
        '    - phrase: "~sink in $issue:np"\n      rewrites: *shared\n'
    )
    loaded = load_rule(RULE.replace(PHRASE, shared), RULE_PATH, CLASSES)
    assert [str(error) for error in loaded.errors] == [
        f"{RULE_PATH}:11:35: no pattern has the capture “x”. It may be: issue."
    ]
    assert load(RULE.replace(PHRASE, shared.replace("{x}", "{issue}")))


def test_a_new_rule_loads_as_a_draft() -> None:
    rule = load(new_rule_skeleton("division/new-family"), "division/new-family.yaml")
    assert (rule.id, rule.status) == ("division/new-family", Status.DRAFT)
    assert rule.flag_examples
    assert rule.rewrites
    assert still_to_write(rule) == ["summary", "message", "why", "keep-when", "why of rewrite 1"]
    assert still_to_write(msgspec.structs.replace(rule, summary="Says so.", rewrites=())) == [
        "message",
        "why",
        "keep-when",
    ]


def test_the_words_of_a_finished_rule_are_no_skeleton() -> None:
    assert still_to_write(load(RULE.replace("summary: ", "summary: SAY IT LOUD. "))) == []
