"""What the site's webhook answers: no to everybody but Stripe, yes to Stripe, and soon."""

from __future__ import annotations

from statistics import median
from urllib.parse import urlsplit, urlunsplit

from pennydrop.errors import SiteUnreachable
from pennydrop.gateway import forgery
from pennydrop.golive.check import Answer, Section, check, failed, passed, waiting, warned
from pennydrop.golive.examination import Examination
from pennydrop.golive.webhook_address import webhook_address
from pennydrop.golive.webhook_door import (
    Knock,
    door,
    harmless_event,
    sent_elsewhere,
    signed_knock,
    signing_secret,
    unsigned_knock,
)

REFUSED, WRONG_METHOD = 400, 405
TOO_OLD = forgery.TOLERANCE + 60  # seconds: clocks may differ a little
KNOCKS = 5
SLOW = 5.0  # seconds; Checkout holds the customer back for at most ten
VERIFY = "let the site check every request with the SDK's Webhook.construct_event, and answer 400 to what fails"


@check(
    "webhook-no-redirect", Section.WEBHOOK, "The webhook's address answers itself and does not redirect.", writes=True
)
def no_redirect(examination: Examination) -> Answer:
    knock = examination.once(unsigned_knock)
    if knock.redirected:
        return failed(
            f"POST {webhook_address(examination)} answers {knock}; Stripe follows no redirect",
            mend=f"register {knock.location or 'where it leads to'} at Stripe, or let the site answer there itself",
        )
    return passed(f"POST {webhook_address(examination)} answers {knock}, no redirect")


@check("webhook-unsigned", Section.WEBHOOK, "The webhook refuses a message without a signature with 400.", writes=True)
def unsigned(examination: Examination) -> Answer:
    return _refused(examination, examination.once(unsigned_knock), "an unsigned message", mend=VERIFY)


@check("webhook-wrong-signature", Section.WEBHOOK, "The webhook refuses a wrong signature with 400.", writes=True)
def wrong_signature(examination: Examination) -> Answer:
    with door(examination) as here:
        knock = here.knock(forgery.wrongly_signed(harmless_event(examination)))
    return _refused(examination, knock, "a message signed with another secret", mend=VERIFY)


@check(
    "webhook-stale", Section.WEBHOOK, "The webhook refuses a message signed more than 300 s ago with 400.", writes=True
)
def stale(examination: Examination) -> Answer:
    if not examination.once(signed_knock).accepted:
        return waiting("a fresh one is not accepted either", on="webhook-secret")
    secret = signing_secret(examination).value.get_secret_value()
    with door(examination) as here:
        knock = here.knock(forgery.stale(harmless_event(examination), secret, TOO_OLD))
    return _refused(
        examination,
        knock,
        f"a message signed {TOO_OLD} s ago",
        mend="leave the SDK's tolerance at 300 s, and set the server's clock",
    )


@check("webhook-get", Section.WEBHOOK, "The webhook answers a GET with 405.", writes=True)
def get(examination: Examination) -> Answer:
    with door(examination) as here:
        knock = here.get()
    if knock.status == WRONG_METHOD:
        return passed("a GET is answered with 405")
    if elsewhere := sent_elsewhere(examination, knock, "a GET"):
        return elsewhere
    return failed(
        f"a GET is answered with {knock}, not 405", mend="let the webhook's view take POST only (require_POST)"
    )


@check("webhook-answer-time", Section.WEBHOOK, "The webhook answers within seconds.", writes=True)
def answer_time(examination: Examination) -> Answer:
    if not examination.once(signed_knock).accepted:
        return waiting("no message is accepted", on="webhook-secret")
    signing = signing_secret(examination).value.get_secret_value()
    with door(examination) as here:
        times = [here.knock(forgery.signed(harmless_event(examination), signing)).seconds for _ in range(KNOCKS)]
    middle, longest = median(times), max(times)
    seen = f"{KNOCKS} events it leaves alone: {middle:.2f} s in the middle, {longest:.2f} s at most"
    if middle > SLOW:
        return warned(seen, mend="answer before the work is done (queue it), or find what makes it wait")
    return passed(seen)


@check("webhook-https-only", Section.WEBHOOK, "The webhook accepts nothing over plain http.", writes=True)
def https_only(examination: Examination) -> Answer:
    address = webhook_address(examination)
    if urlsplit(address).scheme != "https":
        return failed(f"the webhook's own address is {address}", mend="serve the site over https, and register that")
    plain = _over_http(examination, address)
    signing = signing_secret(examination).value.get_secret_value()
    try:
        with door(examination, plain) as there:
            knock = there.knock(forgery.signed(harmless_event(examination), signing))
    except SiteUnreachable:
        return passed(f"{plain} does not answer")
    if knock.accepted:
        return failed(
            f"{plain} answers a signed message with {knock}",
            mend="let port 80 do nothing but redirect to https, also for the webhook (SECURE_SSL_REDIRECT)",
        )
    return passed(f"{plain} answers a signed message with {knock}")


def _refused(examination: Examination, knock: Knock, what: str, *, mend: str) -> Answer:
    if knock.status == REFUSED:
        return passed(f"{what} is answered with 400")
    if elsewhere := sent_elsewhere(examination, knock, what):
        return elsewhere
    return failed(f"{what} is answered with {knock}, not 400", mend=mend)


def _over_http(examination: Examination, address: str) -> str:
    """The webhook where plain http answers: by the settings, or the same host's port 80."""
    parts = urlsplit(address)
    if examination.golive.http_url:
        return f"{examination.golive.http_url}{parts.path}"
    return urlunsplit(("http", parts.hostname or "", parts.path, parts.query, ""))


CHECKS = (no_redirect, unsigned, wrong_signature, stale, get, answer_time, https_only)
