"""A table and columns that the site calls otherwise, met under the names the suite has for them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from sqlalchemy.engine import URL

from pennydrop.errors import LedgerMismatch
from pennydrop.ledger import Ledger, Names
from pennydrop.money import Money
from tests.ledger.conftest import Site

NAMES = Names(
    {"courses_course": "school_class", "auth_user": "school_member"},
    {"courses_course.cost": "price", "courses_course.instructor_id": "teacher_id", "auth_user.id": "number"},
)


@pytest.fixture
def other_site(site: Site) -> Site:
    """The shop after somebody has renamed two tables and three columns."""
    for table, column in (("courses_course", "cost"), ("courses_course", "instructor_id"), ("auth_user", "id")):
        site.do(f"ALTER TABLE {table} RENAME COLUMN {column} TO {NAMES.columns[f'{table}.{column}']}")
    for ours, theirs in NAMES.tables.items():
        site.do(f"ALTER TABLE {ours} RENAME TO {theirs}")
    return site


@pytest.fixture
def named_ledger(database: URL) -> Iterator[Ledger]:
    ledger = Ledger(database, names=NAMES)
    yield ledger
    ledger.close()


def test_rows_are_written_changed_and_read_under_the_names_of_the_suite(other_site: Site, named_ledger: Ledger) -> None:
    with named_ledger.writing() as book:
        teacher = book.put("auth_user", username="tina")
        course = book.put("courses_course", title="Reeds", cost=Decimal(40), instructor_id=teacher.id)
        book.change("courses_course", {"id": course.id}, cost=Decimal(50))

    row = named_ledger.row("courses_course", cost=Decimal(50), instructor_id=teacher.id)
    assert (row.money("cost"), row.table_name) == (Money(5000), "courses_course")
    assert other_site.ask("SELECT price FROM school_class") == 50


def test_a_reference_to_nobody_is_named_as_the_suite_names_it(other_site: Site, named_ledger: Ledger) -> None:
    lost = r"courses_course\.instructor_id points to auth_user\.id 999"
    with pytest.raises(LedgerMismatch, match=lost), named_ledger.writing() as book:
        book.put("courses_course", title="Reeds", cost=Decimal(40), instructor_id=999)


def test_what_the_site_does_not_have_is_told_with_the_setting_that_maps_it(
    other_site: Site, ledger: Ledger, named_ledger: Ledger
) -> None:
    with pytest.raises(LedgerMismatch) as mismatch:
        ledger.require({"courses_course": ["cost"]})
    assert str(mismatch.value).startswith("the site's database has no table 'courses_course'")
    assert "PENNYDROP_TABLE_NAMES=courses_course=its_name" in str(mismatch.value)

    with pytest.raises(LedgerMismatch) as mismatch:
        named_ledger.require({"courses_course": ["cost", "grade_level"]})
    assert str(mismatch.value).startswith("courses_course has no column 'grade_level'")
    assert "PENNYDROP_COLUMN_NAMES=courses_course.grade_level=its_name" in str(mismatch.value)
    assert "'cost'" not in str(mismatch.value)
