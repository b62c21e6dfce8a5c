"""Paying an exam fee: the way to Stripe and the two ways back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from pennydrop.demo.accounts.access import verified_email_required
from pennydrop.demo.payments import checkouts
from pennydrop.demo.private_teaching.access import student_page

from ..models import ExamRegistration
from ..registrations import prepare_checkout, why_not_payable


@student_page
@verified_email_required
@require_POST
def pay(request: HttpRequest, exam_id: uuid.UUID) -> HttpResponse:
    exam = get_object_or_404(ExamRegistration.objects.with_details(), pk=exam_id)
    if exam.student != request.user:
        messages.error(request, "You do not have permission to pay for this exam.")
        return redirect("exams:my_exams")
    reason = why_not_payable(exam)
    if reason:
        messages.info(request, reason)
        return redirect("exams:detail", exam.pk)
    return to_payment(request, exam)


def to_payment(request: HttpRequest, exam: ExamRegistration) -> HttpResponse:
    success = reverse("exams:payment_success", args=[exam.pk])
    cancel = reverse("exams:payment_cancel", args=[exam.pk])
    try:
        url = checkouts.open_session(
            prepare_checkout(exam), request.build_absolute_uri(success), request.build_absolute_uri(cancel)
        )
    except checkouts.PaymentSetupFailed as error:
        messages.error(request, f"Payment setup failed: {error}. Please try again.")
        return redirect("exams:detail", exam.pk)
    return redirect(url)


def own_exam(request: HttpRequest, exam_id: uuid.UUID) -> ExamRegistration | None:
    exam = ExamRegistration.objects.with_details().filter(pk=exam_id, student=request.user).first()
    if exam is None:
        messages.error(request, "Item not found.")
    return exam


@student_page
def success(request: HttpRequest, exam_id: uuid.UUID) -> HttpResponse:
    """What the database says about the fee; coming here changes nothing."""
    exam = own_exam(request, exam_id)
    if exam is None:
        return redirect("exams:my_exams")
    return render(request, "exams/payment_success.html", {"exam": exam})


@student_page
def cancel(request: HttpRequest, exam_id: uuid.UUID) -> HttpResponse:
    exam = own_exam(request, exam_id)
    if exam is None:
        return redirect("exams:my_exams")
    return render(request, "exams/payment_cancel.html", {"exam": exam})
