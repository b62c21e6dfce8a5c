"""Courses: bought, enrolled on, and the door to their lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from pages.course import CourseLesson, CoursePage
from pages.handmade_form import HandmadeForm
from pennydrop.checkout.cards import card
from pennydrop.money import Money
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.courses import Courses
    from fixtures.people import People
    from fixtures.visits import Visits
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.postbag import Postbag
    from pennydrop.vocabulary.purchase import Purchase


@given(sentence('{student:w} has bought {instructor:w}\'s course "{title}" for {price:Money}'))
def has_bought_course(
    people: People,
    courses: Courses,
    purchase: Purchase,
    postbag: Postbag,
    student: str,
    instructor: str,
    title: str,
    price: Money,
) -> None:
    """Both have accounts; the course is paid with a Visa card, and its mails are read."""
    buyer = people.student(student)
    courses.offer(people.teacher(instructor), title, price)
    purchase.open_checkout("course", buyer).pay_with(card("Visa"))
    purchase.arrive_back()
    purchase.settle()
    postbag.mark_read()


@given(sentence("{student:w} has enrolled on the free course"))
@when(sentence("{student:w} enrols on the free course"))
def enrols_for_free(visits: Visits, courses: Courses, cast: Cast, student: str) -> None:
    """With the terms accepted."""
    page = CoursePage(visits.of(cast[student]))
    page.open(courses.course.slug)
    page.enrol_for_free(courses.course.slug)


@when(sentence("{student:w} tries to enrol on the course"))
def tries_to_enrol(visits: Visits, courses: Courses, purchase: Purchase, cast: Cast, student: str) -> None:
    """Past the course's page, which may not offer it, with the terms accepted."""
    HandmadeForm(visits.of(cast[student])).send(CoursePage.enrol_path(courses.course.slug), terms_accepted="on")
    purchase.something_happened()


@when(sentence("{student:w} tries to enrol on the course without accepting the terms"))
def enrols_without_terms(visits: Visits, courses: Courses, purchase: Purchase, cast: Cast, student: str) -> None:
    """Past whatever the browser would check: the server has to."""
    HandmadeForm(visits.of(cast[student])).send(CoursePage.enrol_path(courses.course.slug))
    purchase.something_happened()


@then(sentence("{student:w} can read the course's lessons"))
def can_read_lessons(visits: Visits, courses: Courses, purchase: Purchase, cast: Cast, student: str) -> None:
    """The lesson's page shows the lesson."""
    purchase.wait_for_answers()
    lesson = CourseLesson(visits.of(cast[student]))
    lesson.open(courses.course.lesson_id)
    paid = lesson.text(courses.course.lesson_text).first
    expect(paid, "who is enrolled, by payment or for free, reads the lessons").to_be_visible()


@then(sentence("{student:w} cannot read the course's lessons"))
def cannot_read_lessons(visits: Visits, courses: Courses, purchase: Purchase, cast: Cast, student: str) -> None:
    """Wherever the lesson's address leads, the lesson is not there."""
    purchase.settle()
    lesson = CourseLesson(visits.of(cast[student]))
    lesson.open(courses.course.lesson_id)
    unpaid = lesson.text(courses.course.lesson_text)
    expect(unpaid, "without a confirmed payment, or after its refund, there is nothing to read").to_have_count(0)
