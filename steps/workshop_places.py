"""Places in sessions: who holds them, with which details, and who may see the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pytest_bdd import given, then

from pages.workshop import WorkshopPage
from pages.workshop_cart import WorkshopCart
from pages.workshop_form import WorkshopForm
from pages.workshop_registrations import WorkshopRegistrations
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.visits import Visits
    from fixtures.workshops import Workshops
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase


@pytest.fixture
def contact_details() -> dict[str, str]:
    """What was typed into the registration form, by the form's names of its fields."""
    return {}


@given(sentence("{student:w} has put the session in the cart, with these details:"))
def registers_in_person(
    visits: Visits,
    workshops: Workshops,
    cast: Cast,
    contact_details: dict[str, str],
    student: str,
    datatable: list[list[str]],
) -> None:
    """In the registration form: a table of ``phone``, ``emergency contact``, ``experience level`` and the like."""
    contact_details.update({name.replace(" ", "_"): value for name, value in datatable})
    page, session = visits.of(cast[student]), workshops.sessions[0]
    form = WorkshopForm(page)
    form.open(session.slug, session.id)
    form.fill(contact_details)
    form.add_to_cart()
    expect(WorkshopCart(page).heading).to_be_visible()


@then(sentence("{student:w}'s registration carries these details"))
def registration_carries(
    workshops: Workshops, purchase: Purchase, cast: Cast, contact_details: dict[str, str], student: str
) -> None:
    """All that was typed in, and the address of the account."""
    purchase.wait_for_answers()
    rows = workshops.registrations(cast[student])
    assert len(rows) == 1, f"{student} paid for one place and has {len(rows)} registrations"
    expected = contact_details | {"email": cast[student].email}
    recorded = {name: rows[0][name] for name in expected}
    assert recorded == expected, f"the instructor needs what the form asked for; the registration says {recorded}"


@then(sentence("{student:w} sees the registrations"))
def sees_registrations(visits: Visits, workshops: Workshops, purchase: Purchase, cast: Cast, student: str) -> None:
    """One for each session, on the page of the student's own registrations."""
    purchase.wait_for_answers()
    registrations = WorkshopRegistrations(visits.of(cast[student]))
    registrations.open()
    ids = [row.id for row in workshops.registrations(cast[student]) if row.status != "cancelled"]
    assert len(ids) == len(workshops.sessions), f"{len(workshops.sessions)} sessions, {len(ids)} registrations"
    for registration_id in ids:
        expect(registrations.cancel_button(registration_id)).to_be_visible()


@then(sentence("{person:w} finds no meeting link"))
def finds_no_meeting_link(visits: Visits, workshops: Workshops, purchase: Purchase, cast: Cast, person: str) -> None:
    """Neither with the workshop, nor in the cart, nor among the own registrations."""
    purchase.settle()
    page, session = visits.of(cast[person]), workshops.sessions[0]
    for address in (WorkshopPage.path(session.slug), WorkshopCart.path, WorkshopRegistrations.path):
        page.goto(address)
        assert session.meeting_url not in page.content(), (
            f"the meeting link is for participants only, and {person} finds it on {address}"
        )
