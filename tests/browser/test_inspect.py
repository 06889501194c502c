from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.report.test_inspection import ATTACKS, hostile

import newsclean
from newsclean.report import inspect_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    Visit = Callable[..., Page]

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").iterdir())
CHOSEN = [*SEEDS, ROOT / "fixtures" / "pages" / "harbour-bridge" / "source.html"]
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def newsmax() -> str:
    return inspect_page(newsclean.clean_file(SEEDS[1]))


@pytest.fixture(scope="module")
def several() -> str:
    return inspect_page([newsclean.clean_file(path) for path in CHOSEN])


def shown(page: Page) -> int:
    return page.locator(".doc:not([hidden]) .b:visible").count()


def status(page: Page) -> str:
    return page.locator(".doc:not([hidden]) output").inner_text()


def card(page: Page) -> str:
    page.locator("#card").wait_for(state="visible")
    return page.locator("#card").inner_text()


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (1400, "dark"), (820, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_overflows(
    visit: Visit, axe: Callable[[Page], list[str]], several: str, width: int, scheme: str
) -> None:
    page = visit(several, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("v")
    page.keyboard.press("n")
    page.locator(".keys summary").first.click()
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_at_twice_the_size_it_is_still_one_column_of_text(visit: Visit, newsmax: str) -> None:
    # A window of 1280 pixels at 200 % is one of 640.
    page = visit(newsmax, viewport={"width": 640, "height": 400}, device_scale_factor=2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_fates_are_filtered(visit: Visit, newsmax: str) -> None:
    page = visit(newsmax)
    fates = newsclean.clean_file(SEEDS[1]).audit.fates
    kept = sum(isinstance(fate, newsclean.Kept) for fate in fates)
    assert shown(page) == len(fates)
    page.locator("[data-show=kept]").uncheck()
    assert shown(page) == len(fates) - kept
    assert status(page) == f"{len(fates) - kept} of {len(fates)} blocks shown"
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == len(fates)


def test_cleaners_and_fields_are_filtered(visit: Visit, newsmax: str) -> None:
    page = visit(newsmax)
    audit = newsclean.clean_file(SEEDS[1]).audit
    page.locator("[data-who]").select_option("by:footer")
    assert shown(page) == len(audit.removed("footer"))
    page.locator("[data-who]").select_option("for:published")
    assert shown(page) == len(audit.used("published"))


def test_edited_blocks_are_filtered(visit: Visit) -> None:
    page = visit(inspect_page(newsclean.clean_file(SEEDS[0])))
    edited = sum(bool(fate.edits) for fate in newsclean.clean_file(SEEDS[0]).audit.fates)
    page.keyboard.press("4")
    assert shown(page) == edited > 0
    page.locator("[data-who]").select_option("edit:lost_apostrophes")
    assert shown(page) == edited


def test_keys(visit: Visit, newsmax: str) -> None:
    page = visit(newsmax)
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "d1b0"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "d1b1"
    assert "app_store.prompt" in card(page)
    page.keyboard.press("s")
    assert page.evaluate("document.activeElement.dataset.by") == "app_store"
    page.keyboard.press("k")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.id") == "d1b0"
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    page.keyboard.press("3")
    assert page.locator(".b.removed:visible").count() == 0
    page.keyboard.press("0")
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.matches('[data-who]')")


def test_single_keys_can_be_switched_off(visit: Visit, newsmax: str) -> None:
    page = visit(newsmax)
    page.locator(".keys summary").click()
    page.locator("[data-keys]").uncheck()
    before = shown(page)
    page.keyboard.press("1")
    assert shown(page) == before


def test_the_card_opens_on_hover_on_focus_and_on_tap(visit: Visit, newsmax: str) -> None:
    page = visit(newsmax)
    page.locator("#d1b20").hover()
    assert "footer.rights" in card(page)
    page.locator("#d1b20").focus()
    assert page.locator("#d1b20").get_attribute("aria-describedby") == "card"
    phone = visit(newsmax, **PHONE)
    phone.locator("#d1b21").tap()
    assert "Click Here to comment" in card(phone)
    phone.locator("h1").tap()
    assert phone.locator("#card").is_hidden()


def test_fields_and_blocks_lead_to_each_other(visit: Visit, newsmax: str) -> None:
    page = visit(newsmax)
    page.locator("[data-show=used]").uncheck()
    page.locator("#d1-title .from a").click()
    assert page.evaluate("document.activeElement.id") == "d1b9"
    page.locator("#d1b9 a").click()
    assert page.evaluate("location.hash") == "#d1-title"


def test_input_against_output(visit: Visit) -> None:
    article = newsclean.clean_file(SEEDS[0])
    page = visit(inspect_page(article))
    page.get_by_role("button", name="Input and output").click()
    assert page.locator(".o").all_inner_texts() == [paragraph.text for paragraph in article.body]
    kept = [block.text for block in article.audit.kept()]
    assert page.locator(".kept .t").all_inner_texts() == kept


def test_one_document_at_a_time(visit: Visit, several: str) -> None:
    page = visit(several)
    assert page.locator(".doc:visible").count() == 1
    page.locator(".top nav a").nth(2).click()
    page.locator("#d3").wait_for(state="visible")
    assert page.locator(".doc:visible").count() == 1


def test_without_script_all_is_there(visit: Visit, several: str) -> None:
    page = visit(several, java_script_enabled=False)
    assert page.locator(".doc:visible").count() == len(CHOSEN)
    assert page.locator(".tools:visible").count() == 0


def test_it_prints(visit: Visit, newsmax: str, tmp_path: Path) -> None:
    page = visit(newsmax)
    page.emulate_media(media="print")
    assert page.locator(".tools:visible").count() == 0
    assert page.locator(".b:visible").count() == len(newsclean.clean_file(SEEDS[1]).audit)
    assert page.pdf().startswith(b"%PDF")


def test_hostile_documents_run_nothing(visit: Visit) -> None:
    names = [" ".join(ATTACKS)]
    raw = "\n\n".join(ATTACKS)
    page = visit(inspect_page([hostile(), newsclean.clean(raw), newsclean.clean(f"<h1>{raw}</h1>")], names=names))
    for key in "nnjjv0":
        page.keyboard.press(key)
    for block in page.locator(".b:visible").all()[:10]:
        block.hover()
        card(page)
    page.locator("[data-who]").first.select_option(index=1)
    assert page.evaluate("window.hacked") is None
    # Direction marks cannot turn the text around them: they are named, not obeyed.
    assert page.evaluate(r"/[\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.outerHTML)") is False


def test_the_policy_stops_what_would_slip_through(browser: Browser, newsmax: str, tmp_path: Path) -> None:
    # Were the escaping to fail, the browser would still refuse.
    attack = "<script>hacked = 1</script><img src=x onerror='hacked = 1'><a id=link href='javascript:hacked = 1'>a</a>"
    path = tmp_path / "page.html"
    path.write_text(newsmax.replace("<main>", f"<main>{attack}"), encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    page.locator("#link").click()
    assert page.evaluate("window.hacked") is None
    with pytest.raises(Exception, match="Trusted"):
        page.evaluate("document.body.innerHTML = '<b>text</b>'")
    context.close()
    for directive in ("script-src", "img-src"):
        assert any(directive in line for line in said), said


def test_keys_work_among_five_thousand_blocks(visit: Visit) -> None:
    lines = [f"Line {number} of a long document, with some words to fill it up to the end." for number in range(5000)]
    lines[2] = "Advertisement"
    page = visit(inspect_page(newsclean.clean("\n\n".join(lines), kind="text")))
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "d1b2"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "d1b4"
    assert page.locator(".b").count() == 5000
