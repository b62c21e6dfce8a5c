"""Becoming a student of a teacher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from fixtures.people import Learner
from pages.lesson_booking import LessonBooking
from pages.teacher_application import ApplicationForm, ApplicationReview
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.people import People
    from fixtures.teaching import Teaching
    from fixtures.visits import Visits
    from pennydrop.money import Money
    from pennydrop.vocabulary.cast import Cast


@given(sentence("{teacher:w} teaches the recorder at {price:Money} an hour"))
def teaches_the_recorder(people: People, teaching: Teaching, teacher: str, price: Money) -> None:
    """And takes new students."""
    teaching.offer(people.teacher(teacher), price)


@given(sentence("{student:w} has applied to study with {teacher:w}"))
def has_applied(people: People, teaching: Teaching, cast: Cast, student: str, teacher: str) -> None:
    """The teacher has not decided yet."""
    learner = people.learner(student) if people.knows(student) else Learner(people.student(student))
    teaching.apply(learner, cast[teacher])


@when(sentence("{student:w} applies to study with {teacher:w}"))
def applies(visits: Visits, people: People, cast: Cast, student: str, teacher: str) -> None:
    """With the terms accepted; for a child the guardian does it."""
    learner = people.learner(student)
    form = ApplicationForm(visits.of(learner.account))
    form.open(cast[teacher].id)
    if learner.child:
        form.choose_child(learner.child.id)
    form.submit()


@when(sentence("{student:w} applies to study with {teacher:w} without accepting the terms"))
def applies_without_terms(visits: Visits, cast: Cast, student: str, teacher: str) -> None:
    """Past whatever the browser would check: the server has to."""
    form = ApplicationForm(visits.of(cast[student]))
    form.open(cast[teacher].id)
    form.submit_without_terms()


@when(sentence("{teacher:w} accepts {student:w} as a student"))
def accepts_student(visits: Visits, people: People, teaching: Teaching, cast: Cast, teacher: str, student: str) -> None:
    """On the page of the application."""
    review = ApplicationReview(visits.of(cast[teacher]))
    review.open(teaching.application_id(people.learner(student).account, cast[teacher]))
    review.decide("accepted")


@then(sentence("{teacher:w} has no application from {student:w}"))
def has_no_application(teaching: Teaching, cast: Cast, teacher: str, student: str) -> None:
    """Nothing was kept of the attempt."""
    applications = teaching.applications(cast[student], cast[teacher])
    assert not applications, f"whoever has not accepted the terms has not applied; the books have {applications}"


@when(sentence("{student:w} tries to ask {teacher:w} for lessons"))
def tries_to_book(visits: Visits, cast: Cast, student: str, teacher: str) -> None:
    """By the address of the booking form."""
    LessonBooking(visits.of(cast[student])).open(cast[teacher].id)


@then(sentence("{student:w} can ask {teacher:w} for lessons"))
def can_book(visits: Visits, cast: Cast, student: str, teacher: str) -> None:
    """There is a form to do so."""
    booking = LessonBooking(visits.of(cast[student]))
    booking.open(cast[teacher].id)
    expect(booking.submit_button, "a student the teacher has accepted can ask for lessons").to_be_visible()
