"""The webhook as it answers: real gunicorn behind real TLS, made wrong in every way, and put right again."""

from __future__ import annotations

import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pennydrop.eventually import Patience, eventually
from pennydrop.golive.check import Answer, Check, Verdict
from pennydrop.golive.checks import webhook_answers as checks
from pennydrop.golive.checks.webhook_secret import secret
from pennydrop.golive.examination import Examination
from pennydrop.golive.rehearsal.front import HOST, Front, Rule
from pennydrop.golive.rehearsal.front import Answer as FrontAnswer
from pennydrop.golive.rehearsal.stripe import random_letters
from pennydrop.golive.rehearsal.world import WEBHOOK_PATH, World, rehearsing
from pennydrop.golive.webhook_door import HARMLESS, harmless_event
from pennydrop.settings import LOCAL_WEBHOOK_SECRET, load_settings
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.ports import free_port
from pennydrop.stack.probes import http_answers

ALL = (*checks.CHECKS, secret)


def look(world: World, check: Check) -> Answer:
    return Examination(world.settings, writing=True).answer(check)


@contextmanager
def webhook_answers(world: World, **changes: Any) -> Iterator[None]:
    """The web server gives another answer than the site did."""

    def rule(path: str, answer: FrontAnswer) -> None:
        if path == WEBHOOK_PATH:
            answer.status = changes["status"]
            if "location" in changes:
                answer.headers["location"] = changes["location"]

    rules: dict[str, Rule] = world.front.rules  # type: ignore[assignment]
    rules["webhook"] = rule
    try:
        yield
    finally:
        del rules["webhook"]


@contextmanager
def site_with_fault(world: World, fault: str, folder: Path) -> Iterator[None]:
    """A second gunicorn with the same settings that breaks one rule, behind TLS; the world's settings lead there."""
    launcher, port = Launcher(load_settings(profile="local", state_dir=folder)), free_port()
    gunicorn = launcher.process(
        "gunicorn-with-fault",
        [
            *(sys.executable, "-m", "gunicorn", "-c", "python:pennydrop.demo.gunicorn_config"),
            *("--no-control-socket", "--bind", f"127.0.0.1:{port}", "pennydrop.demo.wsgi:application"),
        ],
        {
            "DJANGO_SETTINGS_MODULE": "pennydrop.demo.settings",
            "ENVIRONMENT_FILE": str(world.site.environment_file.absolute()),
            "SEEDED_FAULT": f"tests.faults.seeded.{fault}",
        },
        stop_signal=signal.SIGINT,
    )
    front = Front(f"http://127.0.0.1:{port}", world.site.static, free_port(), free_port())
    try:
        gunicorn.start(http_answers(f"http://127.0.0.1:{port}/healthz", below=400))
        front.start(world.certificates.context(HOST))
        world.config["golive"]["webhook_url"] = front.url + WEBHOOK_PATH
        yield
    finally:
        front.stop()
        gunicorn.stop()
        launcher.close()
        world.config["golive"].pop("webhook_url", None)


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.id)
def test_a_sound_site_passes(world: World, check: Check) -> None:
    assert look(world, check).verdict is Verdict.PASS
    assert check.writes  # nobody is sent anything without being asked


def test_nothing_changes_in_the_site_by_being_looked_at(world: World) -> None:
    def everything() -> list[str]:
        with sqlite3.connect(f"file:{world.site.database}?mode=ro", uri=True) as connection:
            dump = list(connection.iterdump())
        connection.close()
        return dump

    before = everything()
    examination = Examination(world.settings, writing=True)
    assert {examination.answer(check).verdict for check in ALL} == {Verdict.PASS}
    assert everything() == before


def test_the_harmless_event_is_of_no_type_the_site_acts_upon(world: World) -> None:
    event = harmless_event(Examination(world.settings))
    assert (event["livemode"], event["data"]["object"]["livemode"]) == (True, True)
    assert event["id"].startswith("evt_pennydrop_golive_")
    first, second, *_ = HARMLESS
    assert event["type"] == first
    world.config["golive"]["webhook_events"] = (first,)
    assert harmless_event(Examination(world.settings))["type"] == second


def test_a_redirect_is_red(world: World) -> None:
    with webhook_answers(world, status=301, location="https://elsewhere.test/hook/"):
        seen = look(world, checks.no_redirect)
        assert seen.verdict is Verdict.FAIL
        assert "301 to https://elsewhere.test/hook/" in seen.evidence
        for check in (checks.unsigned, checks.wrong_signature, checks.get, secret):
            waiting = look(world, check)
            assert (waiting.verdict, waiting.waits_on) == (Verdict.WAITING, "webhook-no-redirect"), waiting
            assert "301 to https://elsewhere.test/hook/" in waiting.evidence
    assert look(world, checks.no_redirect).verdict is Verdict.PASS


def test_a_site_that_believes_anybody_is_red(world: World, tmp_path: Path) -> None:
    with site_with_fault(world, "believes_unsigned_events", tmp_path):
        for check in (checks.unsigned, checks.wrong_signature, checks.stale):
            seen = look(world, check)
            assert (seen.verdict, "answered with 200, not 400" in seen.evidence) == (Verdict.FAIL, True), seen
    for check in (checks.unsigned, checks.wrong_signature, checks.stale):
        assert look(world, check).verdict is Verdict.PASS


def test_a_site_that_believes_old_messages_is_red(world: World, tmp_path: Path) -> None:
    with site_with_fault(world, "believes_old_events", tmp_path):
        seen = look(world, checks.stale)
        assert (seen.verdict, "signed 360 s ago is answered with 200" in seen.evidence) == (Verdict.FAIL, True)
        assert look(world, checks.unsigned).verdict is Verdict.PASS
    assert look(world, checks.stale).verdict is Verdict.PASS


def test_a_webhook_that_answers_browsers_is_red(world: World) -> None:
    with webhook_answers(world, status=200):
        seen = look(world, checks.get)
        assert (seen.verdict, "answered with 200, not 405" in seen.evidence) == (Verdict.FAIL, True)
    assert look(world, checks.get).verdict is Verdict.PASS


@contextmanager
def site_runs_with_another_secret(world: World) -> Iterator[str]:
    """The ``.env`` holds a wrong secret and the site runs with it; both are right again at the end."""
    right, wrong = world.site.environment, "whsec_" + random_letters(32)
    world.site.restart(right | {"STRIPE_WEBHOOK_SECRET": wrong})
    try:
        yield wrong
    finally:
        world.site.restart(right)


def test_another_secret_in_the_environment_is_red(world: World) -> None:
    with site_runs_with_another_secret(world) as wrong:
        seen = look(world, secret)
        assert seen.verdict is Verdict.FAIL
        assert f"STRIPE_WEBHOOK_SECRET in {world.site.environment_file} is another secret" in seen.evidence
        assert not {wrong, world.stripe.webhook_secret} & set((seen.evidence + seen.mend).split())
        for check in (checks.stale, checks.answer_time):
            waiting = look(world, check)
            assert (waiting.verdict, waiting.mend) == (Verdict.WAITING, "mend webhook-secret first")
    assert look(world, secret).verdict is Verdict.PASS


def test_a_site_that_was_not_restarted_with_the_right_secret_is_red(world: World) -> None:
    right = world.site.environment
    with site_runs_with_another_secret(world):
        world.site.write(right)
        seen = look(world, secret)
        assert (seen.verdict, "was not restarted with it" in seen.evidence) == (Verdict.FAIL, True), seen
    assert look(world, secret).verdict is Verdict.PASS


def test_without_stripes_secret_the_sites_own_is_no_proof_until_something_was_delivered(tmp_path: Path) -> None:
    with rehearsing(tmp_path) as world:  # one where nothing was delivered yet
        world.config["webhook_secret"] = LOCAL_WEBHOOK_SECRET
        seen = look(world, secret)
        assert seen.verdict is Verdict.MANUAL
        assert "STRIPE_WEBHOOK_SECRET" in seen.evidence
        assert "set PENNYDROP_WEBHOOK_SECRET" in seen.mend
        session = world.stripe.ask("POST", "checkout/sessions", **EXPIRING)
        world.stripe.ask("POST", f"checkout/sessions/{session['id']}/expire")
        delivered = look_until_delivered(world)
        assert "checkout.session.expired evt_" in delivered.evidence


EXPIRING = {
    "mode": "payment",
    "success_url": "https://localhost/",
    "line_items[0][quantity]": 1,
    "line_items[0][price_data][currency]": "gbp",
    "line_items[0][price_data][unit_amount]": 100,
    "line_items[0][price_data][product_data][name]": "Nothing",
}


def look_until_delivered(world: World) -> Answer:
    return eventually(
        "Stripe has delivered an event",
        lambda: look(world, secret),
        lambda answer: answer.verdict is Verdict.PASS,
        patience=Patience(deadline=30),
    )


def test_a_site_in_trouble_is_red(world: World) -> None:
    with webhook_answers(world, status=503):
        seen = look(world, secret)
        assert (seen.verdict, "answered with 503, not 2xx" in seen.evidence) == (Verdict.FAIL, True)
        assert look(world, checks.unsigned).verdict is Verdict.FAIL
    assert look(world, secret).verdict is Verdict.PASS


def test_a_webhook_that_nobody_answers_is_red(world: World) -> None:
    world.config["golive"]["webhook_url"] = f"https://localhost:{free_port()}{WEBHOOK_PATH}"
    for check in ALL:
        seen = look(world, check)
        if check is not checks.https_only:
            assert (seen.verdict, "does not answer" in seen.evidence) == (Verdict.FAIL, True), seen


def test_a_slow_webhook_is_warned_of(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "SLOW", 0.0)
    seen = look(world, checks.answer_time)
    assert (seen.verdict, "s in the middle" in seen.evidence) == (Verdict.WARN, True)


def test_a_webhook_over_plain_http_is_red(world: World, tmp_path: Path) -> None:
    world.front.redirects = False  # plain http goes through to the site, which leaves it to the web server
    right = world.site.environment
    try:
        world.site.restart(right | {"SECURE_SSL_REDIRECT": "False"})
        seen = look(world, checks.https_only)
        assert (seen.verdict, "answers a signed message with 200" in seen.evidence) == (Verdict.FAIL, True), seen
    finally:
        world.front.redirects = True
        world.site.restart(right)
    assert look(world, checks.https_only).verdict is Verdict.PASS


def test_a_webhook_address_of_plain_http_is_red(world: World) -> None:
    world.config["golive"]["webhook_url"] = world.front.http_url + WEBHOOK_PATH
    assert look(world, checks.https_only).verdict is Verdict.FAIL


def test_a_closed_port_80_is_fine(world: World) -> None:
    world.config["golive"]["http_url"] = f"http://localhost:{free_port()}"
    seen = look(world, checks.https_only)
    assert (seen.verdict, "does not answer" in seen.evidence) == (Verdict.PASS, True)
