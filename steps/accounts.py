"""Signing up, verifying the address, logging in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from pages.furniture import Furniture
from pages.lesson_cart import LessonCart
from pages.log_in import LogIn
from pages.profile import ProfileSetup
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.people import People
    from fixtures.visits import Visits
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase
    from steps.newcomers import Newcomers


@given(sentence("{name:w} has signed up"))
@when(sentence("{name:w} signs up"))
def signs_up(newcomers: Newcomers, purchase: Purchase, name: str) -> None:
    """As an adult who learns; returns when the site has made the account."""
    newcomers.sign_up(name)
    purchase.something_happened()


@when(sentence("{guardian:w} signs up as the guardian of {child:w}"))
def signs_up_as_guardian(newcomers: Newcomers, purchase: Purchase, guardian: str, child: str) -> None:
    """With an address, and the child's name and date of birth."""
    newcomers.sign_up(guardian, child)
    purchase.something_happened()


@given(sentence("{name:w} has not verified the address yet"))
def has_not_verified(people: People, cast: Cast, name: str) -> None:
    """An account like any other, but for the link in the mail."""
    people.forget_verification(cast[name])


@given(sentence("{name:w} has followed the link in the verification mail"))
def follows_link(visits: Visits, newcomers: Newcomers, purchase: Purchase, cast: Cast, name: str) -> None:
    """In the browser the person has signed up with."""
    purchase.settle()
    visits.of(cast[name]).goto(newcomers.verification_path(cast[name]))


@when("somebody else follows the same link")
def somebody_follows_link(visits: Visits, newcomers: Newcomers, cast: Cast) -> None:
    """In a browser nobody is logged in with; from now on it is the one that is looked at."""
    (owner,) = cast
    stranger = visits.of_nobody()
    stranger.goto(newcomers.verification_path(owner))
    visits.arrive(owner, stranger)


@when(sentence("{name:w} completes the profile"))
def completes_profile(visits: Visits, cast: Cast, name: str) -> None:
    """Where the link in the mail has led."""
    ProfileSetup(visits.of(cast[name])).complete()


@when(sentence("{name:w} tries to log in with a wrong password"))
def tries_wrong_password(visits: Visits, cast: Cast, name: str) -> None:
    """In a browser nobody is logged in with."""
    page = visits.of_nobody()
    visits.arrive(cast[name], page)
    form = LogIn(page)
    form.open()
    form.submit(cast[name].email, cast[name].password + "?")


@when(sentence("{name:w} logs in on the way to the lesson cart"))
def logs_in_on_the_way(visits: Visits, cast: Cast, name: str) -> None:
    """The cart's address, asked for by somebody who is not logged in, leads to the log-in form first."""
    page = visits.of_nobody()
    visits.arrive(cast[name], page)
    LessonCart(page).open()
    LogIn(page).submit(cast[name].email, cast[name].password)


@then(sentence("{name:w} sees the lesson cart"))
def sees_lesson_cart(visits: Visits, cast: Cast, name: str) -> None:
    """Without having been sent elsewhere."""
    page = visits.of(cast[name])
    assert page.url.endswith(LessonCart.path), f"whoever logs in goes on to the page they asked for, not {page.url}"
    expect(LessonCart(page).empty_notice).to_be_visible()


@then(sentence("{name:w} is told that the password is wrong"))
def is_told_password_is_wrong(visits: Visits, cast: Cast, name: str) -> None:
    """Or the address: it is not said which."""
    expect(LogIn(visits.of(cast[name])).refusal).to_be_visible()


@then(sentence("{name:w} is not logged in"))
def is_not_logged_in(visits: Visits, cast: Cast, name: str) -> None:
    """The page has no menu of the person's own."""
    nobody = Furniture(visits.of(cast[name])).user_menu
    expect(nobody, "only a verified address or the right password lets somebody in").to_have_count(0)


@then(sentence("{name:w} is logged in"))
def is_logged_in(visits: Visits, cast: Cast, name: str) -> None:
    """The page has a menu of the person's own."""
    expect(Furniture(visits.of(cast[name])).user_menu).to_be_visible()


@then(sentence("{child:w} is on {guardian:w}'s account"))
def is_on_account(people: People, cast: Cast, child: str, guardian: str) -> None:
    """As the site's books have it: the one child, by its first name."""
    children = people.children_on_record(cast[guardian])
    assert children == [child], f"who signs up as a guardian has the child on the account; it has {children}"
