from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from .. import cancellations
from ..enrollments import owned_by
from ..models import CourseCancellationRequest

staff_page = staff_member_required(login_url="/accounts/login/")


@login_required
def request_cancellation(request: HttpRequest, enrollment_id: uuid.UUID) -> HttpResponse:
    enrollment = owned_by(request.user).filter(pk=enrollment_id).first()
    if enrollment is None:
        messages.error(request, "Enrollment not found or you do not have permission to cancel it.")
        return redirect("courses:my_courses")
    reason = request.POST.get("reason", "").strip()
    if request.method == "POST" and reason:
        try:
            result = cancellations.ask(enrollment, reason)
        except cancellations.AlreadyAsked:
            messages.info(request, "A cancellation request for this course is already pending.")
            return redirect("courses:my_courses")
        messages.success(request, result.message)
        return redirect("courses:cancellation_status", result.request.pk)
    context = {"enrollment": enrollment, "course": enrollment.course, "missing_reason": request.method == "POST"}
    return render(request, "courses/request_cancellation.html", context)


@login_required
def status(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    cancellation = get_object_or_404(
        CourseCancellationRequest.objects.select_related("enrollment__course"), pk=request_id, student=request.user
    )
    return render(request, "courses/cancellation_status.html", {"cancellation": cancellation})


@staff_page
def staff_list(request: HttpRequest) -> HttpResponse:
    requests = CourseCancellationRequest.objects.select_related("enrollment__course", "student").order_by("-created_at")
    return render(request, "courses/staff_cancellations.html", {"requests": requests})


@staff_page
def staff_review(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    cancellation = get_object_or_404(
        CourseCancellationRequest.objects.select_related("enrollment__course", "student"), pk=request_id
    )
    is_pending = cancellation.status == CourseCancellationRequest.Status.PENDING
    if request.method == "POST" and is_pending:
        decide(request, cancellation)
        return redirect("courses:staff_review", cancellation.pk)
    context = {"cancellation": cancellation, "is_pending": is_pending}
    return render(request, "courses/staff_cancellation.html", context)


def decide(request: HttpRequest, cancellation: CourseCancellationRequest) -> None:
    if request.POST.get("action") == "reject":
        cancellations.reject(cancellation, request.user, request.POST.get("admin_notes", ""))
        messages.success(request, "Cancellation request rejected.")
        return
    try:
        cancellations.pay_back(cancellation, request.user)
        messages.success(request, "Cancellation approved and refund processed.")
    except cancellations.RefundPending as error:
        messages.error(request, f"The refund failed: {error.__cause__}")
