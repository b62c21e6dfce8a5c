"""The cart of private lessons: what is in it, and what it comes to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from pages.lesson_cart import LessonCart
from pages.lesson_requests import LessonRequests
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from fixtures.lessons import Lessons
    from fixtures.visits import Visits
    from pennydrop.money import Money
    from pennydrop.vocabulary.cast import Cast


@given(sentence("{student:w} has put the lessons in the cart, {total:Money} in all"))
def has_lessons_in_cart(visits: Visits, lessons: Lessons, cast: Cast, student: str, total: Money) -> None:
    """One by one; the cart's page counts them and says this total."""
    page, own = visits.of(cast[student]), lessons.of(cast[student])
    requests = LessonRequests(page)
    requests.open()
    for lesson in own:
        requests.add_to_cart(lesson.id)
    expect_lessons(page, len(own), total)


@given(sentence("{student:w} has taken the lesson at {price:Money} out of the cart"))
@when(sentence("{student:w} takes the lesson at {price:Money} out of the cart"))
def takes_out_of_cart(visits: Visits, lessons: Lessons, cast: Cast, student: str, price: Money) -> None:
    """By its button in the cart."""
    cart, lesson = LessonCart(visits.of(cast[student])), lessons.at(price)
    cart.open()
    cart.remove(lesson.id)
    expect(cart.remove_button(lesson.id)).to_have_count(0)


@when(sentence("{student:w} clears the lesson cart"))
def clears_cart(visits: Visits, cast: Cast, student: str) -> None:
    """All at once."""
    cart = LessonCart(visits.of(cast[student]))
    cart.open()
    cart.clear()


@then(sentence("{student:w} can put the lessons in the cart"))
def lessons_offered(visits: Visits, lessons: Lessons, cast: Cast, student: str) -> None:
    """The page of requests has a button for each."""
    requests = LessonRequests(visits.of(cast[student]))
    requests.open()
    for lesson in lessons.of(cast[student]):
        expect(requests.add_button(lesson.id), "an accepted lesson that is in no cart can be bought").to_be_visible()


@then(sentence("{buyer:w} can no longer put the lessons in the cart"))
def lessons_not_offered(visits: Visits, lessons: Lessons, cast: Cast, buyer: str) -> None:
    """The page of requests has no working button for them."""
    requests = LessonRequests(visits.of(cast[buyer]))
    requests.open()
    for lesson in lessons.of(cast[buyer]):
        expect(requests.add_button(lesson.id), "a paid lesson is not offered for payment again").to_have_count(0)


@then(sentence("the books show no order by {buyer:w}"))
def books_show_no_order(lessons: Lessons, cast: Cast, buyer: str) -> None:
    """Nothing was kept of an attempt that Stripe refused."""
    orders = lessons.orders(cast[buyer])
    assert not orders, f"what Stripe refuses to open is not kept, but the books have {orders}"


def expect_lessons(page: Page, count: int, total: Money) -> None:
    """The cart's page says ``Items (2) £60.00 Total £60.00``."""
    cart = LessonCart(page)
    cart.open()
    rule = "the cart shows how many lessons it holds, and the sum of their prices"
    sums = re.compile(rf"Items \({count}\)\s*{re.escape(str(total))}\s*Total\s*{re.escape(str(total))}")
    expect(cart.content, rule).to_contain_text(sums)
