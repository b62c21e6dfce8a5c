"""``pennydrop diagnose`` as it is called from a shell."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pennydrop.cli import main
from pennydrop.errors import PaymentUnknown, SpendingRefused
from pennydrop.gateway import Payment

from .environment import variables_of
from .shop import Shop, Someone

Command = Callable[..., tuple[int, str]]


@pytest.fixture
def pennydrop(sound: Shop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Calls the command with the settings of the sound stack; its exit code, and all it wrote."""
    for name, value in variables_of(sound.settings).items():
        monkeypatch.setenv(name, value)

    def call(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(arguments)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return call


@pytest.fixture(scope="module")
def sam(sound: Shop) -> Someone:
    return sound.person("Sam")


@pytest.fixture(scope="module")
def paid(sound: Shop, sam: Someone) -> Payment:
    """Two lessons of Sam's, paid and given back."""
    return sound.refund(sound.pay(sound.wants_lessons("£40.00", "£20.00", student=sam)))


def stripe_ids(shop: Shop, payment: Payment) -> list[str]:
    (refund,) = shop.gateway.refunds(payment.intent_id or "")
    events = shop.gateway.events_about(payment.session_id, payment.intent_id or "", payment.charge_id or "")
    return [payment.session_id, payment.intent_id or "", payment.charge_id or "", refund.id, *(it.id for it in events)]


def site_ids(shop: Shop, payment: Payment) -> list[str]:
    record = shop.ledger.row("payments_stripepayment", stripe_payment_intent_id=payment.intent_id)
    order = shop.ledger.row("private_teaching_order", stripe_payment_intent_id=payment.intent_id)
    tables = [f"payments_stripepayment:{record.id}", f"private_teaching_order:{order.id}"]
    return [*tables, order.order_number, f"private_teaching_order:{order.order_number}"]


def test_every_id_leads_to_the_same_payment(sound: Shop, paid: Payment, pennydrop: Command) -> None:
    for id in [*stripe_ids(sound, paid), *site_ids(sound, paid)]:
        code, said = pennydrop("diagnose", id, "--json")
        assert code == 0, said
        assert json.loads(said)["session"] == paid.session_id, id


def test_a_goods_row_leads_to_its_payment(sound: Shop, pennydrop: Command) -> None:
    payment = sound.pay(sound.wants_a_course("£49.95"))
    row = sound.ledger.row("courses_courseenrollment", stripe_payment_intent_id=payment.intent_id)
    code, said = pennydrop("diagnose", str(row.id), "--json")
    assert code == 0
    assert json.loads(said)["payment_intent"] == payment.intent_id


@pytest.mark.parametrize(
    "id",
    [
        *("cs_test_nobody", "pi_nobody", "ch_nobody", "re_nobody", "evt_nobody"),
        *("nobody@example.com", "123456", "9" * 40, "no-such-order", "elsewhere:1"),
    ],
)
def test_what_nobody_knows_has_an_error_of_its_own(id: str, pennydrop: Command) -> None:
    code, said = pennydrop("diagnose", id)
    assert code == PaymentUnknown.exit_code
    assert said.startswith("pennydrop: ")
    assert id.rpartition(":")[2] in said


def test_an_id_of_several_rows_is_asked_back(sound: Shop, sam: Someone, paid: Payment, pennydrop: Command) -> None:
    record = sound.ledger.row("payments_stripepayment", stripe_payment_intent_id=paid.intent_id)
    while not sound.ledger.count("private_teaching_order", id=record.id):
        sound.ledger.put("private_teaching_order", student_id=sam.id)

    code, said = pennydrop("diagnose", str(record.id))

    assert code == PaymentUnknown.exit_code
    assert f"payments_stripepayment:{record.id} or private_teaching_order:{record.id}" in said


def test_an_order_without_checkout_says_so(sound: Shop, sam: Someone, pennydrop: Command) -> None:
    order = sound.ledger.put("private_teaching_order", student_id=sam.id)
    code, said = pennydrop("diagnose", f"private_teaching_order:{order.id}")
    assert code == PaymentUnknown.exit_code
    assert "names no payment: nobody has gone to Checkout for it" in said


def test_an_address_lists_its_payments_and_shows_the_newest(sound: Shop, pennydrop: Command) -> None:
    sam = sound.person("Sam")
    first = sound.pay(sound.wants_lessons("£40.00", student=sam))
    second = sound.pay(sound.wants_a_course("£49.95", student=sam))

    code, said = pennydrop("diagnose", sam.email)

    listed = said.partition("\n\n")[0].splitlines()
    assert code == 0
    assert len(listed) == 2
    assert second.session_id in listed[0]
    assert first.session_id in listed[1]
    assert all(line.endswith("nothing is broken") for line in listed)
    assert f"£49.95 by {sam.email}: {second.session_id}" in said


def test_what_never_reached_the_site_is_replayed(sound: Shop, pennydrop: Command) -> None:
    payment = sound.wants_lessons("£40.00")
    with sound.relay.drop("checkout.session.completed", payment.session_id):
        sound.pay(payment)
    code, said = pennydrop("diagnose", payment.session_id)
    assert code == 1
    assert "broken at: delivery attempted" in said
    command = f"pennydrop diagnose {payment.session_id} --replay"
    assert f"the same once more: {command}" in said

    code, said = pennydrop(*command.split()[1:])

    assert code == 0, said
    assert "sent again: checkout.session.completed -> 200" in said
    assert "nothing is broken" in said


def test_the_report_shows_timeline_chain_and_verdict(sound: Shop, paid: Payment, pennydrop: Command) -> None:
    _, said = pennydrop("diagnose", paid.session_id)
    for words in ("charge.refunded -> 200", "Payment Refunded - Recorder-ed to sam", "refund: goods withdrawn      ok"):
        assert words in said
    assert said.count("checkout.session.completed -> 200") == 1


def test_json_says_the_same(paid: Payment, pennydrop: Command) -> None:
    code, said = pennydrop("diagnose", paid.session_id, "--json")
    told = json.loads(said)
    assert code == 0
    assert (told["amount"], told["currency"], told["refunded"]) == (6000, "gbp", 6000)
    assert told["broken"] is None
    assert {it["state"] for it in told["links"]} == {"ok"}
    times = [it["at"] for it in told["timeline"] if it["at"]]
    assert times == sorted(times)


def test_a_database_that_cannot_be_read_is_named_and_the_rest_is_shown(
    paid: Payment, pennydrop: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PENNYDROP_DATABASE_URL", f"sqlite:///{tmp_path}/none.sqlite3")
    code, said = pennydrop("diagnose", paid.session_id)
    assert code == 0
    assert "nothing is broken, as far as can be seen; not seen: record written" in said
    assert "none.sqlite3" in said


def test_live_is_never_sent_anything(
    sound: Shop, paid: Payment, pennydrop: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENNYDROP_PROFILE", "live")
    monkeypatch.setenv("PENNYDROP_SPENDING_CAP", "50")
    monkeypatch.setenv("PENNYDROP_SITE_URL", sound.settings.site)
    monkeypatch.setenv("PENNYDROP_STRIPE_API_BASE", sound.settings.stripe_api)
    before = len(sound.relay.deliveries())

    code, said = pennydrop("diagnose", paid.session_id, "--replay")

    assert code == SpendingRefused.exit_code, said
    assert "--replay sends messages to the site, and the live profile only looks" in said
    assert len(sound.relay.deliveries()) == before
