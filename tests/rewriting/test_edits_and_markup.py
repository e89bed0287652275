"""Markup survives, or the rewrite is not offered; only stress goes with the words that carry it."""

from __future__ import annotations

import pytest

from rewriting.staging import Captured, stage

GAZA = "fight over {issue}, and stand with {elsewhere.group}"


def gaza(source: str, issue: str = "rent", group: str = "people in Gaza", **settings: str) -> str | None:
    text = stage(source, **settings).block.text.removesuffix(".")
    clause = text[text.index(group) :]
    captures = {"issue": Captured(issue), "elsewhere": Captured(clause, kind="clause", group=group)}
    return stage(source, text, **settings, **captures).result(GAZA)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "Stop whining about **rent** when people in Gaza are bombed.",
            "Fight over **rent**, and stand with people in Gaza.",
        ),
        (
            "Stop whining about rent when *people in Gaza* are bombed.",
            "Fight over rent, and stand with *people in Gaza*.",
        ),
        (
            "Stop whining about rent when people in [Gaza](https://x.org/a_b) are bombed.",
            "Fight over rent, and stand with people in [Gaza](https://x.org/a_b).",
        ),
        (
            "Stop whining about rent[^1] when people in Gaza are bombed.\n\n[^1]: Up 9%.",
            "Fight over rent[^1], and stand with people in Gaza.\n\n[^1]: Up 9%.",
        ),
        (
            "Stop whining about rent when people\r\nin Gaza are bombed.",
            "Fight over rent, and stand with people\r\nin Gaza.",
        ),
        (
            "Stop whining\r\nabout rent when people in Gaza are\r\nbombed.",
            "Fight over rent, and stand with people in Gaza.",
        ),
        (
            "> Stop whining\n> about rent when people in Gaza are\n> bombed.",
            "> Fight over rent, and stand with people in Gaza.",
        ),
        (
            "- Stop whining about rent when people\n  in Gaza are bombed.",
            "- Fight over rent, and stand with people\n  in Gaza.",
        ),
        (
            "# Stop whining about rent when people in Gaza are bombed\n",
            "# Fight over rent, and stand with people in Gaza\n",
        ),
        (
            "**Stop whining about rent when people in Gaza are bombed.**",
            "**Fight over rent, and stand with people in Gaza.**",
        ),
        (
            "Stop whining about rent when people in Gaza are bombed. ✊🏾 `x`",
            "Fight over rent, and stand with people in Gaza. ✊🏾 `x`",
        ),
    ],
)
def test_markup_around_unchanged_words_stays(source: str, expected: str) -> None:
    text = stage(source).block.text
    flagged = text[: text.index("bombed") + len("bombed")]
    captures = {
        "issue": Captured("rent"),
        "elsewhere": Captured("people in Gaza are bombed", kind="clause", group="people in Gaza"),
    }
    assert stage(source, flagged, **captures).result(GAZA) == expected


@pytest.mark.parametrize(
    "source",
    [
        "Stop `whining` about rent when people in Gaza are bombed.",
        "Stop whining[^1] about rent when people in Gaza are bombed.\n\n[^1]: So.",
        "Stop whining about rent [when](https://x.org) people in Gaza are bombed.",
        "Stop whining about rent when people in Gaza are bombed <q>now</q>.",
    ],
)
def test_a_rewrite_that_would_swallow_markup_is_not_offered(source: str) -> None:
    assert gaza(source) is None


@pytest.mark.parametrize(
    ("source", "flagged", "template", "expected"),
    [
        ("It is a **bad problem** here.", "bad problem", "problem", "It is a **problem** here."),
        ("It is **a bad problem** here.", "bad problem", "problem", "It is **a problem** here."),
        ("It is **a problem bad**, here.", "problem bad", "problem", "It is **a problem**, here."),
        ("It is a **bad** problem here.", "bad problem", "problem", "It is a problem here."),
        ("It is a **bad** problem here.", "bad", "shared", "It is a **shared** problem here."),
        ("It is a [bad](x) problem here.", "bad", "shared", "It is a [shared](x) problem here."),
        ("Their *rent* went up.", "rent", "rent now", "Their *rent* now went up."),
        ("Their *rent* went up.", "rent", "own rent", "Their own *rent* went up."),
        ("Their *rent*, up.", "rent", "rent now", "Their *rent* now, up."),
        ("*Rent* went up.", "Rent", "our rent", "*Our rent* went up."),
        ("Un*frigging*real rent.", "Unfriggingreal", "unreal", None),
        ("R&amp;D rent.", "rent", "rents", "R&amp;D rents."),
        ("R&amp;D rent.", "R&D rent", "R&D rents", "R&amp;D rents."),
        ("Caf&eacute; rent.", "Café rent", "café rents", "Caf&eacute; rents."),
        ("Our \\*rent\\* rose.", "rose", "fell", "Our \\*rent\\* fell."),
        ("Don’t whine.", "Don’t whine", "don't stop", "Don’t stop."),
        ("It’s you who whine.", "you who whine", "we who don't", "It’s we who don’t."),
        ('We "know" you whine.', "you whine", "“you” fight", 'We "know" "you" fight.'),
    ],
)
def test_only_what_differs_is_touched(source: str, flagged: str, template: str, expected: str | None) -> None:
    text = stage(source).block.text
    flagged = flagged if flagged in text else flagged.replace("’", "'")
    assert stage(source, flagged).result(template) == expected


@pytest.mark.parametrize(
    ("source", "flagged", "template", "expected"),
    [
        ("We *whine* and moan.", "whine and moan", "fight", "We fight."),
        ("We whine and **moan**.", "whine and moan", "fight", "We fight."),
        ("We *whine* and *moan*.", "whine and moan", "fight", "We fight."),
        ("We ***whine*** and moan.", "whine and moan", "fight", "We fight."),
        ("We **whine _and_ moan** now.", "We whine and moan", "They fight", "They fight now."),
        ("We <em>whine</em> and moan.", "whine and moan", "fight", "We fight."),
        ("We *whine* [and](https://x.org) moan.", "whine and moan", "fight", None),
        ("We *[whine](https://x.org)* and moan.", "whine and moan", "fight", None),
        ("We *Moan* a lot.", "Moan a lot", "now moan", None),
        ("Un*frigging* real.", "Unfrigging real", "fight", None),
    ],
)
def test_stress_goes_with_the_words_that_carry_it(
    source: str, flagged: str, template: str, expected: str | None
) -> None:
    assert stage(source, flagged).result(template) == expected


@pytest.mark.parametrize(
    ("source", "language"),
    [
        (r"We \emph{whine} and \textbf{moan} on.", "latex"),
        ("We /whine/ and *moan* on.", "org"),
        ("<p>We <i>whine</i> and <b>moan</b> on.</p>", "html"),
        ("We *whine* and **moan** on.", "rst"),
        ("We _whine_ and *moan* on.", "asciidoc"),
    ],
)
def test_stress_goes_in_every_format(source: str, language: str) -> None:
    result = stage(source, "whine and moan on", language=language).result("are with them")
    assert result in ("We are with them.", "<p>We are with them.</p>")


def test_a_capture_that_holds_markup_is_not_moved() -> None:
    source = "Rent, say the *poor* tenants, is up."
    staged = stage(source, "Rent, say the poor tenants, is up", g=Captured("the poor tenants"), i=Captured("Rent"))
    assert staged.result("{g} say {i} is up") is None


def test_a_capture_that_holds_markup_may_stay() -> None:
    source = "Shame on the *poor* tenants who left."
    staged = stage(source, "Shame on the poor tenants who left", g=Captured("the poor tenants"))
    assert staged.result("we need {g} back") == "We need the *poor* tenants back."


def test_a_moved_capture_keeps_its_entities_and_escapes() -> None:
    source = "Workers blame R&amp;D\\_staff here."
    staged = stage(source, "Workers blame R&D_staff", g=Captured("R&D_staff"), w=Captured("Workers"))
    assert staged.result("{g} and {w} know") == "R&amp;D\\_staff and workers know here."


def test_a_changed_capture_keeps_the_escapes_of_what_did_not_change() -> None:
    staged = stage("We blame \\*you all\\* here.", "We blame *you all*", g=Captured("*you all*"))
    assert staged.result("now {g:theirs} speak, and {g}") == "Now \\*they all\\* speak, and \\*you all\\* here."


def test_line_breaks_in_a_moved_capture_are_folded() -> None:
    source = "Blame the workers\nin Qatar and you lose."
    staged = stage(source, "Blame the workers in Qatar and you lose", g=Captured("the workers in Qatar"))
    result = staged.result("we lose if we blame {g}, and {g} lose")
    assert result == "We lose if we blame the workers in Qatar, and the workers\nin Qatar lose." or (
        result == "We lose if we blame the workers\nin Qatar, and the workers in Qatar lose."
    )


def test_small_words_between_two_changes_do_not_split_them() -> None:
    staged = stage("They cut and they burned.", "cut and they burned")
    (offer,) = staged.rewrites("struck and then they marched")
    assert [edit.text for edit in offer.edits] == ["struck and then they marched"]


def test_an_emoji_of_several_code_points_is_left_alone() -> None:
    source = "👩🏾‍🏭 Stop whining 👩🏾‍🏭 now."
    assert stage(source, "Stop whining").result("keep fighting") == "👩🏾‍🏭 Keep fighting 👩🏾‍🏭 now."


def test_the_new_wording_holds_the_markup_that_stays() -> None:
    staged = stage("You owe **rent** to him.", "owe rent", i=Captured("rent"))
    (offer,) = staged.rewrites("pay {i}")
    assert (offer.text, staged.source[offer.start : offer.end]) == ("pay **rent", "owe **rent")
