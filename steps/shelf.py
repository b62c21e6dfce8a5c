"""One thing of each kind that the shop sells, ready to be bought: for scenarios that are true of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import given

from fixtures.people import Learner
from pages.workshop import WorkshopPage
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.courses import Courses
    from fixtures.lessons import Lessons
    from fixtures.people import People
    from fixtures.teaching import Teaching
    from fixtures.visits import Visits
    from fixtures.workshops import Workshops
    from pennydrop.money import Money


@given(sentence("{seller:w} has the {goods:w} ready for {buyer:w} at {price:Money}"))
def ready_to_buy(
    people: People,
    visits: Visits,
    teaching: Teaching,
    lessons: Lessons,
    workshops: Workshops,
    courses: Courses,
    seller: str,
    goods: str,
    buyer: str,
    price: Money,
) -> None:
    """Of ``lessons`` and ``sessions`` one each; ``course`` is published; sessions are in the cart already."""
    student, teacher = people.student(buyer), people.teacher(seller)
    match goods:
        case "lessons":
            teaching.apply(Learner(student), teacher, status="accepted")
            lessons.accept(Learner(student), teacher, [price])
        case "sessions":
            workshops.offer(teacher, "Articulation Online", price)
            workshop = WorkshopPage(visits.of(student))
            workshop.open(workshops.slug)
            workshop.add_to_cart(workshops.sessions[0].id)
            workshop.in_cart.wait_for()
        case "course":
            courses.offer(teacher, "First Tunes", price)
        case _:
            raise LookupError(f"no {goods!r} can be made ready; there are lessons, sessions and course")
