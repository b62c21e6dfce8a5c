"""The sentences that are particular to recorder-ed. What every shop needs comes from ``pennydrop.vocabulary``."""

from __future__ import annotations

# For the ``pytest_plugins`` of a conftest.
PLUGINS = [
    "steps.people",
    "steps.newcomers",
    "steps.accounts",
    "steps.shopping",
    "steps.offers",
    "steps.shelf",
    "steps.tabs",
    "steps.rivals",
    "steps.changing_carts",
    "steps.database",
    "steps.lessons",
    "steps.studying",
    "steps.lesson_requests",
    "steps.lesson_cart",
    "steps.lesson_cancellations",
    "steps.whose_lessons",
    "steps.workshops",
    "steps.workshop_cart",
    "steps.workshop_places",
    "steps.workshop_cancellations",
    "steps.waitlist",
    "steps.offered_place",
    "steps.courses",
    "steps.course_cancellations",
    "steps.cancellations",
    "steps.promises",
    "steps.downloads",
    "steps.carts",
    "steps.exams",
    "steps.books",
    "steps.finance",
]
