"""Every locator of every page object, on the page it is made for: exactly one element, or a list that is not empty."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.pages.scene import Scene
from tests.pages.visit import unseen
from tests.pages.visits import SiteVisit, all_visits

VISITS = all_visits()


@pytest.mark.timeout(300)  # the first one starts the site
@pytest.mark.parametrize("visit", VISITS, ids=[f"{number}-{visit.name}" for number, visit in enumerate(VISITS)])
def test_a_page_object_finds_what_it_declares(visit: SiteVisit, scene: Scene, browser: Browser) -> None:
    facts = visit.scene(scene)
    context = scene.browser_of(visit.who, browser)
    context.set_default_timeout(10_000)
    try:
        visit.make(context.new_page(), facts)
    finally:
        context.close()


def test_no_member_of_a_page_object_is_left_out() -> None:
    assert not [*unseen(VISITS)], "each member of a page object needs a visit in tests/pages/visits/"
