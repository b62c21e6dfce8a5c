"""A place that becomes free is counted, and offered to nobody.

The waitlist is served where students cancel their places in one screen, and the other ways out of a session forget it.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 14
SCENARIOS = (
    "features/waitlist/passing_on.feature::a_refund_in_the_stripe_dashboard_frees_the_place_for_the_next",
    "features/waitlist/passing_on.feature::a_freed_place_is_sold_to_nobody_past_the_line",
    "features/waitlist/free_places.feature::a_free_place_given_back_is_the_next_one_s_at_once",
)


def seed() -> None:
    from pennydrop.demo.workshops import cancellations, goods
    from pennydrop.demo.workshops.places import recount

    for module in (cancellations, goods):
        replace(module, "offer_free_places", recount)
