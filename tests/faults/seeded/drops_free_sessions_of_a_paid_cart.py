"""A free session in a cart with paid ones is neither charged nor delivered.

Stripe is sent what costs something, and what Stripe was sent is what gets delivered.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 20
SCENARIOS = ("features/workshops/mixed_carts.feature::a_free_session_comes_along_with_a_paid_one",)


def seed() -> None:
    from pennydrop.demo.workshops.goods import prepare_checkout
    from pennydrop.demo.workshops.views import checkout

    def only_what_costs(student: Any, lines: list[Any], accepted_terms: dict[str, str]) -> Any:
        return prepare_checkout(student, [line for line in lines if line.price] or lines, accepted_terms)

    replace(checkout, "prepare_checkout", only_what_costs)
