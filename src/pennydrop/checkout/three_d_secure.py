"""The 3-D Secure challenge of Stripe's test mode, on Checkout or on any page with Stripe's elements."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError as PlaywrightTimeout

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# Stripe's frame, then the bank's inside it: the layout since 2023, and the one before. Several frames of Stripe's have
# names that begin alike, so the outer one is known by its address.
_OUTER = 'iframe[src*="three-ds-2-challenge"], iframe[src*="authorize-with-url"]'
_INNER = 'iframe[name="stripe-challenge-frame"], iframe#challengeFrame'
# The buttons are on screen before they work, and a click that comes too early is lost without a trace. So it is
# repeated while the challenge stays; milliseconds, enough for Stripe to answer a click that did arrive.
_CLICKS = 5
_PATIENCE = 2000.0


class ThreeDSecureChallenge:
    """The bank's question whether it is really the customer who pays."""

    def __init__(self, page: Page) -> None:
        self.frame = page.locator(_OUTER)
        bank = self.frame.content_frame.locator(_INNER).content_frame
        self.complete_button = bank.locator("#test-source-authorize-3ds")
        self.fail_button = bank.locator("#test-source-fail-3ds")

    def complete(self) -> None:
        """The customer confirms; returns when the challenge has gone."""
        self._answer(self.complete_button)

    def fail(self) -> None:
        """The customer does not; returns when the challenge has gone."""
        self._answer(self.fail_button)

    def _answer(self, button: Locator) -> None:
        button.wait_for()
        for _ in range(_CLICKS):
            with suppress(PlaywrightTimeout):
                button.click(timeout=_PATIENCE)
            with suppress(PlaywrightTimeout):
                self.frame.wait_for(state="detached", timeout=_PATIENCE)
                return
        self.frame.wait_for(state="detached")
