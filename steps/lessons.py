"""Private lessons: accepted, paid, and what their pages say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from pages.lesson_cart import LessonCart
from pages.lesson_receipt import LessonReceipt
from pages.lesson_requests import LessonRequests
from pennydrop.checkout.cards import card
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.lessons import Lessons
    from fixtures.people import People
    from fixtures.visits import Visits
    from pennydrop.money import Money
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase


@given(sentence("{student:w} is a student of {teacher:w}"))
def is_a_student_of(people: People, lessons: Lessons, student: str, teacher: str) -> None:
    """Both have accounts, and the teacher has accepted the student's application."""
    lessons.accept_student(people.student(student), people.teacher(teacher))


@given(sentence("{teacher:w} has accepted lessons for {student:w} at {first:Money} and {second:Money}"))
def has_accepted_lessons(lessons: Lessons, cast: Cast, teacher: str, student: str, first: Money, second: Money) -> None:
    """Two lessons of one request, waiting to be paid."""
    lessons.accept_lessons(cast[student], cast[teacher], [first, second])


@given(sentence("{buyer:w} has come back to the shop after paying for the lessons"))
def has_come_back(purchase: Purchase, cast: Cast, buyer: str) -> None:
    """Paid at Stripe with a Visa card, and the browser is on the success page."""
    purchase.open_checkout("lessons", cast[buyer]).pay_with(card("Visa"))
    purchase.arrive_back()


@when(sentence("{buyer:w} types the address of the success page"))
def types_success_address(visits: Visits, lessons: Lessons, cast: Cast, buyer: str) -> None:
    """Without having paid."""
    LessonReceipt(visits.of(cast[buyer])).open(lessons.order_id(cast[buyer]))


@when(sentence("{buyer:w} types the address of the cancel page"))
def types_cancel_address(visits: Visits, lessons: Lessons, purchase: Purchase, cast: Cast, buyer: str) -> None:
    """Or finds it with the back button."""
    LessonReceipt(visits.of(cast[buyer])).open_cancel_page(lessons.order_id(cast[buyer]))
    purchase.something_happened()


@then(sentence("{buyer:w} sees the lessons as paid"))
def sees_lessons_paid(purchase: Purchase, lessons: Lessons, buyer: str) -> None:
    """On the page Stripe leads back to, once the site has heard from Stripe."""
    purchase.wait_for_answers()
    purchase.page.reload()
    receipt = LessonReceipt(purchase.page)
    expect(receipt.heading).to_be_visible()
    expect(receipt.completed_badge).to_be_visible()
    expect(receipt.paid_lessons).to_have_count(len(lessons.all))


@then(sentence("{buyer:w} sees that the payment is pending"))
def sees_payment_pending(visits: Visits, cast: Cast, buyer: str) -> None:
    """The success page claims nothing."""
    receipt = LessonReceipt(visits.of(cast[buyer]))
    expect(receipt.pending_badge, "an order that Stripe has not confirmed is shown as pending").to_be_visible()
    expect(receipt.paid_lessons, "and none of its lessons as paid").to_have_count(0)


@then(sentence("{buyer:w}'s lesson cart is empty"))
def lesson_cart_is_empty(visits: Visits, cast: Cast, buyer: str) -> None:
    """The cart's page says so."""
    cart = LessonCart(visits.of(cast[buyer]))
    cart.open()
    expect(cart.empty_notice, "what is paid for leaves the cart").to_be_visible()


@then(sentence("{buyer:w} can no longer put the lessons in the cart"))
def lessons_not_offered(visits: Visits, lessons: Lessons, cast: Cast, buyer: str) -> None:
    """The page of requests has no working button for them."""
    requests = LessonRequests(visits.of(cast[buyer]))
    requests.open()
    for lesson in lessons.all:
        expect(requests.add_button(lesson.id), "a paid lesson is not offered for payment again").to_have_count(0)
