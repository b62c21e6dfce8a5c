"""What a stranger tries with lessons, orders and requests that are another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import then, when

from pages.handmade_form import HandmadeForm
from pages.lesson_answer import LessonAnswer
from pages.lesson_cancellation import CancellationForm, CancellationReview
from pages.lesson_receipt import LessonReceipt
from pennydrop.vocabulary.types import sentence
from pennydrop.vocabulary.words import meant_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from fixtures.lesson_cancellations import LessonCancellations
    from fixtures.lessons import Lessons
    from fixtures.visits import Visits
    from pennydrop.money import Money
    from pennydrop.vocabulary.cast import Cast, Person
    from pennydrop.vocabulary.purchase import Purchase


@when(sentence("{stranger:w} tries to put {owner:w}'s lessons in the cart"))
def tries_to_add(visits: Visits, lessons: Lessons, cast: Cast, stranger: str, owner: str) -> None:
    """By their addresses, signed in as somebody else."""
    form = HandmadeForm(visits.of(cast[stranger]))
    for lesson in lessons.of(cast[owner]):
        form.send(f"/private-teaching/cart/add/{lesson.id}/")


def send_lesson_cancellations(lessons: Lessons, page: Page, owner: Person) -> None:
    """Of all the owner's lessons, as whoever is signed in on ``page``: there is no form, and sending one is no help."""
    form = CancellationForm(page)
    for lesson in lessons.of(owner):
        form.open(lesson.id)
        expect(form.submit_button, "nobody is offered to cancel another's lesson").to_have_count(0)
        HandmadeForm(page).send(f"/private-teaching/lesson/{lesson.id}/cancel/", request_type="cancel_refund")


@when(sentence("{stranger:w} tries to approve {owner:w}'s request about the lesson at {price:Money}"))
def tries_to_approve(
    visits: Visits,
    lessons: Lessons,
    lesson_cancellations: LessonCancellations,
    purchase: Purchase,
    cast: Cast,
    stranger: str,
    owner: str,
    price: Money,
) -> None:
    """By its address: there is no button, and sending the answer does not help."""
    page, request_id = visits.of(cast[stranger]), lesson_cancellations.latest_id(lessons.at(price))
    review = CancellationReview(page)
    review.open(request_id)
    expect(review.approve_button, "a request is answered by the lesson's own teacher").to_have_count(0)
    HandmadeForm(page).send(f"/private-teaching/teacher/cancellation-requests/{request_id}/respond/", action="approve")
    purchase.something_happened()


@when(sentence("{stranger:w} types the address of {owner:w}'s {place}"))
def types_address_of(
    visits: Visits, lessons: Lessons, purchase: Purchase, cast: Cast, stranger: str, owner: str, place: str
) -> None:
    """The ``success page`` or ``cancel page`` of the order, or the ``lesson request`` that its teacher answers."""
    page, person = visits.of(cast[stranger]), cast[owner]
    ways: dict[str, Callable[[], None]] = {
        "success page": lambda: LessonReceipt(page).open(lessons.order_id(person)),
        "cancel page": lambda: LessonReceipt(page).open_cancel_page(lessons.order_id(person)),
        "lesson request": lambda: LessonAnswer(page).open(lessons.of(person)[0].request_id),
    }
    meant_by(place, ways)()
    purchase.something_happened()


@then(sentence("{stranger:w} sees nothing of the lessons"))
def sees_nothing_of_lessons(visits: Visits, cast: Cast, stranger: str) -> None:
    """Neither that they are paid nor that there are any."""
    receipt = LessonReceipt(visits.of(cast[stranger]))
    expect(receipt.heading, "an order is its buyer's business").to_have_count(0)
    expect(receipt.paid_lessons, "an order is its buyer's business").to_have_count(0)


@then(sentence("{buyer:w}'s order is still open"))
def order_is_open(lessons: Lessons, purchase: Purchase, cast: Cast, buyer: str) -> None:
    """Neither paid nor given up."""
    purchase.settle()
    states = [order.payment_status for order in lessons.orders(cast[buyer])]
    assert states == ["pending"], f"only its buyer gives up an order: {buyer}'s are {states}, expected one pending"


@then(sentence("{stranger:w} cannot answer the lesson request"))
def cannot_answer(visits: Visits, cast: Cast, stranger: str) -> None:
    """There is no form."""
    answer = LessonAnswer(visits.of(cast[stranger]))
    expect(answer.save_button, "a request is answered by the teacher who was asked").to_have_count(0)
