"""The ``conftest.py`` of the suites these tests run: a shop without a browser, and a stack of files."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Self

import pytest
from pytest_bdd import given, parsers, then, when

import pennydrop.stack
from pennydrop.errors import ProcessDied, SiteUnreachable, StripeCliMissing
from pennydrop.plugin.evidence import Correlation, Evidence
from pennydrop.settings import Settings

HERE = Path(__file__).parent
RUNNING, DEAD, BROKEN, LOG = (HERE / name for name in ("running", "dead", "broken", "stack.log"))


class StandInStack:
    """Notes in ``stack.log`` what is asked of it. A file ``dead`` means a part has ended, ``broken`` no start."""

    lasting = True

    def __init__(self, owned: bool) -> None:
        self.owned = owned

    @classmethod
    def attach(cls, settings: Settings) -> Self | None:
        return cls(owned=False) if RUNNING.exists() else None

    @classmethod
    def start(cls, settings: Settings) -> Self:
        if BROKEN.exists():
            raise StripeCliMissing("no Stripe CLI was found; get one with make setup")
        RUNNING.touch()
        _note("started")
        return cls(owned=True)

    def check(self) -> None:
        if DEAD.exists():
            raise ProcessDied("relay ended with exit code 3. The end of relay.log:\n    out of memory")

    def stop(self) -> None:
        if self.owned:
            RUNNING.unlink()
            _note("stopped")

    def describe(self) -> list[tuple[str, str]]:
        return [("profile", "local"), ("site", "http://127.0.0.1:4246")]


def _note(what: str) -> None:
    with LOG.open("a") as log:
        log.write(f"{what}\n")


pennydrop.stack.Stack = StandInStack  # type: ignore[misc,assignment]


class Till:
    """A fixture that bears witness."""

    def evidence(self, about: Correlation) -> list[str]:
        return [f"till of {email}: empty" for email in about.emails]


@pytest.fixture
def till() -> Till:
    return Till()


def _not_telling() -> str:
    raise ConnectionError("the journal is closed\nfor today")


@given("a shop")
def a_shop(evidence: Evidence, till: Till) -> None:
    evidence.about(email="anna@example.com", session="cs_test_1")
    evidence.contribute("Stripe requests", lambda: ["POST /v1/refunds with " + "sk_test_" + "abcdefgh 200"])
    evidence.contribute("Journal", _not_telling)


@when(parsers.parse("Anna pays {amount}"))
def anna_pays(amount: str) -> None:
    """In this shop every payment succeeds."""


@when("Anna's card is lost")
def card_is_lost() -> None:
    raise AssertionError("no card of " + "sk_test_" + "abcdefgh")


@when("the site vanishes")
def site_vanishes() -> None:
    raise SiteUnreachable("the site at http://127.0.0.1:4246 does not answer")


@when("the relay dies")
def relay_dies() -> None:
    DEAD.touch()


@when("the relay dies and Anna's card is lost")
def relay_dies_and_card_is_lost() -> None:
    relay_dies()
    card_is_lost()


@when("the relay dies and the site vanishes")
def relay_dies_and_site_vanishes() -> None:
    relay_dies()
    site_vanishes()


@when("Anna waits for ever")
def anna_waits() -> None:
    (HERE / "waiting").touch()
    threading.Event().wait()


@then("it is paid")
def it_is_paid() -> None:
    """Nothing to look at here."""
