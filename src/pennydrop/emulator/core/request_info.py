"""What an event and a journal entry say about the request that caused them."""

from __future__ import annotations

from dataclasses import dataclass

from pennydrop.emulator.core.account import Account


@dataclass(frozen=True)
class RequestInfo:
    """``id`` is None for what happens by itself (a session that expires)."""

    id: str | None = None
    idempotency_key: str | None = None

    @classmethod
    def from_page(cls, account: Account) -> RequestInfo:
        """The request of a customer's browser."""
        return cls(account.ids.new("request"))
