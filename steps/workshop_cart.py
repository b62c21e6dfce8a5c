"""Choosing sessions of workshops: into the cart, out of it, and what it comes to."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from pages.furniture import Furniture
from pages.handmade_form import HandmadeForm
from pages.workshop import WorkshopPage
from pages.workshop_cart import WorkshopCart
from pennydrop.checkout.cards import card
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from fixtures.people import People
    from fixtures.visits import Visits
    from fixtures.workshops import Workshops
    from pennydrop.money import Money
    from pennydrop.vocabulary.cast import Cast, Person
    from pennydrop.vocabulary.postbag import Postbag
    from pennydrop.vocabulary.purchase import Purchase


ADDED = re.compile(r"Added .+ to cart")


def put_in_cart(workshops: Workshops, page: Page) -> None:
    """On the workshop's page, with the terms accepted for each session."""
    workshop = WorkshopPage(page)
    for slug, sessions in groupby(workshops.sessions, key=lambda session: session.slug):
        workshop.open(slug)
        for added, session in enumerate(sessions, 1):
            workshop.add_to_cart(session.id)
            expect(workshop.in_cart).to_have_count(added)


def put_series_in_cart(workshops: Workshops, page: Page) -> None:
    """All its sessions at once, with the terms accepted."""
    workshop = WorkshopPage(page)
    workshop.open(workshops.slug)
    workshop.add_series_to_cart()
    expect(WorkshopCart(page).heading).to_be_visible()


@given(sentence('{student:w} has paid {price:Money} for a place in {instructor:w}\'s workshop "{title}"'))
def has_paid_for_place(
    people: People,
    workshops: Workshops,
    visits: Visits,
    purchase: Purchase,
    postbag: Postbag,
    student: str,
    price: Money,
    instructor: str,
    title: str,
) -> None:
    """Online, a month from now; over and done with: paid, registered, and the mails read."""
    workshops.offer(people.teacher(instructor), title, price)
    buy(people.student(student), workshops, visits, purchase, postbag)


@given(sentence("{student:w} has paid for a place in it too"))
def has_paid_too(
    people: People, workshops: Workshops, visits: Visits, purchase: Purchase, postbag: Postbag, student: str
) -> None:
    """In the same session, over and done with."""
    buy(people.student(student), workshops, visits, purchase, postbag)


def buy(student: Person, workshops: Workshops, visits: Visits, purchase: Purchase, postbag: Postbag) -> None:
    put_in_cart(workshops, visits.of(student))
    purchase.open_checkout("sessions", student).pay_with(card("Visa"))
    purchase.arrive_back()
    purchase.settle()
    postbag.mark_read()


@given(sentence("{guardian:w} has put the session in the cart for {child:w}"))
def has_session_in_cart_for_child(visits: Visits, workshops: Workshops, cast: Cast, guardian: str, child: str) -> None:
    """On the workshop's page, where a guardian says who attends."""
    page = visits.of(cast[guardian])
    workshop = WorkshopPage(page)
    workshop.open(workshops.slug)
    workshop.add_child_to_cart(workshops.sessions[0].id, child)
    expect(Furniture(page).message(ADDED).first).to_be_visible()


@when(sentence("{student:w} takes the series out of the cart"))
def takes_series_out(visits: Visits, cast: Cast, student: str) -> None:
    """With one click for all its sessions, and a second to confirm it."""
    cart = WorkshopCart(visits.of(cast[student]))
    cart.open()
    cart.remove_series()
    expect(cart.items).to_have_count(0)


@when(sentence("{student:w} adds the session to the cart without accepting the terms"))
def adds_without_terms(visits: Visits, workshops: Workshops, cast: Cast, student: str) -> None:
    """Past whatever the browser would check: the server has to."""
    workshop = WorkshopPage(visits.of(cast[student]))
    workshop.open(workshops.slug)
    workshop.add_without_accepting_terms(workshops.sessions[0].id)


@when(sentence("{student:w} tries to put the session in the cart all the same"))
@when(sentence("{student:w} tries to put one session of it in the cart"))
def tries_to_add(visits: Visits, workshops: Workshops, cast: Cast, student: str) -> None:
    """Past the page, which may be an old one: the server has to refuse it."""
    session = workshops.sessions[0]
    form = HandmadeForm(visits.of(cast[student]), sent_from=WorkshopCart.path)
    form.send(f"/workshops/cart/add/{session.id}/", terms_accepted="true", next=WorkshopCart.path)


@given(sentence("{student:w} has completed the free registration"))
@when(sentence("{student:w} completes the free registration"))
def completes_free_registration(visits: Visits, purchase: Purchase, cast: Cast, student: str) -> None:
    """In the cart, at a total of nothing."""
    page = visits.of(cast[student])
    cart = WorkshopCart(page)
    cart.open()
    cart.pay()
    expect(Furniture(page).message("Successfully registered for workshop sessions!").first).to_be_visible()
    purchase.something_happened()


@then(sentence("{person:w} is told that it cannot be bought"))
def is_told_not(visits: Visits, cast: Cast, person: str) -> None:
    """By an error, a warning or a hint, in whatever words."""
    refusal = Furniture(visits.of(cast[person])).refusal
    expect(refusal.first, "whoever is not sold something is told so").to_be_visible()
