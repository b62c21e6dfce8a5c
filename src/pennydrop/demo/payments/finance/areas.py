"""The areas of the site that money comes from, as the finance pages name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .. import goods
from ..sales import Sale
from .figures import Figures


@dataclass(frozen=True)
class Area:
    """The sales of one domain. ``parts`` are the kinds of goods its figure is split into, by name."""

    name: str
    domain: str
    address: str
    parts: tuple[tuple[str, str], ...] = ()

    def split(self, figures: Figures) -> list[tuple[str, Figures]]:
        return [(name, figures.of_kind(kind)) for name, kind in self.parts]


AREAS = (
    Area("Workshops", "workshops", "/payments/finance/workshops/"),
    Area("Courses", "courses", "/payments/finance/courses/"),
    Area(
        "Private Teaching",
        "private_teaching",
        "/payments/finance/private-teaching/",
        (("Lessons", ""), ("Exam Fees", "exam")),
    ),
    Area("Digital Products", "digital_products", "/products/teacher/dashboard/"),
)


def on_offer() -> list[Area]:
    """The areas this site has: it may run without some of them."""
    return [area for area in AREAS if goods.in_domain(area.domain)]


def by_area(sales: Iterable[Sale]) -> list[tuple[Area, Figures]]:
    """What each area has earned, also where that is nothing."""
    sales = list(sales)
    return [(area, Figures(sales=[sale for sale in sales if sale.domain == area.domain])) for area in on_offer()]
