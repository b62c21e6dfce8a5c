"""What changes at the shop while a customer is at Checkout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, when

from pages.lesson_requests import LessonRequests
from pages.workshop import WorkshopPage
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.lessons import Lessons
    from fixtures.visits import Visits
    from fixtures.workshops import Workshops
    from pennydrop.money import Money
    from pennydrop.vocabulary.cast import Cast


@given(sentence("{buyer:w} goes on shopping in another tab"))
def another_tab(visits: Visits, cast: Cast, buyer: str) -> None:
    """Checkout stays open in the first tab."""
    visits.open_tab(cast[buyer])


@when(sentence("{student:w} puts the lesson at {price:Money} in the cart"))
def puts_lesson_in_cart(visits: Visits, lessons: Lessons, cast: Cast, student: str, price: Money) -> None:
    """That one alone."""
    requests = LessonRequests(visits.of(cast[student]))
    requests.open()
    requests.add_to_cart(lessons.at(price).id)


@when(sentence("{student:w} puts session {number:d} in the cart"))
def puts_session_in_cart(visits: Visits, workshops: Workshops, cast: Cast, student: str, number: int) -> None:
    """That one alone, counted from 1."""
    session = workshops.sessions[number - 1]
    workshop = WorkshopPage(visits.of(cast[student]))
    workshop.open(session.slug)
    marked = workshop.in_cart.count()
    workshop.add_to_cart(session.id)
    expect(workshop.in_cart).to_have_count(marked + 1)


@given(sentence("session {number:d} is cancelled in the meantime"))
def session_is_cancelled(workshops: Workshops, number: int) -> None:
    """By the shop, while its customers are at Checkout."""
    workshops.change_session(workshops.sessions[number - 1], is_cancelled=True)
