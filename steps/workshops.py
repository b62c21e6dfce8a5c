"""Workshops: offered, chosen, and what their pages say."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, parsers, then, when

from pages.workshop import WorkshopPage
from pages.workshop_cart import WorkshopCart
from pages.workshop_registrations import WorkshopRegistrations
from pennydrop.money import Money
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.people import People
    from fixtures.visits import Visits
    from fixtures.workshops import Workshops
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase


@given(sentence('{instructor:w} offers the workshop "{title}" at {price:Money}'))
def offers_workshop(people: People, workshops: Workshops, instructor: str, title: str, price: Money) -> None:
    """Online, with one session a month from now."""
    workshops.offer(people.teacher(instructor), title, price)


@given(sentence('{instructor:w} offers the workshop "{title}" at {price:Money} with {count:d} sessions'))
def offers_workshop_with_sessions(
    people: People, workshops: Workshops, instructor: str, title: str, price: Money, count: int
) -> None:
    """Online, with several sessions that can be bought one by one."""
    workshops.offer(people.teacher(instructor), title, price, sessions=count)


@given(parsers.parse('{instructor:w} offers the workshop "{title}" for free'))
def offers_free_workshop(people: People, workshops: Workshops, instructor: str, title: str) -> None:
    """Online, with one session that costs nothing."""
    workshops.offer(people.teacher(instructor), title, Money(0))


@given(sentence("{student:w} has put the session in the cart"))
@given(sentence("{student:w} has put the sessions in the cart"))
def has_sessions_in_cart(visits: Visits, workshops: Workshops, cast: Cast, student: str) -> None:
    """On the workshop's page, with the terms accepted for each."""
    workshop = WorkshopPage(visits.of(cast[student]))
    for slug, sessions in groupby(workshops.sessions, key=lambda session: session.slug):
        workshop.open(slug)
        for added, session in enumerate(sessions, 1):
            workshop.add_to_cart(session.id)
            expect(workshop.in_cart).to_have_count(added)


@when(sentence("{student:w} adds the session to the cart without accepting the terms"))
def adds_without_terms(visits: Visits, workshops: Workshops, cast: Cast, student: str) -> None:
    """Past whatever the browser would check: the server has to."""
    workshop = WorkshopPage(visits.of(cast[student]))
    workshop.open(workshops.slug)
    workshop.add_without_accepting_terms(workshops.sessions[0].id)


@when(sentence("{student:w} completes the free registration"))
def completes_free_registration(visits: Visits, cast: Cast, student: str) -> None:
    """In the cart, at a total of nothing."""
    cart = WorkshopCart(visits.of(cast[student]))
    cart.open()
    cart.pay()


@then(sentence("{student:w} sees the registrations"))
def sees_registrations(visits: Visits, workshops: Workshops, purchase: Purchase, cast: Cast, student: str) -> None:
    """One for each session, on the page of the student's own registrations."""
    purchase.wait_for_answers()
    registrations = WorkshopRegistrations(visits.of(cast[student]))
    registrations.open()
    ids = workshops.registration_ids(cast[student])
    assert len(ids) == len(workshops.sessions), f"{len(workshops.sessions)} sessions, {len(ids)} registrations"
    for registration_id in ids:
        expect(registrations.cancel_button(registration_id)).to_be_visible()


@then(sentence("{student:w}'s workshop cart is empty"))
def workshop_cart_is_empty(visits: Visits, cast: Cast, student: str) -> None:
    """Nothing to pay for in it."""
    cart = WorkshopCart(visits.of(cast[student]))
    cart.open()
    expect(cart.heading).to_be_visible()
    expect(cart.items, "what was refused is not in the cart").to_have_count(0)
