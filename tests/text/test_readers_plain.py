import pytest

from sharedground.text.blocks import OPAQUE
from sharedground.text.readers import read
from sharedground.text.source import Source

WRAPPED = (
    "The landlord sent the letters in January, and nobody who got one was\n"
    "surprised. The boiler had been off for three weeks by that time. We\n"
    "wrote to him. Maria kept the copies of everything that we sent, and\n"
    "he never answered."
)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("one\n\ntwo\r\n\r\n \t\r\nthree", ["one", "two", "three"]),
        (WRAPPED, [WRAPPED.replace("\n", " ")]),
        ("Bring:\n- soup\n* bread\n• a coat that is\n  warm\n1. first\n2) second", None),
        ("Rent is up.\nWages are not.\nWe know why.", ["Rent is up.", "Wages are not.", "We know why."]),
        ("we met\nand went home", ["we met and went home"]),
        ("Dear all,\n" + WRAPPED, ["Dear all,", WRAPPED.replace("\n", " ")]),
        ("Title\n=====\nbody text", ["Title", "body text"]),
        ("one\n-----\ntwo", ["one", "two"]),
        ("See https://x.org/a_b or write to a@b.org.", [f"See {OPAQUE} or write to {OPAQUE}."]),
        ("dear {{first_name}}", [f"dear {OPAQUE}"]),
        ("*stars* and _the lines_, (*too*)", ["stars and the lines, (too)"]),
        (
            "2*3*4 and 2 * 3 * 4, snake_case_name, __init__ and ~/_a_/b",
            ["2*3*4 and 2 * 3 * 4, snake_case_name, __init__ and ~/_a_/b"],
        ),
        ("a <!-- note --> b", ["a b"]),
        ("a\n<!-- note\n\nlong -->\nb", ["a", "b"]),
        ("don’t &amp; won’t", ["don't &amp; won't"]),
        ("soft\u00adhyphen\ttab\u00a0space", ["softhyphen tab space"]),
        ("1/ first\n2/ second", ["first", "second"]),
        ("", []),
        ("\n\n***\n", []),
    ],
)
def test_paragraphs(text: str, blocks: list[str] | None) -> None:
    expected = ["Bring:", "soup", "bread", "a coat that is warm", "first", "second"] if blocks is None else blocks
    assert [block.text for block in read(Source(text), "plaintext").blocks] == expected


def test_bullets_are_items_and_underlined_lines_headings() -> None:
    draft = read(Source("Title\n=====\n\nWhat to bring\n- soup"), "plaintext")
    assert [str(block.kind) for block in draft.blocks] == ["heading", "paragraph", "item"]


def test_quoted_mail_is_quoted() -> None:
    text = "Thanks!\n\n> stop whining\n> about rent\n>> older\n\nNo."
    draft = read(Source(text), "plaintext")
    found = [(block.text, block.quoted) for block in draft.blocks]
    assert found == [("Thanks!", False), ("stop whining about rent", True), ("older", True), ("No.", False)]
    block = draft.blocks[1]
    assert text[slice(*block.map.to_source(5, 18))] == "whining\n> about"
    assert not block.map.is_contiguous(5, 18)


def test_of_the_headers_of_a_mail_the_subject_is_prose() -> None:
    text = "From: Ada <ada@union.org>\nTo: all\n members\nSubject: The coach\n on Saturday\nDate: today\n\nDear all,\n"
    draft = read(Source(text), "plaintext")
    assert [(str(block.kind), block.text) for block in draft.blocks] == [
        ("heading", "The coach"),
        ("heading", "on Saturday"),
        ("paragraph", "Dear all,"),
    ]


def test_one_line_with_a_colon_is_no_mail() -> None:
    assert [block.text for block in read(Source("To: everyone who struck\n\nThanks."), "plaintext").blocks] == [
        "To: everyone who struck",
        "Thanks.",
    ]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Body.\n-- \nAda\nSecretary", ["Body."]),
        ("Body.\n\n--\nAda", ["Body."]),
        ("Body.\n\n--\n" + "More.\n\n" * 10, ["Body."] + ["More."] * 10),
    ],
)
def test_a_signature_is_left_out(text: str, blocks: list[str]) -> None:
    assert [block.text for block in read(Source(text), "plaintext").blocks] == blocks


@pytest.mark.parametrize(
    "above",
    [
        "-----Original Message-----\nFrom: Ada <ada@x.org>\nSent: Monday\nTo: all\nSubject: rent\n\n",
        "---------- Forwarded message ----------\nFrom: Ada\nDate: Monday\n\n",
        "________________________________\nFrom: Ada\nSent: Monday\nTo: all\n\n",
        "--- original message ---\n",
    ],
)
def test_a_message_that_is_answered_or_passed_on_is_somebody_elses(above: str) -> None:
    blocks = read(Source(f"I agree.\n\n{above}The rent is\nlate.\n\n> Is it?"), "plaintext").blocks
    assert [(block.text, block.quoted) for block in blocks] == [
        ("I agree.", False),
        ("The rent is late.", True),
        ("Is it?", True),
    ]


def test_who_a_line_is_from_makes_no_message() -> None:
    blocks = read(Source("We met.\n\nFrom: the docks\nWe march on.\n\nAll of us."), "plaintext").blocks
    assert not any(block.quoted for block in blocks)


def test_comments_of_a_commit_message_are_no_prose() -> None:
    draft = read(Source("Fix the rent page\n\nIt was\n# Please enter a message\nbroken."), "gitcommit")
    assert [block.text for block in draft.blocks] == ["Fix the rent page", "It was", "broken."]


def test_below_the_scissors_of_a_commit_message_stands_no_prose() -> None:
    scissors = "# ------------------------ >8 ------------------------"
    draft = read(
        Source(f"Fix the rent page\n\n{scissors}\n# Do not modify\n\ndiff --git a/x b/x\n+Rent\n"), "gitcommit"
    )
    assert [block.text for block in draft.blocks] == ["Fix the rent page"]


def test_an_inline_comment_leaves_a_gap_in_the_map() -> None:
    text = "a <!-- note --> b"
    draft = read(Source(text), "plaintext")
    assert [comment.text for comment in draft.comments] == [" note "]
    assert not draft.blocks[0].map.is_contiguous(0, 3)
    assert text[slice(*draft.blocks[0].map.to_source(0, 3))] == text
