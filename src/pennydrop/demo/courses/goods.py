"""Course enrolments as goods of the payment workflow."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from pennydrop.demo.payments.goods import Goods, Undeliverable
from pennydrop.demo.payments.models import Checkout, CheckoutItem, StripePayment
from pennydrop.demo.payments.sales import Sale

from . import notices
from .enrollments import DOMAIN, is_enrolled, recount
from .models import CourseEnrollment

Payment = CourseEnrollment.PaymentStatus


class CourseGoods(Goods):
    domain = DOMAIN

    def payment_links(self, checkout: Checkout) -> dict[str, Any]:
        return {"course_id": self.enrollment(checkout).get().course_id}

    def opened(self, checkout: Checkout) -> None:
        self.enrollment(checkout).update(stripe_checkout_session_id=checkout.session_id)

    def discard(self, checkout: Checkout) -> None:
        # An enrolment of an earlier attempt stays: its payment page may still be open, and paid.
        others = Checkout.objects.filter(domain=self.domain, reference=checkout.reference).exclude(pk=checkout.pk)
        if not others.exists():
            self.enrollment(checkout).filter(stripe_checkout_session_id=None).delete()

    def deliver(self, item: CheckoutItem, payment: StripePayment | None) -> str:
        enrollment = (
            CourseEnrollment.objects.select_for_update(of=("self",))
            .select_related("course", "student", "child_profile")
            .get(pk=uuid.UUID(item.object_id))
        )
        enrolled = is_enrolled(enrollment.student, enrollment.course, enrollment.child_profile)
        if enrolled or enrollment.payment_status not in CourseEnrollment.UNPAID:
            raise Undeliverable(f"You are already enrolled in {enrollment.course.title}.")
        enrollment.payment_status = Payment.COMPLETED if payment else Payment.NOT_REQUIRED
        enrollment.payment_amount = item.price
        enrollment.is_active = True
        enrollment.enrolled_at = timezone.now()
        if payment:
            enrollment.paid_at = timezone.now()
            enrollment.stripe_payment_intent_id = payment.stripe_payment_intent_id
            enrollment.stripe_checkout_session_id = payment.stripe_checkout_session_id
        enrollment.save()
        recount(enrollment.course)
        return enrollment.pk.hex

    def complete(self, checkout: Checkout, delivered: list[CheckoutItem], payment: StripePayment | None) -> None:
        for item in delivered:
            notices.enrolled(CourseEnrollment.objects.get(pk=item.delivered_as))

    def close_unpaid(self, checkout: Checkout) -> None:
        # A newer payment page of the same enrolment keeps it open.
        self.enrollment(checkout).filter(
            payment_status=Payment.PENDING, stripe_checkout_session_id=checkout.session_id
        ).update(payment_status=Payment.FAILED)

    def withdraw(self, payment: StripePayment) -> None:
        enrollments = CourseEnrollment.objects.filter(
            stripe_payment_intent_id=payment.stripe_payment_intent_id, payment_status=Payment.COMPLETED
        ).select_related("course")
        for enrollment in enrollments.select_for_update(of=("self",)):
            enrollment.payment_status = Payment.REFUNDED
            enrollment.is_active = False
            enrollment.save(update_fields=["payment_status", "is_active"])
            recount(enrollment.course)

    def sales(self, teacher: User | None) -> Iterable[Sale]:
        enrollments = CourseEnrollment.objects.filter(
            payment_status__in=[Payment.COMPLETED, Payment.REFUNDED], payment_amount__gt=0
        ).select_related("course", "student", "child_profile")
        if teacher is not None:
            enrollments = enrollments.filter(course__instructor=teacher)
        return [sale_of(enrollment) for enrollment in enrollments]

    def enrollment(self, checkout: Checkout) -> Any:
        return CourseEnrollment.objects.filter(pk=uuid.UUID(checkout.reference))


def sale_of(enrollment: CourseEnrollment) -> Sale:
    refunded = enrollment.payment_status == Payment.REFUNDED
    return Sale(
        domain=DOMAIN,
        title=enrollment.course.title,
        address=enrollment.course.get_absolute_url(),
        category=enrollment.course.grade_display,
        student=enrollment.participant,
        sold_at=enrollment.paid_at or enrollment.enrolled_at,
        price=enrollment.payment_amount,
        payment_intent=enrollment.stripe_payment_intent_id or "",
        refunded=enrollment.payment_amount if refunded else Decimal(0),
    )
