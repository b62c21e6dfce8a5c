"""What a bank says when it declines, and how Stripe tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pennydrop.emulator.wire.errors import StripeError


@dataclass(frozen=True)
class Decline:
    """One way to be declined."""

    code: str
    message: str
    decline_code: str | None = None
    advice_code: str | None = None
    network_decline_code: str | None = None
    network_advice_code: str | None = None
    param: str | None = None

    def error(self, **details: Any) -> StripeError:
        """HTTP 402; what was recorded (charge, failed PaymentIntent) stays."""
        known = {
            "decline_code": self.decline_code,
            "advice_code": self.advice_code,
            "network_decline_code": self.network_decline_code,
            "network_advice_code": self.network_advice_code,
        }
        return StripeError(
            402,
            self.message,
            kind="card_error",
            code=self.code,
            param=self.param,
            details=known | details,
            keeps_changes=True,
        )


DECLINED = "Your card was declined."
LATER, NEVER, CHECK = "try_again_later", "do_not_try_again", "confirm_card_data"
DECLINES = {
    "generic_decline": Decline("card_declined", DECLINED, "generic_decline", LATER, "01"),
    "insufficient_funds": Decline(
        "card_declined", "Your card has insufficient funds.", "insufficient_funds", LATER, "51", "02"
    ),
    "lost_card": Decline("card_declined", DECLINED, "lost_card", NEVER, "41", "01"),
    "stolen_card": Decline("card_declined", DECLINED, "stolen_card", NEVER, "43", "01"),
    "expired_card": Decline("expired_card", "Your card has expired.", "expired_card", CHECK, "54", "03", "exp_month"),
    "incorrect_cvc": Decline(
        "incorrect_cvc", "Your card's security code is incorrect.", "incorrect_cvc", CHECK, "N7", "03", "cvc"
    ),
    "processing_error": Decline(
        "processing_error",
        "An error occurred while processing your card. Try again in a little bit.",
        "processing_error",
        LATER,
        "06",
    ),
    "card_velocity_exceeded": Decline(
        "card_declined",
        "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
        "card_velocity_exceeded",
        LATER,
        "61",
        "02",
    ),
    "fraudulent": Decline("card_declined", DECLINED, "fraudulent"),
    "authentication_required": Decline(
        "authentication_required",
        "Your card was declined. This transaction requires authentication.",
        "authentication_required",
    ),
    "live_mode_test_card": Decline(
        "card_declined",
        "Your card was declined. Your request was in live mode, but used a known test card.",
        "live_mode_test_card",
    ),
    "test_mode_live_card": Decline(
        "card_declined",
        "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test"
        " cards, visit: https://stripe.com/docs/testing.",
        "test_mode_live_card",
    ),
    "incorrect_number": Decline("incorrect_number", "Your card number is incorrect.", param="number"),
    "invalid_expiry_month": Decline(
        "invalid_expiry_month", "Your card's expiration month is invalid.", param="exp_month"
    ),
    "invalid_expiry_year": Decline("invalid_expiry_year", "Your card's expiration year is invalid.", param="exp_year"),
    "invalid_cvc": Decline("invalid_cvc", "Your card's security code is invalid.", param="cvc"),
}
