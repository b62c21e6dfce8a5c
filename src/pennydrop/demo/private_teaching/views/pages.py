"""Entrance pages: the list of teachers, the dashboards, the login of the lesson area."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pennydrop.demo.accounts.views import LoginView

from ..access import accepted_applications, lessons_of_student, requests_to_teacher, student_page, teacher_page
from ..models import LessonCancellationRequest, TeacherStudentApplication


class LessonLoginView(LoginView):
    extra_context = {"heading": "Login to private lessons"}


def home(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        if request.user.profile.is_teacher:
            return redirect("private_teaching:teacher_dashboard")
        if accepted_applications(request.user).exists():
            return redirect("private_teaching:dashboard")
    teachers = User.objects.filter(
        profile__is_teacher=True, profile__accepting_new_private_students=True, is_active=True
    ).prefetch_related("subjects")
    return render(request, "private_teaching/home.html", {"teachers": teachers})


@student_page
def dashboard(request: HttpRequest) -> HttpResponse:
    lessons = lessons_of_student(request.user).visible()[:10]
    return render(request, "private_teaching/dashboard.html", {"lessons": lessons})


@student_page
def my_teachers(request: HttpRequest) -> HttpResponse:
    applications = accepted_applications(request.user)
    return render(request, "private_teaching/my_teachers.html", {"applications": applications})


@student_page
def my_lessons(request: HttpRequest) -> HttpResponse:
    lessons = lessons_of_student(request.user).visible().filter(payment_status="Paid")
    return render(request, "private_teaching/my_lessons.html", {"lessons": lessons})


@teacher_page
def teacher_dashboard(request: HttpRequest) -> HttpResponse:
    pending = TeacherStudentApplication.Status.PENDING
    context = {
        "applications": TeacherStudentApplication.objects.filter(teacher=request.user, status=pending).count(),
        "requests": requests_to_teacher(request.user).filter(lessons__approved_status="Pending").count(),
        "cancellations": LessonCancellationRequest.objects.filter(teacher=request.user, status="pending").count(),
    }
    return render(request, "private_teaching/teacher_dashboard.html", context)
