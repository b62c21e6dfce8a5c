"""Courses: cancelled in time, too late, twice, or by somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import given, when

from pages.course_cancellation import CourseCancellation
from pages.handmade_form import HandmadeForm
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from datetime import timedelta

    from playwright.sync_api import Page

    from fixtures.courses import Courses
    from fixtures.visits import Visits
    from pennydrop.vocabulary.cast import Cast, Person
    from pennydrop.vocabulary.purchase import Purchase

REASON = "The music is not for me."


@given(sentence("{student:w} enrolled on the course {age:Span} ago"))
def enrolled_ago(courses: Courses, cast: Cast, student: str, age: timedelta) -> None:
    """To the minute: the trial of a course is counted in hours."""
    courses.backdate(cast[student], age)


@when(sentence("{student:w} cancels the course, twice at the same moment"))
def cancels_twice(visits: Visits, courses: Courses, purchase: Purchase, cast: Cast, student: str) -> None:
    """As by a double click: both requests are on their way together."""
    page = visits.of(cast[student])
    look_at_cancellation(courses, page, cast[student])
    CourseCancellation(page).submit_twice(REASON)
    purchase.something_happened()


def look_at_cancellation(courses: Courses, page: Page, student: Person) -> None:
    """The page that would cancel the course."""
    CourseCancellation(page).open(courses.enrolment(student).id)


def cancel_course(courses: Courses, page: Page, student: Person) -> None:
    """From the page of own courses, with a reason."""
    look_at_cancellation(courses, page, student)
    CourseCancellation(page).submit(REASON)


def send_course_cancellation(courses: Courses, page: Page, student: Person) -> None:
    """Of the student's course, as whoever is signed in on ``page``."""
    HandmadeForm(page).send(CourseCancellation.path(courses.enrolment(student).id), reason=REASON)
