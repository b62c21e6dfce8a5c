"""A link to a download opens for everybody who is logged in.

The link was thought to be the secret. It is passed on, and it outlives the refund.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 15
SCENARIOS = (
    "features/products/owning_downloads.feature::the_links_in_the_mail_open_for_the_buyer_alone",
    "features/products/owning_downloads.feature::a_refund_closes_the_links",
)


def seed() -> None:
    from pennydrop.demo.digital_products.views import catalogue

    replace(catalogue, "may_download", lambda user, file: True)
