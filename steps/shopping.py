"""The ways from the shop's shelf to Stripe Checkout."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pytest_bdd import given, parsers, then, when

from pages.course import CoursePage
from pages.exam import ExamPage
from pages.furniture import Furniture
from pages.handmade_form import HandmadeForm
from pages.lesson_cart import LessonCart
from pages.lesson_requests import LessonRequests
from pages.offered_place import OfferedPlace
from pages.product import ProductCart
from pages.workshop_cart import WorkshopCart
from pennydrop.checkout.cards import card
from pennydrop.vocabulary.types import sentence
from pennydrop.vocabulary.words import meant_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from fixtures.courses import Courses
    from fixtures.exams import Exams
    from fixtures.lessons import Lessons
    from fixtures.people import People
    from fixtures.visits import Visits
    from fixtures.waitlist import Waitlist
    from pennydrop.vocabulary.cast import Cast, Person
    from pennydrop.vocabulary.purchase import Purchase


class RecorderEd:
    """Walks a buyer through recorder-ed until the browser is at Checkout."""

    def __init__(
        self, visits: Visits, people: People, lessons: Lessons, courses: Courses, exams: Exams, waitlist: Waitlist
    ) -> None:
        self._visits, self._people = visits, people
        self._lessons, self._courses, self._exams, self._waitlist = lessons, courses, exams, waitlist

    def to_checkout(self, goods: str, buyer: Person) -> Page:
        """``goods`` is ``lessons``, ``sessions``, ``course``, ``exam``, ``downloads`` or ``place``."""
        page = self._visits.of(buyer)
        ways: dict[str, Callable[[Page], None]] = {
            "lessons": partial(self._lessons_way, buyer=buyer),
            "sessions": self._sessions_way,
            "place": partial(self._place_way, buyer=buyer),
            "course": partial(self._course_way, buyer=buyer),
            "exam": self._exam_way,
            "downloads": self._downloads_way,
        }
        if goods not in ways:
            raise LookupError(f"nobody sells {goods!r} here; the shop has {', '.join(ways)}")
        ways[goods](page)
        return page

    def _lessons_way(self, page: Page, buyer: Person) -> None:
        requests = LessonRequests(page)
        requests.open()
        if requests.cart_is_empty:
            for request_id in self._lessons.requests_of(buyer):
                requests.add_all_to_cart(request_id)
        cart = LessonCart(page)
        cart.open()
        cart.pay()

    def _sessions_way(self, page: Page) -> None:
        cart = WorkshopCart(page)
        cart.open()
        cart.pay()

    def _place_way(self, page: Page, buyer: Person) -> None:
        place = OfferedPlace(page)
        place.open(self._waitlist.registration_id(buyer))
        expect(place.pay_button, "an offered place can be paid until the time is up").to_be_visible()
        place.pay_button.click()

    def _course_way(self, page: Page, buyer: Person) -> None:
        course = CoursePage(page)
        slug, child = self._courses.course.slug, self._people.child_of(buyer)
        course.open(slug)
        offer = course.enrol_child_link if child else course.enrol_button(slug)
        expect(offer, "an unpaid course can be enrolled on, also after leaving Checkout").to_be_visible()
        if child:
            course.enrol_child(child.id)
        else:
            course.enrol(slug)

    def _exam_way(self, page: Page) -> None:
        exam = ExamPage(page)
        exam.open(self._exams.exam.id)
        expect(exam.pay_button, "an open fee can be paid, also after leaving Checkout").to_be_visible()
        exam.pay()

    def _downloads_way(self, page: Page) -> None:
        cart = ProductCart(page)
        cart.open()
        expect(cart.items.first, "what was chosen is in the cart until it is paid for").to_be_visible()
        cart.pay()


@pytest.fixture
def shop(
    visits: Visits, people: People, lessons: Lessons, courses: Courses, exams: Exams, waitlist: Waitlist
) -> RecorderEd:
    """The shop under test, as the vocabulary of Checkout knows it."""
    return RecorderEd(visits, people, lessons, courses, exams, waitlist)


@given(sentence("{buyer:w} has bought the {goods}, each in a Checkout of its own"))
@when(sentence("{buyer:w} buys the {goods}, each in a Checkout of its own"))
def buys_one_by_one(purchase: Purchase, cast: Cast, buyer: str, goods: str) -> None:
    """``goods`` are ``lessons, the sessions and the course``, paid one after the other with a Visa card."""
    for name in re.findall(r"\w+", goods):
        if name not in ("the", "and"):
            purchase.open_checkout(name, cast[buyer]).pay_with(card("Visa"))
            purchase.arrive_back()
    purchase.settle()


@when(sentence("{person:w} tries to pay for the {goods:w} all the same"))
def tries_to_pay(
    visits: Visits, exams: Exams, waitlist: Waitlist, purchase: Purchase, cast: Cast, person: str, goods: str
) -> None:
    """The ``exam`` or the ``place``, past its page, which may not offer it any more, or not to this person."""
    buyer = cast[person]
    addresses: dict[str, Callable[[], str]] = {
        "exam": lambda: ExamPage.pay_path(exams.exam.id),
        "place": lambda: OfferedPlace.path(waitlist.registration_id(buyer)),
    }
    HandmadeForm(visits.of(buyer)).send(meant_by(goods, addresses)())
    purchase.something_happened()


@then(parsers.parse('{person:w} is told "{message}"'))
def is_told(visits: Visits, cast: Cast, person: str, message: str) -> None:
    """In a flash message on the page where the person is."""
    told = Furniture(visits.of(cast[person])).message(message).first
    expect(told, f"the page tells {person} {message!r} in a flash message").to_be_visible()
