"""Which API version a request speaks."""

from __future__ import annotations

from dataclasses import dataclass

from pennydrop.emulator.core.account import Account
from pennydrop.emulator.schema.table import Table, is_version, table_for
from pennydrop.emulator.settings import EmulatorSettings
from pennydrop.emulator.wire.errors import invalid


@dataclass(frozen=True)
class ApiVersion:
    """``name`` as the request gave it, ``table`` the nearest one there is. ``asked``: it was given at all."""

    name: str
    table: Table
    asked: bool

    @classmethod
    def of(cls, header: str | None, account: Account) -> ApiVersion:
        """The version of a ``Stripe-Version`` header, else the account's; ``StripeError`` for one that is none."""
        if not header:
            return cls(account.api_version, table_for(account.api_version), asked=False)
        if not is_version(header):
            raise invalid(f"Invalid Stripe API version: {header}")
        return cls(header, table_for(header), asked=True)

    @classmethod
    def default(cls, settings: EmulatorSettings) -> ApiVersion:
        """What errors are written in before the account is known."""
        return cls(settings.api_version, table_for(settings.api_version), asked=False)
