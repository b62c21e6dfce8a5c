"""A person at a real Checkout, and `pennydrop golive pay` as a program of its own, in the production-like world."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from playwright.sync_api import Page, Playwright, expect

from fixtures.courses import put_course
from fixtures.defaults import DEFAULTS
from fixtures.people import put_account
from pages.course import CoursePage
from pennydrop.checkout import HostedCheckout
from pennydrop.eventually import Patience, eventually
from pennydrop.golive.rehearsal.world import World
from pennydrop.golive_settings import NEEDED_EVENTS
from pennydrop.ledger import Ledger, django_password_hash
from pennydrop.money import Money

ROOT = Path(__file__).parents[2]
PASSWORD = "Penny-" + "drops-1"
PATIENCE = Patience(deadline=60.0)
SMALL = Money(50)
# Made up, with the right check digit, and on nobody's card.
REAL_CARD = "40001234" + "56789017"
WRAPPER = """#!/bin/sh
exec "{browser}" --remote-debugging-port=0 --ignore-certificate-errors --disable-gpu "$@"
"""


@dataclass
class Customer:
    """Somebody with an account at the site, and a course that costs next to nothing."""

    email: str
    user: int
    course: str


def a_customer(world: World, price: Money = SMALL) -> Customer:
    name = secrets.token_hex(4)
    ledger = Ledger(world.settings.database)
    ledger.register_defaults(DEFAULTS)
    with ledger.writing() as book:
        password = django_password_hash(PASSWORD)
        student = put_account(book, f"ada-{name}@example.com", password, "Adalbertine", f"Q{name}", is_student=True)
        teacher = put_account(book, f"tina-{name}@example.com", password, "Tina", f"T{name}", is_teacher=True)
        put_course(book, teacher, f"Course {name}", f"course-{name}", price, "Notes.")
    ledger.close()
    return Customer(f"ada-{name}@example.com", student, f"/courses/course-{name}/")


@dataclass
class Person:
    """Drives the browser that the command has opened, as somebody with a card would."""

    page: Page
    world: World

    def goes_to_checkout(self, customer: Customer) -> str:
        """Log in, enrol, and arrive at Stripe; the id of the Checkout Session."""
        page = self.page
        page.goto(self.world.url + "/accounts/login/")
        page.locator("input[name=username]").fill(customer.email)
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Login", exact=True).click()
        expect(page).not_to_have_url(self.world.url + "/accounts/login/")
        self.enrols(customer)
        HostedCheckout(page).wait_until_open()
        return HostedCheckout(page).session_id

    def enrols(self, customer: Customer) -> None:
        """From the course's page to Checkout."""
        self.page.goto(self.world.url + customer.course)
        CoursePage(self.page).enrol(customer.course.strip("/").partition("/")[2])

    def pays(self) -> None:
        """Type the card. It is a person who does: no page object of Pennydrop's would."""
        page = self.page
        page.locator("#cardNumber").fill(REAL_CARD)
        page.locator("#cardExpiry").fill("12 / 34")
        page.locator("#cardCvc").fill("123")
        page.locator("#billingName").fill("A Person")
        postal_code = page.locator("#billingPostalCode")
        if postal_code.is_visible():
            postal_code.fill("L18 1DE")
        HostedCheckout(page).submit()


@dataclass
class Paying:
    """A running command."""

    process: subprocess.Popen[str]
    output: Path
    profile: Path
    stopped: list[int] = field(default_factory=list)

    def said(self) -> str:
        return self.output.read_text()

    def wait_to_say(self, words: str) -> None:
        def look() -> bool:
            assert self.process.poll() is None or words in self.said(), f"ended early:\n{self.said()}"
            return words in self.said()

        eventually(f"it says {words!r}", look, patience=PATIENCE)

    def end(self) -> int:
        """Its exit code, once it has ended by itself."""
        return self.process.wait(120)

    def kill(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.end()


@contextmanager
def paying(world: World, folder: Path, display: str, browser: str, *arguments: str) -> Iterator[Paying]:
    """``pennydrop golive pay`` with these arguments; whatever is left of it is ended."""
    wrapper = folder / "browser"
    wrapper.write_text(WRAPPER.format(browser=browser))
    wrapper.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PENNYDROP_")}
    environment |= world.environment() | {
        "DISPLAY": display,
        "PENNYDROP_BROWSER_EXECUTABLE": str(wrapper),
        "PENNYDROP_STATE_DIR": str(folder / "state"),
        "PENNYDROP_GOLIVE__PAYMENT_RECORD": str(folder / "payment.json"),
    }
    output = folder / f"output-{secrets.token_hex(4)}.txt"
    with output.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "pennydrop.cli", "golive", "pay", *arguments],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            text=True,
        )
    try:
        yield Paying(process, output, folder / "state" / "golive" / "browser")
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(30)


def never_told(world: World, event: str) -> AbstractContextManager[None]:
    """The site does not hear of such events: what follows from them cannot be proven, and the command waits for it."""
    return world.stripe.subscribed(*(name for name in NEEDED_EVENTS if name != event))


@contextmanager
def person(playwright: Playwright, command: Paying, world: World) -> Iterator[Person]:
    """Somebody at the browser of the command."""

    def port() -> str:
        try:
            return (command.profile / "DevToolsActivePort").read_text().splitlines()[0]
        except (OSError, IndexError):
            assert command.process.poll() is None, command.said()
            return ""

    address = "http://127.0.0.1:" + eventually("the browser is open", port, patience=PATIENCE)
    # Whoever connects while the first window is being made may wait for ever: Playwright misses that it was.
    eventually("it shows the site", lambda: _shows(address, world.url), patience=PATIENCE)
    browser: Any = playwright.chromium.connect_over_cdp(address, timeout=60_000)
    eventually("it shows a page", lambda: browser.contexts[0].pages)
    page: Page = browser.contexts[0].pages[0]
    page.set_default_timeout(60_000)
    try:
        yield Person(page, world)
    finally:
        browser.close()


def _shows(address: str, url: str) -> bool:
    """Whether the browser has a window with a page of the site, by what it says of itself."""
    windows = requests.get(f"{address}/json/list", timeout=10).json()
    return any(window["type"] == "page" and window["url"].startswith(url) for window in windows)
