"""Backups of SQLite, made and restored for real: sound ones pass, of a busy site too; no broken one does."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.golive.backup.shops import (
    PAYMENTS,
    assert_fails,
    assert_sound,
    examine,
    examine_while_trading,
    payment,
    program,
)
from tests.golive.backup.sqlite.database import connect, do, make_shop, url

pytestmark = pytest.mark.timeout(120)


def test_a_sound_database_is_backed_up_restored_and_equal(shop: Path, temporary: Path) -> None:
    before = shop.read_bytes()
    answers = examine(url(shop))
    assert_sound(answers)
    assert "online backup" in answers["backup-made"].evidence
    assert "80 rows in 2 tables are equal" in answers["backup-complete"].evidence
    assert list(temporary.iterdir()) == []
    assert shop.read_bytes() == before


def test_what_a_busy_site_writes_meanwhile_is_not_called_lost(shop: Path) -> None:
    answers = examine_while_trading(lambda: connect(shop), url(shop))
    assert_sound(answers)
    with closing(connect(shop)) as connection:
        wal = connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    if wal:
        assert "meanwhile" not in answers["backup-complete"].evidence, (
            "the copy is of exactly the moment of the figures"
        )


def test_a_command_of_ones_own_while_the_site_writes(shop: Path, tmp_path: Path) -> None:
    command = program(
        tmp_path,
        "backs_up",
        f"""
import sqlite3, sys
site = sqlite3.connect({str(shop)!r}, timeout=20)
def write(sql):
    site.execute(sql); site.commit()
write({payment(PAYMENTS)!r})
write("DELETE FROM payments WHERE id = 'pi_0001'")
write("UPDATE payments SET pence = 7 WHERE id = 'pi_0002'")
site.backup(sqlite3.connect(sys.argv[1]))
write({payment(PAYMENTS + 1)!r})
write("DELETE FROM payments WHERE id = 'pi_0003'")
write("UPDATE payments SET pence = 8 WHERE id = 'pi_0002'")
""",  # noqa: S608
    )
    answers = examine(url(shop), backup_command=command)
    assert_sound(answers)
    assert "meanwhile" in answers["backup-complete"].evidence


BROKEN_BACKUPS = {
    "an empty file": ("open(sys.argv[1], 'w')", "backup-made", ["its backup is empty (0 bytes)"]),
    "no file": ("pass", "backup-made", ["wrote no file"]),
    "an error": ("sys.exit('disk quota exceeded')", "backup-made", ["exit code 1", "disk quota exceeded"]),
    "no end": ("import signal; signal.pause()", "backup-made", ["has not ended within 2 s"]),
    "no database": ("open(sys.argv[1], 'w').write('-- nothing')", "backup-restored", ["is no SQLite database"]),
    "a torn file": (
        "copy(); size = os.path.getsize(sys.argv[1]); os.truncate(sys.argv[1], size // 2)",
        "backup-restored",
        ["malformed"],
    ),
    "another database": ("copy(other)", "backup-complete", ["orders: 40 rows, restored 40: 1 lost (39)", "pi_0039"]),
    "fewer rows": ("copy(); do('DELETE FROM orders WHERE id > 36')", "backup-complete", ["3 lost (37, 38, 39)"]),
    "one changed amount": (
        "copy(); do(\"UPDATE payments SET pence = pence + 1 WHERE id = 'pi_0007'\")",
        "backup-complete",
        ["1 changed (pi_0007)"],
    ),
    "one more row": (
        "copy(); do(\"INSERT INTO orders VALUES (99, 1, 'no')\")",
        "backup-complete",
        ["not the site's (99)"],
    ),
    "no table": ("copy(); do('DROP TABLE payments')", "backup-complete", ["1 tables were not restored: payments"]),
    "no table without money": ("copy(); do('DROP TABLE visits')", "backup-complete", ["not restored: visits"]),
    "a column less": ("copy(); do('ALTER TABLE payments DROP COLUMN note')", "backup-complete", ["columns: note"]),
}


@pytest.mark.parametrize("kind", BROKEN_BACKUPS)
def test_a_broken_backup_is_found_and_a_mended_one_passes(kind: str, tmp_path: Path, temporary: Path) -> None:
    shop = make_shop(tmp_path / "shop.sqlite3")
    other = make_shop(tmp_path / "other.sqlite3")
    do(other, "UPDATE payments SET id = 'pi_other' WHERE id = 'pi_0039'", "UPDATE orders SET id = 40 WHERE id = 39")
    code, id, words = BROKEN_BACKUPS[kind]
    tools = f"""
import os, sqlite3, sys
other = {str(other)!r}
def copy(source={str(shop)!r}):
    sqlite3.connect(source).backup(sqlite3.connect(sys.argv[1]))
def do(sql):
    with sqlite3.connect(sys.argv[1]) as copied:
        copied.execute(sql)
"""
    command = program(tmp_path, "backs_up", tools + code)
    assert_fails(examine(url(shop), backup_command=command, backup_deadline=2), id, *words)
    assert list(temporary.iterdir()) == []

    mended = program(tmp_path, "backs_up", tools + "copy()")
    assert_sound(examine(url(shop), backup_command=mended))


def test_a_restore_command_of_ones_own(tmp_path: Path) -> None:
    shop = make_shop(tmp_path / "shop.sqlite3")
    backs_up = program(
        tmp_path,
        "dumps",
        f"import sqlite3, sys\nlines = sqlite3.connect({str(shop)!r}).iterdump()\n"
        "open(sys.argv[1], 'w').write('\\n'.join(lines))",
    )
    assert_fails(examine(url(shop), backup_command=backs_up), "backup-restored", "RESTORE_COMMAND")

    code = "import sqlite3, sys\nsqlite3.connect(sys.argv[2]).executescript(open(sys.argv[1]).read(){but})"
    sound = program(tmp_path, "restores", code.format(but="")) + " {database}"
    assert_sound(examine(url(shop), backup_command=backs_up, restore_command=sound))

    lossy = program(tmp_path, "loses", code.format(but=" + 'DROP TABLE orders;'")) + " {database}"
    assert_fails(
        examine(url(shop), backup_command=backs_up, restore_command=lossy), "backup-complete", "not restored: orders"
    )


@pytest.mark.parametrize(
    ("setting", "command", "words"),
    [
        ("backup_command", "true", "does not say {file}"),
        ("restore_command", "true {file}", "does not say {url} or {database}"),
        ("restore_command", "true {url}", "does not say {file}"),
        ("backup_command", "no-such-program {file}", "no-such-program cannot be run"),
        ("backup_command", "cp 'shop {file}", "cannot be read as a command: No closing quotation"),
    ],
)
def test_a_command_that_cannot_work_is_one_sentence(tmp_path: Path, setting: str, command: str, words: str) -> None:
    shop = make_shop(tmp_path / "shop.sqlite3")
    answers = examine(url(shop), **{setting: command})
    assert_fails(answers, "backup-made" if setting == "backup_command" else "backup-restored", words)


def test_a_command_may_use_the_shell(tmp_path: Path) -> None:
    folder = tmp_path / "shop of Ann"
    folder.mkdir()
    shop = make_shop(folder / "shop.sqlite3", journal="delete")
    assert_sound(examine(url(shop), backup_command=f"cat '{shop}' > {{file}} && test -s {{file}}"))
