"""What cannot be delivered is skipped, and the money for it stays.

``if already_paid: continue`` in the webhook: the second of two payments for the same thing, or for a place that is
gone, is nobody's business any more.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 7
SCENARIOS = (
    "features/races/second_tab.feature::paying_in_both_tabs_is_paying_once[lessons-payment_confirmation_site]",
    "features/races/second_tab.feature::paying_in_both_tabs_is_paying_once[sessions-workshop_registration_confirmed_1_session_site]",
    "features/races/last_place.feature::who_pays_second_for_the_last_place_gets_the_money_back_and_is_told",
    "features/races/last_place.feature::of_two_who_pay_for_the_last_place_at_the_same_moment_one_gets_it",
    "features/races/changing_the_cart.feature::of_two_sessions_the_one_that_was_cancelled_during_checkout_is_refunded_the_other_delivered",
    "features/races/changing_the_cart.feature::who_paid_for_something_that_was_cancelled_meanwhile_is_told_of_the_money_that_comes_back",
    "features/trouble/refused_refunds.feature::money_that_could_not_be_returned_at_once_is_returned_when_stripe_s_message_comes_again",
)


def seed() -> None:
    from pennydrop.demo.payments import refunds

    def nothing(*returned: Any) -> None:
        pass

    replace(refunds, "return_item", nothing)
