"""The type of everything Stripe stores."""

from __future__ import annotations

from typing import Any

# A Stripe object with the newest version's keys. Keys that begin with "_" are the emulator's own and never leave it.
Object = dict[str, Any]
