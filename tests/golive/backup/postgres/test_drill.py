"""Backups of PostgreSQL, made and restored for real: sound ones pass, of a busy site too; no broken one does."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from pennydrop.golive.backup.pg_programs import find_programs
from tests.golive.backup.postgres.database import Shop, dump
from tests.golive.backup.shops import (
    PAYMENTS,
    assert_fails,
    assert_sound,
    examine,
    examine_while_trading,
    payment,
    program,
)

pytestmark = pytest.mark.timeout(180)


def test_a_sound_database_is_backed_up_restored_and_equal(shop: Shop) -> None:
    answers = examine(shop.url)
    assert_sound(answers)
    assert "by pg_dump 1" in answers["backup-made"].evidence
    assert "80 rows in 2 tables are equal" in answers["backup-complete"].evidence


def test_what_a_busy_site_writes_meanwhile_is_not_called_lost(shop: Shop) -> None:
    answers = examine_while_trading(shop.connect, shop.url)
    assert_sound(answers)
    assert "meanwhile" not in answers["backup-complete"].evidence, "the dump is of exactly the moment of the figures"


def test_a_command_of_ones_own_while_the_site_writes(shop: Shop, tmp_path: Path) -> None:
    code = f"""
import psycopg
site = psycopg.connect({shop.url!r}, autocommit=True)
site.execute({payment(PAYMENTS)!r})
site.execute("DELETE FROM payments WHERE id = 'pi_0001'")
site.execute("UPDATE payments SET pence = 7 WHERE id = 'pi_0002'")
dump()
site.execute({payment(PAYMENTS + 1)!r})
site.execute("DELETE FROM payments WHERE id = 'pi_0003'")
site.execute("UPDATE payments SET pence = 8 WHERE id = 'pi_0002'")
"""  # noqa: S608
    answers = examine(shop.url, backup_command=program(tmp_path, "backs_up", dump(shop) + code))
    assert_sound(answers)
    assert "meanwhile" in answers["backup-complete"].evidence


BROKEN_BACKUPS = {
    "an empty file": ("open(sys.argv[1], 'w')", "backup-made", ["its backup is empty"]),
    "an error": ("sys.exit('out of space')", "backup-made", ["exit code 1", "out of space"]),
    "no end": ("import signal; signal.pause()", "backup-made", ["has not ended within 3 s"]),
    "a script": ("open(sys.argv[1], 'w').write('SELECT 1;')", "backup-restored", ["no archive of pg_dump -Fc"]),
    "a torn file": (
        "dump(); os.truncate(sys.argv[1], os.path.getsize(sys.argv[1]) * 3 // 4)",
        "backup-restored",
        ["pg_restore ended with exit code 1"],
    ),
    "a schema only": ("dump(['--schema-only'])", "backup-complete", ["orders: 40 rows, restored 0: 40 lost"]),
    "without a table": ("dump(['--exclude-table=payments'])", "backup-complete", ["not restored: public.payments"]),
    "without rows": ("dump(['--exclude-table-data=payments'])", "backup-complete", ["payments: 40 rows, restored 0"]),
    "without a side table": ("dump(['-T', 'visits'])", "backup-complete", ["not restored: public.visits"]),
}


@pytest.mark.parametrize("kind", BROKEN_BACKUPS)
def test_a_broken_backup_is_found_and_a_mended_one_passes(kind: str, shop: Shop, tmp_path: Path) -> None:
    code, id, words = BROKEN_BACKUPS[kind]
    code = code.replace("dump([", "dump(first + [")
    first = dump(shop) + "first = dump.__defaults__[0]\n"
    answers = examine(shop.url, backup_command=program(tmp_path, "backs_up", first + code), backup_deadline=3)
    assert_fails(answers, id, *words)
    assert_sound(examine(shop.url, backup_command=program(tmp_path, "backs_up", first + "dump()")))


def test_a_backup_of_another_database(shop: Shop, other: Shop, tmp_path: Path) -> None:
    answers = examine(shop.url, backup_command=program(tmp_path, "backs_up", dump(other) + "dump()"))
    assert_fails(answers, "backup-complete", "payments: 40 rows, restored 40: 1 lost (pi_0039)", "not the site's (40)")


BROKEN_RESTORES = {
    "a table less": ("DROP TABLE orders", ["1 tables were not restored: public.orders"]),
    "a row less": ("DELETE FROM payments WHERE id = 'pi_0003'", ["restored 39: 1 lost (pi_0003)"]),
    "a changed amount": ("UPDATE payments SET pence = 1 WHERE id = 'pi_0003'", ["1 changed (pi_0003)"]),
    "a column less": ("ALTER TABLE payments DROP COLUMN note", ["differ in their columns: note"]),
}


@pytest.mark.parametrize("kind", BROKEN_RESTORES)
def test_a_broken_restore_is_found_and_a_mended_one_passes(kind: str, shop: Shop, tmp_path: Path) -> None:
    """The command gets no password on its command line: it stands in its environment."""
    sql, words = BROKEN_RESTORES[kind]
    restore = f"""
import subprocess, psycopg, sys
assert {make_url(shop.url).password!r} not in ' '.join(sys.argv)
subprocess.run([{str(find_programs(1).pg_restore)!r}, '--dbname', sys.argv[2], sys.argv[1]], check=True)
with psycopg.connect(sys.argv[2]) as scratch:
    scratch.execute(sys.argv[3])
"""
    command = program(tmp_path, "restores", restore) + " {url} "
    assert_fails(examine(shop.url, restore_command=f'{command} "{sql}"'), "backup-complete", *words)
    assert_sound(examine(shop.url, restore_command=f'{command} "SELECT 1"'))
