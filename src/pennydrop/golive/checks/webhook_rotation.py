"""Rolling the webhook's secret: for a while Stripe signs with the old and the new, and the site must not stumble."""

from __future__ import annotations

import secrets
import time

from pennydrop.gateway import forgery
from pennydrop.gateway.forgery import WebhookRequest
from pennydrop.golive.check import Answer, Section, check, failed, passed, waiting
from pennydrop.golive.examination import Examination
from pennydrop.golive.webhook_door import door, harmless_event, signed_knock, signing_secret

HEADER = "Stripe-Signature"
VERIFY = "let the site check every request with the SDK's Webhook.construct_event, which looks at all signatures"


@check(
    "webhook-rotation",
    Section.SECURITY,
    "The webhook's secret can be rolled: a message with the signatures of two secrets is taken if either is right.",
    writes=True,
)
def rotation(examination: Examination) -> Answer:
    if not examination.once(signed_knock).accepted:
        return waiting("no message is accepted", on="webhook-secret")
    ours, other, third = signing_secret(examination).value.get_secret_value(), _another(), _another()
    cases = {"the second": (other, ours), "the first": (ours, other)}
    with door(examination) as here:
        for place, pair in cases.items():
            knock = here.knock(_signed_with(examination, *pair))
            if not knock.accepted:
                return failed(f"where {place} of two signatures is right, the answer is {knock}, not 2xx", mend=VERIFY)
        knock = here.knock(_signed_with(examination, other, third))
    if knock.accepted:
        return failed(f"where neither of two signatures is right, the answer is {knock}, not 400", mend=VERIFY)
    return passed(f"taken with the right signature first or second of two, and refused with neither ({knock})")


def _signed_with(examination: Examination, first: str, second: str) -> WebhookRequest:
    """One message with both signatures in its header, as Stripe sends it while a secret is rolled."""
    event, now = harmless_event(examination), int(time.time())
    one, two = (forgery.signed(event, secret, now) for secret in (first, second))
    signature = two.headers[HEADER].partition(",")[2]  # without the time, which is the same
    return WebhookRequest(one.body, one.headers | {HEADER: f"{one.headers[HEADER]},{signature}"})


def _another() -> str:
    return "whsec_" + secrets.token_hex(16)


CHECKS = (rotation,)
