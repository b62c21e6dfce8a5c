"""A page that has changed: the failure names the page object, the locator and the picture."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from pennydrop.plugin.page_objects import problem_of
from tests.plugin.conftest import INI, Suite

PAGES = """
    class Cart:
        def __init__(self, page):
            self._page = page

        def pay(self):
            self._page.get_by_role("button", name="Pay", exact=True).click()
    """
STEPS = """
    from pytest_bdd import parsers, when
    from screens.cart import Cart

    @when(parsers.parse("the cart is paid that shows {html}"))
    def pays_in_cart(page, new_context, html):
        new_context().new_page().set_content("<title>Somebody else's</title>")
        page.set_content(html)
        Cart(page).pay()
    """


@pytest.mark.timeout(300)
def test_a_page_that_has_changed_is_told_with_page_object_locator_and_picture(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PENNYDROP_BROWSER_EXECUTABLE")
    monkeypatch.setenv("PENNYDROP_DEADLINE", "0.5")
    suite.write("pytest.ini", INI + "pythonpath = .\npennydrop_pages = screens\n")
    suite.write("screens/cart.py", PAGES)
    suite.write("features/conftest.py", STEPS)
    suite.scenario("renamed", "When the cart is paid that shows <button>Buy</button>")
    suite.scenario("doubled", "When the cart is paid that shows <button>Pay</button><button>Pay</button>")

    result = suite.run("--junitxml=junit.xml", "-p", "no:randomly", "-ra")

    result.assert_outcomes(failed=2)
    folder = next(suite.path.glob(".pennydrop/artifacts/*")).relative_to(suite.path)
    told = 'page object Cart (screens/cart.py:7) {}get_by_role("button", name="Pay", exact=True)'
    absent, twice = told.format("did not find: "), told.format("found 2 elements instead of one: ")
    lines = result.stdout.lines
    assert any(line.startswith("FAILED features/shop/renamed.feature::renamed - page object Cart") for line in lines)
    assert f"{absent}, screenshot: {folder}/features-shop-renamed/renamed/page-1.png" in lines
    assert f"{twice}, screenshot: {folder}/features-shop-doubled/doubled/page-1.png" in lines
    evidence = json.loads((suite.path / folder / "features-shop-renamed/renamed/evidence.json").read_text())
    assert evidence["page_object"].startswith(absent)
    failures = ElementTree.parse(suite.path / "junit.xml").getroot().iter("failure")  # noqa: S314 - written by ourselves
    assert {failure.get("message") for failure in failures} == {absent, twice}


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        (
            'Locator.wait_for: Timeout 500ms exceeded.\nCall log:\n  - waiting for get_by_text("nope") to be visible\n',
            'did not find: get_by_text("nope")',
        ),
        (
            'Locator.click: Timeout 500ms exceeded.\nCall log:\n  - waiting for locator("[name=q]")\n'
            "    - locator resolved to <button>Pay</button>\n  - attempting click action\n"
            "    - waiting for element to be visible, enabled and stable\n"
            '      - <div id="cookieNotice">Got it</div> intercepts pointer events\n    - retrying click action\n',
            'found, but could not use (<div id="cookieNotice">Got it</div> intercepts pointer events): '
            'locator("[name=q]")',
        ),
        (
            'Locator.click: Timeout 500ms exceeded.\nCall log:\n  - waiting for locator("[name=q]")\n'
            "    - locator resolved to <button disabled>Pay</button>\n      - element is not enabled\n",
            'found, but could not use (element is not enabled): locator("[name=q]")',
        ),
        ("Page.goto: net::ERR_ABORTED\nCall log:\n", "could not go on: Page.goto: net::ERR_ABORTED"),
    ],
)
def test_what_playwright_says_is_told_in_one_line(message: str, problem: str) -> None:
    assert problem_of(message) == problem
