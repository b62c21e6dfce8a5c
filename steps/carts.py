"""The carts of the shop: lessons, workshop sessions and products each have one of their own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from pages.lesson_cart import LessonCart
from pages.product import ProductCart
from pages.workshop_cart import WorkshopCart
from pennydrop.vocabulary.types import sentence
from pennydrop.vocabulary.words import meant_by
from steps.downloads import put_all_in_cart
from steps.lesson_cart import expect_lessons
from steps.workshop_cart import put_in_cart, put_series_in_cart

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from fixtures.downloads import Downloads
    from fixtures.visits import Visits
    from fixtures.workshops import Workshops
    from pennydrop.money import Money
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase

EMPTY = "what is paid for, taken out or refused is not in the cart"
TOTAL = "the cart shows how much it holds, and what will be charged for it"


@given(sentence("{student:w} has put the {goods:w} in the cart"))
@when(sentence("{student:w} puts the {goods:w} in the cart"))
def puts_in_cart(
    visits: Visits,
    workshops: Workshops,
    downloads: Downloads,
    purchase: Purchase,
    cast: Cast,
    student: str,
    goods: str,
) -> None:
    """All ``sessions`` one by one (or the one ``session``), the ``series`` at once, or all ``downloads``."""
    purchase.wait_for_answers()
    ways: dict[str, Callable[[Page], None]] = {
        "session": partial(put_in_cart, workshops),
        "sessions": partial(put_in_cart, workshops),
        "series": partial(put_series_in_cart, workshops),
        "downloads": partial(put_all_in_cart, downloads),
    }
    meant_by(goods, ways)(visits.of(cast[student]))


@then(sentence("{student:w}'s cart comes to {total:Money} for {count:d} {goods:w}"))
def cart_comes_to(visits: Visits, cast: Cast, student: str, total: Money, count: int, goods: str) -> None:
    """``1 lesson``, ``2 lessons``, ``1 session`` or ``3 sessions``, as the page of their cart counts and adds up."""
    ways = {
        "lesson": expect_lessons,
        "lessons": expect_lessons,
        "session": _expect_sessions,
        "sessions": _expect_sessions,
    }
    meant_by(goods, ways)(visits.of(cast[student]), count, total)


@then(sentence("{buyer:w}'s {kind:w} cart is empty"))
def cart_is_empty(visits: Visits, purchase: Purchase, cast: Cast, buyer: str, kind: str) -> None:
    """The ``lesson`` cart, the ``workshop`` cart or the ``product`` cart: there is nothing to pay for in it."""
    purchase.wait_for_answers()
    ways = {"lesson": _expect_no_lessons, "workshop": _expect_no_sessions, "product": _expect_no_products}
    meant_by(kind, ways)(visits.of(cast[buyer]))


def _expect_sessions(page: Page, count: int, total: Money) -> None:
    cart = WorkshopCart(page)
    cart.open()
    expect(cart.summary, TOTAL).to_contain_text(f"{count} session" if count == 1 else f"{count} sessions")
    expect(cart.summary, TOTAL).to_contain_text(str(total))


def _expect_no_lessons(page: Page) -> None:
    cart = LessonCart(page)
    cart.open()
    expect(cart.empty_notice, EMPTY).to_be_visible()


def _expect_no_sessions(page: Page) -> None:
    cart = WorkshopCart(page)
    cart.open()
    expect(cart.heading).to_be_visible()
    expect(cart.items, EMPTY).to_have_count(0)


def _expect_no_products(page: Page) -> None:
    cart = ProductCart(page)
    cart.open()
    expect(cart.items, EMPTY).to_have_count(0)
