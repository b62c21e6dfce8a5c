"""What teachers see of their earnings, and what others do not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import then, when

from pages.finance import CSV_REPORT, FinanceBreakdown, FinanceDashboard, ProfitAndLoss
from pennydrop.money import Money
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from fixtures.visits import Visits
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase

REVENUE = "revenue is what was paid and not refunded, of the teacher's own goods, less the commission"
FEE = "the platform keeps its part of what was paid and not refunded"
AGREEMENT = "all finance pages show the same figures"
PRIVACY = "figures are for teachers, their own"


@when(sentence("{teacher:w} looks at the finances of the last {days:d} days"))
def looks_at_range(visits: Visits, purchase: Purchase, cast: Cast, teacher: str, days: int) -> None:
    """7, 30 or 90 days, on the dashboard."""
    purchase.settle()
    FinanceDashboard(visits.of(cast[teacher])).open(days)


@then(sentence("{teacher:w} sees revenue of {amount:Money}"))
def sees_revenue(visits: Visits, cast: Cast, teacher: str, amount: Money) -> None:
    """Total Revenue on the dashboard, as it was opened."""
    rule = "a report is about the sales of its days, all of them and no others"
    expect(FinanceDashboard(visits.of(cast[teacher])).total_revenue, rule).to_have_text(str(amount))


@then(sentence("{teacher:w}'s finance page shows revenue of {amount:Money}"))
def revenue_is(visits: Visits, purchase: Purchase, cast: Cast, teacher: str, amount: Money) -> None:
    """Total Revenue on the dashboard, after commission."""
    purchase.settle()
    finance = FinanceDashboard(visits.of(cast[teacher]))
    finance.open()
    expect(finance.total_revenue, REVENUE).to_have_text(str(amount))


@then(sentence("{teacher:w}'s finance page shows revenue of less than {amount:Money}"))
def revenue_is_below(visits: Visits, purchase: Purchase, cast: Cast, teacher: str, amount: Money) -> None:
    """A part was given back; how the loss is shared is the shop's own rule."""
    purchase.settle()
    finance = FinanceDashboard(visits.of(cast[teacher]))
    finance.open()
    shown = Money.parse(finance.total_revenue.inner_text())
    assert shown < amount, f"a refund lowers revenue: the finance page shows {shown}, expected less than {amount}"


@then(sentence("{teacher:w}'s finance page shows revenue of {amount:Money} and a platform fee of {fee:Money}"))
def revenue_and_fee_are(
    visits: Visits, purchase: Purchase, cast: Cast, teacher: str, amount: Money, fee: Money
) -> None:
    """Total Revenue and Platform Fee on the dashboard; together they are what was paid and not refunded."""
    purchase.settle()
    finance = FinanceDashboard(visits.of(cast[teacher]))
    finance.open()
    expect(finance.total_revenue, REVENUE).to_have_text(str(amount))
    expect(finance.platform_fee, FEE).to_have_text(str(fee))


@then(sentence("{teacher:w}'s finance page and its breakdowns show:"))
def areas_and_breakdowns_show(
    visits: Visits, purchase: Purchase, cast: Cast, teacher: str, datatable: list[list[str]]
) -> None:
    """Area by area: a table of ``area``, what was ``paid`` (if that is of interest), and the teacher's ``revenue``."""
    purchase.settle()
    page = visits.of(cast[teacher])
    finance = FinanceDashboard(page)
    finance.open()
    rows = [dict(zip(datatable[0], row, strict=True)) for row in datatable[1:]]
    for row in rows:
        expect(finance.area(row["area"]), f"{row['area']}: {REVENUE}").to_have_text(row["revenue"])
    for row in rows:
        breakdown = FinanceBreakdown(page, row["area"])
        for path in breakdown.paths:
            breakdown.open(path)
            expect(breakdown.revenue, f"{path}: {AGREEMENT}").to_have_text(row["revenue"])
            if "paid" in row:
                expect(breakdown.gross, f"{path}: {AGREEMENT}").to_have_text(row["paid"])


@then(sentence("{teacher:w}'s profit and loss shows:"))
def profit_and_loss_shows(
    visits: Visits, purchase: Purchase, cast: Cast, teacher: str, datatable: list[list[str]]
) -> None:
    """For the current tax year: a table of ``area`` and ``revenue``; ``TOTAL`` is the last line."""
    purchase.settle()
    statement = ProfitAndLoss(visits.of(cast[teacher]))
    statement.open()
    for area, revenue in datatable[1:]:
        expect(statement.row(area), f"{area}: {AGREEMENT}").to_contain_text(revenue)


@then(sentence("{teacher:w}'s CSV report ends with:"))
def csv_report_ends_with(
    visits: Visits, purchase: Purchase, cast: Cast, teacher: str, datatable: list[list[str]]
) -> None:
    """The last lines of what the profit and loss page offers for download."""
    purchase.settle()
    statement = ProfitAndLoss(visits.of(cast[teacher]))
    statement.open()
    expected = [",".join(row) for row in datatable]
    report = statement.report()
    assert report[-len(expected) :] == expected, f"{AGREEMENT}; the report says {report}"


@when(sentence("{person:w} looks at the finance page"))
def looks_at_finance(visits: Visits, cast: Cast, person: str) -> None:
    """By its address."""
    FinanceDashboard(visits.of(cast[person])).open()


@then(sentence("{person:w} sees no figures on any finance page"))
def sees_no_figures(visits: Visits, purchase: Purchase, cast: Cast, person: str) -> None:
    """Neither on the pages nor in the report."""
    purchase.settle()
    _expect_no_figures(visits.of(cast[person]))


@then("a visitor who is not logged in sees no figures on any finance page")
def visitor_sees_no_figures(visits: Visits, purchase: Purchase) -> None:
    """Neither on the pages nor in the report."""
    purchase.settle()
    _expect_no_figures(visits.of_nobody())


def _expect_no_figures(page: Page) -> None:
    dashboard, statement = FinanceDashboard(page), ProfitAndLoss(page)
    dashboard.open()
    expect(dashboard.total_revenue, PRIVACY).to_have_count(0)
    for breakdown in FinanceBreakdown.all(page):
        for path in breakdown.paths:
            breakdown.open(path)
            expect(breakdown.revenue, f"{path}: {PRIVACY}").to_have_count(0)
    statement.open()
    expect(statement.row("TOTAL"), PRIVACY).to_have_count(0)
    report = page.request.get(CSV_REPORT)
    assert "Net Revenue" not in report.text(), f"{PRIVACY}, but {CSV_REPORT} says {report.text()!r}"
