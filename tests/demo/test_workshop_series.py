from __future__ import annotations

from decimal import Decimal

import pytest

from pennydrop.demo.workshops.models import Workshop, WorkshopCartItem, WorkshopRegistration, WorkshopSession
from pennydrop.demo.workshops.sales import sales_of
from pennydrop.demo.workshops.series import shares

from .shop import Shop


def offer(shop: Shop, price: str = "50.00", days: int = 20) -> tuple[Workshop, list[WorkshopSession]]:
    first = shop.session(shop.teacher(), "20.00", days=days)
    workshop = first.workshop
    workshop.is_series, workshop.require_full_series_registration = True, True
    workshop.series_price = Decimal(price)
    workshop.save()
    rest = [shop.session(workshop.instructor, workshop=workshop, days=days + week * 7) for week in (1, 2)]
    return workshop, [first, *rest]


def buy(shop: Shop, workshop: Workshop) -> list[WorkshopRegistration]:
    student = shop.student()
    browser = shop.browser(student)
    page = browser.post(f"/workshops/cart/add-series/{workshop.pk}/", {"terms_accepted": "true"}, follow=True)
    assert "All 3 sessions added to cart (Save £10.00!)" in page.content.decode()
    browser.post("/workshops/cart/process-payment/")
    shop.complete(shop.stripe.sessions[-1])
    return list(WorkshopRegistration.objects.filter(student=student))


@pytest.mark.parametrize(
    ("price", "expected"), [("50.00", ["16.67", "16.67", "16.66"]), ("45.00", ["15.00"] * 3), ("0.00", ["0.00"] * 3)]
)
def test_the_shares_of_a_price_add_up_to_it(price: str, expected: list[str]) -> None:
    assert shares(Decimal(price), 3) == [Decimal(share) for share in expected]


def test_a_series_is_charged_and_earned_as_one(shop: Shop) -> None:
    workshop, _ = offer(shop)
    rows = buy(shop, workshop)
    lines = shop.stripe.sessions[-1]["line_items"]
    assert [line["price_data"]["unit_amount"] for line in lines] == [1667, 1667, 1666]
    assert len({row.series_registration_id for row in rows}) == 1
    assert rows[0].series_registration_id is not None
    sales = sales_of(workshop.instructor)
    assert [(sale.price, sale.fee, sale.share) for sale in sales] == [
        (Decimal("50.00"), Decimal("5.00"), Decimal("45.00"))
    ]


def test_a_single_session_of_it_is_not_for_sale(shop: Shop) -> None:
    _, sessions = offer(shop)
    shop.browser(shop.student()).post(f"/workshops/cart/add/{sessions[0].pk}/", {"terms_accepted": "true"})
    assert not WorkshopCartItem.objects.filter(session__in=sessions).exists()


def test_when_one_place_is_gone_the_whole_series_is_returned(shop: Shop) -> None:
    workshop, sessions = offer(shop)
    browser = shop.browser(shop.student())
    browser.post(f"/workshops/cart/add-series/{workshop.pk}/", {"terms_accepted": "true"})
    browser.post("/workshops/cart/process-payment/")
    WorkshopSession.objects.filter(pk=sessions[1].pk).update(is_cancelled=True)
    shop.complete(shop.stripe.sessions[-1])
    assert not WorkshopRegistration.objects.filter(session__in=sessions).exists()
    assert [refund["amount"] for refund in shop.stripe.refunds] == [5000]


def test_removing_one_session_removes_the_series(shop: Shop) -> None:
    workshop, sessions = offer(shop)
    browser = shop.browser(shop.student())
    browser.post(f"/workshops/cart/add-series/{workshop.pk}/", {"terms_accepted": "true"})
    browser.post(f"/workshops/cart/remove/{sessions[2].pk}/")
    assert not WorkshopCartItem.objects.filter(session__in=sessions).exists()


def test_cancelling_one_session_cancels_the_series_with_one_refund(shop: Shop) -> None:
    workshop, _ = offer(shop)
    rows = buy(shop, workshop)
    url = f"/workshops/registration/{rows[2].pk}/cancel/"
    page = shop.browser(rows[0].student).post(url, follow=True).content.decode()
    assert "You have cancelled the entire 3-session series" in page
    assert [refund["amount"] for refund in shop.stripe.refunds] == [5000]
    states = WorkshopRegistration.objects.filter(student=rows[0].student).values_list("status", "payment_status")
    assert list(states) == [("cancelled", "refunded")] * 3


def test_the_notice_counts_to_the_earliest_session(shop: Shop) -> None:
    workshop, _ = offer(shop, days=6)
    rows = buy(shop, workshop)
    WorkshopRegistration.objects.filter(pk=rows[0].pk).update(status="attended")
    shop.browser(rows[0].student).post(f"/workshops/registration/{rows[2].pk}/cancel/")
    assert shop.stripe.refunds == []
