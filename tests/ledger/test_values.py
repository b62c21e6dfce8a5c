from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from pennydrop.errors import LedgerMismatch
from pennydrop.ledger import Ledger, Row
from pennydrop.money import Money

from .conftest import Site

TASHKENT = timezone(timedelta(hours=5))


def _payment(ledger: Ledger, **columns: Any) -> Row:
    return ledger.put("payments_stripepayment", **{"total_amount": Money(6000), **columns})


def _lesson(ledger: Ledger, **columns: Any) -> Row:
    return ledger.put("lessons_lesson", **{"student_id": ledger.put("auth_user").id, **columns})


@pytest.mark.parametrize("microsecond", [0, 1500])
def test_a_moment_keeps_its_instant_whatever_its_zone(ledger: Ledger, microsecond: int) -> None:
    noon_there = datetime(2026, 12, 1, 12, 0, 0, microsecond, tzinfo=TASHKENT)

    payment = _payment(ledger, completed_at=noon_there)

    assert payment.completed_at == noon_there
    assert payment.completed_at.utcoffset() == timedelta(0)
    assert ledger.row("payments_stripepayment", completed_at=noon_there).id == payment.id


def test_a_moment_on_sqlite_is_written_as_django_writes_it(sqlite_ledger: Ledger) -> None:
    _payment(sqlite_ledger, completed_at=datetime(2026, 12, 1, 12, tzinfo=TASHKENT))

    with sqlite_ledger._engine.connect() as connection:
        written = connection.exec_driver_sql("SELECT completed_at FROM payments_stripepayment").scalar_one()

    assert written == "2026-12-01 07:00:00"


def test_a_time_of_day_is_found_in_the_form_django_asks_for(ledger: Ledger, site: Site) -> None:
    lesson = _lesson(ledger, lesson_time=time(10), lesson_date=date(2026, 12, 1))

    assert (lesson.lesson_time, lesson.lesson_date) == (time(10), date(2026, 12, 1))
    assert site.ask("SELECT count(*) FROM lessons_lesson WHERE lesson_time = '10:00:00'") == 1
    assert ledger.count("lessons_lesson", lesson_time=time(10)) == 1


def test_a_uuid_is_found_by_object_and_by_any_spelling(ledger: Ledger) -> None:
    key = _payment(ledger).id

    for spelling in (key, str(key), key.hex):
        assert ledger.row("payments_stripepayment", id=spelling).id == key


def test_a_uuid_on_sqlite_has_no_dashes(sqlite_ledger: Ledger) -> None:
    key = str(_payment(sqlite_ledger, id=str(uuid.uuid4())).id)

    with sqlite_ledger._engine.connect() as connection:
        written = connection.exec_driver_sql("SELECT id FROM payments_stripepayment").scalar_one()

    assert written == key.replace("-", "")


def test_json_goes_in_and_out_as_objects(ledger: Ledger, site: Site) -> None:
    metadata = {"order_id": "12", "lesson_ids": ["a", "b"], "name": "Zoë"}

    payment = _payment(ledger, metadata=metadata, notes=None)

    assert payment.metadata == metadata
    assert site.ask("SELECT count(*) FROM payments_stripepayment WHERE metadata ->> 'order_id' = '12'") == 1
    assert site.ask("SELECT count(*) FROM payments_stripepayment WHERE notes IS NULL") == 1


def test_a_decimal_comes_back_exactly(ledger: Ledger) -> None:
    payment = _payment(ledger, total_amount=Decimal("1234567.89"))

    assert payment.total_amount == Decimal("1234567.89")
    assert ledger.count("payments_stripepayment", total_amount=Money(123456789)) == 1


def test_a_fraction_of_a_penny_the_site_stored_is_not_rounded_away(sqlite_ledger: Ledger) -> None:
    _payment(sqlite_ledger)
    with sqlite_ledger._writer.begin() as connection:
        connection.exec_driver_sql("UPDATE payments_stripepayment SET total_amount = '16.665'")

    assert sqlite_ledger.row("payments_stripepayment").total_amount == Decimal("16.665")


def test_a_float_column_takes_money(ledger: Ledger) -> None:
    lesson = _lesson(ledger, fee=Money(2250))

    assert lesson.fee == 22.5
    assert ledger.count("lessons_lesson", fee=Money(2250)) == 1


def test_an_address_and_a_length_of_time_pass_through(ledger: Ledger) -> None:
    assert str(_lesson(ledger, ip="192.0.2.1").ip) == "192.0.2.1"


@pytest.mark.parametrize(
    ("table", "columns", "complaint"),
    [
        ("auth_user", {"username": "x" * 151}, r"auth_user\.username takes at most 150 characters"),
        ("auth_user", {"username": 5}, r"auth_user\.username takes text, not 5"),
        ("auth_user", {"is_active": 1}, r"auth_user\.is_active takes True or False, not 1"),
        (
            "auth_user",
            {"date_joined": datetime(2026, 12, 1)},
            r"auth_user\.date_joined takes a date and time with a time",
        ),
        ("courses_topic", {"topic_number": "1"}, r"courses_topic\.topic_number takes a whole number"),
        ("payments_stripepayment", {"total_amount": 16.5}, r"total_amount takes Money, a Decimal or a whole number"),
        ("payments_stripepayment", {"total_amount": Decimal("16.665")}, r"total_amount takes at most 2 decimals"),
        ("payments_stripepayment", {"id": "pi_1"}, r"payments_stripepayment\.id takes a UUID, not 'pi_1'"),
        ("payments_stripepayment", {"metadata": '{"a": 1}'}, r"metadata takes a dict or a list"),
        ("lessons_lesson", {"lesson_date": datetime.now(UTC)}, r"lesson_date takes a date"),
        ("lessons_lesson", {"lesson_time": time(10, tzinfo=UTC)}, r"lesson_time takes a time of day without"),
        ("lessons_lesson", {"fee": "22.50"}, r"lessons_lesson\.fee takes a number"),
    ],
)
def test_what_a_database_would_alter_is_refused_alike_on_all(
    ledger: Ledger, table: str, columns: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(LedgerMismatch, match=complaint):
        ledger.change(table, where={}, **columns)
