"""Which courses ask a guardian to confirm that a child may see them."""

from __future__ import annotations

from datetime import date

from pennydrop.demo.accounts.models import ChildProfile

from .models import Course

MINIMUM_AGE = {"PG-13": 13, "R": 17}


def is_too_young_for(child: ChildProfile, course: Course, today: date) -> bool:
    """Whether the course's content is rated for people older than the child."""
    return age(child.date_of_birth, today) < MINIMUM_AGE.get(course.content_rating, 0)


def age(born: date, today: date) -> int:
    before_birthday = (today.month, today.day) < (born.month, born.day)
    return today.year - born.year - before_birthday
