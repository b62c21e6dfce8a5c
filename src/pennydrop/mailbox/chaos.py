"""Making the mail server refuse mail, through Mailpit's chaos API. It concerns everybody who sends to this server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Trigger:
    """Refuse with the SMTP ``code`` (400 to 599) in ``percent`` of the cases; 0 and 100 are predictable."""

    code: int = 451
    percent: int = 100

    def to_json(self) -> dict[str, int]:
        return {"ErrorCode": self.code, "Probability": self.percent}

    @classmethod
    def from_json(cls, fields: dict[str, int]) -> Trigger:
        return cls(fields["ErrorCode"], fields["Probability"])


OFF = Trigger(percent=0)


@dataclass(frozen=True)
class Chaos:
    """What is refused: senders (MAIL FROM), recipients (RCPT TO), logins (AUTH)."""

    sender: Trigger = OFF
    recipient: Trigger = OFF
    authentication: Trigger = OFF

    def to_json(self) -> dict[str, Any]:
        return {
            "Sender": self.sender.to_json(),
            "Recipient": self.recipient.to_json(),
            "Authentication": self.authentication.to_json(),
        }

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> Chaos:
        return cls(*(Trigger.from_json(fields[name]) for name in ("Sender", "Recipient", "Authentication")))
