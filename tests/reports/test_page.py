"""The page, as a document: self-contained, escaped, and well put together."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.reporting import RANKING, RULES, SHAMING, UNREADABLE, report, worded, written
from sharedground.reports.html import Html

LONG = "\n\n".join(f"Paragraph {number}." for number in range(8))
DRAFT = f"# Rent\n\n{SHAMING}\n{LONG}\n\n{RANKING}"


class Outline(HTMLParser):
    """The elements of a page, with their attributes, and the text outside of style and script."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "rect", "circle"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.parts: dict[str, str] = {}
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("style", "script"):
            self.parts[self.open[-1]] = data
        else:
            self.text += data

    def values(self, name: str) -> list[str]:
        return [
            value for _tag, attributes in self.elements for key, value in attributes.items() if key == name and value
        ]


def _outline(*reports) -> Outline:
    return Outline(written("html", reports))


def test_it_fetches_nothing() -> None:
    outline = _outline(report(DRAFT), UNREADABLE)
    assert outline.values("src") == []
    assert [link for link in outline.values("href") if not link.startswith(("#", "data:image/svg+xml,"))] == []
    assert not re.search(r"url\(|@import", outline.parts["style"])
    assert not re.search(r"fetch\(|XMLHttpRequest|import\(|WebSocket|sendBeacon", outline.parts["script"])


def test_its_policy_allows_its_own_style_and_script_and_nothing_else() -> None:
    outline = _outline(report(DRAFT))
    (policy,) = [attributes["content"] for tag, attributes in outline.elements if "http-equiv" in attributes]
    assert policy is not None
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["default-src"] == directives["base-uri"] == directives["form-action"] == "'none'"
    for part in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(outline.parts[part].encode()).digest()).decode()
        assert directives[f"{part}-src"] == f"'sha256-{digest}'"
    assert outline.values("style") == [] and not [key for _tag, a in outline.elements for key in a if key[:2] == "on"]


HOSTILE = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>\"' onload='x' {{ 7*7 }} &lt;"


def test_whatever_stands_in_a_draft_is_shown_as_text() -> None:
    outline = _outline(worded(report(f"{HOSTILE}\n{SHAMING}", f"{HOSTILE}.md"), HOSTILE))
    assert [tag for tag, _attributes in outline.elements if tag in ("script", "img", "style", "title")] == [
        "title",
        "style",
        "script",
    ]
    assert outline.text.count(HOSTILE) >= 4  # its path, in the list and above it; its text; the message
    page = Html(RULES.get, title=HOSTILE, date=HOSTILE)
    page.draft(report(SHAMING))
    assert Outline(page.closing()).text.count(HOSTILE) == 3


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_every_draft_makes_a_whole_page_that_holds_its_text(text: str) -> None:
    outline = _outline(report(f"{text}\n\n{SHAMING}", text or "a"))
    ids = outline.values("id")
    assert len(ids) == len(set(ids))


def test_whatever_points_at_a_place_points_at_one_that_is_there() -> None:
    outline = _outline(report(DRAFT), report(SHAMING * 3, "c.md"))
    ids = outline.values("id")
    assert len(ids) == len(set(ids))
    aimed = [link[1:] for link in outline.values("href") if link.startswith("#")]
    aimed += (
        outline.values("aria-labelledby") + outline.values("data-note") + " ".join(outline.values("data-notes")).split()
    )
    assert set(aimed) - set(ids) == set()


def test_it_says_what_there_is() -> None:
    text = " ".join(_outline(report(DRAFT), UNREADABLE, report("We won.", "c.md")).text.split())
    assert "2 places to look at, in 1 of 3 drafts and 28 words." in text
    assert "“check your privilege” tends to close the talk." in text
    assert "Ready to use talk with your neighbours" in text
    assert "1 other way to say it Fill in the blanks start from [what you share]" in text
    assert "A worker with a grievance is asked to confess first. Most then leave." in text
    assert "When to keep it. You write about the phrase itself." in text
    assert "Start from shared material interests, not moral accusation." in text
    assert "b.md Could not be read. There is no such file." in text
    assert "6 passages with nothing to point at" in text


def test_numbers_lead_from_the_words_to_the_notes_and_back() -> None:
    outline = _outline(report(DRAFT))
    ids, links = outline.values("id"), outline.values("href")
    assert {"draft-1-1", "draft-1-1-place"} <= set(ids)
    assert {"#draft-1-1", "#draft-1-1-place"} <= set(links)


@pytest.mark.parametrize(
    ("reports", "said"),
    [
        ([], "No draft was read."),
        ([report("We won.")], "Nothing to point at in 1 draft and 2 words."),
        ([UNREADABLE], "No draft was read."),
    ],
)
def test_a_page_without_places_says_so_calmly(reports, said: str) -> None:
    outline = _outline(*reports)
    assert said in " ".join(outline.text.split())
    assert "At a glance" not in outline.text


def test_a_later_check_passes_over_the_page() -> None:
    from sharedground.text.directives import Suppressions, Verb
    from sharedground.text.readers import read
    from sharedground.text.source import Source

    draft = read(Source(written("html", [report(DRAFT)])), "html")
    assert [directive.verb for directive in Suppressions(draft).directives] == [Verb.IGNORE_FILE]


def test_rules_from_elsewhere_have_a_place_of_their_own() -> None:
    from dataclasses import replace

    found = report(SHAMING)
    assert found.result is not None
    (finding,) = found.result
    own = replace(finding, rule="house/style", principle="")
    text = _outline(replace(found, result=replace(found.result, findings=(own,)))).text
    assert "House rules" in text
