"""From the application to an accepted lesson with a price."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pennydrop.demo.accounts.models import ChildProfile
from pennydrop.demo.lessons.models import Lesson
from pennydrop.demo.private_teaching.models import (
    CartItem,
    PrivateLessonTermsAcceptance,
    Subject,
    TeacherStudentApplication,
)

from .shop import Shop

DAY = (date.today() + timedelta(days=9)).isoformat()
EMPTY_ROW = {"subject": "", "location": "Online", "lesson_date": "", "lesson_time": "", "duration_in_minutes": "60"}


def formset(*rows: dict[str, str], initial: int = 0) -> dict[str, str]:
    data = {"lessons-TOTAL_FORMS": str(len(rows)), "lessons-INITIAL_FORMS": str(initial)}
    for number, row in enumerate(rows):
        data |= {f"lessons-{number}-{name}": value for name, value in row.items()}
    return data


def row(subject: Subject, minutes: str = "60") -> dict[str, str]:
    return EMPTY_ROW | {
        "subject": str(subject.pk),
        "lesson_date": DAY,
        "lesson_time": "10:00",
        "duration_in_minutes": minutes,
    }


def answer(lesson: Lesson, **changes: str) -> dict[str, str]:
    fields = {
        "id": str(lesson.pk),
        "approved_status": "Accepted",
        "lesson_date": DAY,
        "lesson_time": "10:00",
        "duration_in_minutes": lesson.duration_in_minutes,
        "location": "Online",
        "payment_status": "Not Paid",
    }
    return formset(fields | changes, initial=1)


def test_an_application_needs_the_terms_and_reaches_the_teacher(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    browser, url = shop.browser(student), f"/private-teaching/apply/{teacher.pk}/"
    browser.post(url, {"message": "Hello"})
    assert not TeacherStudentApplication.objects.filter(applicant=student).exists()
    page = browser.post(url, {"message": "Hello", "accept_terms": "on"}, follow=True).content.decode()
    assert "Application submitted for Tina Teacher!" in page or "Application submitted for Sam Student!" in page
    assert PrivateLessonTermsAcceptance.objects.filter(student=student).count() == 1
    assert shop.subjects(teacher) == ["New Student Application from Sam Student"]

    application = TeacherStudentApplication.objects.get(applicant=student)
    page = (
        shop.browser(teacher)
        .post(
            f"/private-teaching/teacher/applications/{application.pk}/",
            {"status": "accepted", "teacher_notes": "", "action": "update_status"},
            follow=True,
        )
        .content.decode()
    )
    assert "Application status updated to Accepted!" in page
    assert shop.subjects(student) == ["Update on Your Application to Study with Tina Teacher"]


def test_booking_needs_an_acceptance(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    page = shop.browser(student).get(f"/private-teaching/book/{teacher.pk}/", follow=True).content.decode()
    assert "You need to be accepted by Tina Teacher before you can book lessons." in page


def test_a_child_of_somebody_else_is_not_booked_for(shop: Shop) -> None:
    guardian, teacher = shop.student("Gina", is_guardian=True), shop.teacher()
    subject = shop.lesson(guardian, teacher).subject
    other = ChildProfile.objects.create(
        guardian=shop.student("Greg"), first_name="Charlie", last_name="Other", date_of_birth=date(2014, 1, 1)
    )
    form = formset(row(subject)) | {"child_profile": str(other.pk)}
    assert shop.browser(guardian).post(f"/private-teaching/book/{teacher.pk}/", form).status_code == 404
    assert not Lesson.objects.filter(student=guardian, approved_status="Pending").exists()


def test_a_request_with_blank_rows_asks_for_the_filled_ones(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    subject = shop.lesson(student, teacher, "40.00").subject
    browser, url = shop.browser(student), f"/private-teaching/book/{teacher.pk}/"
    assert "Recorder - Tina Teacher (£40.00/60min)" in browser.get(url).content.decode()

    page = browser.post(url, formset(row(subject, "90"), row(subject, "30"), EMPTY_ROW), follow=True)

    assert (
        "Lesson request for Sam Student with Tina Teacher submitted successfully with 2 lessons! "
        "The teacher will respond soon."
    ) in page.content.decode()
    requested = Lesson.objects.filter(student=student, approved_status="Pending")
    assert sorted(lesson.fee for lesson in requested) == [20.0, 60.0]
    assert shop.subjects(teacher) == ["New Lesson Request from Sam Student"]


@pytest.mark.parametrize(("minutes", "fee"), [("30", 20.0), ("90", 60.0)])
def test_a_changed_duration_changes_the_price_also_in_the_cart(shop: Shop, minutes: str, fee: float) -> None:
    student, teacher = shop.student(), shop.teacher()
    lesson = shop.lesson(student, teacher)
    shop.browser(student).post(f"/private-teaching/cart/add/{lesson.pk}/")

    url = f"/private-teaching/teacher/request/{lesson.lesson_request_id}/"
    shop.browser(teacher).post(url, answer(lesson, duration_in_minutes=minutes))

    lesson.refresh_from_db()
    assert lesson.fee == fee
    assert float(CartItem.objects.get(lesson=lesson).price) == fee
    assert shop.subjects(student) == ["Lesson Request Update from Tina Teacher - Recorder-ed"]


def test_a_rejected_lesson_leaves_the_cart(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    lesson = shop.lesson(student, teacher)
    shop.browser(student).post(f"/private-teaching/cart/add/{lesson.pk}/")
    url = f"/private-teaching/teacher/request/{lesson.lesson_request_id}/"
    shop.browser(teacher).post(url, answer(lesson, approved_status="Rejected"))
    lesson.refresh_from_db()
    assert (lesson.is_deleted, lesson.in_cart) == (True, False)


def test_the_form_neither_pays_nor_rejects_a_lesson_against_the_money(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    unpaid, paid = shop.lesson(student, teacher), shop.lesson(student, teacher)
    shop.complete(shop.open_lesson_checkout(student, paid))
    browser = shop.browser(teacher)
    for lesson, changes in ((unpaid, {"payment_status": "Paid"}), (paid, {"approved_status": "Rejected"})):
        browser.post(f"/private-teaching/teacher/request/{lesson.lesson_request_id}/", answer(lesson, **changes))
    unpaid.refresh_from_db()
    paid.refresh_from_db()
    assert unpaid.payment_status == "Not Paid"
    assert (paid.approved_status, paid.payment_status, paid.is_deleted) == ("Accepted", "Paid", False)


def test_another_teachers_request_is_not_found(shop: Shop) -> None:
    lesson = shop.lesson(shop.student(), shop.teacher())
    browser = shop.browser(shop.teacher("Other"))
    assert browser.get(f"/private-teaching/teacher/request/{lesson.lesson_request_id}/").status_code == 404


def test_the_cart_says_what_is_in_it(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    lesson = shop.lesson(student, teacher)
    browser = shop.browser(student)
    url = f"/private-teaching/cart/add/{lesson.pk}/"
    assert "Added Recorder lesson to cart" in browser.post(url, follow=True).content.decode()
    assert "This lesson is already in your cart" in browser.post(url, follow=True).content.decode()
    cart = browser.get("/private-teaching/cart/").content.decode()
    assert "Items (1)" in cart
    assert "Lesson cart, 1 item" in cart
    browser.post(f"/private-teaching/cart/add/{shop.lesson(student, teacher).pk}/")
    assert "Lesson cart, 2 items" in browser.get("/private-teaching/cart/").content.decode()
    browser.post("/private-teaching/cart/clear/")
    assert "Lesson cart, empty" in browser.get("/private-teaching/cart/").content.decode()
    assert "Your cart is empty" in browser.get("/private-teaching/cart/").content.decode()
    lesson.refresh_from_db()
    assert not lesson.in_cart
