"""Who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import given

from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.people import People


@given(sentence("{name:w} has an account"))
def has_an_account(people: People, name: str) -> None:
    """A student with a complete profile and a verified address."""
    people.student(name)
