"""Workshops: choosing sessions, the cart, places that are taken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from fixtures.waitlist import put_offered, put_waiting
from fixtures.workshop_rows import in_person, only_in_series, put_registration, put_workshop
from pages.offered_place import OfferedPlace
from pages.session_registrations import SessionRegistrations
from pages.workshop import WorkshopPage
from pages.workshop_cart import WorkshopCart
from pages.workshop_form import WorkshopForm
from pages.workshop_registrations import WorkshopRegistrations
from pennydrop.money import Money
from tests.pages.rows import put_in_workshop_cart
from tests.pages.scene import Scene
from tests.pages.visit import Facts
from tests.pages.visits import SiteVisit as Visit

PRICE = Money(2500)


def online(scene: Scene) -> Facts:
    return _workshop(scene)


def for_a_child(scene: Scene) -> Facts:
    return _workshop(scene) | {"child": scene.child, "name": "Charlie"}


def series(scene: Scene) -> Facts:
    return _workshop(scene, **only_in_series(Money(6000)))


def to_travel_to(scene: Scene) -> Facts:
    details = {"phone": "020 7946 0000", "emergency_contact": "Zoe", "experience_level": "beginner"}
    return _workshop(scene, **in_person()) | {"details": details}


def full(scene: Scene) -> Facts:
    facts = to_travel_to(scene)
    places = {"max_participants": 1, "current_registrations": 1}
    scene.write(lambda book: book.change("workshops_workshopsession", {"id": facts["session"]}, **places))
    scene.write(put_registration, facts["session"], scene.person("guardian"), "somebody@example.com")
    return facts


def in_cart(scene: Scene) -> Facts:
    facts = _workshop(scene)
    scene.write(put_in_workshop_cart, scene.student, facts["sessions"], PRICE)
    return facts


def series_in_cart(scene: Scene) -> Facts:
    facts = series(scene)
    scene.write(put_in_workshop_cart, scene.student, facts["sessions"], Money(3000), in_series=True)
    return facts


def registered(scene: Scene) -> Facts:
    facts = _workshop(scene)
    paid = {"payment_status": "completed", "payment_amount": PRICE.major}
    row = scene.write(put_registration, facts["session"], scene.student, scene.email("student"), **paid)
    return facts | {"registration": row.id, "registrations": [row.id], "action": "mark_attended"}


def waiting(scene: Scene) -> Facts:
    facts = full(scene)
    row = scene.write(put_waiting, facts["session"], scene.student, scene.email("student"), 1)
    return facts | {"registration": row.id}


def offered(scene: Scene) -> Facts:
    facts = to_travel_to(scene)
    row = scene.write(put_offered, facts["session"], scene.student, scene.email("student"))
    pages = {
        "link": f"/workshops/promotion/{row.id}/confirm/",
        "cancelled": f"/workshops/registration/{row.id}/checkout/cancel/",
    }
    return facts | pages | {"registration": row.id, "price": str(PRICE)}


def offered_for_free(scene: Scene) -> Facts:
    facts = offered(scene)
    scene.write(lambda book: book.change("workshops_workshop", {"id": facts["workshop"]}, price=0, is_free=True))
    return facts


def offered_in_vain(scene: Scene) -> Facts:
    facts, past = offered(scene), datetime.now(UTC) - timedelta(hours=1)
    row, promotion = {"id": facts["registration"]}, {"registration_id": facts["registration"]}
    scene.write(lambda book: book.change("workshops_workshopregistration", row, promotion_expires_at=past))
    scene.write(lambda book: book.change("workshops_waitlistpromotion", promotion, expires_at=past))
    return facts


def _workshop(scene: Scene, **columns: Any) -> Facts:
    teacher, slug = scene.teacher, f"reeds-{scene.tag}"
    rows = scene.write(put_workshop, teacher, f"Reeds {scene.tag}", slug, PRICE, 2, **columns)
    return {"slug": slug, "sessions": rows, "session": rows[0].id, "workshop": rows[0].workshop_id}


VISITS = [
    Visit(WorkshopPage, online, open="open:slug", do="add_to_cart:session"),
    Visit(WorkshopPage, online, open="open:slug", do="add_without_accepting_terms:session"),
    Visit(WorkshopPage, in_cart, open="open:slug", many="in_cart"),
    Visit(WorkshopPage, for_a_child, "guardian", "open:slug", do="add_child_to_cart:session,name"),
    Visit(WorkshopPage, series, open="open:slug", do="add_series_to_cart"),
    Visit(WorkshopForm, to_travel_to, open="open:slug,session", do="fill:details add_to_cart"),
    Visit(WorkshopForm, full, open="open:slug,session", do="fill:details join_waitlist"),
    Visit(WorkshopCart, in_cart, one="heading summary", many="items", do="pay"),
    Visit(WorkshopCart, series_in_cart, do="remove_series"),
    Visit(WorkshopRegistrations, registered, one="cancel_button:registration", do="ask_to_cancel:registration"),
    Visit(WorkshopRegistrations, registered, do="cancel:registration"),
    Visit(WorkshopRegistrations, offered, one="pay_now_link:price"),
    Visit(SessionRegistrations, registered, "teacher", "open:session", do="apply:action,registrations"),
    Visit(OfferedPlace, waiting, open="open:registration", one="waiting"),
    Visit(OfferedPlace, offered, open="open:registration", one="pay_button"),
    Visit(OfferedPlace, offered, open="open_link:cancelled", one="payment_cancelled"),
    Visit(OfferedPlace, offered_for_free, open="open_link:link", do="confirm"),
    Visit(OfferedPlace, offered_in_vain, open="open_link:link", one="expired"),
]
