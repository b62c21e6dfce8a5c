"""Which courses ask a guardian to confirm that a child may see them."""

from __future__ import annotations

from pennydrop.demo.accounts.models import ChildProfile

from .models import Course

MINIMUM_AGE = {"PG-13": 13, "R": 17}


def is_too_young_for(child: ChildProfile, course: Course) -> bool:
    """Whether the course's content is rated for people older than the child."""
    return child.age < MINIMUM_AGE.get(course.content_rating, 0)
