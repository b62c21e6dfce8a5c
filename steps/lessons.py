"""Private lessons: accepted by a teacher, paid by a student, and what the page after Checkout says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, then

from fixtures.people import Learner
from pages.lesson_receipt import LessonReceipt
from pennydrop.checkout.cards import card
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from datetime import timedelta

    from fixtures.lessons import Lessons
    from fixtures.people import People
    from fixtures.teaching import Teaching
    from fixtures.visits import Visits
    from pennydrop.money import Money
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase

PAID = "once Stripe has confirmed the payment, the order is shown as completed and each of its lessons as paid"


@given(sentence("{student:w} is a student of {teacher:w}"))
def is_a_student_of(people: People, teaching: Teaching, student: str, teacher: str) -> None:
    """Both have accounts, and the teacher has accepted the student's application. Whoever is known already stays."""
    learner = people.learner(student) if people.knows(student) else Learner(people.student(student))
    teaching.apply(learner, people.teacher(teacher), status="accepted")


@given(sentence("{teacher:w} has accepted lessons for {student:w} at {first:Money} and {second:Money}"))
def has_accepted_lessons(
    lessons: Lessons, people: People, cast: Cast, teacher: str, student: str, first: Money, second: Money
) -> None:
    """Two lessons of one request, waiting to be paid."""
    lessons.accept(people.learner(student), cast[teacher], [first, second])


@given(sentence("{teacher:w} has accepted a lesson for {student:w} at {price:Money}"))
def has_accepted_a_lesson(
    lessons: Lessons, people: People, cast: Cast, teacher: str, student: str, price: Money
) -> None:
    """Of sixty minutes, in two weeks, waiting to be paid."""
    lessons.accept(people.learner(student), cast[teacher], [price])


@given(sentence("{teacher:w} has accepted {count:d} lessons for {student:w} at {price:Money} each"))
def has_accepted_many_lessons(
    lessons: Lessons, people: People, cast: Cast, teacher: str, count: int, student: str, price: Money
) -> None:
    """A lesson a week, asked for together."""
    lessons.accept(people.learner(student), cast[teacher], [price] * count)


@given(sentence("{teacher:w} has accepted a lesson for {student:w} at {price:Money} that begins in {notice:Span}"))
def has_accepted_a_lesson_soon(
    lessons: Lessons, people: People, cast: Cast, teacher: str, student: str, price: Money, notice: timedelta
) -> None:
    """Counted from now, for rules that depend on notice."""
    lessons.accept(people.learner(student), cast[teacher], [price], notice)


@given(sentence("{buyer:w} has come back to the shop after paying for the lessons"))
def has_come_back(purchase: Purchase, cast: Cast, buyer: str) -> None:
    """Paid at Stripe with a Visa card, and the browser is on the success page."""
    purchase.open_checkout("lessons", cast[buyer]).pay_with(card("Visa"))
    purchase.arrive_back()


@then(sentence("{buyer:w} sees the lessons as paid"))
def sees_lessons_paid(purchase: Purchase, lessons: Lessons, cast: Cast, buyer: str) -> None:
    """On the page Stripe leads back to, once the site has heard from Stripe."""
    purchase.wait_for_answers()
    purchase.page.reload()
    receipt = LessonReceipt(purchase.page)
    expect(receipt.heading, PAID).to_be_visible()
    expect(receipt.completed_badge, PAID).to_be_visible()
    expect(receipt.paid_lessons, PAID).to_have_count(len(lessons.of(cast[buyer])))


@then(sentence("{buyer:w} sees that the payment is pending"))
def sees_payment_pending(visits: Visits, cast: Cast, buyer: str) -> None:
    """The success page claims nothing."""
    receipt = LessonReceipt(visits.of(cast[buyer]))
    expect(receipt.pending_badge, "an order that Stripe has not confirmed is shown as pending").to_be_visible()
    expect(receipt.paid_lessons, "and none of its lessons as paid").to_have_count(0)
