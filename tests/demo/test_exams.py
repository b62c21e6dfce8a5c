from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User

from pennydrop.demo.accounts.models import ChildProfile
from pennydrop.demo.exams.models import ExamBoard, ExamRegistration
from pennydrop.demo.private_teaching.models import Subject, TeacherStudentApplication

from .shop import Shop
from .stripe_stand_in import refusal


def exam_of(shop: Shop, student: User, teacher: User, fee: str = "55.00", **columns: Any) -> ExamRegistration:
    board, _ = ExamBoard.objects.get_or_create(name="abrsm")
    subject, _ = Subject.objects.get_or_create(
        teacher=teacher, subject="Recorder", defaults={"base_price_60min": Decimal(40)}
    )
    return ExamRegistration.objects.create(
        student=student,
        teacher=teacher,
        subject=subject,
        exam_board=board,
        grade_level=5,
        fee_amount=Decimal(fee),
        **columns,
    )


def open_checkout(shop: Shop, exam: ExamRegistration) -> dict[str, Any]:
    shop.browser(exam.student).post(f"/private-teaching/exams/{exam.pk}/pay/")
    return shop.stripe.sessions[-1]


def register(shop: Shop, student: User, teacher: User, fee: str, child: ChildProfile | None = None) -> str:
    board, _ = ExamBoard.objects.get_or_create(name="abrsm")
    subject = Subject.objects.create(teacher=teacher, subject="Recorder", base_price_60min=Decimal(40))
    form = {
        "student": student.pk,
        "child_profile": child.pk if child else "",
        "subject": subject.pk,
        "exam_board": board.pk,
        "grade_type": "practical",
        "grade_level": 5,
        "fee_amount": fee,
    }
    return shop.browser(teacher).post("/private-teaching/exams/create/", form, follow=True).content.decode()


def test_a_teacher_registers_own_students_only(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    assert "Select a valid choice" in register(shop, student, teacher, "55.00")
    Subject.objects.filter(teacher=teacher).delete()
    TeacherStudentApplication.objects.create(applicant=student, teacher=teacher, status="accepted")
    assert "Sam Student is registered for ABRSM Practical Grade 5." in register(shop, student, teacher, "55.00")

    (exam,) = ExamRegistration.objects.filter(teacher=teacher)
    assert exam.payment_status == "pending"
    (subject,) = shop.subjects(student)
    assert subject == "Exam Registration - ABRSM Practical Grade 5 - Recorder-ed"
    body = shop.mails(student, subject)[0].body
    assert "You have been registered for a music examination!" in body
    assert "Registration Fee: £55.00" in body


def test_a_fee_of_nothing_needs_no_payment(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    TeacherStudentApplication.objects.create(applicant=student, teacher=teacher, status="accepted")
    register(shop, student, teacher, "0")
    exam = ExamRegistration.objects.get(teacher=teacher)
    assert exam.payment_status == "not_required"
    browser = shop.browser(student)
    assert "Pay Now" not in browser.get(f"/private-teaching/exams/{exam.pk}/").content.decode()
    page = browser.post(f"/private-teaching/exams/{exam.pk}/pay/", follow=True).content.decode()
    assert "No payment is required for this exam." in page
    assert shop.stripe.sessions == []


def test_a_paid_fee_is_booked_and_everybody_is_told(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    exam = exam_of(shop, student, teacher)
    browser = shop.browser(student)
    assert "You have 1 exam registration(s) requiring payment." in browser.get("/private-teaching/my-exams/").text
    session = open_checkout(shop, exam)
    line = session["line_items"][0]["price_data"]
    assert (line["unit_amount"], line["product_data"]["name"]) == (5500, "Exam Registration: ABRSM Practical Grade 5")
    assert line["product_data"]["description"] == "Sam Student - ABRSM Practical Grade 5"
    assert session["metadata"]["exam_id"] == str(exam.pk)
    assert session["metadata"]["domain"] == "private_teaching"
    assert "order_id" not in session["metadata"]
    assert "Payment Successful!" not in browser.get(session["success_url"]).text

    shop.complete(session)
    shop.complete(session)

    exam.refresh_from_db()
    payment = shop.payment(session)
    assert (exam.payment_status, exam.payment_amount) == ("completed", Decimal("55.00"))
    assert (exam.stripe_payment_intent_id, payment.status) == (payment.stripe_payment_intent_id, "completed")
    assert "is confirmed." in browser.get(session["success_url"]).text
    assert "Pay Now" not in browser.get(f"/private-teaching/exams/{exam.pk}/").text
    assert shop.subjects(student) == ["Exam Payment Confirmation - Recorder-ed"]
    assert "Your Share: £49.50" in shop.mails(teacher, "Exam Payment Received - Recorder-ed")[0].body
    again = browser.post(f"/private-teaching/exams/{exam.pk}/pay/", follow=True).text
    assert "This exam has already been paid for." in again


def test_leaving_the_payment_page_costs_nothing_and_a_second_payment_goes_back(shop: Shop) -> None:
    exam = exam_of(shop, shop.student(), shop.teacher())
    first = open_checkout(shop, exam)
    assert "No charges have been made." in shop.browser(exam.student).get(first["cancel_url"]).text
    shop.send("checkout.session.expired", shop.paid_session(first, payment_status="unpaid"))
    second, third = open_checkout(shop, exam), open_checkout(shop, exam)
    shop.complete(second)
    shop.complete(third)
    exam.refresh_from_db()
    assert exam.stripe_checkout_session_id == second["id"]
    assert [refund["amount"] for refund in shop.stripe.refunds] == [5500]


def test_a_full_refund_withdraws_the_fee_and_it_can_be_paid_again(shop: Shop) -> None:
    exam = exam_of(shop, shop.student(), shop.teacher())
    session = open_checkout(shop, exam)
    shop.complete(session)
    shop.refunded(session, 5500)
    exam.refresh_from_db()
    assert exam.payment_status == "refunded"
    assert shop.subjects(exam.student)[-1] == "Payment Refunded - Recorder-ed"
    shop.complete(open_checkout(shop, exam))
    exam.refresh_from_db()
    assert exam.payment_status == "completed"


def test_somebody_elses_exam_is_out_of_reach(shop: Shop) -> None:
    exam = exam_of(shop, shop.student(), shop.teacher())
    eve, url = shop.browser(shop.student("Eve")), f"/private-teaching/exams/{exam.pk}/"
    assert "You do not have permission to pay for this exam." in eve.post(f"{url}pay/", follow=True).text
    for page in ("", "payment/success/", "payment/cancel/"):
        assert "Item not found." in eve.get(url + page, follow=True).text
    assert shop.stripe.sessions == []
    assert shop.browser().get(url).headers["Location"].startswith("/private-teaching/login/")


def test_a_guardian_pays_for_the_child_that_sits_the_exam(shop: Shop) -> None:
    guardian, teacher = shop.student("Grace", is_guardian=True), shop.teacher()
    child = ChildProfile.objects.create(
        guardian=guardian, first_name="Charlie", last_name="Guardian", date_of_birth="2014-01-01"
    )
    TeacherStudentApplication.objects.create(
        applicant=guardian, teacher=teacher, child_profile=child, status="accepted"
    )
    register(shop, guardian, teacher, "55.00", child)
    session = open_checkout(shop, ExamRegistration.objects.get(teacher=teacher))
    assert session["line_items"][0]["price_data"]["product_data"]["description"].startswith("Charlie Guardian - ")
    shop.complete(session)
    assert "Student: Charlie Guardian" in shop.mails(teacher, "Exam Payment Received - Recorder-ed")[0].body


def test_when_stripe_refuses_the_fee_stays_open(shop: Shop) -> None:
    exam = exam_of(shop, shop.student(), shop.teacher())
    shop.stripe.refusal = refusal("No such currency")
    page = shop.browser(exam.student).post(f"/private-teaching/exams/{exam.pk}/pay/", follow=True).text
    assert "Payment setup failed: No such currency. Please try again." in page
    exam.refresh_from_db()
    assert exam.payment_status == "pending"
