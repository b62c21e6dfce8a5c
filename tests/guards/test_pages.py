"""Before a keystroke reaches a page: no real card in test mode, no card at all in live, and no pictures there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Keyboard, Page

from pennydrop.browser import find_browser, launch_arguments
from pennydrop.checkout import HostedCheckout, card
from pennydrop.checkout.cards import CARDS, Card
from pennydrop.errors import SpendingRefused
from pennydrop.plugin.page_guard import guarded_pages
from pennydrop.settings import load_settings

from .conftest import real_card

FORM = "<form><input id='cardNumber'><input id='other'><p>A page</p></form>"
TEST_CARD = CARDS["Visa"].number
Way = Callable[[Page, str], Any]
WAYS: dict[str, Way] = {
    "a locator fills": lambda page, text: page.locator("#cardNumber").fill(text),
    "by keyword": lambda page, text: page.locator("#cardNumber").fill(value=text),
    "a locator types": lambda page, text: page.locator("#cardNumber").press_sequentially(text),
    "the page fills": lambda page, text: page.fill("#cardNumber", text),
    "the page types": lambda page, text: page.type("#cardNumber", text),
    "a frame fills": lambda page, text: page.main_frame.fill(selector="#cardNumber", value=text),
    "a handle fills": lambda page, text: page.query_selector("#cardNumber").fill(text),  # type: ignore[union-attr]
    "the keyboard types": lambda page, text: focused(page).type(text),
    "the keyboard inserts": lambda page, text: focused(page).insert_text(text),
    "a script with an argument": lambda page, text: page.evaluate("it => cardNumber.value = it", text),
    "a script": lambda page, text: page.evaluate(f"cardNumber.value = '{text}'"),
    "a script on an element": lambda page, text: page.locator("#cardNumber").evaluate(
        "(at, it) => at.value = it", text
    ),
}
Press = Callable[[Page, str], None]
KEY_BY_KEY: dict[str, Press] = {
    "the keyboard": lambda page, key: focused(page).press(key),
    "a locator": lambda page, key: page.locator("#cardNumber").press(key),
    "codes of keys": lambda page, key: page.press("#cardNumber", f"Digit{key}"),
}
SPELLINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "blanks": lambda number: " ".join(number[at : at + 4] for at in range(0, len(number), 4)),
    "dashes": lambda number: "-".join(number[at : at + 4] for at in range(0, len(number), 4)),
    "full width": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in number),
}


@pytest.fixture(scope="module")
def browser(playwright: Any) -> Iterator[Browser]:
    settings = load_settings()
    arguments = launch_arguments(settings, find_browser(settings))
    browser: Browser = playwright.chromium.launch(**arguments)
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(10_000)
    page.set_content(FORM)
    yield page
    page.context.close()


def focused(page: Page) -> Keyboard:
    page.focus("#cardNumber")
    return page.keyboard


def press_each(page: Page, press: Press, keys: str) -> None:
    for key in keys:
        press(page, key)


def typed(page: Page) -> str:
    return page.locator("#cardNumber").input_value()


@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_real_card_is_not_typed(page: Page, way: Way, spell: Callable[[str], str]) -> None:
    with guarded_pages(live=False), pytest.raises(SpendingRefused, match="could be somebody's real card") as refused:
        way(page, spell(real_card()))

    assert typed(page) == ""
    assert real_card() not in str(refused.value)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("number", [TEST_CARD, real_card()], ids=["test card", "real card"])
def test_no_card_is_typed_where_the_money_is_real(page: Page, way: Way, number: str) -> None:
    with guarded_pages(live=True), pytest.raises(SpendingRefused, match="where the money is real"):
        way(page, number)

    assert typed(page) == ""


@pytest.mark.parametrize("press", KEY_BY_KEY.values(), ids=KEY_BY_KEY)
def test_a_card_is_not_finished_key_by_key(page: Page, press: Press) -> None:
    with guarded_pages(live=False), pytest.raises(SpendingRefused):
        press_each(page, press, real_card())
    assert typed(page) == real_card()[:-1]


@pytest.mark.parametrize("press", KEY_BY_KEY.values(), ids=KEY_BY_KEY)
def test_a_test_card_can_be_typed_key_by_key(page: Page, press: Press) -> None:
    with guarded_pages(live=False):
        press_each(page, press, TEST_CARD)
    assert typed(page) == TEST_CARD


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_test_card_can_be_typed_in_test_mode(page: Page, way: Way) -> None:
    with guarded_pages(live=False):
        way(page, TEST_CARD)

    assert typed(page) == TEST_CARD


def test_what_else_people_type_is_let_through(page: Page) -> None:
    with guarded_pages(live=True):
        for text in ("07700 900123", "12 / 34", "123", "L18 1DE", "2026-11-23 2026-11-24", "pi_3MtwBwLkdIwHu7ix28a3tq"):
            page.locator("#cardNumber").fill(text)
            assert typed(page) == text


def test_the_page_object_refuses_by_itself(page: Page) -> None:
    with pytest.raises(SpendingRefused, match="could be somebody's real card"):
        HostedCheckout(page).fill(Card(real_card()))

    assert typed(page) == ""


def test_the_page_object_knows_a_live_checkout_by_its_address(browser: Browser) -> None:
    context = browser.new_context()
    context.route("**/*", lambda route: route.fulfill(body=FORM, content_type="text/html"))
    page = context.new_page()
    page.goto("http://127.0.0.1:9/c/pay/cs_live_a1b2c3")

    with pytest.raises(SpendingRefused, match="a test card must not be typed where the money is real"):
        HostedCheckout(page).fill(card("Visa"))

    assert typed(page) == ""
    context.close()


def test_what_was_watched_is_as_before_afterwards(page: Page) -> None:
    before = (Page.fill, Page.screenshot)
    with guarded_pages(live=True):
        assert (Page.fill, Page.screenshot) != before
    assert (Page.fill, Page.screenshot) == before


PICTURES: dict[str, Callable[[Page, Path], object]] = {
    "of the page": lambda page, folder: page.screenshot(path=folder / "picture.png"),
    "in memory": lambda page, folder: page.screenshot(),
    "of an element": lambda page, folder: page.locator("p").screenshot(path=folder / "picture.png"),
    "as PDF": lambda page, folder: page.pdf(path=folder / "page.pdf"),
    "as a trace": lambda page, folder: page.context.tracing.start(screenshots=True, snapshots=True),
    "as a video": lambda page, folder: page.context.browser.new_context(record_video_dir=folder),  # type: ignore[union-attr]
    "as an archive": lambda page, folder: page.context.browser.new_page(record_har_path=folder / "a.har"),  # type: ignore[union-attr]
}


@pytest.mark.parametrize("take", PICTURES.values(), ids=PICTURES)
def test_a_live_site_is_not_photographed(page: Page, tmp_path: Path, take: Callable[[Page, Path], object]) -> None:
    with guarded_pages(live=True), pytest.raises(SpendingRefused, match="not in the live profile"):
        take(page, tmp_path)

    assert [*tmp_path.iterdir()] == []
