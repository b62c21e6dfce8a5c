"""What is foreign about the foreign site: its name, ten further columns, and what it calls otherwise.

The columns are NOT NULL, and their defaults are known to Django only, as on every Django site.
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
# Model to the site's own name of its table, and model to field and the site's own name of its column. The suite is told
# by PENNYDROP_TABLE_NAMES and PENNYDROP_COLUMN_NAMES.
TABLE_NAMES = {"courses.topic": "courses_chapter"}
COLUMN_NAMES = {
    "workshops.workshop": ("price", "fee_per_session"),
    "payments.stripepayment": ("refund_amount", "returned_amount"),
}
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


def table_of(model: str) -> str:
    """The site's table of a model, ``courses.topic``."""
    return TABLE_NAMES.get(model, model.replace(".", "_"))
