"""Disturbances that come from the customer's browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.storm import browser_checkout, browser_return

if TYPE_CHECKING:
    from pennydrop.storm.disturbance import Disturbance

DISTURBANCES: tuple[type[Disturbance], ...] = (*browser_return.DISTURBANCES, *browser_checkout.DISTURBANCES)
