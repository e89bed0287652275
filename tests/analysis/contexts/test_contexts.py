from __future__ import annotations

from dataclasses import replace

import pytest

from sharedground.analysis.contexts import CONTEXTS, holding
from sharedground.rules.model import CONTEXTS as NAMES


def test_every_context_a_rule_may_name_is_there_but_the_one_rules_express_themselves():
    assert set(CONTEXTS) == set(NAMES) - {"literal"}


def test_each_context_is_filed_under_its_name():
    assert all(name == context.NAME for name, context in CONTEXTS.items())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You [[should be ashamed]] of yourselves.", set()),
        ("Nobody says that you [[should be ashamed]].", {"negated", "reported", "mentioned"}),
        ("“[[You should be ashamed]],” the landlord said.", {"quoted", "reported"}),
        ("The landlord [[should be ashamed]].", {"power"}),
        ("I [[am ashamed]].", {"self"}),
        ("Should Amina [[be ashamed]]?", {"questioned"}),
        ("It is wrong to tell her that she [[should be ashamed]].", {"mentioned"}),
        ("Nurses and cooks [[suffer]] under the same bosses.", {"joined"}),
        ("Cooks [[suffer]] twice as many burns as clerks.", {"measured"}),
    ],
)
def test_holding_names_the_contexts_of_a_match(read, text, expected):
    assert set(holding(*read(text))) == expected


def test_only_the_contexts_that_are_asked_about_are_looked_at(read):
    match, _sentence = read("The landlord [[should be ashamed]].")
    assert list(holding(match, None, ())) == []


@pytest.mark.parametrize(
    "text",
    [
        "[[shame]]",
        "[[!]]",
        "[[👀]] 👀 👀",
        "“[[?]]",
        "[[not]]",
        "to [[tell]]",
        "[[According]] to",
        "dear [[landlord]]",
        "@ [[you]]",
        "if [[only]]",
        "as [[a]]",
        "that [[that]] that who which",
        "Instead [[of]]",
        "The phrase [[that]]",
        "calling [[is]]",
        "no [[no]] no never not nor neither",
        "why [[?]]",
        "\ufffc is [[wrong]] (see \ufffc)",
        "SHAME ON [[EVERYONE]] WHO, LET'S BE HONEST, SAID NOTHING — NOT ONE OF YOU — WHEN IT COUNTED",
        "so i told him say that again lol and he goes [[shame on you]] tbh never mind who asked whether if",
    ],
)
def test_no_text_is_too_odd(read, text):
    match, sentence = read(text)
    whole = frozenset(range(len(sentence.doc)))
    for context in CONTEXTS.values():
        assert context.marks(sentence) <= whole
        for head in whole:
            context.holds(replace(match, head=head, tokens=(head,), target=head), sentence)
            context.holds(replace(match, head=head, tokens=(head,)), sentence)


def test_marks_are_found_once_for_a_sentence(read):
    _match, sentence = read("They say that nobody [[should be ashamed]] of the bosses, and I felt 3% worse than them.")
    for context in CONTEXTS.values():
        first = context.marks(sentence)
        sentence.doc = sentence.doc[:0].as_doc()
        assert context.marks(sentence) == first
        _match, sentence = read(
            "They say that nobody [[should be ashamed]] of the bosses, and I felt 3% worse than them."
        )
