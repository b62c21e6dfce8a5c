"""What a watch says of payments that go well, of those that do not, and of moments in which it could not look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pennydrop.errors import DatabaseUnreachable, StripeUnreachable
from pennydrop.money import Money
from pennydrop.watch.news import Kind
from tests.diagnose.conftest import running
from tests.diagnose.shop import DECLINED, VISA, Shop

from .conftest import Watched
from .gate import gate_to

Watching = Callable[..., Watched]
OWN = "tests.diagnose.faults."


def test_a_sound_hour(sound: Shop, watching: Watching) -> None:
    hour = watching(sound)
    first, second = sound.wants_lessons("£40.00", "£20.00"), sound.wants_a_course("£49.95")
    sound.pay(first)
    assert not hour.look()
    sound.refund(sound.pay(second))
    assert not hour.look(after=5)

    assert hour.look(after=3600)

    assert hour.told(Kind.ALARM) == []
    milestones = "paid > answered 2xx > record written > goods delivered > mail to the buyer > mail to the seller"
    assert [it for it in hour.told(Kind.COMPLETE) if it.startswith("£60.00 paid") and milestones in it]
    assert [it for it in hour.told(Kind.COMPLETE) if it.startswith("£49.95 refunded")]
    assert (hour.summary.payments, hour.summary.complete) == (3, 3)
    assert hour.watch.unfinished == []
    assert hour.summary.alarms == 0


def test_what_happened_before_it_began_is_no_news(sound: Shop, watching: Watching) -> None:
    paid = sound.pay(sound.wants_lessons("£40.00"))
    hour = watching(sound)
    hour.look()
    assert paid.intent_id not in [it.payment for it in hour.news]
    assert hour.summary.payments == 0


def test_a_payment_that_never_becomes_a_record_is_an_alarm_after_the_deadline(
    state_dir: Path, watching: Watching
) -> None:
    with running(state_dir / "broken", seeded_fault=OWN + "swallows_everything") as shop:
        hour = watching(shop, deadline=60)
        paid = shop.pay(shop.wants_lessons("£40.00"))
        hour.look()
        assert hour.summary.unfinished == 1
        hour.look(after=59)
        assert not [it for it in hour.told(Kind.ALARM) if "not complete" in it]

        hour.look(after=2)

    (alarm,) = [it for it in hour.news if "not complete" in it.says]
    assert alarm.payment == paid.intent_id
    assert "not complete after 60 s: broken at: record written" in alarm.says
    assert hour.summary.complete == 0


def test_the_errors_of_the_log_are_alarms(state_dir: Path, watching: Watching) -> None:
    with running(state_dir / "broken", seeded_fault=OWN + "swallows_everything") as shop:
        hour = watching(shop)
        assert hour.told(Kind.ALARM) == []
        shop.pay(shop.wants_lessons("£40.00"))
        hour.look()
        hour.look()

    assert len([it for it in hour.told(Kind.ALARM) if it.startswith("the log says: ERROR")]) == 1


def test_a_failed_delivery_is_an_alarm_at_once(state_dir: Path, watching: Watching) -> None:
    with running(state_dir / "broken", seeded_fault=OWN + "another_secret") as shop:
        hour = watching(shop)
        shop.pay(shop.wants_lessons("£40.00"))
        hour.look()
        hour.look()

    failed = [it for it in hour.told(Kind.ALARM) if it.startswith("a delivery failed:")]
    assert sorted(it.split()[3] for it in failed) == ["checkout.session.completed", "payment_intent.succeeded"]
    assert all("-> 400" in it for it in failed)


def test_what_comes_late_is_told_as_well(sound: Shop, watching: Watching) -> None:
    hour = watching(sound, deadline=60)
    payment = sound.wants_lessons("£40.00")
    with sound.relay.hold("checkout.session.completed", payment.session_id):
        assert sound.try_card(payment, VISA).status_code == 200
        sound.wait_for("payment_intent.succeeded", payment)
        hour.look()
        hour.look(after=61)
    sound.wait_for("checkout.session.completed", payment)
    hour.look(after=5)

    assert len([it for it in hour.told(Kind.ALARM) if "broken at: delivery attempted" in it]) == 1
    assert [it for it in hour.told(Kind.COMPLETE) if it.startswith("late, £40.00 paid")]


def test_many_declined_cards_are_an_alarm_once(sound: Shop, watching: Watching) -> None:
    hour = watching(sound)
    payment = sound.wants_lessons("£40.00")
    for _ in range(4):
        sound.try_card(payment, DECLINED)
    hour.look()
    assert hour.told(Kind.ALARM) == []

    sound.try_card(payment, DECLINED)
    hour.look()
    hour.look()

    assert hour.told(Kind.ALARM) == ["5 of 5 attempts of the last 10 minutes were declined"]
    assert hour.summary.failed_attempts == 5


def test_other_shops_are_passed_over_if_asked_to(sound: Shop, watching: Watching) -> None:
    everybody, ours = watching(sound), watching(sound, ours_only=True)
    foreign = sound.gateway.create_foreign_session(Money(500), email="somebody@example.com")
    sound.pay(foreign)

    everybody.look()
    ours.look()
    everybody.look(after=61)
    ours.look(after=61)

    assert [it for it in everybody.told(Kind.ALARM) if "broken at: metadata complete" in it]
    assert foreign.session_id not in [it.session_id for it in ours.watch.unfinished]
    assert ours.told(Kind.ALARM) == []


def test_a_silent_stripe_is_said_and_no_payment_is_lost_for_it(sound: Shop, watching: Watching) -> None:
    payment = sound.wants_lessons("£40.00")
    with gate_to(sound.settings.stripe_api) as gate:
        hour = watching(sound, deadline=60, stripe_api_base=gate.url)
        with sound.relay.hold("checkout.session.completed", payment.session_id):
            sound.try_card(payment, VISA)
            sound.wait_for("payment_intent.succeeded", payment)
            hour.look()
            gate.is_open = False
            hour.look(after=5)
            hour.look(after=300)
            assert isinstance(hour.watch.trouble, StripeUnreachable)
            gate.is_open = True
        sound.wait_for("checkout.session.completed", payment)
        hour.look(after=5)

    assert len(hour.told(Kind.BLIND)) == 1
    assert hour.told(Kind.SEEING) == ["it answers again, after 305 s without a look"]
    assert hour.told(Kind.ALARM) == []
    assert payment.session_id not in [it.session_id for it in hour.watch.unfinished]
    assert hour.summary.blind == 305
    assert hour.watch.trouble is None


def test_a_database_that_goes_away_is_said(state_dir: Path, watching: Watching) -> None:
    with running(state_dir / "broken") as shop:
        hour = watching(shop)
        shop.pay(shop.wants_lessons("£40.00"))
        file = Path(shop.settings.database.database or "")
        hour.drop_connections()
        file.rename(file.with_suffix(".away"))
        try:
            hour.look()
        finally:
            file.with_suffix(".away").rename(file)
        assert isinstance(hour.watch.trouble, DatabaseUnreachable)
        hour.look(after=5)

    assert len(hour.told(Kind.BLIND)) == 1
    assert hour.told(Kind.ALARM) == []
    assert hour.summary.complete == 1


def test_without_a_database_it_does_not_begin(sound: Shop, watching: Watching, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable):
        watching(sound, database_url=f"sqlite:///{tmp_path}/none.sqlite3")


def test_without_a_log_it_says_so(sound: Shop, watching: Watching, tmp_path: Path) -> None:
    hour = watching(sound, golive={"log_file": tmp_path / "none.log"})
    hour.look()
    note, _ = hour.told(Kind.NOTE)
    assert note.startswith("the log is not watched: the site's log")
