"""Backups of SQLite, made and restored for real: sound ones pass, also of a site that writes; no broken one does."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pennydrop.eventually import Patience, eventually
from pennydrop.golive.backup import scratch
from pennydrop.golive.check import Verdict
from pennydrop.golive.checks import backup
from pennydrop.golive.examination import Examination
from pennydrop.golive.rehearsal.world import World
from pennydrop.settings import load_settings
from tests.golive.shops import PAYMENTS, TABLES, assert_fails, assert_sound, examine, payment, program, rows

pytestmark = pytest.mark.timeout(120)
REGULAR = backup.regular
PATIENT = Patience(deadline=60)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where scratch folders are made; what is left there is seen."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture(params=["wal", "delete"])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The site's database, in either of the ways in which SQLite keeps its journal."""
    return make_shop(tmp_path / "shop.sqlite3", journal=request.param)


def make_shop(path: Path, *, journal: str = "wal", filled: bool = True) -> Path:
    do(path, f"PRAGMA journal_mode={journal}", *TABLES, *(rows() if filled else []))
    return path


def do(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def test_a_sound_database_is_backed_up_restored_and_equal(shop: Path, temporary: Path) -> None:
    before = shop.read_bytes()
    answers = examine(url(shop))
    assert_sound(answers)
    assert "online backup" in answers["backup-made"].evidence
    assert "80 rows in 2 tables are equal" in answers["backup-complete"].evidence
    assert list(temporary.iterdir()) == []
    assert shop.read_bytes() == before


@contextmanager
def busy_site(path: Path) -> Iterator[Callable[[], int]]:
    """A site that takes and changes payments all the time; yields a function that says how many it has taken."""
    stop, taken = threading.Event(), PAYMENTS

    def trade() -> None:
        nonlocal taken
        with closing(sqlite3.connect(path, timeout=20)) as connection:
            while not stop.wait(0.001):
                connection.execute(payment(taken))
                connection.execute("UPDATE payments SET note = 'refunded' WHERE id = ?", (f"pi_{taken - 5:04}",))
                connection.commit()
                taken += 1

    trader = threading.Thread(target=trade)
    trader.start()
    try:
        yield lambda: taken
    finally:
        stop.set()
        trader.join()


def test_what_a_busy_site_writes_meanwhile_is_not_called_lost(shop: Path) -> None:
    with busy_site(shop) as taken:
        eventually("the site takes payments", lambda: taken() > PAYMENTS + 10)
        begun = taken()
        answers = examine(url(shop))
        assert taken() > begun
    assert_sound(answers)
    with closing(sqlite3.connect(shop)) as connection:
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


COPY = "import sqlite3, sys; sqlite3.connect({source!r}).backup(sqlite3.connect(sys.argv[1]))\n"
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


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    assert_fails(examine(url(tmp_path / "none.sqlite3")), "backup-made", "there is no database file")


def test_a_database_that_somebody_keeps_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pennydrop.golive.backup.sqlite.LOCK_WAIT", 0.2)
    shop = make_shop(tmp_path / "shop.sqlite3", journal="delete")
    with closing(sqlite3.connect(shop, isolation_level=None)) as locker:
        locker.execute("BEGIN EXCLUSIVE")
        assert_fails(examine(url(shop)), "backup-made", "database is locked", "end whoever holds it")
    assert_sound(examine(url(shop)))


def test_a_disk_that_is_full(tmp_path: Path, temporary: Path) -> None:
    shop = make_shop(tmp_path / "shop.sqlite3")
    do(shop, *["INSERT INTO visits VALUES (hex(randomblob(2000)))"] * 400)
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", temporary]).returncode:
        pytest.skip("a small disk takes the right to mount one")
    try:
        assert_fails(examine(url(shop)), "backup-made", "disk is full", "Set TMPDIR")
        assert list(temporary.iterdir()) == []
    finally:
        subprocess.run(["umount", temporary], check=True)
    assert_sound(examine(url(shop)))


def test_a_restore_for_which_the_disk_is_too_small(tmp_path: Path, temporary: Path) -> None:
    shop = make_shop(tmp_path / "shop.sqlite3")
    do(shop, *["INSERT INTO visits VALUES (hex(randomblob(2000)))"] * 100)
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=800k", "tmpfs", temporary]).returncode:
        pytest.skip("a small disk takes the right to mount one")
    try:
        assert_fails(examine(url(shop)), "backup-restored", "No space left on device", "Set TMPDIR")
    finally:
        subprocess.run(["umount", temporary], check=True)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted_it_leaves_nothing_behind(how: signal.Signals, tmp_path: Path, temporary: Path) -> None:
    shop = make_shop(tmp_path / "shop.sqlite3")
    started = tmp_path / "started"
    code = f"import os, signal, pathlib; pathlib.Path({str(started)!r}).write_text(str(os.getpid())); signal.pause()"
    command = program(tmp_path, "backs_up", code)
    drilling = (
        "import signal, sys; from tests.golive.shops import examine\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"examine({url(shop)!r}, backup_command={command!r})"
    )
    child = subprocess.Popen([sys.executable, "-c", drilling], stderr=subprocess.PIPE, text=True)
    eventually("the backup runs", lambda: started.is_file() and started.read_text(), patience=PATIENT)
    assert [path.name.startswith(scratch.PREFIX) for path in temporary.iterdir()] == [True]
    child.send_signal(how)
    _, said = child.communicate(timeout=60)
    assert child.returncode in (130, -signal.SIGINT, 128 + how), said
    assert list(temporary.iterdir()) == []
    assert not Path(f"/proc/{started.read_text()}").exists()


def test_what_a_killed_drill_has_left_is_removed_and_named_once_it_is_old(tmp_path: Path, temporary: Path) -> None:
    shop = make_shop(tmp_path / "shop.sqlite3")
    old = f"{scratch.PREFIX}20200101000000_0123abcd"
    young, foreign = scratch.new_name(), f"{scratch.PREFIX}of_somebody_else"
    for name in (old, young, foreign):
        (temporary / name).mkdir()
        (temporary / name / "backup").write_text("rows")
    answers = examine(url(shop))
    assert_sound(answers)
    assert f"removed what an earlier drill left behind: {temporary / old}" in answers["backup-made"].evidence
    assert {path.name for path in temporary.iterdir()} == {young, foreign}


@pytest.mark.parametrize("kind", ["mysql+pymysql", "mysql"])
def test_another_product_is_for_a_person(kind: str) -> None:
    answers = examine(f"{kind}://shop@127.0.0.1/shop")
    assert {answer.verdict for answer in answers.values()} == {Verdict.MANUAL}


def test_a_site_whose_database_is_not_named_is_for_a_person() -> None:
    examination = Examination(load_settings(site_url="https://shop.example"), writing=True)
    answer = examination.answer(backup.made)
    assert answer.verdict is Verdict.MANUAL
    assert "PENNYDROP_DATABASE_URL" in answer.mend


# The regular backups.

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def regular(pattern: Path | None, **golive: float) -> tuple[Verdict, str]:
    settings = load_settings(golive={"backups": str(pattern) if pattern else None, **golive})
    answer = Examination(settings, now=NOW).answer(REGULAR)
    return answer.verdict, answer.evidence


def keep(path: Path, *, hours: float, size: int) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(bytes(size))
    moment = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_regular_backups(tmp_path: Path) -> None:
    pattern = tmp_path / "backups" / "*.dump"
    assert regular(None)[0] is Verdict.NOT_APPLICABLE
    verdict, said = regular(pattern)
    assert (verdict, f"nothing matches {pattern}" in said) == (Verdict.FAIL, True)

    keep(pattern.with_name("1.dump"), hours=30, size=2_000_000)
    verdict, said = regular(pattern)
    assert (verdict, "30.0 hours old, allowed are 26 hours" in said) == (Verdict.FAIL, True)
    assert regular(pattern, backup_max_age=48)[0] is Verdict.PASS

    keep(pattern.with_name("2.dump"), hours=6, size=1_900_000)
    verdict, said = regular(pattern)
    assert (verdict, "2.dump, 1.9 MB, 6.0 hours old; 2 in all" in said) == (Verdict.PASS, True)


def test_a_regular_backup_that_is_empty_shrunken_or_of_tomorrow(tmp_path: Path) -> None:
    pattern = tmp_path / "backups" / "*.dump"
    keep(pattern.with_name("1.dump"), hours=30, size=2_000_000)
    newest = pattern.with_name("2.dump")
    keep(newest, hours=6, size=0)
    assert regular(pattern)[0] is Verdict.FAIL
    keep(newest, hours=6, size=900_000)
    verdict, said = regular(pattern)
    assert (verdict, "shrunken" in said) == (Verdict.WARN, True)
    keep(newest, hours=-6, size=2_000_000)
    verdict, said = regular(pattern)
    assert (verdict, "dated in the future" in said) == (Verdict.FAIL, True)
    keep(newest, hours=6, size=2_000_000)
    assert regular(pattern)[0] is Verdict.PASS


def test_a_regular_backup_that_is_being_made_is_not_judged_yet(tmp_path: Path) -> None:
    pattern = tmp_path / "backups" / "*.dump"
    keep(pattern.with_name("1.dump"), hours=24, size=2_000_000)
    keep(pattern.with_name("2.dump"), hours=0, size=0)
    verdict, said = regular(pattern)
    assert (verdict, "1.dump" in said) == (Verdict.PASS, True)


def test_a_regular_backup_that_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "backups" / "daily.d"
    folder.mkdir(parents=True)
    keep(folder / "toc.dat", hours=5, size=1_500)
    verdict, said = regular(folder.with_name("*.d"))
    assert (verdict, "daily.d, 1.5 kB, 5.0 hours old" in said) == (Verdict.PASS, True)


def test_the_database_of_a_site_in_production(world: World) -> None:
    """Made by Django's migrations, served by gunicorn, and empty of money as before the first payment."""
    examination = Examination(world.settings, writing=True)
    answers = {check.id: examination.answer(check) for check in backup.CHECKS}
    assert_sound(answers)
    assert "django_migrations" in answers["backup-complete"].evidence
