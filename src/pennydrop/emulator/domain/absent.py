"""What this account never has, because nothing here causes it: its lists are true, and empty."""

from __future__ import annotations

from pennydrop.emulator.domain.reading import readable

readable("dispute", "/v1/disputes", "dispute", "charge payment_intent")
readable("payout", "/v1/payouts", "payout", "status")
