from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from .. import notices
from ..access import student_page, teacher_page
from ..forms import ApplicationForm, ChildForm, DecisionForm
from ..models import PrivateLessonTermsAcceptance, PrivateLessonTermsAndConditions, TeacherStudentApplication


@student_page
def apply(request: HttpRequest, teacher_id: int) -> HttpResponse:
    teacher = get_object_or_404(User, pk=teacher_id, profile__is_teacher=True)
    form = ApplicationForm(request.POST or None)
    child_form = ChildForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid() and child_form.is_valid():
        application = send_application(request, teacher, form, child_form)
        messages.success(request, f"Application submitted for {application.participant}!")
        return redirect("private_teaching:my_application", application.pk)
    context = {
        "teacher": teacher,
        "form": form,
        "child_form": child_form if request.user.profile.is_guardian else None,
        "terms": PrivateLessonTermsAndConditions.objects.filter(is_current=True).first(),
    }
    return render(request, "private_teaching/apply.html", context)


@transaction.atomic
def send_application(
    request: HttpRequest, teacher: User, form: ApplicationForm, child_form: ChildForm
) -> TeacherStudentApplication:
    application = TeacherStudentApplication.objects.create(
        applicant=request.user,
        teacher=teacher,
        child_profile=child_form.cleaned_data["child_profile"],
        message=form.cleaned_data["message"],
    )
    PrivateLessonTermsAcceptance.objects.create(
        student=request.user,
        application=application,
        terms_version=PrivateLessonTermsAndConditions.objects.get(is_current=True),
        ip_address=request.META.get("REMOTE_ADDR"),
        user_agent=request.headers.get("User-Agent", ""),
    )
    notices.application_sent(application)
    return application


@student_page
def my_applications(request: HttpRequest) -> HttpResponse:
    applications = TeacherStudentApplication.objects.filter(applicant=request.user).select_related(
        "teacher", "child_profile", "applicant"
    )
    return render(request, "private_teaching/my_applications.html", {"applications": applications})


@student_page
def my_application(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    application = get_object_or_404(TeacherStudentApplication, pk=application_id, applicant=request.user)
    return render(request, "private_teaching/my_application.html", {"application": application})


@teacher_page
def teacher_applications(request: HttpRequest) -> HttpResponse:
    applications = (
        TeacherStudentApplication.objects.filter(teacher=request.user)
        .select_related("applicant", "child_profile")
        .order_by("-created_at")
    )
    return render(request, "private_teaching/teacher_applications.html", {"applications": applications})


@teacher_page
def teacher_application(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    application = get_object_or_404(TeacherStudentApplication, pk=application_id, teacher=request.user)
    form = DecisionForm(request.POST or None, instance=application)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            application = form.save(commit=False)
            application.status_changed_at = timezone.now()
            application.save()
            notices.application_decided(application)
        messages.success(request, f"Application status updated to {application.get_status_display()}!")
        return redirect("private_teaching:teacher_application", application.pk)
    return render(request, "private_teaching/teacher_application.html", {"application": application, "form": form})
