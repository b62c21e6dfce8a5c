"""Giving back places in sessions: one of several, in two tabs, by the instructor; the ways of steps.cancellations."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from pytest_bdd import when

from pages.handmade_form import HandmadeForm
from pages.session_registrations import SessionRegistrations
from pages.workshop_registrations import WorkshopRegistrations
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from fixtures.visits import Visits
    from fixtures.workshops import Workshops
    from pennydrop.vocabulary.cast import Cast, Person
    from pennydrop.vocabulary.purchase import Purchase


@when(sentence("{student:w} cancels session {number:d}"))
def cancels_one(
    visits: Visits, workshops: Workshops, purchase: Purchase, cast: Cast, student: str, number: int
) -> None:
    """One of several that were bought together, counted in the order in which they take place."""
    cancel_session(workshops, visits.of(cast[student]), cast[student], number)
    purchase.something_happened()


def cancel_session(workshops: Workshops, page: Page, student: Person, number: int = 1) -> None:
    """On the page of own registrations, and confirm it; of a series the first session stands for all."""
    registrations = WorkshopRegistrations(page)
    registrations.open()
    registrations.cancel(held_for(workshops, student, number))


def ask_to_cancel(workshops: Workshops, page: Page, student: Person) -> None:
    """Press the button, and not confirm it."""
    registrations = WorkshopRegistrations(page)
    registrations.open()
    registrations.ask_to_cancel(held_for(workshops, student, number=1))


def send_cancellation(workshops: Workshops, page: Page, student: Person) -> None:
    """Of the student's registration, as whoever is signed in on ``page``."""
    HandmadeForm(page).send(WorkshopRegistrations.cancel_path(held_for(workshops, student, number=1)))


def held_for(workshops: Workshops, student: Person, number: int) -> UUID:
    """The student's registration for the session with this number."""
    session = workshops.sessions[number - 1]
    ids = [row.id for row in workshops.registrations(student) if row.session_id == session.id]
    assert len(ids) == 1, f"{student.first_name} has {len(ids)} registrations for session {number}, expected one"
    return UUID(str(ids[0]))


@when(sentence("{student:w} cancels session {number:d} in two tabs"))
def cancels_twice(
    visits: Visits, workshops: Workshops, purchase: Purchase, cast: Cast, student: str, number: int
) -> None:
    """Both were open before the first was confirmed."""
    page, held = visits.of(cast[student]), held_for(workshops, cast[student], number)
    tabs = [WorkshopRegistrations(page.context.new_page()), WorkshopRegistrations(page)]
    for tab in tabs:
        tab.open()
    for tab in tabs:
        tab.cancel(held)
    purchase.something_happened()


@when(sentence("{instructor:w} cancels the registrations of {first:w} and {second:w}"))
def instructor_cancels(
    visits: Visits, workshops: Workshops, purchase: Purchase, cast: Cast, instructor: str, first: str, second: str
) -> None:
    """Both at once, in the list of the session's registrations."""
    held = [held_for(workshops, cast[student], number=1) for student in (first, second)]
    registrations = SessionRegistrations(visits.of(cast[instructor]))
    registrations.open(workshops.sessions[0].id)
    registrations.apply("cancel_registration", held)
    purchase.something_happened()


@when(sentence("{instructor:w} marks {student:w} as {attendance}"))
def marks(
    visits: Visits,
    workshops: Workshops,
    purchase: Purchase,
    cast: Cast,
    instructor: str,
    student: str,
    attendance: str,
) -> None:
    """``attended`` or ``absent``, in the list of the session's registrations."""
    action = {"attended": "mark_attended", "absent": "mark_no_show"}[attendance]
    registrations = SessionRegistrations(visits.of(cast[instructor]))
    registrations.open(workshops.sessions[0].id)
    registrations.apply(action, [held_for(workshops, cast[student], number=1)])
    purchase.something_happened()
