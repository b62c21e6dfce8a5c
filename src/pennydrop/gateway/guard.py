"""The guard of a live account: nothing is written there by default.

A write passes only while a scenario or command that is tagged for it holds the licence, into the account that was
named, and up to the cap. What is not asked of the guard by name is stopped at the wire, whoever sends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import stripe

from pennydrop.errors import SpendingRefused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from pennydrop.gateway.spending import SpendingLedger
    from pennydrop.money import Money
    from pennydrop.settings import Settings

READS = frozenset(["GET", "HEAD"])


class LiveGuard:
    """One for a run. In other profiles than live it lets everything pass and counts nothing."""

    def __init__(self, settings: Settings, ledger: SpendingLedger | None = None) -> None:
        self._settings, self._ledger = settings, ledger
        self.on_duty = settings.profile == "live"
        self._holder = ""
        self._account: str | None = None
        self._proven = ""
        self._open = False
        self._own: set[str] = set()

    @contextmanager
    def licensed(self, holder: str, account: str | None = None) -> Iterator[None]:
        """Within the block ``holder`` may write, into ``account`` or else the one of the settings."""
        before = self._holder, self._account
        self._holder, self._account = holder, account or self._settings.golive.account
        try:
            yield
        finally:
            self._holder, self._account = before

    @contextmanager
    def writing(
        self, what: str, whose_key: Callable[[], str], spends: Callable[[], Money] | None = None
    ) -> Iterator[None]:
        """Let one write through, or raise ``SpendingRefused`` before it is sent.

        ``whose_key`` asks Stripe for the account of the key; ``spends`` says how much money the write moves.
        """
        if not self.on_duty:
            yield
            return
        self._check_licence(what)
        self._check_account(what, whose_key)
        if spends is not None:
            self._count(what, spends())
        self._open = True
        try:
            yield
        finally:
            self._open = False

    def reserve(self, what: str, amount: Money) -> None:
        """Count a payment that a person is about to make for the holder of the licence."""
        if self.on_duty:
            self._check_licence(what)
            self._count(what, amount)

    def own(self, intent_id: str) -> None:
        """A payment that was counted before it was made: to give it back spends nothing more."""
        self._own.add(intent_id)

    def is_own(self, intent_id: str) -> bool:
        """Whether this is a payment that was counted before it was made."""
        return intent_id in self._own

    def check(self, method: str, url: str) -> None:
        """Asked at the wire for every request. ``SpendingRefused`` for a write that was not announced."""
        if self.on_duty and method.upper() not in READS and not self._open:
            raise SpendingRefused(
                f"the live profile is read-only: {method.upper()} {url.partition('?')[0]} was not sent. Write through"
                " pennydrop.gateway.Gateway, in a scenario tagged @live"
            )

    def _check_licence(self, what: str) -> None:
        if not self._holder:
            raise SpendingRefused(
                f"the live profile does not {what}: real money is at stake. Tag the scenario @live if it is meant to"
            )

    def _check_account(self, what: str, whose_key: Callable[[], str]) -> None:
        """Asked once for each account: a key does not change hands."""
        if not self._account:
            raise SpendingRefused(
                f"the live profile does not {what} before the account is named: set PENNYDROP_GOLIVE__ACCOUNT to the id"
                " of the account that is meant (acct_..., Dashboard, Settings, Account details)"
            )
        if self._proven == self._account:
            return
        actual = whose_key()
        if actual != self._account:
            raise SpendingRefused(
                f"the live profile does not {what}: PENNYDROP_STRIPE_SECRET_KEY is a key of {actual}, and"
                f" {self._account} was named. Nothing was sent; take the key of that account, or correct the id"
            )
        self._proven = actual

    def _count(self, what: str, spends: Money) -> None:
        if self._ledger is None:
            raise SpendingRefused(f"the live profile does not {what} in a run without a spending ledger")
        self._ledger.spend(spends, f"{self._holder}: {what}")


class GuardedClient(stripe.RequestsClient):
    """The SDK's HTTP client, which asks the guard before each request. Its errors reach the caller as they are."""

    def __init__(self, guard: LiveGuard, **options: Any) -> None:
        super().__init__(**options)
        self._guard = guard

    def request(  # type: ignore[override]  # like the SDK's own
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None
    ) -> tuple[bytes, int, Mapping[str, str]]:
        self._guard.check(method, url)
        return super().request(method, url, headers, post_data)

    def request_stream(  # type: ignore[override]  # like the SDK's own
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None
    ) -> tuple[Any, int, Mapping[str, str]]:
        self._guard.check(method, url)
        return super().request_stream(method, url, headers, post_data)
