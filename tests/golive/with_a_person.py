"""The assisted live payment: proven end to end, interrupted at every point, and never kept."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Playwright

from pennydrop.browser import find_browser
from pennydrop.errors import RefundOutstanding, SpendingRefused
from pennydrop.eventually import eventually
from pennydrop.golive.payment.record import PaymentRecord
from pennydrop.golive.rehearsal.world import World
from pennydrop.money import Money
from pennydrop.settings import load_settings

from .paying import REAL_CARD, Customer, Paying, Person, a_customer, never_told, paying, person

pytestmark = pytest.mark.timeout(300)
Start = Callable[..., AbstractContextManager[Paying]]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server without a screen: the browser has a window, as it will in front of a person."""
    reading, writing = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        yield f":{number}"
        server.terminate()


@pytest.fixture
def start(world: World, tmp_path: Path, display: str) -> Start:
    browser = str(find_browser(load_settings(), headed=True).executable)
    return lambda *arguments: paying(world, tmp_path, display, browser, *arguments)


@pytest.fixture
def customer(world: World) -> Customer:
    return a_customer(world)


@pytest.fixture
def at_checkout(
    playwright: Playwright, start: Start, world: World, customer: Customer
) -> Iterator[tuple[Paying, Person, str]]:
    """The command waits, and the person is at Stripe."""
    arguments = ("--spend", "0.50gbp", "--email", customer.email, "--on", customer.course)
    with start(*arguments) as command, person(playwright, command, world) as somebody:
        session = somebody.goes_to_checkout(customer)
        command.wait_to_say("is open: type the card there")
        yield command, somebody, session


def session(world: World, id: str) -> dict[str, Any]:
    return world.stripe.ask("GET", f"checkout/sessions/{id}", **{"expand[]": "payment_intent.latest_charge"})


def paid_and_returned(world: World, id: str) -> tuple[int, int]:
    """What Stripe has taken and given back, in pence: whatever Pennydrop thinks."""
    found = session(world, id)
    charge = (found["payment_intent"] or {}).get("latest_charge") or {}
    return charge.get("amount_captured", 0), charge.get("amount_refunded", 0)


def unfinished(folder: Path) -> list[str]:
    found = [json.loads(path.read_text()) for path in (folder / "state" / "golive" / "payments").glob("*.json")]
    return [it["id"] for it in found if not it["settled"]]


def test_it_is_proven_end_to_end_and_given_back_in_parts(
    playwright: Playwright, start: Start, world: World, customer: Customer, tmp_path: Path
) -> None:
    arguments = ("--spend", "0.50gbp", "--email", customer.email, "--on", customer.course, "--partial-first")
    with start(*arguments) as command, person(playwright, command, world) as somebody:
        id = somebody.goes_to_checkout(customer)
        somebody.pays()
        code = command.end()

    assert code == 0, command.said()
    assert paid_and_returned(world, id) == (50, 50)
    record = PaymentRecord.read(tmp_path / "payment.json")
    assert record
    assert record.disproven == [], command.said()
    held = {(it.stage, it.what) for it in record.proofs if it.holds}
    assert held >= {
        ("payment", "record written"),
        ("payment", "record right"),
        ("payment", "goods delivered"),
        ("payment", "mail to the buyer"),
        ("payment", "mail to the seller"),
        ("payment", "commission booked"),
        ("payment", "answered 2xx"),
        ("partial refund", "refund: on record"),
        ("partial refund", "refund: mail to the buyer"),
        ("refund", "refund: on record"),
        ("refund", "refund: goods withdrawn"),
        ("refund", "refund: mail to the buyer"),
        ("refund", "refund: answered 2xx"),
        ("refund", "every penny accounted for"),
    }
    assert (record.amount.minor, record.returned.minor) == (50, 50)
    assert record.kept.minor == 21  # 1.5 % and 20p: Stripe does not give its fee back
    for text in (command.said(), (tmp_path / "payment.json").read_text()):
        assert customer.email not in text
        assert "Adalbertine" not in text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted_before_paying_nothing_can_be_paid_any_more(
    at_checkout: tuple[Paying, Person, str], world: World, tmp_path: Path, number: signal.Signals
) -> None:
    command, _, id = at_checkout

    assert command.kill(number) == 130, command.said()

    assert session(world, id)["status"] == "expired"
    assert unfinished(tmp_path) == []
    assert not command.profile.exists()


@pytest.fixture
def in_the_proof(at_checkout: tuple[Paying, Person, str], world: World) -> Iterator[tuple[Paying, str]]:
    """The person has paid, and the command stays with the proof: the site is not told."""
    command, somebody, id = at_checkout
    with never_told(world, "checkout.session.completed"):
        somebody.pays()
        command.wait_to_say("Proving it ...")
        yield command, id


def test_interrupted_after_paying_all_goes_back(in_the_proof: tuple[Paying, str], world: World, tmp_path: Path) -> None:
    command, id = in_the_proof

    assert command.kill(signal.SIGINT) == 130, command.said()

    assert paid_and_returned(world, id) == (50, 50)
    assert unfinished(tmp_path) == []


def test_interrupted_between_a_part_and_the_rest_all_goes_back(
    playwright: Playwright, start: Start, world: World, customer: Customer, tmp_path: Path
) -> None:
    arguments = ("--spend", "0.50gbp", "--email", customer.email, "--on", customer.course, "--partial-first")
    with (
        never_told(world, "charge.refunded"),
        start(*arguments) as command,
        person(playwright, command, world) as somebody,
    ):
        id = somebody.goes_to_checkout(customer)
        somebody.pays()
        command.wait_to_say("£0.25 given back. Proving it ...")
        assert command.kill(signal.SIGTERM) == 130, command.said()

    assert paid_and_returned(world, id) == (50, 50)
    assert unfinished(tmp_path) == []


def test_a_second_ctrl_c_does_not_stop_the_money_on_its_way_back(
    in_the_proof: tuple[Paying, str], world: World, tmp_path: Path
) -> None:
    command, id = in_the_proof
    for number in (signal.SIGINT, signal.SIGINT, signal.SIGTERM, signal.SIGINT):
        command.process.send_signal(number)

    assert command.end() == 130, command.said()
    assert paid_and_returned(world, id) == (50, 50)
    assert unfinished(tmp_path) == []


def test_killed_before_paying_the_next_start_closes_it(
    at_checkout: tuple[Paying, Person, str], start: Start, world: World, tmp_path: Path
) -> None:
    command, _, id = at_checkout
    command.kill(signal.SIGKILL)
    assert len(unfinished(tmp_path)) == 1

    finish(start)

    assert session(world, id)["status"] == "expired"
    assert unfinished(tmp_path) == []


@pytest.mark.parametrize(
    ("untold", "words"),
    [("checkout.session.completed", "paid: pi_"), ("charge.refunded", "£0.25 given back. Proving it ...")],
    ids=["after paying", "between a part and the rest"],
)
def test_killed_the_next_start_gives_the_money_back(
    playwright: Playwright, start: Start, world: World, customer: Customer, tmp_path: Path, untold: str, words: str
) -> None:
    arguments = ["--spend", "0.50gbp", "--email", customer.email, "--on", customer.course, "--partial-first"]
    with (
        never_told(world, untold),
        start(*arguments) as command,
        person(playwright, command, world) as somebody,
    ):
        id = somebody.goes_to_checkout(customer)
        somebody.pays()
        command.wait_to_say(words)
        command.kill(signal.SIGKILL)
    assert len(unfinished(tmp_path)) == 1

    finish(start)

    assert unfinished(tmp_path) == []
    assert paid_and_returned(world, id) == (50, 50)


def finish(start: Start) -> None:
    with start("--finish") as finishing:
        assert finishing.end() == 0, finishing.said()


def test_the_next_payment_begins_with_what_the_last_one_left(
    in_the_proof: tuple[Paying, str], start: Start, world: World, customer: Customer, tmp_path: Path
) -> None:
    killed, first = in_the_proof
    killed.kill(signal.SIGKILL)

    with start("--spend", "0.50gbp", "--email", customer.email, "--on", customer.course) as command:
        command.wait_to_say("was not finished. Finishing it first")
        command.wait_to_say("A browser opens")
        assert paid_and_returned(world, first) == (50, 50)
        command.kill(signal.SIGTERM)

    assert unfinished(tmp_path) == []


def test_a_closed_browser_ends_it_with_everything_closed(
    at_checkout: tuple[Paying, Person, str], world: World, tmp_path: Path
) -> None:
    command, somebody, id = at_checkout

    os.kill(_browser_pid(command.profile), signal.SIGTERM)

    assert command.end() == 130, command.said()
    assert "the browser was closed" in command.said()
    assert session(world, id)["status"] == "expired"
    assert somebody


def _browser_pid(profile: Path) -> int:
    """Chromium's own lock names its process: a link to `host-pid`."""
    return int(os.readlink(profile / "SingletonLock").rpartition("-")[2])


def test_what_costs_more_is_closed_and_never_paid(
    playwright: Playwright, start: Start, world: World, tmp_path: Path
) -> None:
    rich = a_customer(world, Money(6000))
    with start("--spend", "0.50gbp", "--email", rich.email, "--on", rich.course) as command:
        with person(playwright, command, world) as somebody:
            id = somebody.goes_to_checkout(rich)
            command.wait_to_say("is about £60.00; allowed are £0.50. It is closed.")
            eventually("it is closed", lambda: session(world, id)["status"] == "expired")
        command.kill(signal.SIGINT)

    assert paid_and_returned(world, id) == (0, 0)


def test_payments_that_are_not_its_own_are_left_alone(
    at_checkout: tuple[Paying, Person, str], world: World, customer: Customer
) -> None:
    command, somebody, id = at_checkout
    others = [
        paid_elsewhere(world, "somebody-else@example.com", 50),
        paid_elsewhere(world, f"x{customer.email}", 50),
    ]
    somebody.pays()

    assert command.end() == 0, command.said()

    assert paid_and_returned(world, id) == (50, 50)
    assert [paid_and_returned(world, other) for other in others] == [(50, 0), (50, 0)]


def test_what_the_customer_bought_before_is_left_alone(
    playwright: Playwright, start: Start, world: World, customer: Customer
) -> None:
    before = paid_elsewhere(world, customer.email, 50)
    with start("--spend", "0.50gbp", "--email", customer.email, "--on", customer.course) as command:
        with person(playwright, command, world) as somebody:
            id = somebody.goes_to_checkout(customer)
            somebody.pays()
            command.wait_to_say("paid: pi_")
        command.kill(signal.SIGINT)

    assert paid_and_returned(world, id) == (50, 50)
    assert paid_and_returned(world, before) == (50, 0)


def test_a_larger_payment_within_the_time_is_told_and_left_alone(start: Start, world: World, tmp_path: Path) -> None:
    """It was paid faster than anybody looks: such a sum was never allowed, so it is nobody's to give back."""
    customer = a_customer(world)
    with start("--spend", "0.50gbp", "--email", customer.email, "--on", customer.course) as command:
        command.wait_to_say("A browser opens")
        command.process.send_signal(signal.SIGSTOP)
        id = paid_elsewhere(world, customer.email, 6000)
        command.process.send_signal(signal.SIGCONT)
        assert command.end() == RefundOutstanding.exit_code, command.said()

    assert re.search(r"was paid with £60\.00, more than the £0\.50", " ".join(command.said().split()))
    assert paid_and_returned(world, id) == (6000, 0)


def paid_elsewhere(world: World, email: str, minor: int) -> str:
    """A Checkout Session of the same account that somebody pays, past the browser."""
    made = world.stripe.ask(
        "POST",
        "checkout/sessions",
        **{
            "mode": "payment",
            "success_url": world.url + "/",
            "customer_email": email,
            "line_items[0][quantity]": "1",
            "line_items[0][price_data][currency]": "gbp",
            "line_items[0][price_data][unit_amount]": str(minor),
            "line_items[0][price_data][product_data][name]": "Something else",
        },
    )
    card = {"number": REAL_CARD, "exp_month": 12, "exp_year": 2034, "cvc": "123"}
    requests.post(
        f"{world.stripe.url}/v1/payment_pages/{made['id']}/confirm",
        data={
            "key": world.stripe.publishable_key,
            "expected_amount": minor,
            "payment_method_data[type]": "card",
            **{f"payment_method_data[card][{name}]": value for name, value in card.items()},
            "payment_method_data[billing_details][email]": email,
        },
        timeout=10,
    ).raise_for_status()
    return str(made["id"])


REFUSED: dict[str, tuple[tuple[str, ...], int, str]] = {
    "above the cap": (("--spend", "5.01gbp"), SpendingRefused.exit_code, "it must be up to £5.00"),
    "nothing": (("--spend", "0gbp"), SpendingRefused.exit_code, "it must be up to"),
    "no sum": (("--spend", "a fiver"), 11, "is no sum"),
    "no currency": (("--spend", "0.50"), 11, "is no sum"),
    "not said": ((), 11, "say what may be spent"),
    "another account": (
        ("--spend", "0.50gbp", "--account", "acct_1SomebodyElse"),
        SpendingRefused.exit_code,
        "acct_1SomebodyElse was named",
    ),
    "no path": (("--spend", "0.50gbp", "--on", "https://elsewhere.example/"), 11, "is no path of the site"),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_it_does_not_begin(start: Start, tmp_path: Path, case: tuple[tuple[str, ...], int, str]) -> None:
    arguments, code, words = case
    with start("--email", "ada@example.com", *arguments) as command:
        assert command.end() == code, command.said()

    assert words in " ".join(command.said().split())
    assert "Traceback" not in command.said()
    assert not (tmp_path / "state" / "golive" / "browser").exists()


def test_two_at_once_do_not_give_back_each_others_money(
    at_checkout: tuple[Paying, Person, str], start: Start, world: World
) -> None:
    command, _, id = at_checkout
    with start("--finish") as second:
        assert second.end() == SpendingRefused.exit_code

    assert "another `pennydrop golive pay` is at work" in " ".join(second.said().split())
    assert session(world, id)["status"] == "open"
    command.kill(signal.SIGTERM)


def test_a_stripe_that_is_silent_for_a_while_is_waited_for(
    in_the_proof: tuple[Paying, str], world: World, tmp_path: Path
) -> None:
    command, id = in_the_proof
    stripe = world.stripe._process.pid
    assert stripe
    os.kill(stripe, signal.SIGSTOP)
    try:
        command.process.send_signal(signal.SIGTERM)
        command.wait_to_say("the money goes back first")
    finally:
        os.kill(stripe, signal.SIGCONT)

    assert command.end() == 130, command.said()
    assert paid_and_returned(world, id) == (50, 50)
    assert unfinished(tmp_path) == []
