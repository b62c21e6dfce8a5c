"""Page objects for Stripe's own pages, used unchanged on the real Stripe and on the emulator.

Stripe promises nothing about these pages. The selectors are the ones that public test suites have relied on for years,
and each object copes with every layout that Stripe is known to show.
"""

from __future__ import annotations

from pennydrop.checkout.cards import Card, card
from pennydrop.checkout.page import HostedCheckout
from pennydrop.checkout.three_d_secure import ThreeDSecureChallenge

__all__ = ["Card", "HostedCheckout", "ThreeDSecureChallenge", "card"]
