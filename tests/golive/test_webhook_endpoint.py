"""The endpoint as Stripe has it: each way to get it wrong is named, and green once it is put right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import httpx2
import pytest

from pennydrop.eventually import Patience, eventually
from pennydrop.golive.check import Answer, Verdict
from pennydrop.golive.checks import webhook_endpoint as checks
from pennydrop.golive.examination import Examination
from pennydrop.golive.rehearsal.front import Answer as FrontAnswer
from pennydrop.golive.rehearsal.stripe import API_VERSION
from pennydrop.golive.rehearsal.world import WEBHOOK_PATH, World
from pennydrop.golive_settings import NEEDED_EVENTS
from tests.golive.live_account import LiveAccount

SITE = "https://www.recorder-ed.test"
URL = SITE + "/payments/webhook/"
PATIENCE = Patience(deadline=30)


@pytest.fixture
def account(world: World) -> LiveAccount:
    return LiveAccount(world)


def register(account: LiveAccount, url: str = URL, *events: str, version: str | None = API_VERSION) -> str:
    """An endpoint with all the site needs, or with these events; its id."""
    more = {"api_version": version} if version else {}
    made = account.ask("POST", "webhook_endpoints", url=url, enabled_events=list(events or NEEDED_EVENTS), **more)
    return str(made["id"])


def change(account: LiveAccount, endpoint: str, **params: object) -> None:
    account.ask("POST", f"webhook_endpoints/{endpoint}", **params)


@pytest.mark.parametrize(
    ("nearly", "says"),
    [
        ("https://www.recorder-ed.test/payments/webhook", "no slash at the end"),
        ("https://recorder-ed.test/payments/webhook/", "without www, the site is with it"),
        ("https://staging.recorder-ed.test/payments/webhook/", "host staging.recorder-ed.test instead of"),
        ("https://www.recorder-ed.test:8443/payments/webhook/", "port 8443 instead of"),
        ("https://www.recorder-ed.test/stripe/webhook/", "path /stripe/webhook/ instead of /payments/webhook/"),
        ("https://www.recorder-ed.test/payments/webhook/?key=1", "something after ?"),
        ("https://www.recorder-ed.test/payments/Webhook/", "path /payments/Webhook/ instead of"),
    ],
)
def test_an_address_that_is_nearly_right_is_red_and_named(account: LiveAccount, nearly: str, says: str) -> None:
    endpoint = register(account, nearly)
    seen = account.look(checks.url, webhook_url=URL)
    assert (seen.verdict, says in seen.evidence) == (Verdict.FAIL, True), seen
    assert endpoint in seen.evidence
    assert f"correct the endpoint's URL to {URL}" in seen.mend
    change(account, endpoint, url=URL)
    assert account.look(checks.url, webhook_url=URL).verdict is Verdict.PASS


def test_plain_http_is_named_too(account: LiveAccount) -> None:
    endpoint = register(account)
    seen = account.look(checks.url, webhook_url=URL.replace("https", "http"))
    assert seen.verdict is Verdict.FAIL
    assert f"{endpoint} has {URL}: scheme https instead of http" in seen.evidence


def test_no_endpoint_at_all_is_red(account: LiveAccount) -> None:
    seen = account.look(checks.url, webhook_url=URL)
    assert seen.verdict is Verdict.FAIL
    assert f"add an endpoint with {URL}" in seen.mend
    register(account, "https://elsewhere.test/hook")  # somebody else's is no near miss
    seen = account.look(checks.url, webhook_url=URL)
    assert "1 have other addresses" in seen.evidence
    assert "add an endpoint" in seen.mend
    for check in (checks.events, checks.surplus, checks.api_version):
        seen = account.look(check, webhook_url=URL)
        assert (seen.verdict, seen.waits_on) == (Verdict.WAITING, "webhook-url")


def test_a_disabled_endpoint_is_red_until_it_is_enabled(account: LiveAccount) -> None:
    endpoint = register(account)
    change(account, endpoint, disabled="true")
    seen = account.look(checks.url, webhook_url=URL)
    assert (seen.verdict, "is disabled" in seen.evidence) == (Verdict.FAIL, True)
    change(account, endpoint, disabled="false")
    assert account.look(checks.url, webhook_url=URL).verdict is Verdict.PASS


def test_a_duplicate_is_red_until_it_is_deleted(account: LiveAccount) -> None:
    first, second = register(account), register(account)
    seen = account.look(checks.url, webhook_url=URL)
    assert seen.verdict is Verdict.FAIL
    assert first in seen.evidence
    assert second in seen.evidence
    change(account, second, disabled="true")
    assert account.look(checks.url, webhook_url=URL).verdict is Verdict.PASS
    account.ask("DELETE", f"webhook_endpoints/{second}")
    assert account.look(checks.url, webhook_url=URL).verdict is Verdict.PASS


def test_a_second_way_into_the_same_site_is_warned_of(account: LiveAccount) -> None:
    register(account)
    near = register(account, URL.replace("www.", ""))
    seen = account.look(checks.url, webhook_url=URL)
    assert (seen.verdict, near in seen.evidence) == (Verdict.WARN, True)
    account.ask("DELETE", f"webhook_endpoints/{near}")
    assert account.look(checks.url, webhook_url=URL).verdict is Verdict.PASS


@pytest.mark.parametrize("missing", NEEDED_EVENTS)
def test_every_missing_event_is_red_until_it_is_added(account: LiveAccount, missing: str) -> None:
    endpoint = register(account, URL, *(name for name in NEEDED_EVENTS if name != missing))
    seen = account.look(checks.events, webhook_url=URL)
    assert seen.verdict is Verdict.FAIL
    assert seen.mend.startswith(f"add {missing} to the endpoint")
    change(account, endpoint, enabled_events=list(NEEDED_EVENTS))
    assert account.look(checks.events, webhook_url=URL).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("events", "says"), [(["*"], "every event (*)"), ([*NEEDED_EVENTS, "customer.created"], "customer.created")]
)
def test_a_useless_event_is_warned_of(account: LiveAccount, events: list[str], says: str) -> None:
    endpoint = register(account, URL, *events)
    assert account.look(checks.events, webhook_url=URL).verdict is Verdict.PASS
    seen = account.look(checks.surplus, webhook_url=URL)
    assert (seen.verdict, says in seen.evidence) == (Verdict.WARN, True)
    change(account, endpoint, enabled_events=list(NEEDED_EVENTS))
    assert account.look(checks.surplus, webhook_url=URL).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("wanted", "verdict"),
    [(API_VERSION, Verdict.PASS), ("2026-09-30.endive", Verdict.WARN), ("2024-10-28.acacia", Verdict.FAIL)],
)
def test_the_api_version_is_held_against_the_sdk(account: LiveAccount, wanted: str, verdict: Verdict) -> None:
    register(account)
    seen = account.look(checks.api_version, webhook_url=URL, api_version=wanted)
    assert seen.verdict is verdict
    assert API_VERSION in seen.evidence


def test_an_endpoint_without_a_version_has_that_of_the_account(account: LiveAccount) -> None:
    register(account, version=None)
    assert account.look(checks.api_version, webhook_url=URL).verdict is Verdict.MANUAL
    account.pays()  # which makes an event
    seen = account.look(checks.api_version, webhook_url=URL)
    assert (seen.verdict, "the account's default" in seen.evidence) == (Verdict.PASS, True)
    assert account.look(checks.api_version, webhook_url=URL, api_version="2024-10-28.acacia").verdict is Verdict.FAIL
    unset = account.look(checks.api_version, webhook_url=URL, api_version=None)
    assert (unset.verdict, "PENNYDROP_GOLIVE__API_VERSION" in unset.evidence) == (Verdict.NOT_APPLICABLE, True)


def test_a_key_that_may_not_read_endpoints_proves_nothing(account: LiveAccount) -> None:
    register(account)
    blind = account.give(account.key("rk"), "webhook_read")
    seen = account.look(checks.url, key=blind, webhook_url=URL)
    assert seen.verdict is Verdict.FAIL
    assert "webhook_read" in seen.evidence


@pytest.fixture
def status(world: World) -> Iterator[dict[str, int]]:
    """What the site's web server answers at the webhook: ``status["is"]``."""
    state = {"is": 500}

    def answer(path: str, answer: FrontAnswer) -> None:
        if urlsplit(path).path == WEBHOOK_PATH:
            answer.status = state["is"]

    world.front.rules["status of the webhook"] = answer
    yield state
    del world.front.rules["status of the webhook"]
    set_clock(world, datetime.now(UTC).timestamp())


def set_clock(world: World, now: float) -> None:
    """The emulator's clock; what is due by then is sent."""
    httpx2.post(f"{world.stripe.url}/__emulator__/clock", json={"now": now}, trust_env=False).raise_for_status()


def look_later(account: LiveAccount, **later: float) -> Answer:
    now = datetime.now(UTC) + timedelta(**later)
    settings = account.settings(webhook_url=account.world.url + WEBHOOK_PATH)
    return Examination(settings, now=now).answer(checks.undelivered)


def pending(account: LiveAccount, event: str) -> int:
    return int(account.ask("GET", f"events/{event}")["pending_webhooks"])


def test_an_undelivered_event_is_red_until_it_has_been_taken(
    world: World, account: LiveAccount, status: dict[str, int]
) -> None:
    register(account, world.url + WEBHOOK_PATH, "payment_intent.created")
    account.pays()
    event = str(account.ask("GET", "events")["data"][0]["id"])
    assert look_later(account, minutes=30).verdict is Verdict.PASS  # Stripe will try again by itself
    seen = look_later(account, hours=2)
    assert seen.verdict is Verdict.FAIL
    assert f"payment_intent.created {event}" in seen.evidence
    assert "stripe events resend" in seen.mend
    assert look_later(account, days=8).verdict is Verdict.PASS  # too old to be looked at
    status["is"] = 200
    set_clock(world, datetime.now(UTC).timestamp() + 600)
    eventually("the event has arrived", lambda: pending(account, event), lambda left: left == 0, patience=PATIENCE)
    assert look_later(account, hours=2).verdict is Verdict.PASS
