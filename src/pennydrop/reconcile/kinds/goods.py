"""What people own against what they have paid."""

from __future__ import annotations

from pennydrop.reconcile.kinds.kind import Kind

GOODS_WITHOUT_MONEY = Kind(
    "goods-without-money",
    "Somebody owns a thing with a price that no payment has bought.",
    "it was given by hand, or handed over before Stripe had confirmed the payment",
    """
    SELECT coalesce(u.id, u.key) AS id, u.moment, 'no such payment' AS stripe, u.ledger
    FROM unbought u ANTI JOIN known ON known.id = u.id
    """,
)
GOODS_OF_UNPAID_CHECKOUT = Kind(
    "goods-of-unpaid-checkout",
    "Somebody owns a thing whose Checkout was never paid.",
    "the site hands over when the customer comes back, not when Stripe says paid",
    """
    SELECT u.id, u.moment, u.id || ': not paid' AS stripe, u.ledger
    FROM unbought u JOIN known ON known.id = u.id WHERE NOT known.paid
    """,
)
MONEY_WITHOUT_GOODS = Kind(
    "money-without-goods",
    "Stripe has kept a payment that is on record and has bought nothing.",
    "the handler wrote the record and failed before it handed over; the thing was sold out, and nothing was returned",
    """
    SELECT id, moment, stripe, ledger || '; nothing bought' AS ledger
    FROM single s ANTI JOIN twice ON twice.second = s.n
    WHERE taken AND NOT earlier AND kept > 0 AND lost = 0 AND items = 0
    """,
)
PRICES = Kind(
    "prices-do-not-add-up",
    "The prices of what a payment has bought are not what Stripe took and kept.",
    "a price was stored later than it was charged, an item was lost, or money for what was not delivered was kept",
    """
    SELECT id, moment, stripe, concat(
        ledger, '; prices together ', written(CAST(prices AS BIGINT), NULL, currency), ' (',
        (SELECT string_agg(b.ledger, '; ' ORDER BY b.key) FROM bought b WHERE b.payment = s.n), ')') AS ledger
    FROM single s ANTI JOIN twice ON twice.second = s.n
    WHERE taken AND NOT earlier AND items > 0 AND (prices > amount OR amount - prices > returned)
    """,
)
PAID_TWICE = Kind(
    "paid-twice",
    "The same was paid twice, and both payments were kept.",
    "the customer had two tabs open or went back and paid again; the second payment should have gone back",
    """
    SELECT b.id, b.moment, b.stripe || '; ' || a.stripe AS stripe, t.what AS ledger
    FROM twice t JOIN judged b ON b.n = t.second JOIN judged a ON a.n = t.first
    """,
)
GOODS_AFTER_REFUND = Kind(
    "goods-after-full-refund",
    "All of the money went back, and what it had bought is still owned.",
    "the refund is booked on the payment, and nobody takes the thing away",
    """
    SELECT s.id, s.moment, s.stripe, s.ledger || '; ' || string_agg(b.ledger, '; ' ORDER BY b.key) AS ledger
    FROM single s JOIN bought b ON b.payment = s.n
    WHERE s.kept <= 0 AND s.taken AND (s.refunded > 0 OR s.says_refunded) AND b.owned AND b.price > 0
      AND NOT EXISTS (FROM bought o JOIN entry e ON e.n = o.payment
                      WHERE o.kind = b.kind AND o.key = b.key AND e.n <> s.n AND e.kept > 0)
    GROUP BY s.id, s.moment, s.stripe, s.ledger
    """,
)
KINDS = (
    GOODS_WITHOUT_MONEY,
    GOODS_OF_UNPAID_CHECKOUT,
    MONEY_WITHOUT_GOODS,
    PRICES,
    PAID_TWICE,
    GOODS_AFTER_REFUND,
)
