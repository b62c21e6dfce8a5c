"""The site runs with the signing secret of its endpoint: the commonest reason why payments go unheard."""

from __future__ import annotations

from contextlib import closing

from pennydrop.gateway.endpoints import Endpoints
from pennydrop.golive.check import Answer, Section, by_hand, check, failed, passed
from pennydrop.golive.checks.webhook_endpoint import endpoint
from pennydrop.golive.examination import Examination
from pennydrop.golive.production_environment import production_environment
from pennydrop.golive.webhook_door import SigningSecret, harmless_event, sent_elsewhere, signed_knock, signing_secret

REVEAL = "Dashboard, live mode, Developers, Webhooks, the endpoint, Reveal signing secret"
COPY = f"copy the endpoint's signing secret ({REVEAL}) into the production environment, and restart the site"


@check(
    "webhook-secret",
    Section.WEBHOOK,
    "The site runs with the endpoint's signing secret: it takes a harmless message signed with it.",
    writes=True,
)
def secret(examination: Examination) -> Answer:
    knock, signing = examination.once(signed_knock), signing_secret(examination)
    type = harmless_event(examination)["type"]
    what = f"an event of type {type}, signed with {signing.where},"
    seen = f"{what} is answered with {knock}"
    if knock.accepted:
        return passed(seen) if signing.from_stripe else _by_stripe(examination, seen)
    if elsewhere := sent_elsewhere(examination, knock, what):
        return elsewhere
    if 400 <= knock.status < 500:
        return failed(f"{seen}: {_why(examination, signing, type)}", mend=COPY)
    return failed(
        f"{seen}, not 2xx",
        mend="look into the site's log for this moment; the webhook has to answer 2xx to what it leaves alone",
    )


def _by_stripe(examination: Examination, seen: str) -> Answer:
    """The site takes what its own environment signs. Whether Stripe signs with the same, a delivery proves."""
    ours = examination.once(endpoint)
    if ours is not None:
        with closing(Endpoints(examination.settings)) as asked:
            delivered = asked.latest_delivered(ours)
        if delivered:
            return passed(f"{seen}; and the site has taken {delivered} from Stripe itself")
    return by_hand(
        f"{seen}; whether Stripe signs with the same secret, nothing delivered shows yet",
        mend=f"set PENNYDROP_WEBHOOK_SECRET to the one Stripe shows ({REVEAL}), then run again",
    )


def _why(examination: Examination, signing: SigningSecret, type: str) -> str:
    environment, name = examination.once(production_environment), examination.golive.webhook_secret_variable
    if environment is not None and environment.values.get(name) != signing.value.get_secret_value():
        return f"{name} in {environment.source} is another secret"
    if environment is not None:
        return (
            f"{name} in {environment.source} is the same secret, so the site was not restarted with it"
            f" (or refuses events of type {type} instead of leaving them alone)"
        )
    return f"the site runs with another secret (or refuses events of type {type} instead of leaving them alone)"


CHECKS = (secret,)
