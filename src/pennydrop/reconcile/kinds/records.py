"""One payment, one record: neither may be missing, and neither may be there twice."""

from __future__ import annotations

from pennydrop.reconcile.kinds.kind import Kind

PAYMENT_WITHOUT_RECORD = Kind(
    "payment-without-record",
    "Stripe took money and the ledger has no record of it.",
    "the webhook was not delivered, was refused, or its handler failed; the Checkout Session lacks metadata it needs",
    """
    SELECT id, moment, stripe, coalesce(
        (SELECT 'no record; ' || string_agg(b.ledger, '; ') FROM bought b WHERE b.payment = j.n), 'no record') AS ledger
    FROM judged j ANTI JOIN shared ON shared.second = j.n
    WHERE records = 0
    """,
)
RECORD_WITHOUT_PAYMENT = Kind(
    "record-without-payment",
    "A record says that money was taken, and Stripe knows no such payment.",
    "the row was written by hand, by a test key, by another account's webhook, or without asking Stripe",
    """
    SELECT coalesce(o.id, o.key) AS id, o.moment, 'no such payment' AS stripe, o.ledger
    FROM orphan o ANTI JOIN known ON known.id = o.id
    """,
)
RECORD_OF_UNPAID_CHECKOUT = Kind(
    "record-of-unpaid-checkout",
    "A record says that money was taken, and Stripe has not taken it.",
    "the site believes the return page, or an event that does not mean paid, instead of payment_status",
    """
    SELECT o.id, o.moment, o.id || ': not paid' AS stripe, o.ledger
    FROM orphan o JOIN known ON known.id = o.id WHERE NOT known.paid
    """,
)
RECORD_OF_FOREIGN_PAYMENT = Kind(
    "record-of-foreign-payment",
    "A record stands for a payment that another application of this account has taken.",
    "the webhook handler does not look whether a Checkout Session is the site's own",
    """
    SELECT coalesce(e.intent, e.charge) AS id, e.moment,
           said_payment(e.intent, e.session, e.charge, e.amount, e.returned, e.currency) AS stripe,
           said_record(r.key, r.status, r.total, r.total_text, r.refunded, r.refunded_text, r.currency) AS ledger
    FROM entry e JOIN pairing p ON p.payment = e.n JOIN record r ON r.n = p.record
    WHERE NOT e.ours AND NOT e.earlier AND NOT e.young AND r.taken
    """,
)
TWO_RECORDS = Kind(
    "two-records",
    "One payment has more than one record.",
    "an event was handled twice at the same time, and no unique index on the PaymentIntent refused the second row",
    """
    SELECT j.id, j.moment, any_value(j.stripe) AS stripe, string_agg(
        said_record(r.key, r.status, r.total, r.total_text, r.refunded, r.refunded_text, r.currency), '; '
        ORDER BY r.key) AS ledger
    FROM judged j JOIN pairing p ON p.payment = j.n JOIN record r ON r.n = p.record
    WHERE j.records > 1 GROUP BY j.id, j.moment
    """,
)
ONE_RECORD_FOR_TWO = Kind(
    "one-record-for-two-payments",
    "One record stands for two payments: its PaymentIntent is one of them, its Checkout Session the other.",
    "the second payment of the same order was written over the first; one of them bought nothing",
    """
    SELECT b.id, b.moment, b.stripe || '; ' || a.stripe AS stripe,
           said_record(r.key, r.status, r.total, r.total_text, r.refunded, r.refunded_text, r.currency) AS ledger
    FROM shared s JOIN judged b ON b.n = s.second JOIN judged a ON a.n = s.first JOIN record r ON r.n = s.record
    """,
)
WRONG_STATUS = Kind(
    "wrong-status",
    "Stripe took the money, and the record says neither completed nor refunded.",
    "the event that confirms the payment was not handled, or a later one put the status back",
    "SELECT id, moment, stripe, ledger FROM single WHERE NOT coalesce(taken, false) AND NOT withdrawn AND lost = 0",
)
KINDS = (
    PAYMENT_WITHOUT_RECORD,
    RECORD_WITHOUT_PAYMENT,
    RECORD_OF_UNPAID_CHECKOUT,
    RECORD_OF_FOREIGN_PAYMENT,
    TWO_RECORDS,
    ONE_RECORD_FOR_TWO,
    WRONG_STATUS,
)
