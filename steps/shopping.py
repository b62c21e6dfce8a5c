"""The ways from the shop's shelf to Stripe Checkout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pytest_bdd import parsers, then

from pages.course import CoursePage
from pages.furniture import Furniture
from pages.lesson_cart import LessonCart
from pages.lesson_requests import LessonRequests
from pages.workshop_cart import WorkshopCart

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from fixtures.courses import Courses
    from fixtures.lessons import Lessons
    from fixtures.visits import Visits
    from pennydrop.vocabulary.cast import Cast, Person


class RecorderEd:
    """Walks a buyer through recorder-ed until the browser is at Checkout."""

    def __init__(self, visits: Visits, lessons: Lessons, courses: Courses) -> None:
        self._visits, self._lessons, self._courses = visits, lessons, courses

    def to_checkout(self, goods: str, buyer: Person) -> Page:
        """``goods`` is ``lessons``, ``sessions`` or ``course``."""
        page = self._visits.of(buyer)
        ways = {"lessons": self._lessons_way, "sessions": self._sessions_way, "course": self._course_way}
        if goods not in ways:
            raise LookupError(f"nobody sells {goods!r} here; the shop has {', '.join(ways)}")
        ways[goods](page)
        return page

    def _lessons_way(self, page: Page) -> None:
        requests = LessonRequests(page)
        requests.open()
        if requests.cart_is_empty:
            requests.add_all_to_cart(self._lessons.request_id)
        cart = LessonCart(page)
        cart.open()
        cart.pay()

    def _sessions_way(self, page: Page) -> None:
        cart = WorkshopCart(page)
        cart.open()
        cart.pay()

    def _course_way(self, page: Page) -> None:
        course = CoursePage(page)
        slug = self._courses.course.slug
        course.open(slug)
        expect(
            course.enrol_button(slug), "an unpaid course can be enrolled on, also after leaving Checkout"
        ).to_be_visible()
        course.enrol(slug)


@pytest.fixture
def shop(visits: Visits, lessons: Lessons, courses: Courses) -> RecorderEd:
    """The shop under test, as the vocabulary of Checkout knows it."""
    return RecorderEd(visits, lessons, courses)


@then(parsers.parse('{person:w} is told "{message}"'))
def is_told(visits: Visits, cast: Cast, person: str, message: str) -> None:
    """In a flash message on the page where the person is."""
    expect(Furniture(visits.of(cast[person])).message(message).first).to_be_visible()
