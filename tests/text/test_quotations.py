import pytest

from sharedground.text.quotations import is_citation
from sharedground.text.readers import read
from sharedground.text.source import Source

PASSAGE = "We will not wait any longer for bread and for peace."


@pytest.mark.parametrize(
    "line",
    [
        "Black Reconstruction by W. E. B. Du Bois (pg. 270)",
        "The Conquest of Bread by Peter Kropotkin",
        "The Proletarian Revolution and the Renegade by Vladimir Lenin",
        "The Souls of Black Folk, p. 12",
        "Angela Davis, Women, Race and Class (1981)",
        "Frantz Fanon, 1961",
        "Claudia Jones, An End to the Neglect, 1949",
        "(Du Bois and Reyes, 1935)",
        "(Audre Lorde)",
        "(p. 270)",
        "No Name in the Street by James Baldwin",
        "Art and Labour by Ada Reyes (1911)",
        "ibid., p. 14",
        "Capital, vol. 1, ch. 10, Karl Marx",
        "Rosa Luxemburg, Speech in Berlin, 31 December 1918",
        "— Ella Baker",
        "—Ella Baker, speech in Hattiesburg, 1964",
        "– Maria, bus driver",
        "-- Toni Cade Bambara, The Salt Eaters",
        "— a nurse in Leeds",
        "— Ray",
        "— W. E. B. Du Bois, 1935.",
        "What Is to Be Done? by V. I. Lenin, p. 3",
    ],
)
def test_a_citation_makes_a_quotation_of_the_paragraph_before_it(line: str) -> None:
    assert is_citation(line)
    for language in ("markdown", "plaintext"):
        draft = read(Source(f"We met on Monday.\n\n{PASSAGE}\n\n{line}\n\nThat was then."), language)
        assert [block.quoted for block in draft.blocks] == [False, True, True, False]


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Reyes",
        "Photo by Ken Ito",
        "Words by Ada Reyes, art by Ken Ito",
        "So we struck.",
        "The rent was cut by Friday.",
        "We were betrayed by Labour (p. 12).",
        "See p. 12.",
        "Turn to page 12 for the rota.",
        "Continued on page 4",
        "Page 12",
        "Leeds, 14 March 2024",
        "Glasgow, 2024",
        "New York, 2024",
        "Saturday 14 November 2025",
        "May Day 2026",
        "Ada Reyes, Branch Secretary",
        "In solidarity, Ada Reyes",
        "What Real Solidarity Requires",
        "Join us by Thursday",
        "They blamed us, 1984 style.",
        "(it rained)",
        "(Bring a coat.)",
        "— And then they left.",
        "— we are not for sale",
        "— No!",
        "- bring soup and bread for the whole picket line",
        "Enough.",
        "Stand up by standing together",
        "The strike was won by Amazon workers in 2022.",
        "Minutes by Ada Reyes",
        "Patch by Ken Ito.",
        "--verbose",
        "-Me",
        "Moved by Ms Reyes, seconded by Mr Ito",
    ],
)
def test_an_ordinary_line_leaves_its_predecessor_the_writers_own(line: str) -> None:
    assert not is_citation(line)
    for language in ("markdown", "plaintext"):
        draft = read(Source(f"We met on Monday.\n\n{PASSAGE}\n\n{line}\n\nThat was then."), language)
        assert not any(block.quoted for block in draft.blocks)


def test_a_citation_further_on_belongs_to_nothing() -> None:
    draft = read(Source(f"{PASSAGE}\n\nSo they said.\n\n```\ncode\n```\n\nThe Conquest of Bread by Peter Kropotkin"))
    assert not any(block.quoted for block in draft.blocks)


def test_a_title_is_not_quoted_by_the_line_below_it() -> None:
    draft = read(Source("The Branch Bulletin\n\nHow We Won by Ada Reyes\n\nIt began in March."), "plaintext")
    assert not any(block.quoted for block in draft.blocks)


@pytest.mark.parametrize("language", ["markdown", "plaintext"])
def test_an_epigraph_in_one_paragraph_is_quoted(language: str) -> None:
    draft = read(Source(f"{PASSAGE}\n— Ella Baker\n\nWe began in March."), language)
    assert [block.quoted for block in draft.blocks][-1] is False
    assert all(block.quoted for block in draft.blocks[:-1])


def test_a_dash_inside_a_line_makes_no_epigraph() -> None:
    draft = read(Source(f"{PASSAGE} — Ella Baker\n\nWe began in March."))
    assert not any(block.quoted for block in draft.blocks)


@pytest.mark.parametrize("name", ["— Maria", "– Ada Reyes"])
def test_a_name_at_the_very_end_is_the_writers_own(name: str) -> None:
    draft = read(Source(f"Dear all,\n\n{PASSAGE}\n\n{name}\n"))
    assert not any(block.quoted for block in draft.blocks)


def test_a_draft_that_is_one_quotation_is_quoted() -> None:
    assert all(block.quoted for block in read(Source(f"{PASSAGE}\n\n— Ella Baker\n")).blocks)


def test_dialogue_in_dashes_is_no_quotation_of_the_line_before() -> None:
    draft = read(Source("— Are you coming to the meeting?\n\n— Maria\n\n— I am."), "plaintext")
    assert not any(block.quoted for block in draft.blocks)
