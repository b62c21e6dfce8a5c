"""The webhook endpoint as Stripe has it: its address, its events, its API version, and what has not reached it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta

from pennydrop.gateway.endpoints import EVERYTHING, Endpoint, Endpoints
from pennydrop.golive.check import Answer, Section, by_hand, check, failed, not_applicable, passed, waiting, warned
from pennydrop.golive.examination import Examination
from pennydrop.golive.webhook_address import differences, webhook_address

PLACE = "Dashboard, live mode, Developers, Webhooks"
LOOK_BACK = timedelta(days=7)
PATIENCE = timedelta(hours=1)  # Stripe's first repetitions belong to ordinary life
SHOWN = 10


def endpoints(examination: Examination) -> tuple[Endpoint, ...]:
    """All endpoints of the account."""
    with closing(Endpoints(examination.settings)) as asked:
        return asked.all()


def endpoint(examination: Examination) -> Endpoint | None:
    """The enabled endpoint with exactly the site's address; ``None`` if there is none, or several."""
    wanted = webhook_address(examination)
    exact = [each for each in examination.once(endpoints) if each.url == wanted and each.enabled]
    return exact[0] if len(exact) == 1 else None


@check("webhook-url", Section.STRIPE, "Exactly one enabled live endpoint has exactly the site's webhook address.")
def url(examination: Examination) -> Answer:
    wanted, known = webhook_address(examination), examination.once(endpoints)
    exact = [each for each in known if each.url == wanted]
    enabled = [each for each in exact if each.enabled]
    if len(enabled) > 1:
        ids = ", ".join(each.id for each in enabled)
        return failed(
            f"{len(enabled)} endpoints have {wanted}: {ids}; the site gets every event as often",
            mend=f"delete all but one of them ({PLACE}), and keep the one whose signing secret the site has",
        )
    if exact and not enabled:
        return failed(
            f"{exact[0].id} has {wanted} and is disabled; Stripe disables what fails for days",
            mend=f"find out why it failed, enable it ({PLACE}, {exact[0].id}), then look for undelivered events",
        )
    near = [(each, differences(wanted, each.url)) for each in known if each.url != wanted]
    near = [(each, apart) for each, apart in near if apart]
    if not exact:
        return _none(wanted, known, near)
    if doubles := [each for each, _ in near if each.enabled]:
        seen = "; ".join(f"{each.id} has {each.url}" for each in doubles)
        return warned(
            f"{enabled[0].id} has {wanted}, and beside it {seen}: two ways into the same site?",
            mend=f"delete the other one unless another program listens there ({PLACE})",
        )
    return passed(f"{enabled[0].id} has {wanted} and is enabled, in {'live' if enabled[0].live else 'test'} mode")


@check("webhook-events", Section.STRIPE, "The endpoint is subscribed to every event the site acts upon.")
def events(examination: Examination) -> Answer:
    ours = examination.once(endpoint)
    if ours is None:
        return _no_endpoint()
    missing = [type for type in examination.golive.webhook_events if not ours.takes(type)]
    if missing:
        return failed(
            f"{ours.id} is not subscribed to {', '.join(missing)}",
            mend=f"add {', '.join(missing)} to the endpoint ({PLACE}, {ours.id}, Edit), then run again",
        )
    return passed(f"{ours.id} is subscribed to all {len(examination.golive.webhook_events)}")


@check("webhook-events-surplus", Section.STRIPE, "The endpoint is subscribed to nothing the site does not act upon.")
def surplus(examination: Examination) -> Answer:
    ours, needed = examination.once(endpoint), examination.golive.webhook_events
    if ours is None:
        return _no_endpoint()
    if EVERYTHING in ours.types:
        return warned(
            f"{ours.id} gets every event (*): the site is sent many times what it needs",
            mend=f"choose only {', '.join(needed)} ({PLACE}, {ours.id}, Edit)",
        )
    useless = [type for type in ours.types if type not in needed]
    if useless:
        return warned(
            f"{ours.id} also gets {', '.join(useless)}",
            mend=f"remove them from the endpoint ({PLACE}, {ours.id}, Edit), or add what the site does need to"
            " PENNYDROP_GOLIVE__WEBHOOK_EVENTS",
        )
    return passed(f"{ours.id} gets {len(ours.types)} types of events, all needed")


@check("webhook-api-version", Section.STRIPE, "The endpoint's events are written in the API version of the site's SDK.")
def api_version(examination: Examination) -> Answer:
    ours, wanted = examination.once(endpoint), examination.golive.api_version
    if ours is None:
        return _no_endpoint()
    if wanted is None:
        return not_applicable(
            "not looked at; set PENNYDROP_GOLIVE__API_VERSION to the version of the site's SDK"
            " (python -c 'import stripe; print(stripe.api_version)')"
        )
    actual, whose = ours.api_version, "its own"
    if actual is None:
        with closing(Endpoints(examination.settings)) as asked:
            actual, whose = asked.default_version(), "the account's default"
    if actual is None:
        return by_hand(
            f"{ours.id} has no version of its own, and the account has no event yet that tells its default",
            mend=f"look at the default version (Dashboard, Developers, Overview): it has to be {wanted}",
        )
    if actual == wanted:
        return passed(f"{ours.id} sends events of {actual} ({whose})")
    again = (
        f"add the endpoint anew with version {wanted} (the API's parameter api_version; it cannot be changed later),"
        " deploy its signing secret, then delete the old one; or update the site's SDK"
    )
    seen = f"{ours.id} sends events of {actual} ({whose}), the site's SDK reads {wanted}"
    if _release(actual) and _release(actual) == _release(wanted):
        return warned(f"{seen}; versions of one release differ only by additions", mend=again)
    return failed(seen, mend=again)


@check("webhook-undelivered", Section.WEBHOOK, "Every event of the last seven days has reached the endpoint.")
def undelivered(examination: Examination) -> Answer:
    with closing(Endpoints(examination.settings)) as asked:
        pending = asked.undelivered(examination.now - LOOK_BACK)
    ours = examination.once(endpoint)
    late = [
        each
        for each in pending
        if examination.now - each.created > PATIENCE and (ours is None or ours.takes(each.type))
    ]
    if not late:
        return passed(f"no event is undelivered for longer than {PATIENCE.total_seconds() / 3600:g} h")
    counted = ", ".join(f"{number} {type}" for type, number in Counter(each.type for each in late).most_common())
    shown = ", ".join(f"{each.type} {each.id} of {each.created:%Y-%m-%d %H:%M}" for each in late[:SHOWN])
    more = f" and {len(late) - SHOWN} more" if len(late) > SHOWN else ""
    return failed(
        f"{len(late)} undelivered ({counted}): {shown}{more}",
        mend="find out why (pennydrop diagnose EVENT), then send each again: Dashboard, Developers, Webhooks, the"
        " endpoint, the event, Resend; or `stripe events resend EVENT --live --webhook-endpoint "
        f"{ours.id if ours else 'we_...'}`",
    )


def _none(wanted: str, known: Sequence[Endpoint], near: Sequence[tuple[Endpoint, list[str]]]) -> Answer:
    if near:
        seen = "; ".join(f"{each.id} has {each.url}: {', '.join(apart)}" for each, apart in near)
        return failed(f"no endpoint has {wanted}; {seen}", mend=f"correct the endpoint's URL to {wanted} ({PLACE})")
    return failed(
        f"no endpoint has {wanted}, {len(known)} have other addresses",
        mend=f"add an endpoint with {wanted} ({PLACE}); one of test mode does not count",
    )


def _no_endpoint() -> Answer:
    return waiting("there is not exactly one enabled endpoint with the site's address", on="webhook-url")


def _release(version: str) -> str:
    """``acacia`` of ``2024-10-28.acacia``; older versions had no names."""
    return version.partition(".")[2]


CHECKS = (url, events, surplus, api_version, undelivered)
