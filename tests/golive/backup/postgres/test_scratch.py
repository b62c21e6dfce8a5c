"""The server on which a backup is restored for a moment: who may, and what is left behind."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.engine import URL, make_url

from pennydrop.golive.backup import scratch
from pennydrop.golive.backup.pg_programs import find_programs
from tests.golive.backup.postgres.database import Shop
from tests.golive.backup.shops import assert_fails, assert_sound, examine, interrupted, program

pytestmark = pytest.mark.timeout(180)


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


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted_it_leaves_nothing_behind(how: signal.Signals, shop: Shop, tmp_path: Path) -> None:
    started = tmp_path / "started"
    code = (
        f"import os, signal, pathlib; pathlib.Path({str(started)!r}).write_text(os.environ['PGDATABASE'])\n"
        "signal.pause()"
    )
    made = "SELECT datname FROM pg_database WHERE datname LIKE 'pennydrop_scratch%'"
    with interrupted(how, started, shop.url, restore_command=program(tmp_path, "restores", code) + " {url}"):
        assert shop.ask(made) == [started.read_text()]
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
