from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pennydrop.demo.workshops.models import TermsAcceptance, WorkshopCartItem, WorkshopRegistration

from .shop import Shop
from .stripe_stand_in import no_connection


def test_a_paid_cart_registers_for_every_session(shop: Shop) -> None:
    student, tina, ulla = shop.student(), shop.teacher(), shop.teacher("Ulla")
    sessions = [shop.session(tina), shop.session(ulla)]
    paid = shop.open_workshop_checkout(student, *sessions)
    assert not WorkshopRegistration.objects.filter(student=student).exists()

    shop.complete(paid)
    shop.complete(paid)

    for session in sessions:
        registration = session.registrations.get()
        assert (registration.status, registration.payment_status) == ("registered", "completed")
        assert registration.payment_amount == Decimal("25.00")
        assert registration.stripe_checkout_session_id == paid["id"]
        assert TermsAcceptance.objects.get(registration=registration).ip_address == "127.0.0.1"
        session.refresh_from_db()
        assert (session.current_registrations, session.workshop.total_registrations) == (1, 1)
    assert not WorkshopCartItem.objects.filter(cart__user=student).exists()
    assert shop.payment(paid).workshop_id is None
    confirmation = "Workshop Registration Confirmed - 2 Sessions - Recorder-ed"
    assert shop.subjects(student) == [confirmation]
    body = shop.mails(student, confirmation)[0].body
    for line in ("Total Amount: £50.00", "Price: £25.00", "Meeting Link: https://meet.example/room"):
        assert line in body
    assert shop.subjects(tina) == [f"New Registration - {sessions[0].workshop.title}"]
    assert "- Current Registrations: 1/20" in shop.mails(tina, shop.subjects(tina)[0])[0].body


def test_stripe_gets_one_line_per_session(shop: Shop) -> None:
    session = shop.session(shop.teacher())
    paid = shop.open_workshop_checkout(shop.student(), session)

    product = paid["line_items"][0]["price_data"]["product_data"]
    assert product == {
        "name": session.workshop.title,
        "description": f"{session.start_datetime:%b %d, %Y at %I:%M %p}",
    }
    assert paid["success_url"].endswith("/workshops/cart/checkout/success/?session_id={CHECKOUT_SESSION_ID}")
    assert paid["metadata"]["item_count"] == "1"
    assert paid["metadata"]["terms_version"] == "1"


def test_a_buyer_without_notifications_gets_no_confirmation(shop: Shop) -> None:
    student, teacher = shop.student(workshop_email_notifications=False), shop.teacher()
    shop.complete(shop.open_workshop_checkout(student, shop.session(teacher)))
    assert shop.subjects(student) == []
    assert len(shop.subjects(teacher)) == 1


def test_the_last_place_is_sold_once_and_the_other_buyer_gets_his_money_back(shop: Shop) -> None:
    first, second, teacher = shop.student(), shop.student("Late"), shop.teacher()
    session, other = shop.session(teacher, max_participants=1), shop.session(teacher)
    winner = shop.open_workshop_checkout(first, session)
    loser = shop.open_workshop_checkout(second, session, other)

    shop.complete(winner)
    shop.complete(loser)

    assert session.registrations.count() == 1
    assert other.registrations.get().student == second
    assert [refund["amount"] for refund in shop.stripe.refunds] == [2500]
    payment = shop.payment(loser)
    assert (payment.status, payment.refund_amount) == ("completed", Decimal("25.00"))
    assert shop.subjects(second) == [
        "Workshop Registration Confirmed - 1 Session - Recorder-ed",
        "Payment Refunded - Recorder-ed",
    ]
    shop.refunded(loser, 2500)
    assert shop.payment(loser).refund_amount == Decimal("25.00")
    assert len(shop.subjects(second)) == 2


def test_money_that_cannot_be_returned_now_is_returned_when_the_message_comes_again(shop: Shop) -> None:
    first, second, teacher = shop.student(), shop.student("Late"), shop.teacher()
    session = shop.session(teacher, max_participants=1)
    winner, loser = shop.open_workshop_checkout(first, session), shop.open_workshop_checkout(second, session)
    shop.complete(winner)
    shop.stripe.refusal = no_connection()

    assert shop.complete(loser).status_code == 503
    shop.stripe.refusal = None
    assert shop.complete(loser).status_code == 200

    assert [refund["amount"] for refund in shop.stripe.refunds] == [2500]
    assert shop.payment(loser).status == "refunded"
    assert shop.subjects(second) == ["Payment Refunded - Recorder-ed"]


def test_the_customer_is_told_once_of_returned_money_that_stripe_reports_before_it_is_asked_for_again(
    shop: Shop,
) -> None:
    first, second = shop.student(), shop.student("Late")
    session = shop.session(shop.teacher(), max_participants=1)
    winner, loser = shop.open_workshop_checkout(first, session), shop.open_workshop_checkout(second, session)
    shop.complete(winner)
    shop.stripe.refusal = no_connection()
    shop.complete(loser)
    shop.stripe.refusal = None

    shop.refunded(loser, 2500)
    shop.complete(loser)
    shop.refunded(loser, 2500)

    assert (shop.payment(loser).status, shop.payment(loser).refund_amount) == ("refunded", Decimal("25.00"))
    assert shop.subjects(second) == ["Payment Refunded - Recorder-ed"]


def test_of_a_cart_paid_twice_what_was_free_leaves_nothing_to_return(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    sessions = [shop.session(teacher), shop.session(teacher, "0.00")]
    first, second = shop.open_workshop_checkout(student, *sessions), shop.open_workshop_checkout(student, *sessions)
    shop.complete(first)

    assert shop.complete(second).status_code == 200

    assert [refund["amount"] for refund in shop.stripe.refunds] == [2500]
    assert [session.registrations.count() for session in sessions] == [1, 1]


def test_a_free_session_is_registered_at_once(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    session = shop.session(teacher, "0.00")
    browser = shop.browser(student)
    browser.post(f"/workshops/cart/add/{session.pk}/", {"terms_accepted": "true"})

    response = browser.post("/workshops/cart/process-payment/")

    assert response.headers["Location"] == "/workshops/my/dashboard/"
    registration = session.registrations.get()
    assert (registration.status, registration.payment_status) == ("registered", "not_required")
    assert shop.stripe.sessions == []
    assert shop.subjects(student) == ["Workshop Registration Confirmed - 1 Session - Recorder-ed"]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"is_cancelled": True}, "This workshop session has been cancelled"),
        ({"days": -3}, "This workshop session has already occurred"),
        ({"is_active": False}, "This workshop session is not available"),
        ({"max_participants": 0}, "This workshop session is full"),
    ],
)
def test_what_cannot_be_attended_cannot_be_added(shop: Shop, columns: dict[str, Any], message: str) -> None:
    session = shop.session(shop.teacher(), **columns)
    browser = shop.browser(shop.student())
    page = browser.post(f"/workshops/cart/add/{session.pk}/", {"terms_accepted": "true"}, follow=True)
    assert message in page.content.decode()


def test_a_draft_is_neither_shown_nor_sold(shop: Shop) -> None:
    session = shop.session(shop.teacher())
    session.workshop.status = "draft"
    session.workshop.save()
    browser = shop.browser(shop.student())
    browser.post(f"/workshops/cart/add/{session.pk}/", {"terms_accepted": "true"})
    assert not WorkshopCartItem.objects.filter(session=session).exists()
    assert browser.get(f"/workshops/{session.workshop.slug}/").status_code == 404


def test_terms_must_be_accepted(shop: Shop) -> None:
    session = shop.session(shop.teacher())
    page = shop.browser(shop.student()).post(f"/workshops/cart/add/{session.pk}/", follow=True)
    assert "Please accept the Terms and Conditions" in page.content.decode()
    assert not WorkshopCartItem.objects.filter(session=session).exists()


def test_a_session_cancelled_before_paying_is_not_charged(shop: Shop) -> None:
    student, session = shop.student(), shop.session(shop.teacher())
    browser = shop.browser(student)
    browser.post(f"/workshops/cart/add/{session.pk}/", {"terms_accepted": "true"})
    session.is_cancelled = True
    session.save()
    page = browser.post("/workshops/cart/process-payment/", follow=True).content.decode()
    assert "has been cancelled" in page
    assert shop.stripe.sessions == []


def test_contact_details_of_a_session_in_person_end_up_on_the_registration(shop: Shop) -> None:
    student, session = shop.student(), shop.session(shop.teacher(), delivery_method="in_person")
    browser = shop.browser(student)
    contact = {"email": student.email, "phone": "1", "emergency_contact": "Mum", "experience_level": "mixed"}
    form = f"/workshops/{session.workshop.slug}/session/{session.pk}/register/"
    browser.post(form, contact)
    assert not WorkshopCartItem.objects.filter(session=session).exists(), "the terms were not accepted"
    browser.post(form, contact | {"terms_accepted": "on"})
    browser.post("/workshops/cart/process-payment/")
    shop.complete(shop.stripe.sessions[-1])
    registration = session.registrations.get()
    assert (registration.emergency_contact, registration.experience_level) == ("Mum", "mixed")


def test_the_success_page_tells_the_true_state(shop: Shop) -> None:
    student = shop.student()
    session = shop.session(shop.teacher())
    paid = shop.open_workshop_checkout(student, session)
    url = f"/workshops/cart/checkout/success/?session_id={paid['id']}"
    before = shop.browser(student).get(url).content.decode()
    shop.complete(paid)
    after = shop.browser(student).get(url).content.decode()
    assert "Payment Successful!" not in before
    assert "Payment Successful!" in after
    assert "Your Workshop Registrations" in after
    stranger = shop.browser(shop.student("Eve")).get(url, follow=True).content.decode()
    assert "Item not found." in stranger


def test_the_meeting_link_is_for_participants_only(shop: Shop) -> None:
    student, session = shop.student(), shop.session(shop.teacher())
    browser = shop.browser(student)
    assert "meet.example" not in browser.get(f"/workshops/{session.workshop.slug}/").content.decode()
    shop.complete(shop.open_workshop_checkout(student, session))
    assert "meet.example" in browser.get("/workshops/my/registrations/").content.decode()
    browser.post(f"/workshops/registration/{session.registrations.get().pk}/cancel/")
    assert "meet.example" not in browser.get("/workshops/my/registrations/").content.decode()
