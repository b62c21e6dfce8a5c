"""Drafts are hidden from the list, not from the till.

The list filters by status, enrolling looks the course up by its address alone.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 15
SCENARIOS = ("features/courses/what_cannot_be_bought.feature::a_course_that_is_not_published_cannot_be_bought",)


def seed() -> None:
    from pennydrop.demo.core.publishing import PublishedQuerySet

    replace(PublishedQuerySet, "published", lambda goods: goods.all())
