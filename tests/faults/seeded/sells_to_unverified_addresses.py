"""Whoever has an account may buy, whether or not the address was ever verified.

The check was written into the form of one shop page and forgotten when the second checkout was built. The receipt, the
link to the meeting and the news of a refund then go to an address that may be somebody else's.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = ("features/accounts/unverified_addresses.feature::an_unverified_address_buys_nothing",)


def seed() -> None:
    from pennydrop.demo.accounts import access

    def anybody(_user: Any) -> bool:
        return True

    replace(access, "can_buy", anybody)
