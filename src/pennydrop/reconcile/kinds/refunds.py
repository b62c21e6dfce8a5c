"""Money that went back, at Stripe and on record; disputes; payouts."""

from __future__ import annotations

from pennydrop.reconcile.kinds.kind import Kind

FULL = Kind(
    "refund-not-on-record",
    "Stripe gave all of the money back, and the record does not know.",
    "a refund in the dashboard, and charge.refunded is not subscribed to, not delivered or not handled",
    "SELECT id, moment, stripe, ledger FROM refundable WHERE returned >= amount AND refunded = 0 AND NOT says_refunded",
)
PARTIAL = Kind(
    "partial-refund-not-on-record",
    "Stripe gave a part of the money back, and the record does not know.",
    "a partial refund in the dashboard; the handler of charge.refunded acts on full refunds only",
    """
    SELECT id, moment, stripe, ledger FROM refundable
    WHERE returned > 0 AND returned < amount AND refunded = 0 AND NOT says_refunded
    """,
)
RECORD_ONLY = Kind(
    "refund-on-record-only",
    "The record says that money went back, and Stripe has kept it all.",
    "the site books the refund before Stripe is asked, and Stripe was never asked or refused",
    """
    SELECT id, moment, stripe, ledger FROM refundable
    WHERE returned = 0 AND (refunded > 0 OR says_refunded) AND NOT failed AND lost = 0
    """,
)
FAILED = Kind(
    "refund-failed",
    "A refund on record has failed at Stripe: the customer never got the money.",
    "the card was closed; Stripe says so days later (refund.failed), and the site does not listen",
    "SELECT id, moment, stripe, ledger FROM refundable WHERE failed",
)
AMOUNT = Kind(
    "wrong-refund",
    "The refund on record is not what Stripe gave back.",
    "the second of two partial refunds replaced the first, or an amount was calculated instead of taken from the event",
    """
    SELECT id, moment, stripe, ledger FROM refundable
    WHERE returned > 0 AND refunded <> returned AND (refunded > 0 OR says_refunded)
      AND NOT failed
    """,
)
STATUS = Kind(
    "refund-status",
    "All of the money went back and the amount is on record, and the status still says completed.",
    "the status is set in another place than the amount, and only for refunds that the site makes itself",
    """
    SELECT id, moment, stripe, ledger FROM refundable
    WHERE returned >= amount AND refunded = returned AND NOT says_refunded
    """,
)
OPEN_DISPUTE = Kind(
    "open-dispute",
    "A customer disputes a payment: Stripe holds the money back, and the record says completed.",
    "a chargeback; it is lost unless it is answered in the dashboard before the date that stands there",
    """
    SELECT id, moment, stripe || ', disputed' AS stripe, ledger FROM single
    WHERE withdrawn AND status = $completed AND refunded = 0
    """,
)
LOST_DISPUTE = Kind(
    "lost-dispute",
    "A dispute was lost: the money is gone, and the record says completed.",
    "no handler for charge.dispute.closed",
    """
    SELECT id, moment, stripe || ', ' || money(lost, currency) || ' lost in a dispute' AS stripe, ledger FROM single
    WHERE lost > 0 AND NOT withdrawn AND status = $completed AND refunded < lost
    """,
)
PAYOUT = Kind(
    "payout-failed",
    "A payout did not reach the bank.",
    "the bank account is closed or its details are wrong: Stripe pays nothing out until that is mended",
    """
    SELECT id, moment, concat(id, ': ', money(amount, currency), ' ', status, ' (' || failure || ')') AS stripe,
           '' AS ledger
    FROM payout WHERE status IN ('failed', 'canceled')
    """,
)
KINDS = (FULL, PARTIAL, RECORD_ONLY, FAILED, AMOUNT, STATUS, OPEN_DISPUTE, LOST_DISPUTE, PAYOUT)
