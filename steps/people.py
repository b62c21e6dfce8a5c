"""Who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import given, then

from pennydrop.vocabulary.types import sentence
from pennydrop.vocabulary.words import meant_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from fixtures.courses import Courses
    from fixtures.people import People
    from fixtures.workshops import Workshops
    from pennydrop.ledger import Row
    from pennydrop.vocabulary.cast import Cast, Person
    from pennydrop.vocabulary.purchase import Purchase


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


@then(sentence("the books show the {goods:w} in {child:w}'s name"))
def in_the_name_of(
    people: People, courses: Courses, workshops: Workshops, purchase: Purchase, goods: str, child: str
) -> None:
    """The ``course`` or the ``sessions``: the child takes part; the account is the guardian's."""
    purchase.wait_for_answers()
    learner = people.learner(child)
    assert learner.child is not None, f"{child} is nobody's child in this scenario"
    records: dict[str, Callable[[Person], list[Row]]] = {
        "course": lambda guardian: [courses.enrolment(guardian)],
        "sessions": workshops.registrations,
    }
    rows = meant_by(goods, records)(learner.account)
    assert [row.child_profile_id for row in rows] == [learner.child.id], f"the child takes part; the books have {rows}"
