"""Waiting for a place, and what the books say of those who wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from fixtures.waitlist import HELD_FOR, TAKING_PART
from pages.offered_place import OfferedPlace
from pages.session_registrations import SessionRegistrations
from pages.workshop_form import WorkshopForm
from pennydrop.eventually import eventually
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.people import People
    from fixtures.visits import Visits
    from fixtures.waitlist import Waitlist
    from fixtures.workshops import Workshops
    from pennydrop.settings import Settings
    from pennydrop.vocabulary.cast import Cast, Person
    from pennydrop.vocabulary.postbag import Postbag
    from pennydrop.vocabulary.purchase import Purchase

DETAILS = {"phone": "020 7946 0018", "emergency_contact": "Jo, 020 7946 0000", "experience_level": "beginner"}


@given("the session is full")
def session_is_full(people: People, workshops: Workshops, waitlist: Waitlist) -> None:
    """Somebody who is of no interest has its only place."""
    workshops.change_session(waitlist.session, max_participants=1)
    workshops.give_place(waitlist.session, people.student("Nobody"))


@given(sentence("{student:w} is on the waitlist"))
def is_on_the_waitlist(people: People, waitlist: Waitlist, student: str) -> None:
    """With an account, and behind everybody of whom this was said before."""
    waitlist.wait(people.student(student))


@when(sentence("{student:w} joins the waitlist"))
def joins(visits: Visits, waitlist: Waitlist, purchase: Purchase, cast: Cast, student: str) -> None:
    """From the page of the workshop, with contact details, and the terms accepted."""
    page, session = visits.of(cast[student]), waitlist.session
    form = WorkshopForm(page)
    form.open(session.slug, session.id)
    form.fill(DETAILS)
    form.join_waitlist()
    expect(OfferedPlace(page).waiting).to_be_visible()
    purchase.something_happened()


@given(sentence("{instructor:w} has promoted {student:w} from the waitlist"))
def has_promoted(
    visits: Visits,
    waitlist: Waitlist,
    purchase: Purchase,
    postbag: Postbag,
    cast: Cast,
    instructor: str,
    student: str,
) -> None:
    """The student has the mail, and has read it."""
    promotes(visits, waitlist, purchase, cast, instructor, student)
    purchase.settle()
    postbag.mark_read()


@when(sentence("{instructor:w} promotes {student:w} from the waitlist"))
def promotes(visits: Visits, waitlist: Waitlist, purchase: Purchase, cast: Cast, instructor: str, student: str) -> None:
    """In the list of the session's registrations."""
    _apply(visits, waitlist, cast[instructor], "promote_from_waitlist", cast[student])
    purchase.something_happened()


@when(sentence("{instructor:w} moves {student:w} from the waitlist to the participants"))
def moves(visits: Visits, waitlist: Waitlist, purchase: Purchase, cast: Cast, instructor: str, student: str) -> None:
    """In the list of the session's registrations, where that can be chosen for anybody."""
    _apply(visits, waitlist, cast[instructor], "move_to_registered", cast[student])
    purchase.something_happened()


def _apply(visits: Visits, waitlist: Waitlist, instructor: Person, action: str, student: Person) -> None:
    registrations = SessionRegistrations(visits.of(instructor))
    registrations.open(waitlist.session.id)
    registrations.apply(action, [waitlist.registration_id(student)])


@then(sentence("the books show {student:w} on the waitlist"))
def books_show_waiting(waitlist: Waitlist, purchase: Purchase, cast: Cast, student: str) -> None:
    """Without a place, and nothing to pay."""
    purchase.settle()
    row = waitlist.registration(cast[student])
    recorded = (row.status, row.payment_status)
    assert recorded == ("waitlisted", "not_required"), f"whoever waits has no place and owes nothing: {recorded}"


@then(sentence("the books show a place held for {student:w}"))
def books_show_place_held(settings: Settings, waitlist: Waitlist, purchase: Purchase, cast: Cast, student: str) -> None:
    """For 48 hours, and not given: it may have to be paid or confirmed.

    A site may need a moment to notice that an earlier offer has lapsed.
    """
    purchase.wait_for_answers()
    row = eventually(
        f"the free place is offered to {student}, who is next in line",
        lambda: waitlist.registration(cast[student]),
        until=lambda row: row.status != "waitlisted",
        patience=settings.patience,
    )
    assert row.status == "promoted", f"an offered place is held, and not given yet; the books say {row.status}"
    held_for = row.promotion_expires_at - datetime.now(UTC)
    rule = "a place is held for 48 hours"
    assert abs(HELD_FOR - held_for) < timedelta(hours=1), f"{rule}; this one for another {held_for}"
    ends = [promotion.expires_at for promotion in waitlist.promotions(cast[student])]
    assert len(ends) == 1, f"{rule}, and one offer is on record; the books have {len(ends)}, until {ends}"
    apart = abs(ends[0] - row.promotion_expires_at)
    assert apart < timedelta(minutes=1), f"offer and registration end together; the books have them {apart} apart"


@then(sentence("the books show {student:w} without a place"))
def books_show_no_place(workshops: Workshops, purchase: Purchase, cast: Cast, student: str) -> None:
    """Neither a participant nor somebody who has paid and not got it back."""
    purchase.settle()
    rule = "a priced place is only for those who have paid in time"
    for row in workshops.registrations(cast[student]):
        assert row.status not in TAKING_PART, f"{rule}; {student} is {row.status}, payment {row.payment_status}"
        assert row.payment_status != "completed", f"{rule}; {student} has paid for a place and is {row.status}"
