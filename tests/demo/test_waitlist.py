from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from pennydrop.demo.workshops.models import WaitlistPromotion, WorkshopRegistration, WorkshopSession

from .shop import Shop

CONTACT = {"emergency_contact": "Mum", "experience_level": "mixed", "terms_accepted": "on"}


def full_session(shop: Shop, price: str = "60.00", **columns: Any) -> tuple[WorkshopSession, WorkshopRegistration]:
    """A session with one place, and who has it."""
    session = shop.session(shop.teacher(), price, max_participants=1, **columns)
    holder = session.registrations.create(student=shop.student("Holder"), email="holder@example.com")
    return session, holder


def join(shop: Shop, session: WorkshopSession, name: str = "Sam") -> WorkshopRegistration:
    student = shop.student(name)
    url = f"/workshops/{session.workshop.slug}/session/{session.pk}/register/"
    shop.browser(student).post(url, CONTACT | {"email": student.email})
    return session.registrations.get(student=student)


def leave(shop: Shop, registration: WorkshopRegistration) -> None:
    shop.browser(registration.student).post(f"/workshops/registration/{registration.pk}/cancel/")


def promoted(shop: Shop, **columns: Any) -> WorkshopRegistration:
    """Somebody who is offered the only place of a session."""
    session, holder = full_session(shop, **columns)
    waiting = join(shop, session)
    leave(shop, holder)
    waiting.refresh_from_db()
    assert waiting.status == "promoted"
    return waiting


def let_lapse(registration: WorkshopRegistration) -> None:
    past = timezone.now() - timedelta(minutes=1)
    WorkshopRegistration.objects.filter(pk=registration.pk).update(promotion_expires_at=past)


def look(shop: Shop, who: User, path: str) -> str:
    return shop.browser(who).get(path, follow=True).content.decode()


def open_checkout(shop: Shop, registration: WorkshopRegistration) -> dict[str, Any]:
    shop.browser(registration.student).post(f"/workshops/registration/{registration.pk}/confirm/")
    return shop.stripe.sessions[-1]


def statuses(*registrations: WorkshopRegistration) -> list[str]:
    return [WorkshopRegistration.objects.get(pk=one.pk).status for one in registrations]


def test_joining_gives_a_place_in_line_and_nothing_else(shop: Shop) -> None:
    session, _ = full_session(shop)
    first, second = join(shop, session), join(shop, session, "Zoe")
    assert [first.waitlist_position, second.waitlist_position] == [1, 2]
    assert (second.status, second.payment_status, second.emergency_contact) == ("waitlisted", "not_required", "Mum")
    page = look(shop, second.student, f"/workshops/registration/{second.pk}/confirm/")
    assert "Added to Waitlist" in page
    assert "meet.example" not in page + look(shop, second.student, "/workshops/my/registrations/")
    assert shop.subjects(second.student) == []


def test_nobody_waits_where_there_is_a_place_or_waits_twice(shop: Shop) -> None:
    free = shop.session(shop.teacher())
    student, url = shop.student(), f"/workshops/{free.workshop.slug}/session/{free.pk}/register/"
    shop.browser(student).post(url, CONTACT | {"email": student.email})
    assert not free.registrations.exists()
    session, _ = full_session(shop)
    waiting = join(shop, session)
    url = f"/workshops/{session.workshop.slug}/session/{session.pk}/register/"
    shop.browser(waiting.student).post(url, CONTACT | {"email": waiting.student.email})
    assert session.registrations.filter(student=waiting.student).count() == 1


def test_a_freed_place_is_offered_to_the_next_and_is_theirs_once_paid(shop: Shop) -> None:
    registration = promoted(shop)
    student, session = registration.student, registration.session
    spot = f"Spot Available - {session.workshop.title}"
    assert shop.subjects(student) == [spot]
    link = f"/workshops/promotion/{registration.pk}/confirm/"
    for line in ("PAYMENT REQUIRED: This workshop costs £60.00.", link):
        assert line in shop.mails(student, spot)[0].body
    assert "Pay Now" in look(shop, student, link)

    paid = open_checkout(shop, registration)
    [line] = paid["line_items"]
    description = f"Promoted from waitlist - Session on {session.start_datetime:%B %d, %Y at %I:%M %p}"
    assert line["price_data"]["product_data"] == {"name": session.workshop.title, "description": description}
    assert paid["metadata"]["type"] == "workshop_promotion"
    assert paid["metadata"]["registration_id"] == str(registration.pk)
    shop.complete(paid)
    shop.complete(paid)

    registration.refresh_from_db()
    assert (registration.status, registration.payment_status) == ("registered", "completed")
    assert registration.promotion.confirmed_at is not None
    assert (shop.payment(paid).workshop_id, shop.payment(paid).status) == (session.workshop_id, "completed")
    assert shop.subjects(student)[1:] == [f"Workshop Registration Confirmed - {session.workshop.title} - Recorder-ed"]
    assert len(shop.mails(session.workshop.instructor, f"New Registration - {session.workshop.title}")) == 1


def test_a_freed_place_that_costs_nothing_is_the_next_ones_at_once(shop: Shop) -> None:
    session, holder = full_session(shop, "0.00")
    waiting = join(shop, session)
    leave(shop, holder)
    assert statuses(waiting) == ["registered"]
    assert shop.subjects(waiting.student) == [f"Registration Confirmed - {session.workshop.title}"]


def test_more_places_are_offered_in_the_order_of_waiting(shop: Shop) -> None:
    session, _ = full_session(shop)
    waiting = [join(shop, session, name) for name in ("Sam", "Zoe", "Ann")]
    session.max_participants = 3
    session.save()
    assert statuses(*waiting) == ["promoted", "promoted", "waitlisted"]


def test_a_refund_in_the_dashboard_offers_the_place(shop: Shop) -> None:
    session = shop.session(shop.teacher(), "60.00", max_participants=1)
    paid = shop.open_workshop_checkout(shop.student(), session)
    shop.complete(paid)
    waiting = join(shop, session, "Zoe")
    shop.refunded(paid, 6000)
    assert statuses(waiting) == ["promoted"]


def test_a_place_not_taken_in_time_goes_to_the_next(shop: Shop) -> None:
    late = promoted(shop)
    following = join(shop, late.session, "Zoe")
    let_lapse(late)
    said = StringIO()
    call_command("pass_on_lapsed_promotions", stdout=said)
    assert said.getvalue().startswith("1 session(s)")
    assert statuses(late, following) == ["cancelled", "promoted"]
    assert WaitlistPromotion.objects.get(registration=late).expired


def test_whoever_looks_notices_that_a_promotion_has_lapsed(shop: Shop) -> None:
    late = promoted(shop)
    let_lapse(late)
    assert "This promotion has expired." in look(shop, late.student, f"/workshops/promotion/{late.pk}/confirm/")
    before = len(shop.stripe.sessions)
    shop.browser(late.student).post(f"/workshops/registration/{late.pk}/confirm/")
    assert len(shop.stripe.sessions) == before
    assert "Add to Cart" in look(shop, shop.student("Zoe"), f"/workshops/{late.session.workshop.slug}/")


def test_a_payment_that_comes_too_late_gets_a_place_only_if_one_is_left(shop: Shop) -> None:
    late, lucky = promoted(shop), promoted(shop)
    following = join(shop, late.session, "Zoe")
    checkouts = [open_checkout(shop, late), open_checkout(shop, lucky)]
    let_lapse(late)
    let_lapse(lucky)
    for checkout in checkouts:
        shop.complete(checkout)
    assert statuses(late, following, lucky) == ["cancelled", "promoted", "registered"]
    assert [refund["amount"] for refund in shop.stripe.refunds] == [6000]
    assert shop.payment(checkouts[0]).status == "refunded"


def test_a_place_is_paid_once_whatever_is_open_in_other_tabs(shop: Shop) -> None:
    registration = promoted(shop)
    first, second = open_checkout(shop, registration), open_checkout(shop, registration)
    shop.complete(first)
    shop.browser(registration.student).get(f"/workshops/registration/{registration.pk}/checkout/cancel/")
    shop.complete(second)
    registration.refresh_from_db()
    assert (registration.status, registration.payment_status) == ("registered", "completed")
    assert [refund["payment_intent"] for refund in shop.stripe.refunds] == [f"pi_{second['id'][8:]}"]


def test_leaving_the_payment_page_keeps_the_offer(shop: Shop) -> None:
    registration = promoted(shop)
    open_checkout(shop, registration)
    page = look(shop, registration.student, f"/workshops/registration/{registration.pk}/checkout/cancel/")
    registration.refresh_from_db()
    assert "Payment was cancelled. You can try again from your registrations page." in page
    assert (registration.status, registration.payment_status) == ("promoted", "failed")
    assert "Pay Now - £60.00" in look(shop, registration.student, "/workshops/my/registrations/")


def bulk(shop: Shop, registration: WorkshopRegistration, action: str) -> str:
    session = registration.session
    return (
        shop.browser(session.workshop.instructor)
        .post(
            f"/workshops/instructor/session/{session.pk}/registrations/",
            {"bulk_action": action, "registration_ids": [str(registration.pk)]},
            follow=True,
        )
        .content.decode()
    )


def test_an_instructor_promotes_where_there_is_a_place_and_gives_nothing_priced_away(shop: Shop) -> None:
    session, holder = full_session(shop)
    waiting = join(shop, session)
    assert "No places available for promotion." in bulk(shop, waiting, "promote_from_waitlist")
    WorkshopRegistration.objects.filter(pk=holder.pk).delete()
    assert "has to be paid first" in bulk(shop, waiting, "move_to_registered")
    assert statuses(waiting) == ["waitlisted"]
    assert "Promoted 1 participants from waitlist." in bulk(shop, waiting, "promote_from_waitlist")
    assert statuses(waiting) == ["promoted"]
    bulk(shop, waiting, "move_to_registered")
    assert statuses(waiting) == ["promoted"]


def test_a_promoted_student_confirms_a_free_place_by_the_link_and_nobody_else_can(shop: Shop) -> None:
    session, holder = full_session(shop, "0.00")
    waiting = join(shop, session)
    WorkshopRegistration.objects.filter(pk=holder.pk).delete()
    bulk(shop, waiting, "promote_from_waitlist")
    link = f"/workshops/promotion/{waiting.pk}/confirm/"
    stranger = shop.browser(shop.student("Eve")).post(link, follow=True).content.decode()
    assert "Item not found." in stranger
    assert statuses(waiting) == ["promoted"]
    assert "Confirm My Registration" in look(shop, waiting.student, link)
    shop.browser(waiting.student).post(link)
    assert statuses(waiting) == ["registered"]
    assert shop.subjects(waiting.student)[1:] == [f"Registration Confirmed - {session.workshop.title}"]
