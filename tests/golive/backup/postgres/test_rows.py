"""Rows of PostgreSQL as they are told apart: by any type, under any name, at one moment."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import make_url

from pennydrop.golive.backup.pg_state import at_this_moment
from tests.golive.backup.postgres.database import Shop
from tests.golive.backup.shops import assert_sound, examine

pytestmark = pytest.mark.timeout(180)


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
