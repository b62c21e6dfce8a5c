"""The teacher's registrations, and what students see of theirs."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pennydrop.demo.private_teaching.access import student_page, teacher_page

from .. import registrations
from ..forms import ExamForm
from ..models import ExamRegistration


@teacher_page
def teacher_exams(request: HttpRequest) -> HttpResponse:
    exams = ExamRegistration.objects.with_details().filter(teacher=request.user).order_by("-created_at")
    return render(request, "exams/teacher_exams.html", {"exams": exams})


@teacher_page
def create(request: HttpRequest) -> HttpResponse:
    form = ExamForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        exam = form.save(commit=False)
        registrations.register(exam, request.user)
        messages.success(request, f"{exam.participant} is registered for {exam.display_name}.")
        return redirect("exams:teacher_exams")
    return render(request, "exams/create.html", {"form": form})


@student_page
def my_exams(request: HttpRequest) -> HttpResponse:
    own = ExamRegistration.objects.with_details().filter(student=request.user).order_by("-created_at")
    return render(request, "exams/my_exams.html", {"exams": own, "unpaid": own.unpaid().count()})


@student_page
def detail(request: HttpRequest, exam_id: uuid.UUID) -> HttpResponse:
    exam = ExamRegistration.objects.with_details().filter(pk=exam_id).first()
    if exam is None or request.user not in (exam.student, exam.teacher):
        messages.error(request, "Item not found.")
        return redirect("exams:my_exams")
    may_pay = request.user == exam.student and not registrations.why_not_payable(exam)
    return render(request, "exams/detail.html", {"exam": exam, "may_pay": may_pay})
