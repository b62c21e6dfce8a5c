from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from pennydrop.demo.core.money import commission, share

from .. import cancellations
from ..access import lessons_of_student, student_page, teacher_page
from ..forms import CancellationForm
from ..models import LessonCancellationRequest

WITH_LESSON = ["lesson__subject", "lesson__lesson_request__child_profile", "student", "teacher"]


@student_page
def ask(request: HttpRequest, lesson_id: uuid.UUID) -> HttpResponse:
    lessons = lessons_of_student(request.user).visible().filter(payment_status="Paid")
    lesson = get_object_or_404(lessons, pk=lesson_id)
    form = CancellationForm(request.POST or None, initial={"request_type": "cancel_refund"})
    if request.method == "POST" and form.is_valid():
        cancellation = form.save(commit=False)
        try:
            cancellations.submit(lesson, cancellation)
        except cancellations.NotAllowed as reason:
            messages.error(request, str(reason))
            return redirect("private_teaching:my_lessons")
        kind = "Reschedule" if cancellation.is_reschedule else "Cancellation"
        messages.success(request, f"{kind} request submitted! Your teacher will review it shortly.")
        return redirect("private_teaching:cancellation_request", cancellation.pk)
    price = cancellations.price_paid(lesson)
    context = {
        "lesson": lesson,
        "form": form,
        "pending": cancellations.pending_request(lesson),
        "refund_due": cancellations.refund_due(lesson),
        "refund": share(price),
        "fee": commission(price),
    }
    return render(request, "private_teaching/lesson_cancel.html", context)


@student_page
def detail(request: HttpRequest, request_id: int) -> HttpResponse:
    cancellation = get_object_or_404(
        LessonCancellationRequest.objects.select_related(*WITH_LESSON),
        Q(student=request.user) | Q(teacher=request.user),
        pk=request_id,
    )
    decides = cancellation.teacher_id == request.user.pk and cancellation.status == "pending"
    context = {"cancellation": cancellation, "lesson": cancellation.lesson, "decides": decides}
    return render(request, "private_teaching/cancellation_request.html", context)


@teacher_page
def teacher_list(request: HttpRequest) -> HttpResponse:
    requests = (
        LessonCancellationRequest.objects.filter(teacher=request.user)
        .select_related(*WITH_LESSON)
        .order_by("-created_at")
    )
    return render(request, "private_teaching/teacher_cancellations.html", {"requests": requests})


@teacher_page
@require_POST
def respond(request: HttpRequest, request_id: int) -> HttpResponse:
    cancellation = get_object_or_404(LessonCancellationRequest, pk=request_id, teacher=request.user)
    response = request.POST.get("teacher_response", "").strip()
    try:
        if request.POST.get("action") == "approve":
            for text in cancellations.approve(cancellation, response):
                messages.success(request, text)
        elif request.POST.get("action") == "reject":
            cancellations.reject(cancellation, response)
            messages.success(request, "Cancellation request rejected.")
    except cancellations.NotAllowed as reason:
        messages.error(request, str(reason))
    except cancellations.RefundFailed as error:
        messages.error(request, f"Cancellation approved but refund failed: {error}")
    return redirect("private_teaching:teacher_cancellations")
