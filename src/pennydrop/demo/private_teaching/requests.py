"""Asking for lessons, and the teacher's answer."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.forms import BaseFormSet

from pennydrop.demo.accounts.models import ChildProfile
from pennydrop.demo.lessons.models import Lesson

from . import cart, notices
from .models import CartItem, LessonRequest


@transaction.atomic
def submit(student: User, teacher: User, child: ChildProfile | None, formset: BaseFormSet, message: str) -> int:
    """Store a request with its lessons; how many lessons were asked for."""
    request = LessonRequest.objects.create(student=student, child_profile=child, initial_message=message)
    forms = [form for form in formset if form.has_changed()]
    for form in forms:
        lesson = form.save(commit=False)
        lesson.lesson_request, lesson.student, lesson.teacher = request, student, teacher
        lesson.reprice()
        lesson.save()
    notices.lessons_requested(request, teacher, str(child) if child else student.get_full_name())
    return len(forms)


@transaction.atomic
def answer(request: LessonRequest, teacher: User, formset: BaseFormSet, message: str) -> None:
    for form in formset:
        apply_answer(form, delete=form in formset.deleted_forms)
    request.teacher_message = message
    request.save(update_fields=["teacher_message"])
    notices.request_answered(request, teacher)


def apply_answer(form: Any, delete: bool) -> None:
    lesson = form.save(commit=False)
    if not lesson.is_paid:
        if "duration_in_minutes" in form.changed_data or lesson.fee is None:
            lesson.reprice()
        lesson.is_deleted = delete or lesson.approved_status == Lesson.Approval.REJECTED
    # Only the teacher's own columns: a payment confirmed while the form was open must not be overwritten.
    lesson.save(update_fields=[*form.fields.keys() & OWN_COLUMNS, "fee", "is_deleted"])
    if lesson.is_deleted:
        cart.remove([lesson])
    CartItem.objects.filter(lesson=lesson).update(price=lesson.price)


OWN_COLUMNS = {"approved_status", "lesson_date", "lesson_time", "duration_in_minutes", "location"}
