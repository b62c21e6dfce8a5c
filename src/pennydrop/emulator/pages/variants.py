"""The awkward sides of Stripe's Checkout, each behind a switch: ``EMULATOR_CHECKOUT_VARIANT=accordion,link``.

Stripe shows them to some visitors and not to others. Page objects have to cope with all of them, so each can be had
on request.
"""

from __future__ import annotations

import os
from enum import StrEnum

VARIABLE = "EMULATOR_CHECKOUT_VARIANT"


class Variant(StrEnum):
    """One awkward side; ``EMULATOR_CHECKOUT_VARIANT`` is a comma list of their values."""

    ACCORDION = "accordion"
    """Several payment methods: the card's fields do not exist until it is chosen, by a button 0 pixels in size."""

    LINK = "link"
    """"Save my information" is ticked beforehand, and then a phone number is required."""

    DEBIT_WORDING = "debit-wording"
    """The other wording of a decline: "Try paying with a debit card instead."."""

    LATE_CHALLENGE = "late-challenge"
    """The 3-D Secure buttons are on screen well before they work: the first click is lost."""


def active_variants() -> frozenset[Variant]:
    """The variants this process was asked for. ``ValueError`` names the one that does not exist."""
    return parse_variants(os.environ.get(VARIABLE, ""))


def parse_variants(text: str) -> frozenset[Variant]:
    """``accordion,link`` as variants; empty text is none."""
    return frozenset(_variant(name) for part in text.split(",") if (name := part.strip()))


def _variant(name: str) -> Variant:
    try:
        return Variant(name)
    except ValueError:
        known = ", ".join(Variant)
        raise ValueError(f"{VARIABLE}: {name!r} is no variant of the Checkout page; there are {known}") from None
