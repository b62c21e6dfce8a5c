"""Mail servers and databases that fail around a payment, with the relay in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from pennydrop.eventually import Patience
from pennydrop.mailbox.gate.client import Outage
from pennydrop.relay.delivery import Cause, Delivery, State
from pennydrop.storm.world_outage import DatabaseBusy, MailDown
from tests.storm.deliveries.conftest import COMPLETED, PAID, Stage, host, relay, relay_url, site, stage, stripe

__all__ = ["host", "relay", "relay_url", "site", "stage", "stripe"]


class Gate:
    """Counts as many refusals as a test says."""

    def __init__(self, refusals: int) -> None:
        self.refusals, self.shut = refusals, ""

    def refuse(self, recipient: str) -> Outage:
        self.shut = recipient
        return Outage("1", recipient, self)  # type: ignore[arg-type]

    def refused(self, recipient: str) -> int:
        return self.refusals if recipient == self.shut else 0

    def end(self, id: str) -> None:
        self.shut = ""


class BusyLedger:
    """Keeps tables of Stripe's ids, and notes which was locked."""

    def __init__(self) -> None:
        self.locks: list[str] = []
        self.schema = SimpleNamespace(tables=lambda: [_table("carts"), _table("payments", "stripe_a", "stripe_b")])

    @contextmanager
    def locked(self, table: str) -> Iterator[None]:
        self.locks.append(table)
        yield


def _table(name: str, *columns: str) -> Any:
    return SimpleNamespace(info={"ours": name}, columns=[SimpleNamespace(name=column) for column in ("id", *columns)])


@pytest.fixture
def visit() -> Any:
    return SimpleNamespace(session_id="cs_1")


def test_after_the_outage_every_message_comes_once_more(stage: Stage, visit: Any) -> None:
    gate = stage.scene.parts["mail_gate"] = Gate(refusals=2)
    mail_down = MailDown()
    mail_down.at_checkout(stage.scene, visit)
    assert gate.shut == stage.scene.cast.tag

    stage.send(PAID, COMPLETED)
    assert mail_down.answered(stage.scene)
    assert gate.shut == ""
    assert [received.type for received in stage.site.received] == [PAID, COMPLETED] * 2
    assert not mail_down.answered(stage.scene)
    [told] = stage.scene.told
    assert told.startswith("refused mail 2 times, then let the mail server work again")


def test_without_mail_an_outage_is_nothing(stage: Stage, visit: Any) -> None:
    stage.scene.parts["mail_gate"] = Gate(refusals=0)
    mail_down = MailDown()
    mail_down.at_checkout(stage.scene, visit)
    stage.send(COMPLETED)

    assert not mail_down.answered(stage.scene)
    assert (len(stage.site.received), stage.scene.told) == (1, [])


@pytest.fixture
def busy(stage: Stage) -> Stage:
    stage.scene.parts["ledger"] = BusyLedger()
    stage.scene.parts["settings"] = SimpleNamespace(patience=Patience())
    stage.scene.parts["gateway"] = SimpleNamespace(payment=lambda id: SimpleNamespace(paid=True))
    return stage


def test_the_confirmation_comes_while_the_table_with_stripes_ids_is_locked(busy: Stage, visit: Any) -> None:
    disturbance = DatabaseBusy()
    disturbance.at_checkout(busy.scene, visit)
    busy.send(PAID, COMPLETED)
    assert [received.type for received in busy.site.received] == [PAID]

    disturbance.answering(busy.scene)
    assert [received.type for received in busy.site.received] == [PAID, COMPLETED]
    assert busy.scene.parts["ledger"].locks == ["payments"]
    assert busy.scene.told == [f"delivered {COMPLETED} evt_{COMPLETED} to a busy database: 200"]


def test_a_confirmation_that_the_relay_has_not_yet_decided_on_is_waited_for(busy: Stage, visit: Any) -> None:
    disturbance = DatabaseBusy()
    disturbance.at_checkout(busy.scene, visit)
    busy.scene.parts["relay"] = StillReceiving(busy)

    disturbance.answering(busy.scene)

    assert busy.scene.told == [f"delivered {COMPLETED} evt_{COMPLETED} to a busy database: 200"]


class StillReceiving:
    """The relay at the moment when Stripe's confirmation begins to arrive: held only when it is looked at again."""

    def __init__(self, stage: Stage) -> None:
        self._stage, self._looks = stage, 0

    def deliveries(self, *contains: str, **fields: str) -> list[Delivery]:
        self._looks += 1
        if self._looks == 1:
            now = datetime.now(UTC)
            return [Delivery(1, f"evt_{COMPLETED}", COMPLETED, "cs_1", "pi_1", 1, Cause.STRIPE, now, State.RECEIVED)]
        if self._looks == 2:
            self._stage.send(COMPLETED)
        return self._stage.relay.deliveries(*contains, **fields)


def test_a_site_that_says_it_could_not_is_told_again(busy: Stage, visit: Any) -> None:
    disturbance = DatabaseBusy()
    disturbance.at_checkout(busy.scene, visit)
    busy.send(COMPLETED)
    busy.site.answer = lambda received: (503, b"")
    disturbance.answering(busy.scene)

    assert [received.type for received in busy.site.received] == [COMPLETED] * 2


def test_where_nobody_has_paid_there_is_nothing_to_wait_for(busy: Stage, visit: Any) -> None:
    busy.scene.parts["gateway"] = SimpleNamespace(payment=lambda id: SimpleNamespace(paid=False))
    disturbance = DatabaseBusy()
    disturbance.at_checkout(busy.scene, visit)
    disturbance.answering(busy.scene)

    assert busy.scene.told == []
    assert busy.relay.faults() == []
