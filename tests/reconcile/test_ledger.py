"""The ledger's side: both databases, exact amounts, and rows of which nobody knows when they were bought."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice

import duckdb
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import URL

from pennydrop.errors import DatabaseUnreachable, LedgerMismatch
from pennydrop.ledger.snapshot import snapshot
from pennydrop.money import Money
from pennydrop.reconcile.macros import macros
from tests.ledger.conftest import DATABASES, _new_postgresql_database
from tests.reconcile.books import DOWNLOADS, PAYMENTS
from tests.reconcile.chart import CHART
from tests.reconcile.conftest import SIZE, Site
from tests.reconcile.faults import PLANTED, expected, quiet
from tests.reconcile.world import Shop

NUMBERS = list(islice(quiet(Shop(SIZE)), 100))


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest) -> Iterator[URL | None]:
    """``None``: the SQLite file that a site has anyway."""
    if request.param == "sqlite":
        yield None
        return
    with _new_postgresql_database() as database:
        yield database


def test_all_kinds_are_found_on_every_database(site: Callable[..., Site], url: URL | None) -> None:
    faults = dict(zip(NUMBERS, PLANTED, strict=False))
    _, findings = site({number: it.plant for number, it in faults.items()}, url=url).reconcile()
    told = sorted((each.kind.id, each.id) for each in findings)
    assert told == sorted(expected(it, number, SIZE) for number, it in faults.items())


def test_a_snapshot_sees_one_state_and_changes_nothing(site: Callable[..., Site], url: URL | None) -> None:
    database = site(size=60, url=url).settings.database
    count = sa.select(sa.func.count()).select_from(PAYMENTS)
    writer = sa.create_engine(database)
    with snapshot(database) as taken:
        before = [tuple(row) for row in taken.rows(count)]
        if url is not None:  # SQLite keeps the writer waiting instead
            with writer.begin() as connection:
                connection.execute(sa.delete(PAYMENTS))
        assert [tuple(row) for row in taken.rows(count)] == before
        with pytest.raises((LedgerMismatch, DatabaseUnreachable)):
            list(taken.rows(sa.delete(PAYMENTS).returning(PAYMENTS.c.id)))  # type: ignore[arg-type]
    writer.dispose()


def test_a_column_that_is_not_there_is_named(site: Callable[..., Site]) -> None:
    shop = site(size=60)
    shop.change(sa.text("ALTER TABLE shop_payment RENAME COLUMN created_at TO made_at"))
    with pytest.raises(LedgerMismatch, match=r"PENNYDROP_COLUMN_NAMES=shop_payment.created_at="):
        shop.reconcile()


def test_a_site_that_calls_its_columns_otherwise_is_mapped(site: Callable[..., Site]) -> None:
    shop = site(size=60, column_names={"shop_payment.created_at": "made_at"})
    shop.change(sa.text("ALTER TABLE shop_payment RENAME COLUMN created_at TO made_at"))
    assert shop.reconcile()[1] == []


def test_a_gift_without_any_payment_is_found_and_an_old_one_is_not(site: Callable[..., Site]) -> None:
    shop = site(size=60)
    gift = {"film_id": 1, "buyer_id": 99_999, "state": "open", "price": 12, "intent": "", "session": ""}
    added, now = sa.insert(DOWNLOADS), shop.shop.now
    shop.change(
        added.values(**gift, id=1001, paid_at=now - timedelta(days=1)),
        added.values(**gift, id=1002, paid_at=now - timedelta(days=30)),
        added.values(**{**gift, "price": 0}, id=1003, paid_at=now),
    )
    _, findings = shop.reconcile()
    assert [(each.kind.id, each.id, each.next) for each in findings] == [("goods-without-money", "1001", "")]


def test_what_was_paid_before_the_period_is_asked_for_singly(site: Callable[..., Site]) -> None:
    """The record was written late, in the period; the payment is older than any list that was read."""
    number = NUMBERS[0]

    def older(sale: object) -> None:
        PLANTED[2].plant(sale)  # type: ignore[arg-type]  # no list has it

    shop = site({number: older})
    intent = f"pi_{number:024d}"
    shop.stripe.others[f"/v1/payment_intents/{intent}"] = {"id": intent, "status": "succeeded"}
    assert shop.reconcile()[1] == []
    assert f"/v1/payment_intents/{intent}" in shop.stripe.asked
    shop.stripe.others[f"/v1/payment_intents/{intent}"]["status"] = "requires_payment_method"
    [finding] = shop.reconcile()[1]
    assert (finding.kind.id, finding.id) == ("record-of-unpaid-checkout", intent)


def test_a_refund_of_an_older_payment_is_compared_too(site: Callable[..., Site]) -> None:
    first = Shop(SIZE).since.timestamp()
    old = next(number for number in quiet_before(first))

    def refunded_late(sale: object) -> None:
        sale.pay.refunds.append((300, "succeeded", int(first) + 3600))  # type: ignore[attr-defined]

    _, findings = site({old: refunded_late}).reconcile()
    assert [(each.kind.id, each.id) for each in findings] == [("partial-refund-not-on-record", f"pi_{old:024d}")]


def quiet_before(moment: float) -> Iterator[int]:
    shop = Shop(SIZE)
    for number in range(2, SIZE):
        if shop.moment(number) < moment and number % 50 in (1, 2) and number % 97 != 5:
            yield number


def test_a_failed_payout_is_found(site: Callable[..., Site]) -> None:
    shop = site(size=60)
    shop.stripe.payouts.append({"id": "po_failed", "status": "failed", "failure_code": "account_closed"})
    found, [finding] = shop.reconcile()
    assert (finding.kind.id, finding.id) == ("payout-failed", "po_failed")
    assert finding.stripe == "po_failed: £1,234.56 failed (account_closed)"
    assert [row[:3] for row in found.payouts] == [("failed", "gbp", 1), ("paid", "gbp", 1)]


def test_what_has_just_changed_is_too_young(site: Callable[..., Site]) -> None:
    def just_refunded(sale: object) -> None:
        sale.pay.refunds.append((300, "succeeded", int(Shop(SIZE).now.timestamp()) - 60))  # type: ignore[attr-defined]

    shop = site({NUMBERS[0]: just_refunded})
    found, findings = shop.reconcile()
    assert findings == []
    assert found.figures["payments_too_young"] == 2
    eager = replace(shop.question, grace=timedelta())
    assert [each.kind.id for each in shop.reconcile(question=eager)[1]] == ["partial-refund-not-on-record"]


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("60", "gbp", 6000),
        ("60.5", "gbp", 6050),
        ("0.10", "GBP", 10),
        ("0.1000", "eur", 10),
        ("22.499999999999996", "gbp", 2250),  # what SQLite makes of 22.5 added up in floats
        ("-5.25", "gbp", -525),
        ("1E+3", "gbp", 100_000),
        ("500", "jpy", 500),
        ("500.00", "krw", 500),
        ("99999999.99", "usd", 9_999_999_999),
        ("60.005", "gbp", None),
        ("500.5", "jpy", None),
        ("sixty", "gbp", None),
        ("NaN", "gbp", None),
        ("1e30", "gbp", None),
    ],
)
def test_amounts_are_exact_or_none(text: str, currency: str, minor: int | None) -> None:
    with duckdb.connect() as connection:
        connection.execute(macros(CHART))
        [(found,)] = connection.execute("SELECT minor(?, ?)", [text, currency]).fetchall()
    assert found == minor


@pytest.mark.parametrize("amount", [0, 1, 3, 4, 5, 12, 20, 28, 999, 6000, 123_457])
def test_the_commission_is_that_of_money(amount: int) -> None:
    percent = CHART.payments.commission_percent
    assert percent is not None
    with duckdb.connect() as connection:
        connection.execute(macros(CHART))
        [(found,)] = connection.execute("SELECT due(?::BIGINT)", [amount]).fetchall()
    assert found == Money(amount).percent(percent).minor


@pytest.mark.parametrize("amount", [Money(0), Money(5), Money(-123_456), Money(100, "usd"), Money(1234, "jpy")])
def test_amounts_are_written_as_everywhere(amount: Money) -> None:
    with duckdb.connect() as connection:
        connection.execute(macros(CHART))
        [(found,)] = connection.execute("SELECT money(?::BIGINT, ?)", [amount.minor, amount.currency]).fetchall()
    assert found == str(amount)


def test_goods_whose_table_is_not_there_are_named(site: Callable[..., Site]) -> None:
    shop = site(size=60)
    shop.change(sa.text("DROP TABLE shop_download"))
    found, _ = shop.reconcile()
    assert found.notes == ["goods called 'download' were not looked at: the database has no table shop_download"]
