"""Asking a teacher for lessons, and the teacher's answer."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, when

from pages.handmade_form import HandmadeForm
from pages.lesson_answer import LessonAnswer
from pages.lesson_booking import LessonBooking
from pages.lesson_requests import LessonRequests
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from fixtures.lessons import Lesson, Lessons
    from fixtures.people import People
    from fixtures.teaching import Teaching
    from fixtures.visits import Visits
    from pennydrop.money import Money
    from pennydrop.vocabulary.cast import Cast, Person

IN_TWO_WEEKS = timedelta(weeks=2)


@given(sentence("{student:w} has asked {teacher:w} for lessons of {first:d} and {second:d} minutes"))
@when(sentence("{student:w} asks {teacher:w} for lessons of {first:d} and {second:d} minutes"))
def asks_for_lessons(
    visits: Visits,
    people: People,
    teaching: Teaching,
    lessons: Lessons,
    cast: Cast,
    student: str,
    teacher: str,
    first: int,
    second: int,
) -> None:
    """In the booking form, a lesson in two weeks and one the week after; for a child the guardian does it."""
    learner, subject_id = people.learner(student), teaching.subject_id(cast[teacher])
    start = datetime.combine(datetime.now(UTC).date(), time(10, 0), UTC) + IN_TWO_WEEKS
    booking = LessonBooking(visits.of(learner.account))
    booking.open(cast[teacher].id)
    if learner.child:
        booking.choose_child(learner.child.id)
    booking.fill(0, subject_id, start, first)
    booking.fill(1, subject_id, start + timedelta(weeks=1), second)
    booking.submit()
    lessons.look_up(learner.account)


@given(sentence("{student:w} has asked {teacher:w} for lessons at {first:Money} and {second:Money}"))
def has_asked_for_lessons(
    people: People, lessons: Lessons, cast: Cast, student: str, teacher: str, first: Money, second: Money
) -> None:
    """Of sixty minutes each; the teacher has not answered yet."""
    lessons.ask(people.learner(student), cast[teacher], [first, second])


@given(sentence("{teacher:w} has accepted the lessons"))
def has_accepted_the_lessons(visits: Visits, lessons: Lessons, cast: Cast, teacher: str) -> None:
    """All that were asked for, on the page of the request."""
    _answer(visits, lessons, cast[teacher], lambda form, lesson: form.decide(lesson.day, "Accepted"))


@given(sentence("{teacher:w} has accepted the lesson at {accepted:Money} and rejected the one at {rejected:Money}"))
@when(sentence("{teacher:w} accepts the lesson at {accepted:Money} and rejects the one at {rejected:Money}"))
def accepts_one(visits: Visits, lessons: Lessons, cast: Cast, teacher: str, accepted: Money, rejected: Money) -> None:
    """In one answer."""
    decisions = {accepted: "Accepted", rejected: "Rejected"}
    _answer(visits, lessons, cast[teacher], lambda form, lesson: form.decide(lesson.day, decisions[lesson.fee]))


@given(sentence("{teacher:w} has made the lesson {minutes:d} minutes long"))
def makes_longer(visits: Visits, lessons: Lessons, cast: Cast, teacher: str, minutes: int) -> None:
    """On the page of the request; nobody has paid for it yet."""
    _answer(visits, lessons, cast[teacher], lambda form, lesson: form.change_duration(lesson.day, minutes))


@when(sentence("{student:w} tries to put the lesson at {price:Money} in the cart all the same"))
def tries_to_add(visits: Visits, lessons: Lessons, cast: Cast, student: str, price: Money) -> None:
    """Past the page, which does not offer it."""
    lesson = lessons.at(price)
    requests = LessonRequests(visits.of(cast[student]))
    requests.open()
    expect(requests.add_button(lesson.id), "a lesson that cannot be bought is not offered").to_have_count(0)
    HandmadeForm(visits.of(cast[student])).send(f"/private-teaching/cart/add/{lesson.id}/")


def _answer(visits: Visits, lessons: Lessons, teacher: Person, decide: Callable[[LessonAnswer, Lesson], None]) -> None:
    """Open the request, decide on each lesson, and save."""
    answer = LessonAnswer(visits.of(teacher))
    answer.open(lessons.all[0].request_id)
    for lesson in lessons.all:
        decide(answer, lesson)
    answer.save()
