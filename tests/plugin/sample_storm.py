"""What a sample suite needs for a storm: a payment without Stripe, and weather for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, then, when

from pennydrop.sameness import EndState
from pennydrop.storm.disturbance import Disturbance, Scene
from pennydrop.storm.outcome import Differs, Like, Outcome

HERE = Path(__file__).parent


class Twice(Disturbance):
    name = "twice"
    story = "Stripe says everything twice."

    def returned(self, scene: Scene, visit: Any) -> None:
        scene.tell("delivered checkout.session.completed evt_1: 200")
        scene.tell("delivered checkout.session.completed evt_1 again: 200")


class TwiceByDesign(Twice):
    name = "twice-by-design"
    story = "The buyer pays twice."
    outcome = Outcome("a mail about the second payment", differs=(Differs("a second mail", "mail: only disturbed"),))


class Unheard(Disturbance):
    name = "unheard"
    story = "No message arrives."
    tags = frozenset({"purchase"})
    outcome = Outcome("nothing is mailed", cut_short=True, like=Like.BEFORE_PAYING)

    def returned(self, scene: Scene, visit: Any) -> None:
        scene.tell("lost evt_1")


class Calm(Disturbance):
    name = "calm"
    story = "Nothing happens that could disturb anybody."


class Many(Disturbance):
    name = "many"
    story = "There is an occasion only among many messages."
    needs_events = 3


def pytest_pennydrop_disturbances() -> list[type[Disturbance]]:
    return [Twice, TwiceByDesign, Unheard, Calm, Many]


@pytest.fixture
def mails() -> list[str]:
    return []


@pytest.fixture
def end_state(mails: list[str]) -> Callable[[Like], EndState]:
    return lambda like: EndState((), tuple(mails), ("gbp 500 paid",))


@when("Anna buys something")
def pays(disturbance: Disturbance, scene: Scene, mails: list[str]) -> None:
    anything: Any = None
    disturbance.at_checkout(scene, anything)
    disturbance.returning(scene, anything)
    disturbance.returned(scene, anything)
    if scene.told != ["lost evt_1"]:
        mails.append("Payment Confirmation to Anna")


@when("the shop writes a mail for each message")
def careless(scene: Scene, mails: list[str]) -> None:
    mails.extend(["Payment Confirmation to Anna"] * len(scene.told[1:]))


@then("Anna is told")
def told(mails: list[str]) -> None:
    assert mails


@then("Anna is told once")
def told_once(mails: list[str]) -> None:
    assert len(mails) == 1, f"{len(mails)} mails"


@given("the shop is closed today")
def closed() -> None:
    if not (HERE / "open").exists():
        raise AssertionError("closed for the holidays")
