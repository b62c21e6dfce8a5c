"""Who owns a course, and how an enrolment comes into being before it is paid."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pennydrop.demo.accounts.models import ChildProfile
from pennydrop.demo.payments import checkouts
from pennydrop.demo.payments.models import Checkout, CheckoutItem

from .models import Course, CourseEnrollment, CourseTermsAcceptance, CourseTermsAndConditions

DOMAIN = "courses"
Payment = CourseEnrollment.PaymentStatus


def owned_by(student: User) -> QuerySet[CourseEnrollment]:
    return (
        CourseEnrollment.objects.owned().filter(student=student).select_related("course__instructor", "child_profile")
    )


def owns(student: User, course: Course) -> bool:
    return student.is_authenticated and owned_by(student).filter(course=course).exists()


def is_enrolled(student: User, course: Course, child: ChildProfile | None) -> bool:
    """Whether this very participant has the course: a guardian may enrol one child after the other."""
    return owned_by(student).filter(course=course, child_profile=child).exists()


def may_read(user: User, course: Course) -> bool:
    """Lessons are for those who own the course, and for the teacher who wrote them."""
    return course.instructor_id == user.pk or owns(user, course)


@transaction.atomic
def begin(
    student: User, course: Course, child: ChildProfile | None, ip_address: str | None, user_agent: str
) -> Checkout:
    """A pending enrolment and its checkout. An unpaid enrolment of an earlier attempt is taken up again."""
    whose = {"student": student, "course": course, "child_profile": child}
    enrollment = CourseEnrollment.objects.unpaid().select_for_update(of=("self",)).filter(**whose).first()
    if enrollment is None:
        enrollment = CourseEnrollment.objects.create(**whose)
        CourseTermsAcceptance.objects.create(
            enrollment=enrollment,
            student=student,
            terms_version=CourseTermsAndConditions.objects.get(is_current=True),
            ip_address=ip_address,
            user_agent=user_agent,
        )
    enrollment.payment_status = Payment.PENDING
    enrollment.payment_amount = course.cost
    enrollment.enrolled_at = timezone.now()
    enrollment.save()
    return prepare_checkout(enrollment)


def prepare_checkout(enrollment: CourseEnrollment) -> Checkout:
    course = enrollment.course
    item = CheckoutItem(
        object_id=enrollment.pk.hex,
        title=course.title,
        description=f"Course enrollment - {course.grade_display}",
        price=course.cost,
    )
    metadata = {
        "enrollment_id": str(enrollment.pk),
        "course_id": str(course.pk),
        "child_id": str(enrollment.child_profile_id or ""),
    }
    return checkouts.prepare(DOMAIN, enrollment.pk, enrollment.student, [course.instructor], [item], metadata)


def recount(course: Course) -> None:
    course.total_enrollments = course.enrollments.owned().count()
    course.save(update_fields=["total_enrollments"])
