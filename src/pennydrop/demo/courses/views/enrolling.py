"""Enrolling on a course: for oneself, or for a child of one's own."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pennydrop.demo.accounts.access import verified_email_required
from pennydrop.demo.accounts.models import ChildProfile
from pennydrop.demo.payments import fulfilment

from .. import enrollments
from ..models import Course
from ..ratings import is_too_young_for
from .checkout import to_payment


@login_required
@verified_email_required
def enroll(request: HttpRequest, slug: str) -> HttpResponse:
    course = get_object_or_404(Course.objects.published(), slug=slug)
    if request.user.profile.is_guardian:
        return enroll_child(request, course)
    if request.method != "POST":
        return redirect(course)
    return accept_terms(request, course) or begin(request, course, child=None)


def enroll_child(request: HttpRequest, course: Course) -> HttpResponse:
    if request.method != "POST":
        return render(request, "courses/enroll_child.html", {"course": course, "children": request.user.children.all()})
    refused = accept_terms(request, course)
    if refused:
        return refused
    child = chosen_child(request)
    if child is None:
        messages.error(request, "Please select a child to enroll.")
        return redirect(request.path)
    if is_too_young_for(child, course) and not request.POST.get("age_rating_acknowledged"):
        return render(request, "courses/acknowledge_rating.html", {"course": course, "child": child})
    return begin(request, course, child)


def accept_terms(request: HttpRequest, course: Course) -> HttpResponse | None:
    """Where to send somebody who has not accepted the terms; ``None`` when they are accepted."""
    if request.POST.get("terms_accepted"):
        return None
    messages.error(request, "You must accept the Terms and Conditions to enroll.")
    return redirect(request.path if request.user.profile.is_guardian else course)


def chosen_child(request: HttpRequest) -> ChildProfile | None:
    try:
        child_id = uuid.UUID(request.POST.get("child_id", ""))
    except ValueError:
        return None
    found: ChildProfile | None = request.user.children.filter(pk=child_id).first()
    return found


def begin(request: HttpRequest, course: Course, child: ChildProfile | None) -> HttpResponse:
    with transaction.atomic():
        if enrollments.is_enrolled(request.user, course, child):
            messages.info(request, f"You are already enrolled in {course.title}.")
            return redirect(course)
        checkout = enrollments.begin(
            request.user, course, child, request.META.get("REMOTE_ADDR"), request.headers.get("User-Agent", "")
        )
        if course.is_free:
            fulfilment.fulfil(checkout, payment=None)
    if course.is_free:
        return redirect("courses:confirm", uuid.UUID(checkout.reference))
    return to_payment(request, course, checkout)
