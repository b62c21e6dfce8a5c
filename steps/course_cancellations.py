"""Courses: cancelled in time, too late, twice, or by somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import given, when

from pages.course_cancellation import CourseCancellation
from pages.handmade_form import HandmadeForm
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from datetime import timedelta

    from fixtures.courses import Courses
    from fixtures.visits import Visits
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.postbag import Postbag
    from pennydrop.vocabulary.purchase import Purchase

REASON = "The music is not for me."


@given(sentence("{student:w} enrolled on the course {age:Span} ago"))
def enrolled_ago(courses: Courses, cast: Cast, student: str, age: timedelta) -> None:
    """To the minute: the trial of a course is counted in hours."""
    courses.backdate(cast[student], age)


@given(sentence("{student:w} has cancelled the course"))
def has_cancelled(
    visits: Visits, courses: Courses, purchase: Purchase, postbag: Postbag, cast: Cast, student: str
) -> None:
    """Over and done with: refunded if a refund was due, and the mails read."""
    cancels(visits, courses, purchase, cast, student)
    purchase.settle()
    postbag.mark_read()


@when(sentence("{student:w} cancels the course"))
def cancels(visits: Visits, courses: Courses, purchase: Purchase, cast: Cast, student: str) -> None:
    """From the page of own courses, with a reason."""
    looks_at_cancellation(visits, courses, cast, student)
    CourseCancellation(visits.of(cast[student])).submit(REASON)
    purchase.something_happened()


@when(sentence("{student:w} cancels the course, twice at the same moment"))
def cancels_twice(visits: Visits, courses: Courses, purchase: Purchase, cast: Cast, student: str) -> None:
    """As by a double click: both requests are on their way together."""
    looks_at_cancellation(visits, courses, cast, student)
    CourseCancellation(visits.of(cast[student])).submit_twice(REASON)
    purchase.something_happened()


@when(sentence("{student:w} thinks about cancelling the course"))
def looks_at_cancellation(visits: Visits, courses: Courses, cast: Cast, student: str) -> None:
    """Looks at the page that would cancel it, and has not pressed anything yet."""
    CourseCancellation(visits.of(cast[student])).open(courses.enrolment(cast[student]).id)


@when(sentence("{stranger:w} tries to cancel {student:w}'s course"))
def tries_to_cancel(
    visits: Visits, courses: Courses, purchase: Purchase, cast: Cast, stranger: str, student: str
) -> None:
    """Knowing the address, and past any page."""
    address = CourseCancellation.path(courses.enrolment(cast[student]).id)
    HandmadeForm(visits.of(cast[stranger])).send(address, reason=REASON)
    purchase.something_happened()
