from __future__ import annotations

from decimal import Decimal

import pytest
from django.db.models import ProtectedError

from pennydrop.demo.workshops.models import WorkshopRegistration

from .shop import Shop
from .stripe_stand_in import refusal


def buy(shop: Shop, days: int = 20, price: str = "25.00") -> tuple[WorkshopRegistration, dict[str, object]]:
    student, session = shop.student(), shop.session(shop.teacher(), price, days=days)
    paid = shop.open_workshop_checkout(student, session)
    shop.complete(paid)
    return session.registrations.get(), paid


def cancel(shop: Shop, registration: WorkshopRegistration) -> str:
    url = f"/workshops/registration/{registration.pk}/cancel/"
    return shop.browser(registration.student).post(url, follow=True).content.decode()


def test_in_time_the_whole_price_goes_back(shop: Shop) -> None:
    registration, paid = buy(shop)
    page = cancel(shop, registration)
    registration.refresh_from_db()
    payment = shop.payment(paid)
    assert "Your registration has been cancelled and a refund will be issued." in page
    assert (registration.status, registration.payment_status) == ("cancelled", "refunded")
    assert [refund["amount"] for refund in shop.stripe.refunds] == [2500]
    assert (payment.status, payment.refund_amount) == ("refunded", Decimal("25.00"))
    assert payment.stripe_refund_id == shop.stripe.refunds[0]["id"]
    title = registration.session.workshop.title
    assert len(shop.mails(registration.student, f"Workshop Cancellation & Refund - {title} - Recorder-ed")) == 1
    assert len(shop.mails(registration.session.workshop.instructor, f"Registration Cancelled - {title}")) == 1
    registration.session.refresh_from_db()
    assert registration.session.current_registrations == 0


def test_the_report_of_our_own_refund_counts_once_and_sends_no_second_mail(shop: Shop) -> None:
    registration, paid = buy(shop)
    cancel(shop, registration)
    sent = shop.subjects(registration.student)
    shop.refunded(paid, 2500)
    assert shop.payment(paid).refund_amount == Decimal("25.00")
    assert shop.subjects(registration.student) == sent


def test_too_late_nothing_goes_back(shop: Shop) -> None:
    registration, paid = buy(shop, days=6)
    page = cancel(shop, registration)
    registration.refresh_from_db()
    assert "cancelled but no refund is possible" in page
    assert (registration.status, registration.payment_status) == ("cancelled", "completed")
    assert shop.stripe.refunds == []
    assert shop.payment(paid).refund_amount is None


def test_the_text_before_the_click_follows_the_rule(shop: Shop) -> None:
    for days, text in ((7, "you will receive a full refund"), (6, "no refund is possible")):
        registration, _ = buy(shop, days=days)
        page = shop.browser(registration.student).get("/workshops/my/registrations/").content.decode()
        assert text in page


def test_cancelling_twice_refunds_once(shop: Shop) -> None:
    registration, _ = buy(shop)
    cancel(shop, registration)
    assert "already been cancelled" in cancel(shop, registration)
    assert len(shop.stripe.refunds) == 1


def test_one_session_of_a_purchase_is_refunded_by_itself(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    first, second = shop.session(teacher, "25.00"), shop.session(teacher, "30.00")
    paid = shop.open_workshop_checkout(student, first, second)
    shop.complete(paid)
    cancel(shop, second.registrations.get())
    assert [refund["amount"] for refund in shop.stripe.refunds] == [3000]
    assert shop.payment(paid).status == "completed"
    assert first.registrations.get().status == "registered"


def test_when_stripe_refuses_no_refund_is_claimed(shop: Shop) -> None:
    registration, paid = buy(shop)
    shop.stripe.refusal = refusal("Insufficient funds")
    page = cancel(shop, registration)
    registration.refresh_from_db()
    assert "Please contact support regarding your refund." in page
    assert (registration.status, registration.payment_status) == ("cancelled", "completed")
    assert shop.payment(paid).refund_amount is None
    title = registration.session.workshop.title
    assert shop.subjects(registration.student)[-1] == f"Workshop Cancellation - {title} - Recorder-ed"


def test_after_a_cancellation_the_place_can_be_bought_again(shop: Shop) -> None:
    registration, _ = buy(shop)
    cancel(shop, registration)
    shop.complete(shop.open_workshop_checkout(registration.student, registration.session))
    statuses = registration.session.registrations.values_list("status", flat=True)
    assert sorted(statuses) == ["cancelled", "registered"]


def test_nobody_cancels_another_persons_place_and_a_get_changes_nothing(shop: Shop) -> None:
    registration, _ = buy(shop)
    url = f"/workshops/registration/{registration.pk}/cancel/"
    assert shop.browser(shop.student("Eve")).post(url).status_code == 404
    assert shop.browser(registration.student).get(url).status_code == 405
    registration.refresh_from_db()
    assert registration.status == "registered"


def test_the_instructor_cancels_with_the_same_rule(shop: Shop) -> None:
    registration, _ = buy(shop)
    instructor = registration.session.workshop.instructor
    page = shop.browser(instructor).post(
        f"/workshops/instructor/session/{registration.session_id}/registrations/",
        {"registration_ids": [str(registration.pk)], "bulk_action": "cancel_registration"},
        follow=True,
    )
    text = page.content.decode()
    assert "Cancelled 1 registration(s)." in text
    assert "Processed 1 automatic refund(s)." in text
    assert shop.stripe.refunds[0]["metadata"]["refund_type"] == "instructor_cancellation"
    title = registration.session.workshop.title
    assert shop.subjects(registration.student)[-1] == f"Workshop Cancellation & Refund - {title} - Recorder-ed"


def test_a_workshop_with_paid_registrations_cannot_be_deleted(shop: Shop) -> None:
    registration, _ = buy(shop)
    with pytest.raises(ProtectedError):
        registration.session.workshop.delete()
    cancel(shop, registration)
    with pytest.raises(ProtectedError):
        registration.session.workshop.delete()
