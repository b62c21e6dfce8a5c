from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from pennydrop.demo.accounts.models import ChildProfile
from pennydrop.demo.courses.models import Course, CourseCancellationRequest, CourseEnrollment
from pennydrop.demo.payments.models import StripePayment

from .shop import Shop
from .stripe_stand_in import refusal


def lesson_url(course: Course) -> str:
    return f"/courses/lesson/{course.topics.get().lessons.get().pk}/"


def test_a_paid_course_opens_its_lessons_and_tells_everybody(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    course = shop.course(teacher)
    session = shop.open_course_checkout(student, course)
    enrollment = shop.enrollment(student, course)
    assert enrollment.payment_status == "pending"
    browser = shop.browser(student)
    assert "Secret content" not in browser.get(lesson_url(course), follow=True).content.decode()

    shop.complete(session)
    shop.complete(session)

    enrollment.refresh_from_db()
    assert (enrollment.payment_status, enrollment.is_active) == ("completed", True)
    assert "Secret content" in browser.get(lesson_url(course)).content.decode()
    assert course.title in browser.get("/courses/my-courses/").content.decode()
    payment = shop.payment(session)
    assert (payment.course_id, payment.status) == (course.pk, "completed")
    course.refresh_from_db()
    assert course.total_enrollments == 1
    confirmation = f"Course Enrollment Confirmed - {course.title} - Recorder-ed"
    assert shop.subjects(student) == [confirmation]
    assert "Amount Paid: £49.99" in shop.mails(student, confirmation)[0].body
    assert shop.subjects(teacher) == [f"New Enrollment - {course.title}"]
    assert "Payment Status: Paid - £49.99" in shop.mails(teacher, shop.subjects(teacher)[0])[0].body


def test_stripe_is_asked_for_the_course(shop: Shop) -> None:
    student, course = shop.student(), shop.course(shop.teacher())
    session = shop.open_course_checkout(student, course)
    enrollment = shop.enrollment(student, course)
    line = session["line_items"][0]["price_data"]
    assert line["unit_amount"] == 4999
    assert line["product_data"] == {"name": course.title, "description": "Course enrollment - Grade 1"}
    assert session["metadata"]["child_id"] == ""
    assert session["success_url"].endswith(f"/courses/enrollment/{enrollment.pk}/checkout/success/")


def test_a_free_course_needs_no_stripe(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    course = shop.course(teacher, "0.00")
    page = shop.browser(student).post(f"/courses/{course.slug}/enroll/", {"terms_accepted": "on"}, follow=True)
    assert "Enrollment Confirmed!" in page.content.decode()
    assert shop.enrollment(student, course).payment_status == "not_required"
    assert shop.stripe.sessions == []
    assert "Payment Status: Free Course" in shop.mails(teacher, f"New Enrollment - {course.title}")[0].body


def test_leaving_the_payment_page_allows_another_try_and_either_page_counts_once(shop: Shop) -> None:
    student, course = shop.student(), shop.course(shop.teacher())
    first = shop.open_course_checkout(student, course)
    shop.browser(student).get(first["cancel_url"])
    assert shop.enrollment(student, course).payment_status == "failed"
    assert "Enroll Now" in shop.browser(student).get(f"/courses/{course.slug}/").content.decode()
    second = shop.open_course_checkout(student, course)

    shop.complete(first)
    shop.complete(second)

    assert CourseEnrollment.objects.filter(student=student, course=course).count() == 1
    assert shop.enrollment(student, course).is_confirmed
    assert [refund["amount"] for refund in shop.stripe.refunds] == [4999]
    assert shop.payment(second).status == "refunded"
    assert shop.payment(first).status == "completed"


def test_an_expired_older_page_does_not_close_a_newer_one(shop: Shop) -> None:
    student, course = shop.student(), shop.course(shop.teacher())
    first = shop.open_course_checkout(student, course)
    second = shop.open_course_checkout(student, course)
    shop.send("checkout.session.expired", shop.paid_session(first, payment_status="unpaid"))
    assert shop.enrollment(student, course).payment_status == "pending"
    shop.send("checkout.session.expired", shop.paid_session(second, payment_status="unpaid"))
    assert shop.enrollment(student, course).payment_status == "failed"


def test_the_cancel_page_never_downgrades_a_paid_enrolment(shop: Shop) -> None:
    student, course = shop.student(), shop.course(shop.teacher())
    session = shop.open_course_checkout(student, course)
    shop.complete(session)
    assert "Payment Cancelled" in shop.browser(student).get(session["cancel_url"]).content.decode()
    assert shop.enrollment(student, course).is_confirmed


def test_when_stripe_refuses_the_enrolment_is_removed(shop: Shop) -> None:
    student, course = shop.student(), shop.course(shop.teacher())
    shop.stripe.refusal = refusal("No such currency")
    url = f"/courses/{course.slug}/enroll/"
    page = shop.browser(student).post(url, {"terms_accepted": "on"}, follow=True).content.decode()
    assert "Payment setup failed: No such currency. Please try again." in page
    assert not CourseEnrollment.objects.filter(student=student).exists()


def test_terms_are_required_and_what_is_owned_is_not_sold_again(shop: Shop) -> None:
    student, course = shop.student(), shop.course(shop.teacher())
    browser, url = shop.browser(student), f"/courses/{course.slug}/enroll/"
    assert "You must accept the Terms" in browser.post(url, follow=True).content.decode()
    shop.complete(shop.open_course_checkout(student, course))
    page = browser.post(url, {"terms_accepted": "on"}, follow=True).content.decode()
    assert f"You are already enrolled in {course.title}." in page
    assert len(shop.stripe.sessions) == 1


def ask_to_cancel(shop: Shop, enrollment: CourseEnrollment) -> str:
    url = f"/courses/enrollment/{enrollment.pk}/request-cancellation/"
    return shop.browser(enrollment.student).post(url, {"reason": "No time"}, follow=True).content.decode()


def test_within_seven_days_everything_goes_back(shop: Shop) -> None:
    student, course = shop.student(), shop.course(shop.teacher())
    session = shop.open_course_checkout(student, course)
    shop.complete(session)
    enrollment = shop.enrollment(student, course)

    page = ask_to_cancel(shop, enrollment)
    shop.refunded(session, 4999)

    enrollment.refresh_from_db()
    request = CourseCancellationRequest.objects.get(enrollment=enrollment)
    payment = shop.payment(session)
    assert "a full refund of £49.99 has been processed" in page
    assert (enrollment.is_active, enrollment.payment_status) == (False, "refunded")
    assert (request.status, request.refund_amount) == ("completed", Decimal("49.99"))
    assert (payment.status, payment.refund_amount) == ("refunded", Decimal("49.99"))
    assert shop.stripe.refunds[0]["metadata"]["refund_type"] == "course_cancellation_automatic"
    assert shop.subjects(student)[1:] == [f"Course Cancellation - {course.title} - Recorder-ed"]
    assert "Secret content" not in shop.browser(student).get(lesson_url(course), follow=True).content.decode()


def test_later_access_ends_without_a_refund(shop: Shop) -> None:
    student, course = shop.student(), shop.course(shop.teacher())
    shop.complete(shop.open_course_checkout(student, course))
    enrollment = shop.enrollment(student, course)
    enrollment.enrolled_at = datetime.now(UTC) - timedelta(days=7, minutes=1)
    enrollment.save()

    page = ask_to_cancel(shop, enrollment)

    enrollment.refresh_from_db()
    assert "outside the 7-day trial period" in page
    assert (enrollment.is_active, enrollment.payment_status) == (False, "completed")
    assert shop.stripe.refunds == []


def test_a_refund_stripe_refuses_stays_open_until_the_staff_approves(shop: Shop) -> None:
    student, course = shop.student(), shop.course(shop.teacher())
    shop.complete(shop.open_course_checkout(student, course))
    enrollment = shop.enrollment(student, course)
    shop.stripe.refusal = refusal("Insufficient funds")
    assert "Your refund will be processed shortly." in ask_to_cancel(shop, enrollment)
    request = CourseCancellationRequest.objects.get(enrollment=enrollment)
    assert request.status == "pending"

    shop.stripe.refusal = None
    staff = shop.student("Staff")
    staff.is_staff = True
    staff.save()
    shop.browser(staff).post(f"/courses/admin/cancellations/{request.pk}/", {"action": "approve"})

    request.refresh_from_db()
    enrollment.refresh_from_db()
    assert (request.status, request.reviewed_by) == ("completed", staff)
    assert enrollment.payment_status == "refunded"


def test_without_a_payment_record_the_staff_has_to_pay_back(shop: Shop) -> None:
    student, course = shop.student(), shop.course(shop.teacher())
    shop.complete(shop.open_course_checkout(student, course))
    StripePayment.objects.filter(course_id=course.pk).delete()
    assert "processed manually within 24 hours" in ask_to_cancel(shop, shop.enrollment(student, course))
    assert shop.stripe.refunds == []


def test_another_persons_enrolment_cannot_be_cancelled(shop: Shop) -> None:
    student, course = shop.student(), shop.course(shop.teacher())
    shop.complete(shop.open_course_checkout(student, course))
    enrollment = shop.enrollment(student, course)
    url = f"/courses/enrollment/{enrollment.pk}/request-cancellation/"
    page = shop.browser(shop.student("Eve")).post(url, {"reason": "x"}, follow=True).content.decode()
    assert "Enrollment not found or you do not have permission to cancel it." in page
    enrollment.refresh_from_db()
    assert enrollment.is_confirmed


def test_a_guardian_enrols_one_child_after_the_other(shop: Shop) -> None:
    guardian, teacher = shop.student("Gwen", is_guardian=True), shop.teacher()
    charlie, daisy = (
        ChildProfile.objects.create(
            guardian=guardian, first_name=name, last_name="Guard", date_of_birth=date(2014, 1, 1)
        )
        for name in ("Charlie", "Daisy")
    )
    course = shop.course(teacher)
    browser, url = shop.browser(guardian), f"/courses/{course.slug}/enroll/"
    assert "Enroll a Child" in browser.get(f"/courses/{course.slug}/").content.decode()
    assert "Enroll Selected Child" in browser.get(url).content.decode()

    for child in (charlie, daisy):
        browser.post(url, {"terms_accepted": "on", "child_id": str(child.pk)})
        shop.complete(shop.stripe.sessions[-1])
    again = browser.post(url, {"terms_accepted": "on", "child_id": str(daisy.pk)}, follow=True).content.decode()

    assert [session["metadata"]["child_id"] for session in shop.stripe.sessions] == [str(charlie.pk), str(daisy.pk)]
    assert f"You are already enrolled in {course.title}." in again
    mail = shop.mails(teacher, f"New Enrollment - {course.title}")[0].body
    assert "- Student: Charlie Guard" in mail
    assert "- Guardian: Gwen Student" in mail


def test_only_an_own_child_can_be_enrolled(shop: Shop) -> None:
    guardian, other = shop.student("Gwen", is_guardian=True), shop.student("Hal", is_guardian=True)
    child = ChildProfile.objects.create(guardian=other, first_name="Ida", last_name="H", date_of_birth=date(2014, 1, 1))
    course = shop.course(shop.teacher())
    for child_id in (str(child.pk), "", "nobody"):
        form = {"terms_accepted": "on", "child_id": child_id}
        page = shop.browser(guardian).post(f"/courses/{course.slug}/enroll/", form, follow=True).content.decode()
        assert "Please select a child to enroll." in page
    assert shop.stripe.sessions == []


def test_content_above_the_childs_age_has_to_be_acknowledged(shop: Shop) -> None:
    guardian = shop.student("Gwen", is_guardian=True)
    born = date.today() - timedelta(days=12 * 365)
    child = ChildProfile.objects.create(guardian=guardian, first_name="Ida", last_name="G", date_of_birth=born)
    course = shop.course(shop.teacher())
    Course.objects.filter(pk=course.pk).update(content_rating="PG-13")
    url, form = f"/courses/{course.slug}/enroll/", {"terms_accepted": "on", "child_id": str(child.pk)}
    page = shop.browser(guardian).post(url, form).content.decode()
    assert 'name="age_rating_acknowledged"' in page
    assert shop.stripe.sessions == []
    shop.browser(guardian).post(url, form | {"age_rating_acknowledged": "on"})
    assert len(shop.stripe.sessions) == 1
