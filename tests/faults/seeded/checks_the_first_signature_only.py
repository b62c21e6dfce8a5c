"""Of several signatures in the header only the first is compared.

There is one signature, until the day the secret is rolled: for hours each message has two.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 9
SEEN_BY = "storm"
SCENARIOS = (
    "features/lessons/buying_lessons.feature::two_lessons_bought_together_are_paid_once_and_everybody_is_told[two-signatures]",
)


def seed() -> None:
    import stripe

    verify = stripe.WebhookSignature.verify_header

    def verify_first(payload: str, header: str, *how: Any) -> Any:
        fields = (header or "").split(",")
        signatures = [field for field in fields if field.startswith("v1=")]
        return verify(payload, ",".join(field for field in fields if field not in signatures[1:]), *how)

    replace(stripe.WebhookSignature, "verify_header", verify_first)
