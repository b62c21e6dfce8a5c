"""The finance pages take the commission from what is the teacher's share already.

The price was stored net in one place and gross in another; the report subtracts 10 % to be on the safe side.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 17
SCENARIOS = (
    "features/finance/same_figures_everywhere.feature::dashboard_breakdowns_and_reports_agree",
    "features/finance/same_figures_everywhere.feature::music_to_download_is_part_of_them",
    "features/exams/paying_the_fee.feature::a_paid_fee_is_confirmed_to_student_and_teacher",
)


def seed() -> None:
    from pennydrop.demo.core.money import share
    from pennydrop.demo.payments.sales import Sale

    def net_of_net(sale: Any) -> Any:
        return share(sale.net - sale.fee)

    replace(Sale, "share", property(net_of_net))
