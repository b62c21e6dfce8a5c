"""The statement a teacher needs for the tax return."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.contrib.auth.models import User

from pennydrop.demo.core.money import display

from .areas import by_area
from .figures import Figures
from .periods import Period
from .selection import sales_of


@dataclass(frozen=True)
class Line:
    """One area, or all of them: what it earned after commission. The site keeps no expenses yet."""

    name: str
    revenue: Decimal
    expenses: Decimal = Decimal(0)

    @property
    def net(self) -> Decimal:
        return self.revenue - self.expenses


class Statement:
    """Profit and loss from the ``first`` to the ``last`` day."""

    def __init__(self, user: User, first: date, last: date) -> None:
        sales = sales_of(user, Period.between(first, last))
        self.first, self.last = first, last
        self.figures = Figures(sales=sales)
        self.areas = [Line(area.name, figures.share) for area, figures in by_area(sales)]
        self.total = Line("TOTAL", self.figures.share)

    def summary(self) -> list[tuple[str, Decimal]]:
        return [
            ("Gross Revenue", self.figures.gross),
            (f"Platform Fee ({settings.PLATFORM_COMMISSION_PERCENTAGE}%)", self.figures.fee),
            ("Net Revenue", self.total.revenue),
            ("Total Expenses", self.total.expenses),
            ("Net Profit", self.total.net),
        ]


def as_csv(statement: Statement) -> str:
    """The areas, and the summary as the last lines."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["Profit and Loss", f"{statement.first} to {statement.last}"])
    writer.writerow(["Area", "Revenue", "Expenses", "Net"])
    for line in [*statement.areas, statement.total]:
        writer.writerow([line.name, display(line.revenue), display(line.expenses), display(line.net)])
    writer.writerow([])
    writer.writerows([name, display(amount)] for name, amount in statement.summary())
    return text.getvalue()
