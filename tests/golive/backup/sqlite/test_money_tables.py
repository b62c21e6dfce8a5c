"""Which tables of a site are compared row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from pennydrop.golive.checks import backup
from pennydrop.golive.examination import Examination
from pennydrop.golive.rehearsal.world import World
from tests.golive.backup.shops import assert_fails, assert_sound, examine, program
from tests.golive.backup.sqlite.database import do, make_shop, url

pytestmark = pytest.mark.timeout(120)
COPY = "import sqlite3, sys; sqlite3.connect({source!r}).backup(sqlite3.connect(sys.argv[1]))\n"


def test_while_there_is_no_money_yet_every_table_is_compared(tmp_path: Path) -> None:
    shop = make_shop(tmp_path / "shop.sqlite3", filled=False)
    do(shop, "INSERT INTO customers VALUES (1, 'Ann')")
    other = make_shop(tmp_path / "other.sqlite3", filled=False)
    command = program(tmp_path, "backs_up", COPY.format(source=str(other)))
    assert_fails(examine(url(shop), backup_command=command), "backup-complete", "customers: 1 rows, restored 0: 1 lost")
    answers = examine(url(shop))
    assert_sound(answers)
    assert "1 rows in 4 tables" in answers["backup-complete"].evidence
    assert "no money in them yet, so every table was compared" in answers["backup-complete"].evidence


def test_the_tables_of_the_chart_of_accounts(tmp_path: Path) -> None:
    shop = tmp_path / "shop.sqlite3"
    do(shop, *(Path("tests/ledger/site/sqlite.sql").read_text().split(";")))
    row = "('a', 'pi_1', NULL, 12.5, NULL, 'completed', '{}', NULL, '2026-11-23', NULL)"
    do(shop, "INSERT INTO payments_stripepayment VALUES " + row)  # noqa: S608
    answers = examine(url(shop), money_tables=())
    assert_sound(answers)
    assert "payments_stripepayment 1" in answers["backup-complete"].evidence
    assert "1 rows in 2 tables" in answers["backup-complete"].evidence  # lessons_lesson is of the chart as well
    assert answers["backup-complete"].evidence.endswith("1 without rows")

    do(shop, "DROP TABLE payments_stripepayment")
    answers = examine(url(shop), money_tables=())
    assert_fails(answers, "backup-made", "no table payments_stripepayment", "PENNYDROP_GOLIVE__MONEY_TABLES")


def test_the_database_of_a_site_in_production(world: World) -> None:
    """Made by Django's migrations, served by gunicorn, and empty of money as before the first payment."""
    examination = Examination(world.settings, writing=True)
    answers = {check.id: examination.answer(check) for check in backup.CHECKS}
    assert_sound(answers)
    assert "django_migrations" in answers["backup-complete"].evidence
