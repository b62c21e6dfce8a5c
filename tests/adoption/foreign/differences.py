"""What is foreign about the foreign site: its name, and ten columns the reference site does not have.

They are NOT NULL, and their defaults are known to Django only, as on every Django site.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

# What recorder-ed's own migrations call the site, and so do its mails.
SITE_NAME = "RECORDERED"
# Model to column. One for each table that Givens write to, and nearly every type Django has.
COLUMNS: dict[str, tuple[str, Callable[[], Any]]] = {
    "accounts.userprofile": ("loyalty_card", lambda: models.CharField(max_length=12, default="none")),
    "private_teaching.subject": (
        "room_hire",
        lambda: models.DecimalField(max_digits=8, decimal_places=2, default=0),
    ),
    "private_teaching.lessonrequest": ("asked_on", lambda: models.DateField(default=date.today)),
    "private_teaching.teacherstudentapplication": (
        "years_played",
        lambda: models.PositiveSmallIntegerField(default=0),
    ),
    "lessons.lesson": ("reference", lambda: models.UUIDField(default=uuid.uuid4, unique=True)),
    "workshops.workshop": ("equipment", lambda: models.JSONField(default=dict)),
    "workshops.workshopsession": ("doors_open_at", lambda: models.DateTimeField(default=timezone.now)),
    "courses.course": ("is_accredited", lambda: models.BooleanField(default=False)),
    "courses.topic": ("weight", lambda: models.FloatField(default=1)),
    "courses.lesson": ("transcript", lambda: models.TextField(default="")),
}
