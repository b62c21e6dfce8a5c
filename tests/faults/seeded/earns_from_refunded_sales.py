"""The teacher's figures never hear of a refund.

The report adds up prices of what was sold; what was given back is kept elsewhere, and nobody subtracts it.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 13
SCENARIOS = (
    "features/refunds/dashboard_refunds.feature::a_course_refunded_in_full_is_closed_again",
    "features/workshops/cancelling.feature::with_seven_days_notice_the_whole_price_comes_back",
    "features/workshops/series.feature::a_series_is_given_back_as_a_whole_and_its_price_with_it",
    "features/workshops/one_of_several.feature::one_of_three_sessions_is_given_back_the_others_stay",
)


def seed() -> None:
    from pennydrop.demo.payments.sales import Sale

    replace(Sale, "net", property(lambda sale: sale.price))
