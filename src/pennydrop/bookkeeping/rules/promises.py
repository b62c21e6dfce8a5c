"""The promises that the books are held against, by the numbers that the markers ``inv-1`` to ``inv-25`` use."""

from __future__ import annotations

from pennydrop.bookkeeping.discrepancy import Rule

ONE_OF_EACH = Rule(1, "Paying once gives exactly one of each thing bought.")
ONE_MAIL = Rule(
    2, "The customer gets exactly one confirmation, each seller concerned exactly one, and nobody else anything."
)
NOTHING_UNPAID = Rule(4, "Nothing is delivered, owned or marked paid without a confirmed payment.")
NOTHING_TWICE = Rule(
    7, "A customer is never left charged twice for the same thing; money that bought nothing goes back in full."
)
SAME_FIGURES = Rule(8, "The sum that Stripe took = the total on record = the sum of the prices = the figures mailed.")
COMMISSION = Rule(9, "Platform commission and seller's share add up to the total, and the commission has its rate.")
ONE_RECORD = Rule(
    10, "Every paid Checkout has one payment record, and it ends completed, or refunded after a full refund."
)
PLACES = Rule(11, "What has n places never has more than n participants.")
NEVER_MORE_BACK = Rule(14, "The refunds of a payment never exceed what was paid.")
GIVEN_BACK = Rule(
    15, "After a full refund nothing of it is owned, and the customer has been told the amount of every refund."
)
REFUND_ON_RECORD = Rule(16, "What Stripe gave back, whoever asked for it, is the refund on record.")
ANSWERS = Rule(19, "The webhook answers 2xx in the end to everything authentic, and 4xx to everything else.")
NO_ERRORS = Rule(26, "Nothing fails on the way: no server error, no script error, no page that cannot be loaded.")
