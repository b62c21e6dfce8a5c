"""How much the relay remembers."""

from __future__ import annotations

import json

from pennydrop.relay.delivery import Cause, State
from pennydrop.relay.journal import Journal, Record
from pennydrop.relay.message import Message
from tests.relay.events import payment_succeeded


def add(journal: Journal, payment: str, state: State = State.ANSWERED) -> Record:
    record = journal.add(Message((), payment_succeeded(payment)), Cause.STRIPE)
    journal.update(record, state=state)
    return record


def test_the_oldest_finished_delivery_is_forgotten_with_its_indexes() -> None:
    journal = Journal(keep=2)
    oldest, *_, newest = [add(journal, payment) for payment in ("pi_1", "pi_2", "pi_3")]

    assert journal.get(oldest.delivery.number) is None
    assert [record.event.payment_intent for record in journal.select()] == ["pi_2", "pi_3"]
    assert journal.of_payment(oldest) == ()
    assert journal.of_payment(newest) == [newest]


def test_a_held_delivery_is_never_forgotten() -> None:
    journal = Journal(keep=2)
    held = add(journal, "pi_held", State.HELD)
    for payment in ("pi_1", "pi_2", "pi_3"):
        add(journal, payment)

    assert [record.event.payment_intent for record in journal.select()] == ["pi_held", "pi_3"]
    assert journal.get(held.delivery.number) is held


def test_attempts_go_on_counting_after_the_first_was_forgotten() -> None:
    journal = Journal(keep=1)

    assert [add(journal, "pi_1").delivery.attempt for _ in range(3)] == [1, 2, 3]


def test_each_finished_delivery_is_one_line_of_the_file() -> None:
    lines: list[str] = []
    journal = Journal(write=lines.append)

    add(journal, "pi_1")

    [line] = lines
    written = json.loads(line)
    assert (written["state"], written["payment_intent"]) == ("answered", "pi_1")
    assert written["payload"].encode() == payment_succeeded("pi_1")
