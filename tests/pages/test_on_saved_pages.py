"""Every page object on pages that keep the contract and are as unhelpful as it allows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.pages.conftest import Shop
from tests.pages.saved import SavedVisit, all_saved
from tests.pages.visit import unseen

VISITS = all_saved()


@pytest.mark.parametrize("visit", VISITS, ids=[f"{number}-{visit.name}" for number, visit in enumerate(VISITS)])
def test_a_page_object_gets_along_with_it(visit: SavedVisit, page: Page, shop: Shop) -> None:
    saved = visit.scene
    shop.pages.update(saved.html)

    visit.make(page, saved.facts)

    if saved.posts:
        page.wait_for_url(f"**{saved.posts}")
        assert [path for path, _fields in shop.posted][-1] == saved.posts


def test_no_member_of_a_page_object_is_left_out() -> None:
    assert not [*unseen(VISITS)], "each member of a page object needs a visit in tests/pages/saved/"
