"""What teachers see of their earnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import then

from pages.finance import FinanceDashboard
from pennydrop.money import Money
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.visits import Visits
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase


@then(sentence("{teacher:w}'s finance page shows revenue of {amount:Money}"))
def revenue_is(visits: Visits, purchase: Purchase, cast: Cast, teacher: str, amount: Money) -> None:
    """Total Revenue on the dashboard, after commission."""
    purchase.settle()
    finance = FinanceDashboard(visits.of(cast[teacher]))
    finance.open()
    rule = "revenue is what was paid and not refunded, of the teacher's own goods, less the commission"
    expect(finance.total_revenue, rule).to_have_text(str(amount))


@then(sentence("{teacher:w}'s finance page shows revenue of less than {amount:Money}"))
def revenue_is_below(visits: Visits, purchase: Purchase, cast: Cast, teacher: str, amount: Money) -> None:
    """A part was given back; how the loss is shared is the shop's own rule."""
    purchase.settle()
    finance = FinanceDashboard(visits.of(cast[teacher]))
    finance.open()
    shown = Money.parse(finance.total_revenue.inner_text())
    assert shown < amount, f"a refund lowers revenue: the finance page shows {shown}, expected less than {amount}"
