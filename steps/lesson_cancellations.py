"""Cancelling or moving a paid lesson: what the student is promised, and what the teacher decides."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from pages.lesson_cancellation import CancellationForm, CancellationReview
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.lesson_cancellations import LessonCancellations
    from fixtures.lessons import Lessons
    from fixtures.visits import Visits
    from pennydrop.money import Money
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase

A_WEEK = timedelta(weeks=1)
IN_TIME = "whoever gives 48 hours' notice is told, before asking, that the price comes back less the platform's fee"
TOO_LATE = "with less than 48 hours' notice no refund is promised"


@when(sentence("{student:w} asks to cancel the lesson at {price:Money}"))
@given(sentence("{student:w} has asked to cancel the lesson at {price:Money}"))
def asks(visits: Visits, lessons: Lessons, purchase: Purchase, cast: Cast, student: str, price: Money) -> None:
    """And for the money back; the teacher is to decide."""
    form = CancellationForm(visits.of(cast[student]))
    form.open(lessons.at(price).id)
    form.ask_to_cancel()
    purchase.something_happened()


@given(sentence("{student:w} has asked to cancel the lesson at {price:Money}, promised {promise} back"))
def has_asked_promised(
    visits: Visits, lessons: Lessons, purchase: Purchase, cast: Cast, student: str, price: Money, promise: str
) -> None:
    """An amount such as ``£36.00``, or ``nothing``: as the page said before anything was sent."""
    form = CancellationForm(visits.of(cast[student]))
    form.open(lessons.at(price).id)
    form.choose_cancellation()
    expect(form.submit_button).to_be_visible()
    if promise == "nothing":
        expect(form.promise(), TOO_LATE).to_have_count(0)
    else:
        expect(form.promise(promise).first, IN_TIME).to_be_visible()
    form.ask_to_cancel()
    purchase.something_happened()


@when(sentence("{student:w} asks to cancel the lesson at {price:Money} in two tabs"))
def asks_twice(visits: Visits, lessons: Lessons, purchase: Purchase, cast: Cast, student: str, price: Money) -> None:
    """Both were open before the first was sent; the second is the one in front."""
    page = visits.of(cast[student])
    forms = [CancellationForm(page.context.new_page()), CancellationForm(page)]
    for form in forms:
        form.open(lessons.at(price).id)
    for form in forms:
        form.ask_to_cancel()
    purchase.something_happened()


@given(sentence("{student:w} has asked to move the lesson at {price:Money} by a week"))
def has_asked_to_move(
    visits: Visits, lessons: Lessons, purchase: Purchase, cast: Cast, student: str, price: Money
) -> None:
    """To the same weekday, at noon."""
    lesson, form = lessons.at(price), CancellationForm(visits.of(cast[student]))
    form.open(lesson.id)
    form.ask_to_move(datetime.combine(lesson.day + A_WEEK, time(12, 0), UTC))
    purchase.something_happened()


@given(sentence("{teacher:w} has approved the request about the lesson at {price:Money}"))
@when(sentence("{teacher:w} approves the request about the lesson at {price:Money}"))
def approves(
    visits: Visits,
    lessons: Lessons,
    lesson_cancellations: LessonCancellations,
    purchase: Purchase,
    cast: Cast,
    teacher: str,
    price: Money,
) -> None:
    """To cancel or to move it; a refund that is due is made at once."""
    review = CancellationReview(visits.of(cast[teacher]))
    review.open(lesson_cancellations.latest_id(lessons.at(price)))
    review.approve()
    purchase.something_happened()


@when(sentence("{teacher:w} approves the request about the lesson at {price:Money} in two tabs"))
def approves_twice(
    visits: Visits,
    lessons: Lessons,
    lesson_cancellations: LessonCancellations,
    purchase: Purchase,
    cast: Cast,
    teacher: str,
    price: Money,
) -> None:
    """Both were open before the first was approved."""
    page = visits.of(cast[teacher])
    reviews = [CancellationReview(page.context.new_page()), CancellationReview(page)]
    for review in reviews:
        review.open(lesson_cancellations.latest_id(lessons.at(price)))
    for review in reviews:
        review.approve()
    purchase.something_happened()


@when(sentence("{teacher:w} rejects the request about the lesson at {price:Money}"))
def rejects(
    visits: Visits,
    lessons: Lessons,
    lesson_cancellations: LessonCancellations,
    purchase: Purchase,
    cast: Cast,
    teacher: str,
    price: Money,
) -> None:
    """To cancel or to move it."""
    review = CancellationReview(visits.of(cast[teacher]))
    review.open(lesson_cancellations.latest_id(lessons.at(price)))
    review.reject()
    purchase.something_happened()


@then(sentence("the lesson at {price:Money} takes place a week later"))
def takes_place_later(lessons: Lessons, price: Money) -> None:
    """Than it was accepted for."""
    lesson = lessons.at(price)
    day, expected = lessons.day_of(lesson), lesson.day + A_WEEK
    assert day == expected, f"an approved request moves the lesson: it takes place on {day}, expected {expected}"
