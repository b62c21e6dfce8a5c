"""The rehearsal's world: what it promises to those who look at it."""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from pennydrop.errors import PortTaken
from pennydrop.eventually import eventually
from pennydrop.golive.catalogue import find_check
from pennydrop.golive.check import Verdict
from pennydrop.golive.examination import Examination
from pennydrop.golive.rehearsal.world import World, rehearsing
from pennydrop.golive.visitor import Visitor
from pennydrop.settings import Settings, load_settings

LESSON = {
    "mode": "payment",
    "line_items[0][quantity]": "1",
    "line_items[0][price_data][currency]": "gbp",
    "line_items[0][price_data][unit_amount]": "500",
    "line_items[0][price_data][product_data][name]": "Lesson",
}


def test_its_settings_can_be_given_as_environment_variables(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in world.environment().items():
        monkeypatch.setenv(name, value)
    assert _shown(load_settings()) == _shown(world.settings)


def _shown(settings: Settings) -> object:
    secrets = [settings.stripe_secret_key, settings.webhook_secret]
    return settings.model_dump(mode="json"), [secret.get_secret_value() for secret in secrets]


def test_an_event_reaches_the_site_over_https_and_stands_in_its_log(world: World) -> None:
    session = world.stripe.ask("POST", "checkout/sessions", **LESSON, success_url=world.url, cancel_url=world.url)
    world.stripe.ask("POST", f"checkout/sessions/{session['id']}/expire")
    event = world.stripe.ask("GET", "events", type="checkout.session.expired")["data"][0]
    assert (event["livemode"], event["data"]["object"]["id"]) == (True, session["id"])
    expected = f"INFO pennydrop.demo.payments.webhook: event {event['id']} checkout.session.expired: done"
    eventually("the site's log tells of it", lambda: expected in world.site.log.read_text())
    eventually("Stripe has heard 2xx", lambda: _pending(world, event["id"]) == 0)


def _pending(world: World, event: str) -> int:
    return int(world.stripe.ask("GET", f"events/{event}")["pending_webhooks"])


def test_its_backup_holds_the_tables_of_the_site(world: World) -> None:
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    backup = next(world.backups.iterdir())
    with closing(sqlite3.connect(backup)) as kept, closing(sqlite3.connect(world.site.database)) as used:
        assert kept.execute(tables).fetchall() == used.execute(tables).fetchall() != []


def test_a_world_that_cannot_start_leaves_nothing_running(tmp_path: Path) -> None:
    here = psutil.Process(os.getpid())
    before = set(here.children())
    world = World(tmp_path)
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", world.ports["https"]))
        somebody.listen()
        with pytest.raises(PortTaken, match="the rehearsal's web server"):
            world.start()
    eventually("all have ended", lambda: set(here.children()) - before, until=lambda left: not left)


def test_a_world_that_has_ended_leaves_nothing_running(tmp_path: Path) -> None:
    here = psutil.Process(os.getpid())
    others = set(here.children())  # of another world: they may start and end processes of their own meanwhile
    with rehearsing(tmp_path):
        programs = set(here.children()) - others
        started = programs | {process for program in programs for process in program.children(recursive=True)}
        assert started
    eventually(
        "all have ended",
        lambda: [process for process in started if process.is_running() and process.status() != psutil.STATUS_ZOMBIE],
        until=lambda left: not left,
    )


def test_whoever_logs_in_logs_nobody_else_in(world: World, plant: Callable[[str], Callable[[], None]]) -> None:
    plant("insecure-cookies")  # such as travel by plain http, so also from the web server to the site
    examination = Examination(world.settings, writing=True)
    assert examination.answer(find_check("session-cookie")).verdict is Verdict.FAIL
    with Visitor(examination) as visitor:
        assert visitor.get(f"{world.url}/accounts/login/").status == 200, "somebody is logged in already"
