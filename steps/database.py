"""A database that keeps the site waiting, as during a backup or a long report."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from pytest_bdd import when

from pennydrop.eventually import eventually

if TYPE_CHECKING:
    from pennydrop.bookkeeping.bookkeeper import Bookkeeper
    from pennydrop.ledger import Ledger
    from pennydrop.relay.client import Fault
    from pennydrop.settings import Settings
    from pennydrop.vocabulary.purchase import Purchase

BOOKED_IN = "payments_stripepayment"
LOCKED_FOR = 0.6  # seconds: far below what a site's requests may take


@when("Stripe's confirmation arrives while the database is busy")
def arrives_during_lock(
    held_back: Fault, ledger: Ledger, purchase: Purchase, settings: Settings, bookkeeper: Bookkeeper
) -> None:
    """Nothing can be booked for a moment: the site waits, or answers 5xx and is told again."""
    bookkeeper.suspend(26, because="the database is busy, and a site may ask for Stripe's message again")
    with ThreadPoolExecutor(1) as pool:
        with ledger.locked(BOOKED_IN):
            begun = time.monotonic()
            released = pool.submit(held_back.release)
            eventually(
                "the site has met the lock",
                lambda: released.done() or time.monotonic() - begun > LOCKED_FOR,
                patience=settings.patience,
            )
        released.result()
    purchase.expect_delay(False)
