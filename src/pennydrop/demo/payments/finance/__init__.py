"""The one source of every figure that teachers and staff see of their money."""

from __future__ import annotations

from .areas import AREAS, Area, by_area, on_offer
from .figures import Figures, group
from .periods import ALL_TIME, RANGES, Period
from .selection import sales_of

__all__ = ["ALL_TIME", "AREAS", "RANGES", "Area", "Figures", "Period", "by_area", "group", "on_offer", "sales_of"]
