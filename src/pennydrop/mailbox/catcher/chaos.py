"""Refusing mail on order, as Mailpit's chaos API does it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from pennydrop.mailbox.catcher.json_body import lowered


class ChaosRefused(ValueError):
    """A trigger out of range."""


@dataclass(frozen=True)
class Trigger:
    """Refuse with ``code`` in ``percent`` of the cases."""

    code: int
    percent: int = 0

    def strikes(self) -> bool:
        return secrets.randbelow(100) < self.percent


DEFAULTS = {"Sender": Trigger(451), "Recipient": Trigger(451), "Authentication": Trigger(535)}


@dataclass
class Chaos:
    """The three triggers, by Mailpit's names."""

    triggers: dict[str, Trigger] = field(default_factory=lambda: dict(DEFAULTS))

    def refusal(self, name: str) -> str | None:
        """The SMTP reply to refuse with this time, or ``None``."""
        trigger = self.triggers[name]
        return f"{trigger.code} Chaos {name.lower()} error" if trigger.strikes() else None

    def replace(self, wanted: dict[str, Any]) -> None:
        """Set all triggers (keys in lower case): what is not named is off again. ``ChaosRefused`` if out of range."""
        self.triggers = {name: _trigger(wanted.get(name.lower()), default) for name, default in DEFAULTS.items()}

    def to_json(self) -> dict[str, Any]:
        return {name: {"ErrorCode": it.code, "Probability": it.percent} for name, it in self.triggers.items()}


def _trigger(wanted: object, default: Trigger) -> Trigger:
    given = lowered(wanted) if isinstance(wanted, dict) else {}
    code, percent = given.get("errorcode") or default.code, given.get("probability") or 0
    if not isinstance(code, int) or not 400 <= code <= 599:
        raise ChaosRefused("error code must be between 400 and 599")
    if not isinstance(percent, int) or not 0 <= percent <= 100:
        raise ChaosRefused("probability must be between 0 and 100")
    return Trigger(code, percent)
