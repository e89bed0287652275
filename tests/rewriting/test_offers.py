"""What is offered of all that templates give: nothing that a rule fires on, and something ready for every warning."""

from __future__ import annotations

from dataclasses import replace

from rewriting.staging import as_template, rule, stage
from sharedground.analysis.model import Hit
from sharedground.rewriting.offers import offers_for
from sharedground.rules.model import Applicability, Severity
from sharedground.text.blocks import Block

SOURCE = "One. We speak for the voiceless here."
LAST = as_template("All of us are in this", replaces="sentence")
SCAFFOLD = as_template("those in [where: ___]", applicability=Applicability.SCAFFOLD)


def offers(
    *templates: str, loud: str = "", severity: Severity = Severity.WARNING, language: str = "markdown"
) -> list[str]:
    """The words offered at *the voiceless* by these templates and a scaffold, where a rule fires on `loud`."""
    staged = stage(SOURCE, "the voiceless", "We speak for the voiceless here.")
    hit = replace(staged.hit, severity=severity)

    def fires(block: Block) -> list[Hit]:
        start = block.text.find(loud) if loud else -1
        return [stage(block.text, loud).hit] if start >= 0 else []

    made = offers_for(hit, rule(*templates, SCAFFOLD), [LAST, SCAFFOLD], staged.block, SOURCE, language, fires)
    return ["".join(edit.text for edit in each.edits) for each in made]


def test_a_wording_that_a_rule_fires_on_is_not_offered() -> None:
    assert offers("those unheard", "those shut out")[:2] == ["those unheard", "those shut out"]
    assert offers("those unheard", "those shut out", loud="unheard")[0] == "those shut out"


def test_where_nothing_ready_is_left_the_last_resort_comes_first() -> None:
    assert offers("those unheard", loud="unheard") == ["All of us are in this", "those in [where: ___]"]
    assert offers() == ["All of us are in this", "those in [where: ___]"]


def test_the_last_resort_is_not_asked_for_a_hint_or_where_something_ready_is_left() -> None:
    assert offers("those unheard") == ["those unheard", "those in [where: ___]"]
    assert offers(severity=Severity.HINT) == ["those in [where: ___]"]


def test_the_last_resort_is_held_to_the_same() -> None:
    assert offers(loud="are in this") == ["those in [where: ___]"]


def test_what_a_format_escapes_is_escaped_and_what_holds_its_marks_is_left_out() -> None:
    assert offers("those <b>", "those & us", language="html") == ["those &lt;b>", "those in [where: ___]"]
