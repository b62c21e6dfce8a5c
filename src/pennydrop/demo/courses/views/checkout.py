"""The way to Stripe and the two ways back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from pennydrop.demo.payments import checkouts
from pennydrop.demo.payments.models import Checkout

from ..models import Course, CourseEnrollment


def to_payment(request: HttpRequest, course: Course, checkout: Checkout) -> HttpResponse:
    enrollment_id = uuid.UUID(checkout.reference)
    success = reverse("courses:checkout_success", args=[enrollment_id])
    cancel = reverse("courses:checkout_cancel", args=[enrollment_id])
    try:
        url = checkouts.open_session(checkout, request.build_absolute_uri(success), request.build_absolute_uri(cancel))
    except checkouts.PaymentSetupFailed as error:
        messages.error(request, f"Payment setup failed: {error}. Please try again.")
        return redirect(course)
    return redirect(url)


def own_enrollment(request: HttpRequest, enrollment_id: uuid.UUID) -> CourseEnrollment | None:
    enrollment = (
        CourseEnrollment.objects.filter(pk=enrollment_id, student=request.user)
        .select_related("course__instructor")
        .first()
    )
    if enrollment is None:
        messages.error(request, "Item not found.")
    return enrollment


@login_required
def confirm(request: HttpRequest, enrollment_id: uuid.UUID) -> HttpResponse:
    enrollment = own_enrollment(request, enrollment_id)
    if enrollment is None or not enrollment.is_confirmed:
        return redirect("courses:index")
    return render(request, "courses/confirm.html", {"enrollment": enrollment, "course": enrollment.course})


@login_required
def success(request: HttpRequest, enrollment_id: uuid.UUID) -> HttpResponse:
    """What the database says about the enrolment; coming here changes nothing."""
    enrollment = own_enrollment(request, enrollment_id)
    if enrollment is None:
        return redirect("courses:index")
    context = {"enrollment": enrollment, "course": enrollment.course}
    return render(request, "courses/checkout_success.html", context)


@login_required
def cancel(request: HttpRequest, enrollment_id: uuid.UUID) -> HttpResponse:
    """Back without paying. Only an enrolment that is still open is closed, whatever has arrived meanwhile."""
    enrollment = own_enrollment(request, enrollment_id)
    if enrollment is None:
        return redirect("courses:index")
    CourseEnrollment.objects.filter(pk=enrollment.pk, payment_status=CourseEnrollment.PaymentStatus.PENDING).update(
        payment_status=CourseEnrollment.PaymentStatus.FAILED
    )
    return render(request, "courses/checkout_cancel.html", {"course": enrollment.course})
