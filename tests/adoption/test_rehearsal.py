"""What the suite needs of a database is tried at the start, and what does not fit is told at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from fixtures.modules import MODULES
from fixtures.rehearsal import rehearse
from pennydrop.errors import LedgerMismatch
from pennydrop.ledger import Ledger, Names
from tests.ledger.reference_site import ReferenceSite

pytest.importorskip("django")


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site") / "site.sqlite3"
    ReferenceSite(URL.create("sqlite", database=str(path))).migrate()
    return path


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    copy = tmp_path / "site.sqlite3"
    copy.write_bytes(migrated.read_bytes())
    return copy


@pytest.fixture
def own_ledger(database: Path) -> Iterator[Ledger]:
    ledger = Ledger(URL.create("sqlite", database=str(database)))
    yield ledger
    ledger.close()


def test_the_reference_site_fits_and_nothing_is_left_behind(own_ledger: Ledger) -> None:
    rehearse(own_ledger)

    assert [own_ledger.count(table) for table in ("auth_user", "lessons_lesson", "courses_course")] == [0, 0, 0]


def test_every_column_that_does_not_fit_is_named_in_one_message(own_ledger: Ledger, database: Path) -> None:
    with sqlite3.connect(database) as site:
        site.execute("ALTER TABLE accounts_userprofile RENAME COLUMN email_verified TO verified")
        site.execute("ALTER TABLE lessons_lesson RENAME COLUMN approved_status TO approval")
        site.execute("ALTER TABLE payments_stripepayment RENAME COLUMN refund_amount TO returned")
        site.execute("ALTER TABLE courses_course ADD COLUMN school_id integer NOT NULL REFERENCES auth_user (id)")
    site.close()

    with pytest.raises(LedgerMismatch) as mismatch:
        rehearse(own_ledger)

    told = str(mismatch.value)
    assert "payments_stripepayment has no column 'refund_amount'" in told
    assert told.count("accounts_userprofile has no column 'email_verified'") == 1
    assert "accepted_lessons: lessons_lesson has no column 'approved_status'" in told
    assert "a_course: courses_course.school_id points to auth_user.id: must be given" in told
    assert "a_workshop" not in told


def test_what_only_an_absent_module_needs_is_not_asked_for(own_ledger: Ledger, database: Path) -> None:
    with sqlite3.connect(database) as site:
        for module in MODULES:
            if module.address:
                for table in module.tables:
                    site.execute(f"DROP TABLE {table}")
    site.close()

    with pytest.raises(LedgerMismatch, match="private_teaching_examregistration"):
        rehearse(own_ledger)
    rehearse(own_ledger, frozenset(module.tag for module in MODULES if module.address))


def test_a_table_and_a_column_with_other_names_fit_once_the_settings_name_them(database: Path) -> None:
    with sqlite3.connect(database) as site:
        site.execute("ALTER TABLE workshops_workshop RENAME COLUMN price TO fee")
        site.execute("ALTER TABLE courses_topic RENAME TO courses_chapter")
    site.close()
    names = Names({"courses_topic": "courses_chapter"}, {"workshops_workshop.price": "fee"})
    url = URL.create("sqlite", database=str(database))

    named, plain = Ledger(url, names=names), Ledger(url)
    rehearse(named)
    with pytest.raises(LedgerMismatch) as mismatch:
        rehearse(plain)
    named.close()
    plain.close()

    assert "PENNYDROP_TABLE_NAMES=courses_topic=its_name" in str(mismatch.value)
    assert "PENNYDROP_COLUMN_NAMES=workshops_workshop.price=its_name" in str(mismatch.value)
