"""Ids with Stripe's prefixes and lengths, reproducible from a seed."""

from __future__ import annotations

import string
from random import Random

ALPHABET = string.ascii_letters + string.digits
# Prefix, length of the rest, its first characters (payment objects live on a shard called 3, others on 1).
FORMATS = {
    "account": ("acct_", 16, "1"),
    "balance_transaction": ("txn_", 24, "3"),
    "charge": ("ch_", 24, "3"),
    "checkout.session": ("cs_{mode}_", 58, "a1"),
    "customer": ("cus_", 14, ""),
    "cvc_token": ("cvctok_", 24, "1"),
    "dispute": ("du_", 24, "1"),
    "event": ("evt_", 24, "1"),
    "item": ("li_", 24, "1"),
    "payment_event": ("evt_", 24, "3"),
    "payment_intent": ("pi_", 24, "3"),
    "payment_method": ("pm_", 24, "1"),
    "payout": ("po_", 24, "1"),
    "price": ("price_", 24, "1"),
    "product": ("prod_", 14, ""),
    "refund": ("re_", 24, "3"),
    "request": ("req_", 14, ""),
    "webhook_conversation": ("wc_", 24, ""),
    "webhook_endpoint": ("we_", 24, "1"),
    "websocket": ("cliws_", 24, ""),
}
HEX = "0123456789abcdef"


class Ids:
    """Makes ids; equal seeds make equal ids in the same order."""

    def __init__(self, seed: str | None, *, live: bool = False) -> None:
        # Ids are no secrets; a seed has to give the same ones again.
        self._random = Random(seed)  # noqa: S311
        self._mode = "live" if live else "test"

    def new(self, kind: str) -> str:
        """A new id of this kind of object."""
        prefix, length, first = FORMATS[kind]
        return prefix.format(mode=self._mode) + first + self.text(length - len(first))

    def text(self, length: int, alphabet: str = ALPHABET) -> str:
        """Random letters and digits."""
        return "".join(self._random.choices(alphabet, k=length))
