"""Disturbances that come from the world around the site: Stripe's API, the mail server, the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.storm import world_opening, world_outage, world_refunds

if TYPE_CHECKING:
    from pennydrop.storm.disturbance import Disturbance

DISTURBANCES: tuple[type[Disturbance], ...] = (
    *world_opening.DISTURBANCES,
    *world_outage.DISTURBANCES,
    *world_refunds.DISTURBANCES,
)
