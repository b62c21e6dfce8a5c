"""What the site's own books say: goods and payment records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import then

from pennydrop.money import Money
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.books import Books
    from pennydrop.ledger import Row
    from pennydrop.vocabulary.cast import Cast, Person
    from pennydrop.vocabulary.purchase import Purchase

# What an account that is not all in one state has broken.
_RULES = {
    "paid": "what a confirmed payment charged for is delivered, all of it, and stays the buyer's",
    "unpaid": "without a confirmed payment nothing is delivered or marked as paid",
    "free": "what costs nothing is the student's at once",
    "withdrawn": "what was refunded in full, or given back, is the buyer's no longer, and its place is free again",
}


@then(sentence("the books show the {goods:w} paid: {amount:Money}, {commission:Money} of it commission"))
def books_show_paid(books: Books, purchase: Purchase, goods: str, amount: Money, commission: Money) -> None:
    """The goods are the buyer's, and exactly one completed payment record splits the amount to the penny."""
    purchase.wait_for_answers()
    _assert_goods(books, goods, purchase.buyer, "paid")
    row = _the_record(books, purchase)
    recorded = {
        "payment": row.stripe_payment_intent_id,
        "status": row.status,
        "total": row.money("total_amount"),
        "commission": row.money("platform_commission"),
        "teacher's share": row.money("teacher_share"),
        "completed at": "set" if row.completed_at else None,
    }
    assert recorded == {
        "payment": purchase.intent_id,
        "status": "completed",
        "total": amount,
        "commission": commission,
        "teacher's share": amount - commission,
        "completed at": "set",
    }, "a paid Checkout ends as one completed record whose commission and share add up to the total"


@then(sentence("the books show the {goods:w} unpaid"))
def books_show_unpaid(books: Books, purchase: Purchase, goods: str) -> None:
    """Nothing delivered, and no completed payment record."""
    purchase.settle()
    _assert_goods(books, goods, purchase.buyer, "unpaid")
    _assert_none_completed(books.payments(purchase.buyer), "nothing was paid")


@then(sentence("the books show that {buyer:w} has the {goods:w}"))
def books_show_has(books: Books, purchase: Purchase, cast: Cast, buyer: str, goods: str) -> None:
    """Paid and delivered, whichever Checkout it was paid in."""
    purchase.settle()
    _assert_goods(books, goods, cast[buyer], "paid")


@then(sentence("the books show that {student:w} has the {goods:w} for free"))
def books_show_free(books: Books, purchase: Purchase, cast: Cast, student: str, goods: str) -> None:
    """Delivered, and no completed payment record."""
    purchase.settle()
    _assert_goods(books, goods, cast[student], "free")
    _assert_none_completed(books.payments(cast[student]), "the goods cost nothing")


@then(sentence("the books show that {student:w} has given back the {goods:w}"))
def books_show_given_back(books: Books, purchase: Purchase, cast: Cast, student: str, goods: str) -> None:
    """Goods that had cost nothing: no longer the student's, and no payment record."""
    purchase.settle()
    _assert_goods(books, goods, cast[student], "withdrawn")
    _assert_none_completed(books.payments(cast[student]), "the goods cost nothing")


@then(sentence("the books show the {goods:w} refunded: {amount:Money}"))
def books_show_refunded(books: Books, purchase: Purchase, goods: str, amount: Money) -> None:
    """The goods are withdrawn, and the payment record says how much went back."""
    purchase.settle()
    _assert_goods(books, goods, purchase.buyer, "withdrawn")
    row = _the_record(books, purchase)
    recorded = (row.status, row.money("refund_amount"))
    assert recorded == ("refunded", amount), "a payment returned in full ends as refunded, with the amount on record"
    assert row.refunded_at, "the payment record does not say when it was refunded"


@then(sentence("the books show the {goods:w} kept, with {amount:Money} refunded"))
def books_show_part_refunded(books: Books, purchase: Purchase, goods: str, amount: Money) -> None:
    """The record says how much went back; the goods stay the buyer's."""
    purchase.settle()
    _assert_goods(books, goods, purchase.buyer, "paid")
    row = _the_record(books, purchase)
    assert row.money("refund_amount") == amount, f"refunded on record: {row.refund_amount}, expected {amount}"


@then("the books show nothing refunded")
def books_show_no_refund(books: Books, purchase: Purchase) -> None:
    """The payment is completed, and nobody claims that any of it went back."""
    purchase.settle()
    row = _the_record(books, purchase)
    recorded = (row.status, row.refund_amount or 0)
    assert recorded == ("completed", 0), f"no money went back, yet the books have {recorded}"


@then(sentence("the books show {amount:Money} of the {goods:w} refunded, and:"))
def books_show_each(books: Books, purchase: Purchase, goods: str, amount: Money, datatable: list[list[str]]) -> None:
    """Item by item: a table of ``item`` and ``state`` (paid, unpaid, free, withdrawn)."""
    purchase.settle()
    _assert_each(books, goods, purchase.buyer, datatable)
    row = _the_record(books, purchase)
    refunded = Money(0) if row.refund_amount is None else row.money("refund_amount")
    assert refunded == amount, f"refunded on record: {refunded}, expected {amount}"


@then(sentence("the books show these {goods:w}:"))
def books_show_states(books: Books, purchase: Purchase, goods: str, datatable: list[list[str]]) -> None:
    """Item by item: a table of ``item`` and ``state`` (paid, unpaid, free, withdrawn)."""
    purchase.settle()
    _assert_each(books, goods, purchase.buyer, datatable)


@then("the books know nothing of the payment")
def books_know_nothing(books: Books, purchase: Purchase) -> None:
    """No payment record, whoever it would belong to."""
    purchase.settle()
    rows = books.payments_by_intent(purchase.intent_id) + books.payments(purchase.buyer)
    assert not rows, f"the payment of another shop is on record: {rows}"


def _assert_each(books: Books, goods: str, buyer: Person, datatable: list[list[str]]) -> None:
    expected, account = {row[0]: row[1] for row in datatable[1:]}, books.goods(goods, buyer)
    agreed = {item: state for item, state in account.items() if _agrees(goods, state, expected.get(item, ""))}
    rule = "each item is bought and refunded for itself"
    assert agreed.keys() == expected.keys() == account.keys(), f"{rule}; expected {expected}, the ledger says {account}"


def _agrees(goods: str, state: str, expected: str) -> bool:
    """A place that was paid for and could not be given may be on record, as cancelled."""
    return state == expected or (goods, state, expected) == ("sessions", "withdrawn", "unpaid")


def _assert_goods(books: Books, goods: str, buyer: Person, state: str) -> None:
    account = books.goods(goods, buyer)
    assert account == dict.fromkeys(account, state), f"{_RULES[state]}; the ledger says {account}"


def _the_record(books: Books, purchase: Purchase) -> Row:
    """The one record of the current payment; an attempt that was not paid may have left an open one beside it."""
    rows = books.payments_by_intent(purchase.intent_id)
    assert len(rows) == 1, f"every PaymentIntent has one payment record; the ledger has {_listed(rows)}"
    others = [row for row in books.payments(purchase.buyer) if row.id != rows[0].id]
    _assert_none_completed(others, "only this Checkout was paid")
    return rows[0]


def _assert_none_completed(rows: list[Row], why: str) -> None:
    completed = [row for row in rows if row.status == "completed"]
    assert not completed, f"{why}, yet the books have a completed payment: {_listed(completed)}"


def _listed(rows: list[Row]) -> str:
    return ", ".join(f"{row.status} {row.total_amount}" for row in rows) or "none"
