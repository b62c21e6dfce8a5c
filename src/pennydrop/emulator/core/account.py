"""A Stripe account. Every API key opens its own, so that users of one emulator do not meet."""

from __future__ import annotations

from dataclasses import dataclass, field

from pennydrop.emulator.core.ids import HEX, Ids
from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.store import Store
from pennydrop.emulator.wire.idempotency import IdempotencyKeys


@dataclass
class Account:
    """``name`` is what Checkout shows, ``key`` the part the account's keys share (``sk_test_`` + key).

    ``profile``: what the account says of itself where it differs from a sound one. ``live``: real money. It stands in
    ``livemode`` of every object, and decides which keys and cards are taken.
    """

    key: str
    name: str
    api_version: str
    ids: Ids
    live: bool = False
    signing_secret: str | None = None
    store: Store = field(default_factory=Store)
    profile: Object = field(default_factory=dict)
    idempotency: IdempotencyKeys = field(default_factory=IdempotencyKeys)

    def __post_init__(self) -> None:
        self.id = self.ids.new("account")
        self.publishable_key = ("pk_live_" if self.live else "pk_test_") + self.key
        # Like Stripe's, the same for every `stripe listen` of this account.
        self.cli_secret = self.signing_secret or "whsec_" + self.ids.text(64, HEX)
