"""Backups of PostgreSQL, with the real pg_dump and pg_restore, of a server that is started for these tests."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.engine import URL, make_url

from pennydrop.errors import CommandFailed
from pennydrop.eventually import Patience, eventually
from pennydrop.golive.backup import scratch
from pennydrop.golive.backup.pg_programs import find_programs
from pennydrop.golive.backup.pg_state import at_this_moment
from pennydrop.golive.backup.postgresql import plain
from pennydrop.stack.ports import free_port
from tests.golive.shops import PAYMENTS, TABLES, assert_fails, assert_sound, examine, payment, program, rows

pytestmark = pytest.mark.timeout(180)
ROOT = Path(__file__).parents[2]
POSTGRES = ROOT / "scripts" / "postgres.sh"
PATIENT = Patience(deadline=60)


@pytest.fixture(scope="module")
def server() -> Iterator[URL]:
    """A PostgreSQL of our own: what is left behind on it can be counted, whoever else runs tests."""
    with tempfile.TemporaryDirectory() as parent:
        files = Path(parent) / "cluster"
        os.chmod(parent, 0o755)  # noqa: S103 - the server runs as a user of its own
        started = subprocess.run(
            [POSTGRES, "start", files, str(free_port())], check=True, capture_output=True, text=True
        )
        try:
            yield make_url(started.stdout.strip())
        finally:
            subprocess.run([POSTGRES, "stop", files], check=True, capture_output=True)


class Shop:
    """A database of the server's, and plain SQL on it."""

    def __init__(self, url: URL) -> None:
        self.url = url.render_as_string(hide_password=False)

    def do(self, *statements: str) -> None:
        with self.connect() as connection:
            for statement in statements:
                connection.execute(statement)

    def ask(self, sql: str) -> list[Any]:
        with self.connect() as connection:
            return [row[0] for row in connection.execute(sql).fetchall()]

    def connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url, autocommit=True)


@pytest.fixture
def shop(server: URL) -> Iterator[Shop]:
    with new_shop(server, "shop_of_tests") as made:
        yield made


@pytest.fixture
def other(server: URL) -> Iterator[Shop]:
    """The same shop, a payment and an order apart."""
    with new_shop(server, "another_shop") as made:
        made.do("UPDATE payments SET id = 'pi_other' WHERE id = 'pi_0039'", "UPDATE orders SET id = 40 WHERE id = 39")
        yield made


@contextmanager
def new_shop(server: URL, name: str) -> Iterator[Shop]:
    administration = Shop(server)
    administration.do(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
    made = Shop(server.set(database=name))
    made.do(*TABLES, *rows())
    yield made
    left = administration.ask("SELECT datname FROM pg_database WHERE datname LIKE 'pennydrop_scratch%'")
    administration.do(f"DROP DATABASE {name} WITH (FORCE)")
    assert left == []


def test_a_sound_database_is_backed_up_restored_and_equal(shop: Shop) -> None:
    answers = examine(shop.url)
    assert_sound(answers)
    assert "by pg_dump 1" in answers["backup-made"].evidence
    assert "80 rows in 2 tables are equal" in answers["backup-complete"].evidence


@contextmanager
def busy_site(shop: Shop) -> Iterator[Callable[[], int]]:
    """A site that takes and changes payments all the time; yields a function that says how many it has taken."""
    stop, taken = threading.Event(), PAYMENTS

    def trade() -> None:
        nonlocal taken
        with shop.connect() as connection:
            while not stop.wait(0.001):
                connection.execute(payment(taken))
                connection.execute("UPDATE payments SET note = 'refunded' WHERE id = %s", (f"pi_{taken - 5:04}",))
                taken += 1

    trader = threading.Thread(target=trade)
    trader.start()
    try:
        yield lambda: taken
    finally:
        stop.set()
        trader.join()


def test_what_a_busy_site_writes_meanwhile_is_not_called_lost(shop: Shop) -> None:
    with busy_site(shop) as taken:
        eventually("the site takes payments", lambda: taken() > PAYMENTS + 10, patience=PATIENT)
        begun = taken()
        answers = examine(shop.url)
        assert taken() > begun
    assert_sound(answers)
    assert "meanwhile" not in answers["backup-complete"].evidence, "the dump is of exactly the moment of the figures"


def dump(shop: Shop, *options: str) -> str:
    """Python that dumps ``shop`` into the first argument."""
    url = make_url(shop.url)
    command = [str(find_programs(1).pg_dump), "-Fc", f"--dbname={plain(url)}", *options]
    return (
        f"import os, subprocess, sys\nos.environ['PGPASSWORD'] = {url.password!r}\n"
        f"def dump(command={command!r}):\n    subprocess.run([*command, '-f', sys.argv[1]], check=True)\n"
    )


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


def test_types_names_and_rows_that_are_awkward(shop: Shop) -> None:
    shop.do(
        "CREATE SCHEMA billing",
        'CREATE TABLE billing."Pay % ""ments" (a integer, "select" text, PRIMARY KEY ("select", a), j jsonb, f float8,'
        " n numeric, b bytea, t timestamptz, i interval, l text[], u uuid)",
        'INSERT INTO billing."Pay % ""ments" VALUES (1, \'x,y (")\', \'{"b": 1, "a": [1.50]}\', 0.1, 1.50, \'\\x00ff\','
        " now(), '1 mon 2 days', ARRAY['a', NULL, ''], gen_random_uuid()), (1, '', NULL, 'NaN', 'NaN', '', NULL, NULL,"
        " '{}', NULL)",
        "CREATE TABLE keyless (a text)",
        "INSERT INTO keyless VALUES ('twin'), ('twin'), (NULL)",
        "CREATE TABLE split (day date PRIMARY KEY) PARTITION BY RANGE (day)",
        "CREATE TABLE split_2026 PARTITION OF split FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
        "INSERT INTO split VALUES ('2026-11-23')",
        "ALTER DATABASE shop_of_tests SET timezone TO 'Asia/Tashkent'",
        "ALTER DATABASE shop_of_tests SET datestyle TO 'German'",
    )
    tables = ('billing.Pay % "ments', "keyless", "split", "payments")
    answers = examine(shop.url, money_tables=tables)
    assert_sound(answers)
    assert 'billing.Pay % "ments 2 (' in answers["backup-complete"].evidence
    with at_this_moment(make_url(shop.url).set(drivername="postgresql+psycopg")) as state:
        assert set(state.digests(state.shape(tables[0]))) == {'x,y ("), 1', ", 1"}
        assert len(state.digests(state.shape("keyless"))) == 3


def test_one_changed_row_among_many_changes_the_checksum(shop: Shop) -> None:
    """And the moment before it stays what it was."""
    shop.do("INSERT INTO orders SELECT n, 1, 'yes' FROM generate_series(1000, 20999) n")
    url = make_url(shop.url).set(drivername="postgresql+psycopg")
    with at_this_moment(url) as before:
        was = before.tally(before.shape("orders"))
        shop.do("UPDATE orders SET paid = 'no' WHERE id = 7777")
        digest = before.digests(before.shape("orders"))["7777"]
        with at_this_moment(url) as after:
            now = after.tally(after.shape("orders"))
            assert after.digests(after.shape("orders"))["7777"] != digest, "a moment does not change"
    assert (was.rows, now.rows) == (20040, 20040)
    assert was.checksum != now.checksum


def test_a_role_that_may_not_make_databases(shop: Shop, server: URL) -> None:
    shop.do(
        "DROP ROLE IF EXISTS clerk",
        "CREATE ROLE clerk LOGIN PASSWORD 'tell-nobody-4711'",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO clerk",
    )
    clerk = make_url(shop.url).set(username="clerk", password="tell-nobody-4711")
    try:
        address = clerk.render_as_string(hide_password=False)
        answers = examine(address)
        assert_fails(answers, "backup-restored", 'ALTER ROLE "clerk" CREATEDB', "PENNYDROP_GOLIVE__SCRATCH_SERVER")
        assert "4711" not in str(answers)
        assert_sound(examine(address, scratch_server=server.render_as_string(hide_password=False)))
        shop.do("ALTER ROLE clerk CREATEDB")
        assert_sound(examine(address))
        shop.do("REVOKE SELECT ON visits FROM clerk")
        assert_fails(examine(address), "backup-made", "permission denied for table visits")
    finally:
        shop.do("DROP OWNED BY clerk", "DROP ROLE clerk")


def test_a_server_that_is_not_there(free_port: Callable[[], int]) -> None:
    answers = examine(f"postgresql://shop:tell-nobody-4711@127.0.0.1:{free_port()}/shop")
    assert_fails(answers, "backup-made", "refused")
    assert "4711" not in str(answers)


def test_a_scratch_server_that_is_none(shop: Shop) -> None:
    for wrong in ("nonsense", "mysql://a@127.0.0.1/b"):
        assert_fails(examine(shop.url, scratch_server=wrong), "backup-made", "SCRATCH_SERVER is no address")


def client(folder: Path, version: str) -> Path:
    """PostgreSQL's programs as another version of them says who it is."""
    folder.mkdir()
    for name in ("pg_dump", "pg_restore"):
        (folder / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)
    return folder


def test_the_programs_that_fit_the_server_are_chosen(tmp_path: Path) -> None:
    folders = [client(tmp_path / name, f"{name}.4 (Debian {name}.4-1)") for name in ("13", "17", "15", "16")]
    assert [find_programs(server, folders=folders).version for server in (12, 13, 14, 15, 17)] == [
        "13.4",
        "13.4",
        "15.4",
        "15.4",
        "17.4",
    ]
    with pytest.raises(CommandFailed, match=r"is of version 17\.4, the server of 18.*postgresql-client-18"):
        find_programs(18, folders=folders)
    with pytest.raises(CommandFailed, match=r"not on PATH.*postgresql-client-15"):
        find_programs(15, folders=[tmp_path])


def test_programs_that_are_too_old_or_missing_are_one_sentence_and_the_right_ones_mend_it(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.environ["PATH"]
    with monkeypatch.context() as patch:
        patch.setattr("pennydrop.golive.backup.pg_programs.DEBIAN", tmp_path)
        patch.setenv("PATH", str(client(tmp_path / "old", "9.6.24")))
        assert_fails(examine(shop.url), "backup-made", "is of version 9.6.24", "install PostgreSQL's client programs")
        patch.setenv("PATH", str(tmp_path))
        assert_fails(examine(shop.url), "backup-made", "not on PATH", "install PostgreSQL's client programs")
        patch.setenv("PATH", real)
        assert_sound(examine(shop.url))


def test_no_password_stands_on_a_command_line(shop: Shop) -> None:
    url = make_url(shop.url.replace("?", "") + "?password=4711&sslmode=prefer")
    assert str(url.password) not in plain(url)
    assert "4711" not in plain(url)
    assert "sslmode=prefer" in plain(url)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted_it_leaves_nothing_behind(how: signal.Signals, shop: Shop, tmp_path: Path) -> None:
    started = tmp_path / "started"
    code = (
        f"import os, signal, pathlib; pathlib.Path({str(started)!r}).write_text(os.environ['PGDATABASE'])\n"
        "signal.pause()"
    )
    command = program(tmp_path, "restores", code) + " {url}"
    drilling = (
        "import signal; from tests.golive.shops import examine\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"examine({shop.url!r}, restore_command={command!r})"
    )
    child = subprocess.Popen([sys.executable, "-c", drilling], stderr=subprocess.PIPE, text=True)
    eventually("the restore runs", lambda: started.is_file() and started.read_text(), patience=PATIENT)
    made = "SELECT datname FROM pg_database WHERE datname LIKE 'pennydrop_scratch%'"
    assert shop.ask(made) == [started.read_text()]
    child.send_signal(how)
    _, said = child.communicate(timeout=60)
    assert child.returncode in (130, -signal.SIGINT, 128 + how), said
    assert shop.ask(made) == []


def test_a_scratch_database_that_cannot_be_removed_is_named(shop: Shop, tmp_path: Path) -> None:
    code = f"""
import subprocess, psycopg, sys
subprocess.run([{str(find_programs(1).pg_restore)!r}, '--dbname', sys.argv[2], sys.argv[1]], check=True)
with psycopg.connect(sys.argv[2], autocommit=True) as scratch:
    scratch.execute('ALTER DATABASE ' + sys.argv[3] + ' IS_TEMPLATE ' + {{}})
"""
    keeps, lets_go = (program(tmp_path, name, code.replace("{}", repr(name))) for name in ("true", "false"))
    answers = examine(shop.url, restore_command=keeps + " {url} {database}")
    (left,) = shop.ask("SELECT datname FROM pg_database WHERE datname LIKE 'pennydrop_scratch%'")
    shop.do(f"ALTER DATABASE {left} IS_TEMPLATE false", f"DROP DATABASE {left}")
    assert_fails(answers, "backup-complete", f"the database {left}", "could not be removed", f"DROP DATABASE {left}")
    assert "was removed" not in answers["backup-restored"].evidence
    assert_sound(examine(shop.url, restore_command=lets_go + " {url} {database}"))


def test_what_a_killed_drill_has_left_is_removed_and_named_once_it_is_old(shop: Shop) -> None:
    old, young = f"{scratch.PREFIX}20200101000000_0123abcd", scratch.new_name()
    foreign = f"{scratch.PREFIX}of_somebody_else"
    shop.do(*(f"CREATE DATABASE {name}" for name in (old, young, foreign)))
    answers = examine(shop.url)
    left = shop.ask("SELECT datname FROM pg_database WHERE datname LIKE 'pennydrop_scratch%' ORDER BY 1")
    shop.do(*(f"DROP DATABASE {name}" for name in left))
    assert_sound(answers)
    assert f"removed what an earlier drill left behind: database {old}" in answers["backup-made"].evidence
    assert left == [young, foreign]
