"""What the shop sees of a buyer on the way to Checkout."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from pennydrop.storm.browser_checkout import DoubleClick, SuccessEarly, TwoCheckouts
from pennydrop.storm.disturbance import Disturbance
from tests.storm.browser.conftest import Buying
from tests.storm.browser.shop import FakeShop

CAME = ["GET / *", "POST /pay *"]
RETURN = "GET /success/cs_test_1 *"
Begin = Callable[[Disturbance], Buying]


def test_a_double_click_orders_twice_and_the_second_checkout_is_shown(buying: Begin, shop: FakeShop) -> None:
    sam = buying(DoubleClick())
    sam.to_checkout()
    sam.pay()

    assert shop.seen == [*CAME, "POST /pay *", "GET /success/cs_test_2 *"]
    assert sam.followed == ["cs_test_1"]
    assert sam.scene.told == ["pressed the button twice: cs_test_1, which was left alone, and cs_test_2"]


def test_a_form_that_does_not_lead_to_checkout_is_sent_once(buying: Begin, shop: FakeShop) -> None:
    sam = buying(DoubleClick())
    shop.refusing = True
    sam.disturbance.before_checkout(sam.scene, sam.visit)  # type: ignore[arg-type]
    sam.page.goto(f"{shop.url}/")
    with sam.page.expect_navigation():
        sam.page.get_by_role("button", name="Order").click()

    assert shop.seen == [*CAME, "GET /sorry *"]


def test_the_success_page_is_opened_early_in_a_tab_of_its_own(buying: Begin, shop: FakeShop) -> None:
    sam = buying(SuccessEarly())
    sam.to_checkout()

    assert shop.seen == [*CAME, RETURN]
    assert sam.context.pages == [sam.page]


def test_a_success_page_that_changes_something_is_a_broken_promise(buying: Begin, shop: FakeShop) -> None:
    sam = buying(SuccessEarly())
    sam.scene.parts["end_state"] = lambda like: SimpleNamespace(differences=lambda other: ["paid  undisturbed no"])

    with pytest.raises(AssertionError, match="only by being looked at: paid  undisturbed no"):
        sam.to_checkout()


def test_of_two_checkouts_the_scenario_goes_on_in_the_newer(buying: Begin, shop: FakeShop) -> None:
    sam = buying(TwoCheckouts())
    sam.to_checkout()

    assert shop.seen == [*CAME, *CAME]
    assert sam.page.url.endswith("cs_test_2")


def test_nothing_is_paid_twice_when_nothing_was_paid_once(buying: Begin, shop: FakeShop) -> None:
    sam = buying(TwoCheckouts())
    sam.to_checkout()
    sam.leave()
    sam.disturbance.ending(sam.scene)

    assert (shop.paid, sam.scene.told) == (set(), [])
