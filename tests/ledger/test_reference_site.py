"""The ledger on the reference site's real tables, with Django as the judge of what it wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy.engine import URL

from pennydrop.ledger import Book, Ledger
from pennydrop.money import Money

from .conftest import DATABASES
from .reference_site import CONTRACT, ReferenceSite

pytest.importorskip("django")
AT_TEN = datetime(2026, 12, 1, 10, tzinfo=UTC)


@pytest.fixture(scope="module", params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> URL:
    if request.param == "sqlite":
        return URL.create("sqlite", database=str(tmp_path_factory.mktemp("site") / "site.sqlite3"))
    return request.getfixturevalue("empty_postgresql_database")  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def reference_site(url: URL) -> ReferenceSite:
    site = ReferenceSite(url)
    site.migrate()
    return site


@pytest.fixture
def ledger(reference_site: ReferenceSite, url: URL) -> Iterator[Ledger]:
    ledger = Ledger(url)
    yield ledger
    ledger.close()


def a_lesson(book: Book) -> None:
    """A row of every table a lesson needs, with nothing but its references named."""
    student, teacher = book.put("auth_user").id, book.put("auth_user").id
    book.put("accounts_userprofile", user_id=student)
    child = book.put("accounts_childprofile", guardian_id=student).id
    subject = book.put("private_teaching_subject", teacher_id=teacher).id
    book.put("private_teaching_teacherstudentapplication", applicant_id=student, teacher_id=teacher)
    asked = book.put("private_teaching_lessonrequest", student_id=student, child_profile_id=child).id
    lesson = book.put(
        "lessons_lesson", lesson_request_id=asked, subject_id=subject, student_id=student, teacher_id=teacher
    ).id
    cart = book.put("private_teaching_cart", user_id=student).id
    book.put("private_teaching_cartitem", cart_id=cart, lesson_id=lesson)
    order = book.put("private_teaching_order", student_id=student).id
    book.put("private_teaching_orderitem", order_id=order, lesson_id=lesson)
    book.put("private_teaching_lessoncancellationrequest", lesson_id=lesson, student_id=student, teacher_id=teacher)
    book.put("payments_stripepayment", student_id=student, teacher_id=teacher)


def a_workshop(book: Book) -> None:
    """The same for a place in a workshop; the terms are there since the migration."""
    student, teacher = book.put("auth_user").id, book.put("auth_user").id
    terms = book.find("workshops_workshoptermsandconditions", is_current=True)
    assert terms
    workshop = book.put("workshops_workshop", instructor_id=teacher).id
    session = book.put("workshops_workshopsession", workshop_id=workshop).id
    place = book.put("workshops_workshopregistration", session_id=session, student_id=student).id
    book.put("workshops_termsacceptance", registration_id=place, student_id=student, terms_version_id=terms.id)


def a_course(book: Book) -> None:
    """The same for an enrolment."""
    student, teacher = book.put("auth_user").id, book.put("auth_user").id
    course = book.put("courses_course", instructor_id=teacher).id
    topic = book.put("courses_topic", course_id=course).id
    book.put("courses_lesson", topic_id=topic)
    enrolment = book.put("courses_courseenrollment", course_id=course, student_id=student).id
    book.put("courses_coursecancellationrequest", enrollment_id=enrolment, student_id=student)


def test_the_contract_holds(ledger: Ledger) -> None:
    ledger.require({table: columns.split() for table, columns in CONTRACT.items()})


def test_rows_with_only_their_references_named_are_accepted(ledger: Ledger) -> None:
    ledger.check([a_lesson, a_workshop, a_course])


def test_django_finds_what_the_ledger_wrote(ledger: Ledger, reference_site: ReferenceSite) -> None:
    with ledger.writing() as book:
        student, teacher = book.put("auth_user", username="ada"), book.put("auth_user", username="bob")
        subject = book.put("private_teaching_subject", teacher_id=teacher.id)
        asked = book.put("private_teaching_lessonrequest", student_id=student.id)
        lesson = book.put(
            "lessons_lesson",
            lesson_request_id=asked.id,
            subject_id=subject.id,
            student_id=student.id,
            teacher_id=teacher.id,
            lesson_date=date(2026, 12, 1),
            lesson_time=time(10),
            fee=Money(2250),
        )
        book.put(
            "payments_stripepayment",
            stripe_payment_intent_id="pi_ledger",
            student_id=student.id,
            total_amount=Money(6000),
            metadata={"order_id": "12"},
            completed_at=AT_TEN,
        )

    found = reference_site.evaluate(f"""
from datetime import UTC, datetime, time
from django.apps import apps
payment = apps.get_model("payments", "StripePayment").objects.get(
    completed_at=datetime(2026, 12, 1, 10, tzinfo=UTC), metadata__order_id="12", total_amount="60.00",
    student__username="ada")
lesson = apps.get_model("lessons", "Lesson").objects.get(
    pk="{lesson.id}", lesson_time=time(10), lesson_date="2026-12-01", fee=22.5)
answer([payment.stripe_payment_intent_id, payment.metadata, payment.total_amount, lesson.pk])
""")

    assert found == ["pi_ledger", {"order_id": "12"}, "60.00", str(lesson.id)]


def test_the_ledger_finds_what_django_wrote(ledger: Ledger, reference_site: ReferenceSite) -> None:
    reference_site.evaluate("""
from datetime import UTC, datetime
from django.apps import apps
payment = apps.get_model("payments", "StripePayment").objects.create(
    stripe_payment_intent_id="pi_django", domain="courses", total_amount="49.99", platform_commission="5.00",
    teacher_share="44.99", metadata={"course_id": "7"}, completed_at=datetime(2026, 12, 1, 10, tzinfo=UTC),
    course_id="8c2c7f3e-6a53-4f7c-9d3a-0f5d4e1b2a77")
answer(payment.pk)
""")

    payment = ledger.row(
        "payments_stripepayment", completed_at=AT_TEN, course_id="8c2c7f3e-6a53-4f7c-9d3a-0f5d4e1b2a77"
    )

    assert (payment.stripe_payment_intent_id, payment.metadata) == ("pi_django", {"course_id": "7"})
    assert payment.money("total_amount") == payment.money("platform_commission") + payment.money("teacher_share")
