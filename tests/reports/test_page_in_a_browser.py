"""The page in a real browser: nothing runs, nothing is fetched, all of it can be read and used."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from reports.reporting import RANKING, SHAMING, UNREADABLE, report, worded, written

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Left out: the page in a browser; no Chromium on this machine.")

LONG = "\n\n".join(f"Paragraph {number} with a few words more." for number in range(8))
PICTURE = "<img src=http://x.example/ onerror=window.ran=1>"
HOSTILE = f"</script><script>window.ran=1</script>{PICTURE}<style>*{{display:none}}</style>"
SCREENS = {"wide": (1280, 900), "phone": (320, 700)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    drafts = (
        report(f"# Rent\n\n{SHAMING}\n{LONG}\n\n{RANKING}", "drafts/a-leaflet-with-quite-a-long-name-to-wrap.md"),
        UNREADABLE,
        report(f"{SHAMING * 3}{RANKING}", "c.md"),
        report("We won.", "d.md"),
        worded(report(f"{HOSTILE}\n\n{SHAMING}", f"{HOSTILE}.md"), HOSTILE),
    )
    path.write_text(written("html", drafts), encoding="utf-8")
    return path


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Open]:
    """Opens the page, and sees that nothing was complained of, run or fetched."""
    said: list[str] = []
    fetched: list[str] = []
    contexts = []

    def open_page(screen: str = "wide", **settings: Any) -> Page:
        width, height = SCREENS[screen]
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.on("request", lambda request: fetched.append(request.url))
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []
    assert {url for url in fetched if not url.startswith("data:image/svg+xml")} == {file.as_uri()}


def test_nothing_of_a_draft_is_run_or_fetched(opened: Open) -> None:
    page = opened()
    assert page.evaluate("window.ran") is None
    expect(page.locator(".draft").last.locator(".words").first).to_contain_text(HOSTILE)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_there_is_no_barrier_that_a_machine_can_find(opened: Open, screen: str, scheme: str) -> None:
    page = opened(screen, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_machine_would_find_one(opened: Open) -> None:
    page = opened()
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert Axe().run(page).violations_count == 1


@pytest.mark.parametrize("screen", SCREENS)
def test_it_never_scrolls_sideways(opened: Open, screen: str) -> None:
    page = opened(screen)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_notes_stand_beside_their_words_or_below_them_on_a_phone(opened: Open) -> None:
    for screen, beside in (("wide", True), ("phone", False)):
        page = opened(screen)
        words = page.locator(".row:has(.note) > .words").first.bounding_box()
        note = page.locator(".note").first.bounding_box()
        assert words is not None and note is not None
        assert (note["x"] >= words["x"] + words["width"]) is beside
        assert (note["y"] >= words["y"] + words["height"]) is not beside


def test_a_principle_can_be_left_out_and_brought_back(opened: Open) -> None:
    page = opened()
    shown = page.locator(".note:visible")
    expect(shown).to_have_count(7)
    page.get_by_role("checkbox", name="Identity that illuminates").uncheck()
    expect(shown).to_have_count(5)
    expect(page.locator("#showing")).to_have_text("Showing 5 of 7.")
    expect(page.locator("mark:not(.off)")).to_have_count(5)
    page.get_by_role("button", name="Show all").click()
    expect(shown).to_have_count(7)
    expect(page.locator("#showing")).to_have_text("")


def test_one_draft_one_severity_and_one_kind_of_rewrite_can_be_chosen(opened: Open) -> None:
    page = opened()
    page.get_by_role("combobox", name="Draft").select_option("c.md")
    expect(page.locator(".draft:visible")).to_have_count(1)
    expect(page.locator(".note:visible")).to_have_count(4)
    page.get_by_role("combobox", name="Severity").select_option("hint")
    expect(page.locator(".note:visible")).to_have_count(1)
    page.get_by_role("combobox", name="Rewrite").select_option("Ready to use")
    expect(page.locator(".note:visible")).to_have_count(0)
    expect(page.get_by_text("No place fits what you chose.")).to_be_visible()


def test_it_can_be_walked_through_by_keyboard_alone(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the drafts")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Next").focus()
    for anchor in ("draft-1-1", "draft-1-2", "draft-3-1"):
        page.get_by_role("button", name="Next").press("Enter")
        expect(page.locator(":focus")).to_have_id(anchor)
    page.get_by_role("button", name="Previous").press("Enter")
    expect(page.locator(":focus")).to_have_id("draft-1-2")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#draft-1-2-place")


def test_every_place_reached_by_the_tab_key_shows_that_it_is(opened: Open) -> None:
    page = opened()
    for _press in range(25):
        page.keyboard.press("Tab")
        drawn = page.evaluate(
            "(() => { const at = document.activeElement;"
            " const drawn = (it) => it !== null && getComputedStyle(it).outlineStyle !== 'none';"
            " return drawn(at) || drawn(at.nextElementSibling); })()"
        )
        assert drawn, page.evaluate("document.activeElement.outerHTML")


def test_a_number_leads_to_its_note_and_words_light_up_with_it(opened: Open) -> None:
    page = opened()
    page.get_by_role("link", name="Note 1, Shared interests").first.click()
    expect(page.locator("#draft-1-1")).to_be_in_viewport()
    page.locator("#draft-1-1").hover()
    expect(page.locator("mark.lit")).to_have_text("check your privilege")


def test_a_link_to_what_is_filtered_away_brings_it_back(opened: Open) -> None:
    page = opened()
    page.get_by_role("checkbox", name="Identity that illuminates").uncheck()
    expect(page.locator("#draft-1-2")).to_be_hidden()
    page.locator("#principles").get_by_role("link", name="have it worse").first.click()
    expect(page.locator("#draft-1-2")).to_be_visible()


def test_a_wording_can_be_copied(opened: Open) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy this wording").first
    button.click()
    expect(page.get_by_role("button", name="Copied this wording")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "talk with your neighbours"


def test_light_and_dark_follow_the_system_until_somebody_chooses(opened: Open) -> None:
    def is_dark(page: Page) -> bool:
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in colour[4:-1].split(",")) < 3 * 128

    for scheme, dark in (("light", False), ("dark", True)):
        page = opened(color_scheme=scheme)
        assert is_dark(page) is dark
        page.get_by_role("button", name="Light or dark").click()
        assert is_dark(page) is not dark
        page.get_by_role("button", name="Light or dark").click()
        assert is_dark(page) is dark


def test_it_prints_light_without_what_is_for_the_screen(opened: Open) -> None:
    page = opened(color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for name in (".filters", ".ways", "#theme", ".copy"):
        expect(page.locator(name).first).to_be_hidden()
    expect(page.locator(".note").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(36, 33, 28)"
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_without_scripts_all_of_it_can_be_read(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    expect(page.locator(".note:visible")).to_have_count(7)
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".copy:visible")).to_have_count(0)
    page.locator("details.quiet summary").first.click()
    expect(page.get_by_text("Paragraph 3 with")).to_be_visible()
