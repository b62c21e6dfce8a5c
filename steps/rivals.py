"""Several customers who want the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from pages.workshop import WorkshopPage
from pennydrop.eventually import eventually
from pennydrop.relay.delivery import CONFIRMATION, State
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.books import Books
    from fixtures.people import People
    from fixtures.visits import Visits
    from fixtures.workshops import Workshops
    from pennydrop.checkout.cards import Card
    from pennydrop.gateway import Gateway
    from pennydrop.money import Money
    from pennydrop.relay.client import Fault, Relay
    from pennydrop.settings import Settings
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.postbag import Postbag
    from pennydrop.vocabulary.purchase import Purchase

TOLD = "Payment Refunded"


@given(sentence("{one:w} and {other:w} are at Checkout for {instructor:w}'s last place at {price:Money}"))
def at_checkout_for_the_last_place(
    people: People,
    workshops: Workshops,
    visits: Visits,
    purchase: Purchase,
    one: str,
    other: str,
    instructor: str,
    price: Money,
) -> None:
    """A session for one participant, which both of them have put in the cart while it was free."""
    workshops.offer(people.teacher(instructor), "Articulation Online", price)
    workshops.change_session(workshops.sessions[0], max_participants=1)
    for buyer in map(people.student, (one, other)):
        workshop = WorkshopPage(visits.of(buyer))
        workshop.open(workshops.slug)
        workshop.add_to_cart(workshops.sessions[0].id)
        expect(workshop.in_cart).to_be_visible()
        purchase.open_checkout("sessions", buyer)


@when(sentence("{one:w} and {other:w} pay at the same moment with the {card:Card} card"))
def pay_at_once(
    purchase: Purchase, held_back: Fault, relay: Relay, settings: Settings, cast: Cast, one: str, other: str, card: Card
) -> None:
    """Both have opened Checkout; the site hears of both payments at once, and again of the one it had to put off."""
    for buyer in (one, other):
        purchase.turn_to(cast[buyer])
        purchase.checkout.pay_with(card)
        purchase.arrive_back()
    eventually(
        "both confirmations wait at the relay",
        lambda: [d.type for d in purchase.deliveries() if d.state is State.HELD].count(CONFIRMATION),
        until=lambda waiting: waiting == 2,
        patience=settings.patience,
    )
    for delivery in held_back.release(at_once=True):
        if delivery.status and delivery.status >= 500:
            relay.replay(delivery)
    purchase.something_happened()


@then(sentence("one of {one:w} and {other:w} has the {goods:w} for {price:Money}, the other the money back"))
def one_has_it(
    books: Books, gateway: Gateway, purchase: Purchase, cast: Cast, one: str, other: str, goods: str, price: Money
) -> None:
    """In the books and at Stripe; which of the two it is, is nobody's promise."""
    purchase.settle()
    people = [cast[one], cast[other]]
    have = [person for person in people if set(books.goods(goods, person).values()) == {"paid"}]
    accounts = {person.first_name: books.goods(goods, person) for person in people}
    assert len(have) == 1, f"of one place one is sold, and no more; the ledger says {accounts}"
    kept = {it.first_name: sum(payment.kept for payment in gateway.sessions_of(it.email)) for it in people}
    expected = {person.first_name: price.minor if person in have else 0 for person in people}
    assert kept == expected, f"who gets nothing pays nothing; Stripe has kept {kept} in minor units, not {expected}"


@then(sentence("whoever of {one:w} and {other:w} missed out is told of {price:Money}"))
def loser_is_told(postbag: Postbag, purchase: Purchase, cast: Cast, one: str, other: str, price: Money) -> None:
    """In one mail, and the other of them is not."""
    purchase.settle()
    told = [mail for mail in postbag.new() if mail.subject.startswith(TOLD)]
    reached = [recipient.address.lower() for mail in told for recipient in mail.recipients]
    possible = ([cast[one].email], [cast[other].email])
    assert reached in possible, f"one of the two is told of the refund, once; the mails went to {reached}"
    assert str(price) in told[0].text, f"the mail does not say {price}:\n{told[0].text}"
