"""Giving back what was bought: the student who thinks about it and does it, and the stranger who tries to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pytest_bdd import given, when

from pennydrop.vocabulary.types import sentence
from pennydrop.vocabulary.words import meant_by
from steps.course_cancellations import cancel_course, look_at_cancellation, send_course_cancellation
from steps.whose_lessons import send_lesson_cancellations
from steps.workshop_cancellations import ask_to_cancel, cancel_session, send_cancellation

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from fixtures.courses import Courses
    from fixtures.lessons import Lessons
    from fixtures.visits import Visits
    from fixtures.workshops import Workshops
    from pennydrop.vocabulary.cast import Cast, Person
    from pennydrop.vocabulary.postbag import Postbag
    from pennydrop.vocabulary.purchase import Purchase

    Way = Callable[[Page, Person], None]


@given(sentence("{student:w} has cancelled the {goods:w}"))
def has_cancelled(
    visits: Visits,
    workshops: Workshops,
    courses: Courses,
    purchase: Purchase,
    postbag: Postbag,
    cast: Cast,
    student: str,
    goods: str,
) -> None:
    """The ``course``, ``registration`` or ``series``: refunded if a refund was due, and the mails read."""
    cancels(visits, workshops, courses, purchase, cast, student, goods)
    purchase.settle()
    postbag.mark_read()


@when(sentence("{student:w} cancels the {goods:w}"))
def cancels(
    visits: Visits, workshops: Workshops, courses: Courses, purchase: Purchase, cast: Cast, student: str, goods: str
) -> None:
    """The ``course``, the ``registration`` or the whole ``series``, from the page of what one has bought."""
    ways: dict[str, Way] = {
        "course": partial(cancel_course, courses),
        "registration": partial(cancel_session, workshops),
        "series": partial(cancel_session, workshops),
    }
    meant_by(goods, ways)(visits.of(cast[student]), cast[student])
    purchase.something_happened()


@when(sentence("{student:w} thinks about cancelling the {goods:w}"))
def thinks_about_cancelling(
    visits: Visits, workshops: Workshops, courses: Courses, cast: Cast, student: str, goods: str
) -> None:
    """The ``course`` or ``registration``: looks at what will come of it, and has not confirmed anything."""
    ways: dict[str, Way] = {
        "course": partial(look_at_cancellation, courses),
        "registration": partial(ask_to_cancel, workshops),
    }
    meant_by(goods, ways)(visits.of(cast[student]), cast[student])


@when(sentence("{stranger:w} tries to cancel {owner:w}'s {goods:w}"))
def tries_to_cancel(
    visits: Visits,
    workshops: Workshops,
    courses: Courses,
    lessons: Lessons,
    purchase: Purchase,
    cast: Cast,
    stranger: str,
    owner: str,
    goods: str,
) -> None:
    """The ``course``, ``registration`` or ``lessons``: knowing the address, and past any page."""
    ways: dict[str, Way] = {
        "course": partial(send_course_cancellation, courses),
        "registration": partial(send_cancellation, workshops),
        "lessons": partial(send_lesson_cancellations, lessons),
    }
    meant_by(goods, ways)(visits.of(cast[stranger]), cast[owner])
    purchase.something_happened()
