"""A database that keeps the site waiting, as during a backup or a long report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_bdd import when

from pennydrop.storm.world_outage import release_during_a_lock

if TYPE_CHECKING:
    from pennydrop.bookkeeping.bookkeeper import Bookkeeper
    from pennydrop.ledger import Ledger
    from pennydrop.relay.client import Fault
    from pennydrop.settings import Settings
    from pennydrop.vocabulary.purchase import Purchase

BOOKED_IN = "payments_stripepayment"


@when("Stripe's confirmation arrives while the database is busy")
def arrives_during_lock(
    held_back: Fault, ledger: Ledger, purchase: Purchase, settings: Settings, bookkeeper: Bookkeeper
) -> None:
    """Nothing can be booked for a moment: the site waits, or answers 5xx and is told again."""
    bookkeeper.suspend(26, because="the database is busy, and a site may ask for Stripe's message again")
    release_during_a_lock(held_back, ledger, BOOKED_IN, settings.patience)
    purchase.expect_delay(False)
