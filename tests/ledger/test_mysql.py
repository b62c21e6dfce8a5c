"""MySQL and MariaDB: rows go in and come out as on the databases everything else is tested on.

Runs where TEST_MYSQL_URL names an empty database (``mysql+pymysql://user:password@host:port/name``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from pennydrop.errors import LedgerMismatch
from pennydrop.ledger import Ledger, Row
from pennydrop.money import Money

from .conftest import TABLES

if "TEST_MYSQL_URL" not in os.environ:
    pytest.skip("TEST_MYSQL_URL names no MySQL or MariaDB", allow_module_level=True)

AT_TEN = datetime(2026, 12, 1, 10, tzinfo=UTC)


@pytest.fixture
def shop() -> Iterator[URL]:
    url = make_url(os.environ["TEST_MYSQL_URL"])
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in (TABLES / "mysql.sql").read_text().split(";\n"):
            if statement.strip():
                connection.execute(text(statement))
        yield url
        connection.execute(text("SET foreign_key_checks = 0"))
        for table in ("auth_user", "accounts_userprofile", "courses_course", "courses_topic", "lessons_lesson"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("DROP TABLE payments_stripepayment"))
    engine.dispose()


@pytest.fixture
def ledger(shop: URL) -> Iterator[Ledger]:
    ledger = Ledger(shop)
    yield ledger
    ledger.close()


@pytest.fixture
def student(ledger: Ledger) -> Row:
    return ledger.put("auth_user", username="ada", is_active=True)


def test_a_row_is_filled_and_comes_back_whole(ledger: Ledger, student: Row) -> None:
    payment = ledger.put(
        "payments_stripepayment",
        student_id=student.id,
        total_amount=Money(6000),
        metadata={"name": "Zoë"},
        completed_at=AT_TEN,
    )

    assert (student.id, student.is_active) == (1, True)
    assert (payment.metadata, payment.completed_at, payment.money("total_amount")) == (
        {"name": "Zoë"},
        AT_TEN,
        Money(6000),
    )
    assert ledger.row("payments_stripepayment", id=str(payment.id), completed_at=AT_TEN) == payment


def test_a_database_without_returning_gives_the_row_too(ledger: Ledger, student: Row) -> None:
    ledger._writer.dialect.insert_returning = False  # as on MySQL itself

    lesson = ledger.put(
        "lessons_lesson",
        student_id=student.id,
        lesson_date=date(2026, 12, 1),
        lesson_time=time(10),
        fee=Money(2250),
    )
    profile = ledger.put("accounts_userprofile", user_id=student.id)

    assert (lesson.lesson_time, lesson.fee) == (time(10), 22.5)
    assert (profile.id, len(profile.referral_code)) == (1, 8)


def test_a_reference_to_nowhere_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerMismatch, match=r"courses_course: refused with .*foreign key.*instructor_id"):
        ledger.put("courses_course", instructor_id=4711)


def test_a_rehearsal_leaves_nothing_behind(ledger: Ledger) -> None:
    ledger.check([lambda book: book.put("auth_user", username="ada")])

    assert ledger.count("auth_user") == 0


def test_the_server_introduces_itself(ledger: Ledger) -> None:
    assert ledger.describe().split()[0] in ("MySQL", "MariaDB")
