"""Who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import given

from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.people import People
    from pennydrop.vocabulary.cast import Cast


@given(sentence("{name:w} has an account"))
def has_an_account(people: People, name: str) -> None:
    """A student with a complete profile and a verified address."""
    people.student(name)


@given(sentence("{guardian:w} is the guardian of {child:w}"))
def is_the_guardian_of(people: People, guardian: str, child: str) -> None:
    """An account that buys for a child of twelve."""
    people.guardian(guardian, child)


@given(sentence("{name:w} wants no mail about workshops"))
def wants_no_workshop_mail(people: People, cast: Cast, name: str) -> None:
    """As the profile lets everybody choose."""
    people.refuse_workshop_mail(cast[name])
