from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from ..enrollments import may_read, owned_by, owns
from ..models import Course, Lesson


def index(request: HttpRequest) -> HttpResponse:
    courses = Course.objects.published().select_related("instructor").order_by("title")
    return render(request, "courses/index.html", {"courses": courses})


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    course = get_object_or_404(Course.objects.published().select_related("instructor"), slug=slug)
    context = {
        "course": course,
        "topics": course.topics.prefetch_related("lessons"),
        "owned": owns(request.user, course),
        "is_guardian": request.user.is_authenticated and request.user.profile.is_guardian,
    }
    return render(request, "courses/detail.html", context)


@login_required
def lesson(request: HttpRequest, lesson_id: uuid.UUID) -> HttpResponse:
    lesson = get_object_or_404(Lesson.objects.select_related("topic__course"), pk=lesson_id, status="published")
    course = lesson.topic.course
    if not may_read(request.user, course):
        messages.error(request, f"You need to be enrolled in {course.title} to open its lessons.")
        return redirect(course if course.is_published else "courses:index")
    return render(request, "courses/lesson.html", {"lesson": lesson, "course": course})


@login_required
def my_courses(request: HttpRequest) -> HttpResponse:
    enrollments = owned_by(request.user).prefetch_related("course__topics__lessons")
    return render(request, "courses/my_courses.html", {"enrollments": enrollments})
