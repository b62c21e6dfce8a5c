"""The kinds of payment faults that sites have, by the number a seeded fault gives as its ``FAMILY``."""

from __future__ import annotations

FAMILIES = {
    1: "order of events",
    2: "event delivered twice",
    3: "swallowed error",
    4: "half-written state",
    5: "trusting the redirect",
    6: "cancel and back button",
    7: "life of the cart",
    8: "wrong amount",
    9: "unverified message",
    10: "wrong correlation",
    11: "words for a status",
    12: "refund",
    13: "after a refund",
    14: "places and races",
    15: "access without payment",
    16: "mail",
    17: "split money",
    18: "declined, expired, late",
    19: "answer to Stripe",
    20: "price of zero",
}
