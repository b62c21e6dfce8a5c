"""The ``conftest.py`` of the projects these tests run: the suite of the reference site, and accidents."""

from __future__ import annotations

import contextlib
import logging
import os
import smtplib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from playwright.sync_api import Error
from pytest_bdd import parsers, then, when

import fixtures
import steps
from pennydrop.checkout.cards import card
from pennydrop.eventually import Patience, eventually

if TYPE_CHECKING:
    from fixtures.visits import Visits
    from pennydrop.plugin.evidence import Evidence
    from pennydrop.settings import Settings
    from pennydrop.stack import Stack
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase

pytest_plugins = [*fixtures.PLUGINS, *steps.PLUGINS]
HERE = Path(__file__).parent
BROWSER_PATIENCE = 1_000  # milliseconds
BETWEEN_MAILS = 0.05  # seconds


def _kill(process: psutil.Process) -> None:
    """Return once it is dead. Its parent has to collect it: whoever else did would take the exit code away."""
    process.kill()
    eventually(f"{process.pid} is dead", lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE)


@when(parsers.parse("the {name} dies"))
def part_dies(stack: Stack, name: str) -> None:
    pids = {part.name: part.process.pid for part in stack.parts if part.process}
    _kill(psutil.Process(pids[name]))


@when(parsers.parse("the {name} dies while Sam pays"))
def part_dies_meanwhile(stack: Stack, purchase: Purchase, name: str) -> None:
    """The step goes on as long as it can."""
    part_dies(stack, name)
    purchase.checkout.pay_with(card("Visa"))
    purchase.arrive_back()
    purchase.settle()


@when("Chromium is killed")
def chromium_is_killed() -> None:
    """Every Chromium that this worker has started."""
    for process in psutil.Process().children(recursive=True):
        if "chrom" in process.name() and process.is_running():
            _kill(process)


@when(parsers.parse("{person:w} looks at the shop"))
def looks(visits: Visits, cast: Cast, person: str) -> None:
    page = visits.of(cast[person])
    page.set_default_timeout(BROWSER_PATIENCE)
    page.goto("/")


@when("the secrets are spoken aloud")
def spoken_aloud(settings: Settings, visits: Visits, cast: Cast, evidence: Evidence) -> None:
    """Wherever a careless suite might: in a form, on a page, printed, logged and as evidence."""
    known = (settings.stripe_secret_key, settings.webhook_secret, settings.customer_password)
    secrets = [secret.get_secret_value() for secret in known]
    for secret in secrets:
        print(secret)  # noqa: T201
        logging.getLogger("careless").warning("the secret is %s", secret)
        evidence.contribute("Careless", partial(str, secret))
    page = visits.of(cast["Sam"])
    page.goto("/accounts/login/")
    page.get_by_label("Password").fill(secrets[-1])


@when("the artifacts folder is full")
def folder_is_full(settings: Settings) -> None:
    with (settings.artifacts / "ballast").open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
        while True:
            ballast.write(bytes(4096))


@when("a page crashes")
def page_crashes(visits: Visits, cast: Cast) -> None:
    """As it does when the machine runs out of memory."""
    with contextlib.suppress(Error):
        visits.of(cast["Sam"]).goto("chrome://crash")


@pytest.fixture
def sender(settings: Settings) -> Iterator[Callable[[str], object]]:
    """A function that mails an address from now on until the scenario is over."""
    over = threading.Event()

    def send(address: str) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "shop@example.com", address, "Our news"
        with smtplib.SMTP("127.0.0.1", settings.smtp_port) as server:
            while not over.wait(BETWEEN_MAILS):
                server.send_message(mail)

    with ThreadPoolExecutor() as pool:
        yield lambda address: pool.submit(send, address)
        over.set()


@when(parsers.parse("{person:w} is mailed again and again"))
def mailed_again_and_again(sender: Callable[[str], object], cast: Cast, person: str) -> None:
    sender(cast[person].email)


@when("somebody waits for ever")
def waits() -> None:
    (HERE / f"waiting-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}").touch()
    threading.Event().wait()


@when("both runs have come this far")
def both_runs() -> None:
    (HERE / f"came-this-far-{os.getpid()}").touch()
    eventually("both have", lambda: len([*HERE.glob("came-this-far-*")]) == 2, patience=Patience(deadline=60.0))


@when("somebody waits for the end of the run")
def waits_for_the_end(stack: Stack) -> None:
    """Until something every scenario needs is dead, as a scenario does that uses it."""

    def look() -> None:
        stack.check()
        raise AssertionError("all of it is alive")

    eventually("something dies", look, patience=Patience(deadline=60.0))


@then("the site keeps its promise")
def promise_kept() -> None:
    """Nothing to look at here."""


@then("the site breaks its promise")
def promise_broken() -> None:
    raise AssertionError("the order is pending, expected paid")
