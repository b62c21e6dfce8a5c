"""What Stripe says, asked through the official SDK: the same code for the emulator, test mode and live.

Start with :class:`Gateway`; ``pennydrop.gateway.forgery`` builds the webhook requests Stripe would not send.
"""

from __future__ import annotations

from pennydrop.gateway.facts import Attempt, Line, Payment, Refund
from pennydrop.gateway.gateway import Gateway
from pennydrop.gateway.listing import RecordedEvent
from pennydrop.gateway.transport import ApiRequest

__all__ = ["ApiRequest", "Attempt", "Gateway", "Line", "Payment", "RecordedEvent", "Refund"]
