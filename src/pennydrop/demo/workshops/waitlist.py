"""Waiting for a place in a full session: who may join, and in which order people wait."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, QuerySet

from . import terms
from .models import WorkshopRegistration, WorkshopSession
from .places import FULL, lock, why_not_bookable


class CannotJoin(Exception):
    """There is nothing to wait for; the text says why."""


def waiting(session: WorkshopSession) -> QuerySet[WorkshopRegistration]:
    """Those who wait for a place, the next in line first."""
    return (
        session.registrations.filter(status=WorkshopRegistration.Status.WAITLISTED)
        .select_related("student", "child_profile")
        .order_by("waitlist_position", "registered_at")
    )


@transaction.atomic
def join(
    student: User, session_id: uuid.UUID, child: Any, accepted_terms: dict[str, str], **contact: Any
) -> WorkshopRegistration:
    """Put a participant at the end of the line. It costs nothing, and gives no place."""
    session = lock(session_id)
    reason = why_not_joinable(session, student, child)
    if reason:
        raise CannotJoin(reason)
    last = waiting(session).aggregate(last=Max("waitlist_position"))["last"] or 0
    registration = WorkshopRegistration.objects.create(
        session=session,
        student=student,
        child_profile=child,
        status=WorkshopRegistration.Status.WAITLISTED,
        waitlist_position=last + 1,
        **contact,
    )
    terms.record(registration, accepted_terms)
    return registration


def why_not_joinable(session: WorkshopSession, student: User, child: Any = None) -> str:
    reason = why_not_bookable(session, student, child)
    if reason != FULL:
        return reason or "This workshop session has free places: please register for one"
    if not session.has_open_waitlist:
        return FULL
    if waiting(session).filter(student=student, child_profile=child).exists():
        return "You are already on the waitlist for this workshop session"
    return ""
