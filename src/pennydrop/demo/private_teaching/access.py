"""Who may see what in private teaching: own applications, requests and lessons only."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from pennydrop.demo.accounts.access import teacher_required
from pennydrop.demo.lessons.models import Lesson

from .models import LessonRequest, TeacherStudentApplication

LOGIN_URL = "/private-teaching/login/"
student_page = login_required(login_url=LOGIN_URL)
teacher_page: Any = teacher_required(
    "You must be a teacher to access this page.", to="private_teaching:home", login_url=LOGIN_URL
)


def accepted_applications(student: User) -> QuerySet[TeacherStudentApplication]:
    return TeacherStudentApplication.objects.filter(
        applicant=student, status=TeacherStudentApplication.Status.ACCEPTED
    ).select_related("teacher", "child_profile")


def is_accepted_by(student: User, teacher: User, child_id: Any = None) -> bool:
    return accepted_applications(student).filter(teacher=teacher, child_profile=child_id).exists()


def lessons_of_student(student: User) -> QuerySet[Lesson]:
    return Lesson.objects.with_people().filter(student=student)


def requests_of_student(student: User) -> QuerySet[LessonRequest]:
    return LessonRequest.objects.filter(student=student).order_by("-pk")


def requests_to_teacher(teacher: User) -> QuerySet[LessonRequest]:
    return (
        LessonRequest.objects.filter(Q(lessons__teacher=teacher))
        .select_related("student", "child_profile")
        .distinct()
        .order_by("-pk")
    )
