"""The figures of a payment: Stripe's, the record's, and how they are split."""

from __future__ import annotations

from pennydrop.reconcile.kinds.kind import Kind

NOT_AN_AMOUNT = Kind(
    "not-an-amount",
    "A record holds something that is no amount: a fraction of a penny, or nothing.",
    "the site calculates with floats, or divides and does not round; a column was added and never filled",
    """
    SELECT id, moment, stripe, concat(ledger, ' (', concat_ws(', ',
        CASE WHEN total IS NULL THEN 'total ' || coalesce(total_text, 'NULL') END,
        CASE WHEN refunded IS NULL THEN 'refund ' || refunded_text END,
        CASE WHEN commission IS NULL THEN 'commission ' || coalesce(commission_text, 'NULL') END,
        CASE WHEN share IS NULL THEN 'share ' || coalesce(share_text, 'NULL') END), ')') AS ledger
    FROM single WHERE sound AND NOT proper AND record_currency = currency
    """,
)
WRONG_CURRENCY = Kind(
    "wrong-currency",
    "The record is in another currency than the payment.",
    "the currency is a default of the table instead of what the Checkout Session says",
    """
    SELECT id, moment, stripe || ' in ' || upper(currency) AS stripe,
           ledger || ' in ' || coalesce(upper(record_currency), 'no currency') AS ledger
    FROM single WHERE sound AND record_currency IS DISTINCT FROM currency
    """,
)
WRONG_AMOUNT = Kind(
    "wrong-amount",
    "The record's total is not what Stripe took.",
    "the total is calculated anew instead of taken from the Checkout Session; a price or discount changed in between",
    "SELECT id, moment, stripe, ledger FROM single WHERE sound AND proper AND total <> amount",
)
WRONG_COMMISSION = Kind(
    "wrong-commission",
    "The platform's commission is not its percentage of the total.",
    "the rate was changed, or the commission is rounded item by item",
    """
    SELECT id, moment, stripe, ledger || ', commission ' || money(commission, currency) || ' instead of '
           || money(due(amount), currency) AS ledger
    FROM agreed WHERE commission <> due(amount)
    """,
)
SHARES = Kind(
    "shares-do-not-add-up",
    "Commission and share together are not the total.",
    "each is rounded on its own, or one of them was corrected without the other",
    """
    SELECT id, moment, stripe, ledger || ', commission ' || money(commission, currency) || ' and share '
           || money(share, currency) AS ledger
    FROM agreed WHERE commission + share <> total AND coalesce(commission = due(amount), true)
    """,
)
KINDS = (NOT_AN_AMOUNT, WRONG_CURRENCY, WRONG_AMOUNT, WRONG_COMMISSION, SHARES)
