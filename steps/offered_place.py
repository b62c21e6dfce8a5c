"""Taking a place that was offered, by paying or by the link in the mail; or letting the offer lapse."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from pages.handmade_form import HandmadeForm
from pages.offered_place import OfferedPlace
from pages.workshop_registrations import WorkshopRegistrations
from pennydrop.checkout.cards import card
from pennydrop.vocabulary.checkout import has_paid
from pennydrop.vocabulary.types import sentence
from steps.mailed_links import links_in
from steps.workshop_cart import put_in_cart

if TYPE_CHECKING:
    from fixtures.people import People
    from fixtures.site_jobs import SiteJobs
    from fixtures.visits import Visits
    from fixtures.waitlist import Waitlist
    from fixtures.workshops import Workshops
    from pennydrop.money import Money
    from pennydrop.vocabulary.cast import Cast, Person
    from pennydrop.vocabulary.postbag import Postbag
    from pennydrop.vocabulary.purchase import Purchase

LINK = "/workshops/promotion/"


@given(sentence("{student:w} has been offered the last place"))
def has_been_offered(people: People, waitlist: Waitlist, student: str) -> None:
    """Just now, from the waitlist, having an account; there is only the one place."""
    waitlist.offer_last_place(people.student(student))


@given(sentence("{student:w} has paid for the last place in the session"))
def has_paid_for_the_last_place(
    visits: Visits, workshops: Workshops, purchase: Purchase, postbag: Postbag, cast: Cast, student: str
) -> None:
    """There is only the one; with a Visa card, and the mails are read."""
    workshops.change_session(workshops.sessions[0], max_participants=1)
    put_in_cart(workshops, visits.of(cast[student]))
    has_paid(purchase, postbag, cast, student, card("Visa"), "sessions")


@given(sentence("{student:w}'s 48 hours are over"))
def hours_are_over(waitlist: Waitlist, site_jobs: SiteJobs, cast: Cast, student: str) -> None:
    """Since a minute ago."""
    waitlist.let_lapse(cast[student])
    site_jobs.run()


@given(sentence("{late:w}'s 48 hours are over, and {student:w} has been given the place"))
def somebody_else_has_it(
    people: People,
    waitlist: Waitlist,
    workshops: Workshops,
    site_jobs: SiteJobs,
    cast: Cast,
    late: str,
    student: str,
) -> None:
    """And takes part, having an account."""
    waitlist.let_lapse(cast[late])
    workshops.give_place(waitlist.session, people.student(student))
    site_jobs.run()


@when(sentence("{student:w} comes back to the offer"))
def comes_back(visits: Visits, waitlist: Waitlist, purchase: Purchase, cast: Cast, student: str) -> None:
    """And looks where it could have been taken: at the latest now a site notices that the time is up."""
    OfferedPlace(visits.of(cast[student])).open(waitlist.registration_id(cast[student]))
    purchase.something_happened()


@when(sentence("{student:w} follows the link in the mail"))
def follows_link(visits: Visits, postbag: Postbag, purchase: Purchase, cast: Cast, student: str) -> None:
    """To the page where the place can be taken."""
    OfferedPlace(visits.of(cast[student])).open_link(_link(postbag, cast[student]))
    purchase.something_happened()


@when(sentence("{student:w} confirms the place by the link in the mail"))
def confirms(visits: Visits, postbag: Postbag, purchase: Purchase, cast: Cast, student: str) -> None:
    """And by the button that is there."""
    place = OfferedPlace(visits.of(cast[student]))
    place.open_link(_link(postbag, cast[student]))
    place.confirm()
    purchase.something_happened()


@when(sentence("{stranger:w} tries to confirm {student:w}'s place by the link in the mail"))
def tries_to_confirm(
    visits: Visits, postbag: Postbag, purchase: Purchase, cast: Cast, stranger: str, student: str
) -> None:
    """Which was passed on; signed in, and past any page."""
    HandmadeForm(visits.of(cast[stranger])).send(_link(postbag, cast[student]))
    purchase.something_happened()


@then(sentence("{student:w} reads that the offer has expired"))
def reads_expired(visits: Visits, cast: Cast, student: str) -> None:
    """Where the link in the mail has led."""
    notice = OfferedPlace(visits.of(cast[student])).expired
    expect(notice.first, "whoever comes too late is told so").to_be_visible()


@then(sentence("{student:w} reads that the payment was cancelled"))
def reads_cancelled(visits: Visits, cast: Cast, student: str) -> None:
    """And how to try again."""
    cancelled = OfferedPlace(visits.of(cast[student])).payment_cancelled
    expect(cancelled).to_contain_text("Payment was cancelled. You can try again from your registrations page.")


@then(sentence("{student:w} is asked to pay {price:Money} for the place"))
def is_asked_to_pay(visits: Visits, purchase: Purchase, cast: Cast, student: str, price: Money) -> None:
    """On the page of own registrations."""
    purchase.wait_for_answers()
    registrations = WorkshopRegistrations(visits.of(cast[student]))
    registrations.open()
    expect(registrations.pay_now_link(str(price)), "an offered place can be paid until the time is up").to_be_visible()


def _link(postbag: Postbag, student: Person) -> str:
    """The path of the link in the mail that offers the student a place."""
    links = links_in(mail for mail in postbag.whole() if mail.is_for(student.email))
    paths = [urlsplit(link).path for link in links]
    found = [path for path in paths if path.startswith(LINK)]
    assert found, f"no mail to {student.first_name} has a link to {LINK}..., only {paths}"
    return found[-1]
