"""Customers who use their browsers as people do: second tabs, closed tabs, lost sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import given, when

from pennydrop.eventually import eventually
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.visits import Visits
    from pennydrop.checkout.cards import Card
    from pennydrop.settings import Settings
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase


@given(sentence("{buyer:w} has opened Checkout for the {goods:w} in a second tab"))
def second_tab(purchase: Purchase, visits: Visits, cast: Cast, buyer: str, goods: str) -> None:
    """The first Checkout stays open in the first tab."""
    visits.open_tab(cast[buyer])
    purchase.open_checkout(goods, cast[buyer])


@when(sentence("{buyer:w} pays in the first tab with the {card:Card} card"))
def pays_in_first_tab(purchase: Purchase, cast: Cast, buyer: str, card: Card) -> None:
    """Or, where the shop has closed that Checkout in the meantime, in the second."""
    for visit in purchase.visits_of(cast[buyer]):
        purchase.turn_to(cast[buyer], visit)
        visit.page.reload()
        if purchase.checkout.is_open():
            break
    purchase.checkout.pay_with(card)
    purchase.arrive_back()


@when(sentence("{buyer:w} pays in both tabs with the {card:Card} card"))
def pays_in_both_tabs(purchase: Purchase, cast: Cast, buyer: str, card: Card) -> None:
    """The second when the shop has heard of the first. A Checkout closed by then cannot be paid, which is fine."""
    for visit in purchase.visits_of(cast[buyer]):
        purchase.turn_to(cast[buyer], visit)
        visit.page.reload()
        if purchase.checkout.is_open():
            purchase.checkout.pay_with(card)
            purchase.arrive_back()
            purchase.wait_for_answers()


@when(sentence("{buyer:w} pays with the {card:Card} card and the tab is closed before the shop is back"))
def pays_and_is_gone(purchase: Purchase, settings: Settings, cast: Cast, buyer: str, card: Card) -> None:
    """Stripe has taken the money; the browser never reaches the shop again."""
    purchase.turn_to(cast[buyer])
    page = purchase.page
    page.route(f"{settings.site}/**", lambda route: route.abort())
    purchase.checkout.pay_with(card)
    eventually(
        "Stripe has taken the money",
        purchase.payment,
        until=lambda payment: payment.paid,
        patience=settings.patience,
    )
    page.close()
    purchase.something_happened()


@given(sentence("{buyer:w} has been signed out"))
def signed_out(visits: Visits, cast: Cast, buyer: str) -> None:
    """The session has ended, or the cookies were cleared; the shop does not know the browser any more."""
    visits.of(cast[buyer]).context.clear_cookies()


@when(sentence("{buyer:w} goes back and forth with the browser and pays with the {card:Card} card"))
def back_button(purchase: Purchase, cast: Cast, buyer: str, card: Card) -> None:
    """To the shop by Stripe's own link, then back to Checkout by the browser."""
    purchase.turn_to(cast[buyer])
    purchase.checkout.back()
    purchase.arrive_back()
    purchase.page.go_back()
    purchase.checkout.pay_with(card)
    purchase.arrive_back()
