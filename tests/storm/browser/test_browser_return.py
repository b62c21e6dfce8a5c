"""What the shop sees of a browser on its way back from Checkout."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pennydrop.storm.browser_return import BackButton, CancelAfterPaying, ReturnTwice, SessionLost, TabClosed
from pennydrop.storm.disturbance import Disturbance
from tests.storm.browser.conftest import Buying
from tests.storm.browser.shop import FakeShop

CAME = ["GET / *", "POST /pay *"]
RETURN, CANCEL = "GET /success/cs_test_1", "GET /cancel/cs_test_1"
Begin = Callable[[Disturbance], Buying]


def test_a_closed_tab_is_closed_before_the_shop_has_seen_it(buying: Begin, shop: FakeShop) -> None:
    sam = buying(TabClosed())
    sam.to_checkout()
    sam.pay()

    assert (shop.seen, shop.paid) == (CAME, {"cs_test_1"})
    assert sam.visit.page.is_closed()
    assert sam.page.url == "about:blank"
    assert sam.look()
    assert shop.seen == [*CAME, f"{RETURN} *"]
    assert sam.page.url.endswith("/success/cs_test_1")


def test_a_new_tab_that_is_used_already_stays_where_it_is(buying: Begin, shop: FakeShop) -> None:
    sam = buying(TabClosed())
    sam.to_checkout()
    sam.pay()
    sam.page.goto(f"{shop.url}/lessons")
    sam.look()

    assert shop.seen == [*CAME, "GET /lessons *"]


def test_a_lost_session_is_nobodys_until_the_return_page_has_been_shown(buying: Begin, shop: FakeShop) -> None:
    sam = buying(SessionLost())
    sam.to_checkout()
    sam.pay()

    assert shop.seen == [*CAME, RETURN, f"{RETURN} *"]


def test_the_return_page_is_loaded_again_at_once_and_when_the_site_knows(buying: Begin, shop: FakeShop) -> None:
    sam = buying(ReturnTwice())
    sam.to_checkout()
    sam.pay()
    assert shop.seen == [*CAME, *[f"{RETURN} *"] * 2]

    assert sam.look()
    assert not sam.look()
    assert shop.seen == [*CAME, *[f"{RETURN} *"] * 3]
    assert len(sam.scene.told) == 2


def test_the_back_button_leads_past_checkout_to_the_shop_and_forward_again(buying: Begin, shop: FakeShop) -> None:
    sam = buying(BackButton())
    sam.to_checkout()
    sam.pay()

    assert sam.page.url.endswith("/success/cs_test_1")
    assert shop.seen.count("GET / *") == 2
    told = f"went back from the return page of cs_test_1 to {shop.stripe_url}/c/pay/cs_test_1 and {shop.url}/"
    assert sam.scene.told == [f"{told}, and forward again"]


def test_the_cancel_page_is_opened_right_after_paying_and_when_the_site_knows(buying: Begin, shop: FakeShop) -> None:
    sam = buying(CancelAfterPaying())
    sam.to_checkout()
    sam.pay()
    assert shop.seen == [*CAME, f"{RETURN} *", f"{CANCEL} *"]

    sam.look()
    assert shop.seen == [*CAME, f"{RETURN} *", *[f"{CANCEL} *"] * 2]
    assert sam.context.pages == [sam.page]


@pytest.mark.parametrize("kind", [TabClosed, SessionLost, ReturnTwice, BackButton, CancelAfterPaying])
def test_who_comes_back_without_having_paid_is_left_alone(
    buying: Begin, shop: FakeShop, kind: type[Disturbance]
) -> None:
    sam = buying(kind())
    sam.to_checkout()
    sam.leave()
    sam.look()

    assert shop.seen == [*CAME, f"{CANCEL} *"]
    assert sam.scene.told == []


@pytest.mark.parametrize("kind", [TabClosed, SessionLost])
def test_who_types_the_address_of_the_success_page_is_let_through(
    buying: Begin, shop: FakeShop, kind: type[Disturbance]
) -> None:
    sam = buying(kind())
    sam.to_checkout()
    sam.page.goto(f"{shop.url}/success/cs_test_1")

    assert shop.seen == [*CAME, f"{RETURN} *"]
