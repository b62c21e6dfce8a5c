"""The link in the verification mail logs in whoever has it, as often as they like.

A token that is signed but remembers nothing: without the state of the account in it, the link stays good after it was
used, in a mail that was forwarded or in the history of a library's computer.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 15
SCENARIOS = ("features/accounts/signing_up.feature::a_verification_link_opens_the_account_once",)


def seed() -> None:
    from pennydrop.demo.accounts.verification import EmailVerificationTokens

    def without_its_state(_tokens: Any, user: Any, timestamp: int) -> str:
        return f"{user.pk}{user.email}{timestamp}"

    replace(EmailVerificationTokens, "_make_hash_value", without_its_state)
