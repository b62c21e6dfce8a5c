"""The official CLI: `stripe listen` forwards signed events, `stripe trigger` finds everything it calls."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from tests.emulator.conftest import SIGNING_SECRET, Program
from tests.emulator.receiver import Receiver, receiving

ROOT = Path(__file__).parents[2]
OWN = ROOT / ".pennydrop/tools/stripe-cli/node_modules/.bin/stripe"
TRIGGERED = [
    "payment_intent.succeeded",
    "payment_intent.payment_failed",
    "checkout.session.completed",
    "checkout.session.expired",
    "charge.refunded",
    "payment_intent.canceled",
    "payment_intent.requires_action",
]


@dataclass(frozen=True)
class Cli:
    """The CLI with a key of its own, away from anybody's configuration."""

    path: str
    key: str
    api_base: str
    config: Path

    def environment(self) -> dict[str, str]:
        own = {"STRIPE_API_KEY": self.key, "STRIPE_CLI_TELEMETRY_OPTOUT": "1", "XDG_CONFIG_HOME": str(self.config)}
        return os.environ | own

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [self.path, *arguments, "--api-base", self.api_base]
        environment = self.environment()
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)


@pytest.fixture(scope="module")
def cli(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Cli:
    path = shutil.which("stripe") or (str(OWN) if OWN.exists() else None)
    if path is None:
        pytest.fail(f"no Stripe CLI on PATH and none at {OWN}; `make test` installs it, or `pennydrop setup`")
    return Cli(path, "sk_test_" + uuid.uuid4().hex, program.url, tmp_path_factory.mktemp("config"))


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving(SIGNING_SECRET) as started:
        yield started


@pytest.fixture(scope="module", autouse=True)
def listener(cli: Cli, receiver: Receiver) -> Iterator[None]:
    """`stripe listen` in front of the receiver."""
    events = ",".join([*TRIGGERED, "customer.created"])
    command = [cli.path, "listen", "--api-base", cli.api_base, "--forward-to", receiver.url]
    process = subprocess.Popen(
        [*command, "--events", events, "--skip-update"],
        env=cli.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr
    ready = next((line for line in process.stderr if "Ready!" in line), "it ended without being ready")
    assert SIGNING_SECRET in ready
    yield
    # npm's `stripe` is a wrapper that does not pass the signal on to the program it started.
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=10)
    process.stderr.close()


@pytest.mark.parametrize("event_type", TRIGGERED)
def test_a_trigger_succeeds_and_its_event_reaches_the_site(cli: Cli, receiver: Receiver, event_type: str) -> None:
    receiver.events.clear()
    ended = cli.run("trigger", event_type)
    assert ended.returncode == 0, ended.stderr
    assert receiver.wait_for(event_type).api_version == "2026-10-28.endive"


def test_an_event_is_resent(cli: Cli, receiver: Receiver) -> None:
    headers = {"Authorization": f"Bearer {cli.key}"}
    made = httpx2.post(f"{cli.api_base}/v1/customers", headers=headers, trust_env=False).json()
    first = receiver.wait_for("customer.created", made["id"])
    receiver.events.clear()
    # The CLI has no --api-base for this command; this is the call it makes.
    form = {"for_stripecli": "true"}
    url = f"{cli.api_base}/v1/events/{first.id}/retry"
    assert httpx2.post(url, data=form, headers=headers, trust_env=False).status_code == 200
    assert receiver.wait_for("customer.created").id == first.id


def test_a_payments_events_reach_the_site_in_order(cli: Cli, receiver: Receiver) -> None:
    receiver.events.clear()
    assert cli.run("trigger", "checkout.session.completed").returncode == 0
    receiver.wait_for("checkout.session.completed")
    assert receiver.types() == ["payment_intent.succeeded", "checkout.session.completed"]
