"""Disturbances of webhook deliveries: what may become of Stripe's messages between Stripe and the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.storm.deliveries import attempts, envelopes, order, refunds, repeated, restart, timing

if TYPE_CHECKING:
    from pennydrop.storm.disturbance import Disturbance

DISTURBANCES: tuple[type[Disturbance], ...] = (
    *repeated.DISTURBANCES,
    *order.DISTURBANCES,
    *timing.DISTURBANCES,
    *attempts.DISTURBANCES,
    *envelopes.DISTURBANCES,
    *refunds.DISTURBANCES,
    *restart.DISTURBANCES,
)
