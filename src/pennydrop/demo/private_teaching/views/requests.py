from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import pluralize

from pennydrop.demo.lessons.models import Lesson

from .. import requests
from ..access import (
    is_accepted_by,
    requests_of_student,
    requests_to_teacher,
    student_page,
    teacher_page,
)
from ..forms import ChildForm, booking_formset, response_formset

LESSONS = Prefetch("lessons", Lesson.objects.with_people())


@student_page
def book(request: HttpRequest, teacher_id: int) -> HttpResponse:
    teacher = get_object_or_404(User, pk=teacher_id, profile__is_teacher=True)
    guardian = request.user.profile.is_guardian
    child_form = ChildForm(request.user, request.POST or None)
    formset = booking_formset(teacher, request.POST or None)
    if request.method == "POST" and not child_form.is_valid():
        raise Http404("no such child on this account")
    child = child_form.cleaned_data["child_profile"] if request.method == "POST" else None
    if not may_book(request, teacher, child):
        name = teacher.get_full_name()
        messages.error(
            request,
            f"You need to be accepted by {name} before you can book lessons. "
            "Please apply first or wait for your application to be accepted.",
        )
        return redirect("private_teaching:my_teachers")
    if request.method == "POST" and formset.is_valid() and any(form.has_changed() for form in formset):
        count = requests.submit(request.user, teacher, child, formset, request.POST.get("initial_message", "").strip())
        participant = str(child) if child else request.user.get_full_name()
        messages.success(
            request,
            f"Lesson request for {participant} with {teacher.get_full_name()} submitted successfully "
            f"with {count} lesson{pluralize(count)}! The teacher will respond soon.",
        )
        return redirect("private_teaching:my_requests")
    context = {"teacher": teacher, "formset": formset, "child_form": child_form if guardian else None}
    return render(request, "private_teaching/book.html", context)


def may_book(request: HttpRequest, teacher: User, child: object) -> bool:
    """On the way in any accepted application will do; the one that counts is that of the chosen participant."""
    if request.method == "GET" and request.user.profile.is_guardian:
        return teacher.applications_received.filter(applicant=request.user, status="accepted").exists()
    return is_accepted_by(request.user, teacher, child)


@student_page
def my_requests(request: HttpRequest) -> HttpResponse:
    lesson_requests = requests_of_student(request.user).prefetch_related(LESSONS)
    return render(request, "private_teaching/my_requests.html", {"lesson_requests": lesson_requests})


@student_page
def my_request(request: HttpRequest, request_id: int) -> HttpResponse:
    lesson_request = get_object_or_404(requests_of_student(request.user).prefetch_related(LESSONS), pk=request_id)
    return render(request, "private_teaching/my_request.html", {"lesson_request": lesson_request})


@teacher_page
def incoming_requests(request: HttpRequest) -> HttpResponse:
    lesson_requests = requests_to_teacher(request.user).prefetch_related(LESSONS)
    return render(request, "private_teaching/incoming_requests.html", {"lesson_requests": lesson_requests})


@teacher_page
def respond(request: HttpRequest, request_id: int) -> HttpResponse:
    lesson_request = get_object_or_404(requests_to_teacher(request.user), pk=request_id)
    formset = response_formset(lesson_request, request.user, request.POST or None)
    if request.method == "POST" and formset.is_valid():
        requests.answer(lesson_request, request.user, formset, request.POST.get("message", "").strip())
        messages.success(request, "Lesson request updated and student notified!")
        return redirect("private_teaching:incoming_requests")
    context = {"lesson_request": lesson_request, "formset": formset}
    return render(request, "private_teaching/respond.html", context)
