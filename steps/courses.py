"""Courses: offered, enrolled on, and the door to their lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, parsers, then, when

from pages.course import CourseLesson, CoursePage
from pennydrop.money import Money
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.courses import Courses
    from fixtures.people import People
    from fixtures.visits import Visits
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase


@given(sentence('{instructor:w} offers the course "{title}" at {price:Money}'))
def offers_course(people: People, courses: Courses, instructor: str, title: str, price: Money) -> None:
    """Published, with one lesson."""
    courses.offer(people.teacher(instructor), title, price)


@given(parsers.parse('{instructor:w} offers the course "{title}" for free'))
def offers_free_course(people: People, courses: Courses, instructor: str, title: str) -> None:
    """Published, with one lesson, at no cost."""
    courses.offer(people.teacher(instructor), title, Money(0))


@when(sentence("{student:w} enrols on the free course"))
def enrols_for_free(visits: Visits, courses: Courses, cast: Cast, student: str) -> None:
    """With the terms accepted."""
    page = CoursePage(visits.of(cast[student]))
    page.open(courses.course.slug)
    page.enrol_for_free(courses.course.slug)


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
