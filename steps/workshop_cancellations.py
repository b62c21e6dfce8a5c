"""Giving back places in sessions: by the student, twice, by somebody else, by the instructor."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from pytest_bdd import given, when

from pages.handmade_form import HandmadeForm
from pages.session_registrations import SessionRegistrations
from pages.workshop_registrations import WorkshopRegistrations
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.visits import Visits
    from fixtures.workshops import Workshops
    from pennydrop.vocabulary.cast import Cast, Person
    from pennydrop.vocabulary.postbag import Postbag
    from pennydrop.vocabulary.purchase import Purchase


@given(sentence("{student:w} has cancelled the registration"))
def has_cancelled(
    visits: Visits, workshops: Workshops, purchase: Purchase, postbag: Postbag, cast: Cast, student: str
) -> None:
    """Over and done with: refunded if a refund was due, and the mails read."""
    cancels(visits, workshops, purchase, cast, student)
    purchase.settle()
    postbag.mark_read()


@when(sentence("{student:w} cancels the registration"))
@when(sentence("{student:w} cancels the entire series"))
def cancels(visits: Visits, workshops: Workshops, purchase: Purchase, cast: Cast, student: str) -> None:
    """On the page of own registrations, and confirms it."""
    cancel_session(visits, workshops, purchase, cast[student], number=1)


@when(sentence("{student:w} cancels session {number:d}"))
def cancels_one(
    visits: Visits, workshops: Workshops, purchase: Purchase, cast: Cast, student: str, number: int
) -> None:
    """One of several that were bought together, counted in the order in which they take place."""
    cancel_session(visits, workshops, purchase, cast[student], number)


def cancel_session(visits: Visits, workshops: Workshops, purchase: Purchase, student: Person, number: int) -> None:
    registrations = WorkshopRegistrations(visits.of(student))
    registrations.open()
    registrations.cancel(held_for(workshops, student, number))
    purchase.something_happened()


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


@when(sentence("{student:w} thinks about cancelling the registration"))
def thinks_about_cancelling(visits: Visits, workshops: Workshops, cast: Cast, student: str) -> None:
    """Has pressed the button, and not confirmed it."""
    registrations = WorkshopRegistrations(visits.of(cast[student]))
    registrations.open()
    registrations.ask_to_cancel(held_for(workshops, cast[student], number=1))


@when(sentence("{stranger:w} tries to cancel {student:w}'s registration"))
def tries_to_cancel(
    visits: Visits, workshops: Workshops, purchase: Purchase, cast: Cast, stranger: str, student: str
) -> None:
    """Knowing the address, and past any page."""
    held = held_for(workshops, cast[student], number=1)
    HandmadeForm(visits.of(cast[stranger])).send(WorkshopRegistrations.cancel_path(held))
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
