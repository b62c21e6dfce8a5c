"""What a chart finds in a database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from pennydrop.bookkeeping.chart import Chart, Goods, ThroughOrders
from pennydrop.bookkeeping.facts import Filled, Link
from pennydrop.bookkeeping.postings import Postings
from pennydrop.errors import LedgerMismatch
from pennydrop.ledger import Ledger, Names
from pennydrop.money import Money
from tests.bookkeeping.shop import ANN, BEN, CHART, CONFIRMED, PAID, PRICE, SONGS

TABLES = """
CREATE TABLE payment (id INTEGER PRIMARY KEY, session TEXT, intent TEXT, buyer_id INTEGER, total DECIMAL(8,2),
  currency TEXT, status TEXT, refund DECIMAL(8,2), commission DECIMAL(8,2), share DECIMAL(8,2));
CREATE TABLE song (id INTEGER PRIMARY KEY, song_id INTEGER, buyer_id INTEGER, status TEXT, intent TEXT, session TEXT,
  price DECIMAL(8,2));
CREATE TABLE catalogue (id INTEGER PRIMARY KEY, seller_id INTEGER, copies INTEGER);
CREATE TABLE wish (id INTEGER PRIMARY KEY, who INTEGER, mail BOOLEAN);
CREATE TABLE "order" (id INTEGER PRIMARY KEY, intent TEXT, session TEXT, state TEXT);
CREATE TABLE ordered (id INTEGER PRIMARY KEY, order_id INTEGER, song_id INTEGER, price DECIMAL(8,2));
INSERT INTO payment VALUES (1, 'cs_1', 'pi_1', 1, 40.00, 'gbp', 'completed', NULL, 4.00, 36.00);
INSERT INTO payment VALUES (2, 'cs_9', 'pi_9', 9, 10.00, 'gbp', 'completed', 2.50, 1.00, 9.00);
INSERT INTO catalogue VALUES (7, 2, 1);
INSERT INTO song VALUES (1, 7, 1, 'paid', 'pi_1', 'cs_1', 40.00);
INSERT INTO song VALUES (2, 7, 9, 'paid', 'pi_9', 'cs_9', 10.00);
INSERT INTO song VALUES (3, 7, 1, 'open', NULL, 'cs_2', NULL);
INSERT INTO wish VALUES (1, 1, 0);
INSERT INTO wish VALUES (2, 2, 1);
INSERT INTO "order" VALUES (5, 'pi_1', 'cs_1', 'done');
INSERT INTO "order" VALUES (6, NULL, 'cs_2', 'open');
INSERT INTO ordered VALUES (1, 5, 1, 30.00);
INSERT INTO ordered VALUES (2, 6, 1, 40.00);
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    path = tmp_path / "shop.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.executescript(TABLES)
    connection.close()
    ledger = Ledger(URL.create("sqlite", database=str(path)))
    yield ledger
    ledger.close()


def postings(ledger: Ledger, chart: Chart = CHART) -> Postings:
    return Postings(ledger, chart, [ANN, BEN])


def test_the_records_are_those_of_the_people_and_those_of_their_payments_whoever_has_them(ledger: Ledger) -> None:
    ledger.change("payment", {"id": 1}, buyer_id=9)

    (record,) = postings(ledger).records([PAID])

    assert (record.key, record.buyer, record.total, record.refunded) == ("1", 9, PRICE, Money(0))
    assert (record.commission, record.share, record.status) == (Money(400), Money(3600), "completed")


def test_an_item_knows_its_seller_its_payment_and_whether_it_is_owned(ledger: Ledger) -> None:
    owned, waiting = postings(ledger).items(SONGS)

    assert (owned.buyer, owned.seller, owned.owned, owned.same) == (ANN.id, BEN.id, True, (7, ANN.id))
    assert owned.links == (Link("pi_1", "cs_1", PRICE, sold=True),)
    assert (waiting.owned, waiting.links) == (False, (Link("", "cs_2", Money(0), sold=False),))


def test_what_a_given_wrote_as_owned_is_known(ledger: Ledger) -> None:
    ledger.put("song", song_id=8, buyer_id=ANN.id, status="paid")
    ledger.put("song", song_id=9, buyer_id=ANN.id, status="open")
    ledger.change("song", {"song_id": 9}, status="paid")

    assert {item.same[0]: item.given for item in postings(ledger).items(SONGS)} == {7: False, 8: True, 9: False}


def test_an_order_between_payment_and_thing_is_followed(ledger: Ledger) -> None:
    through = ThroughOrders("ordered", "song_id", "order_id", "price", "order", "intent", "session", {"state": "done"})
    ordered = replace(SONGS, link=through)

    first, *_ = postings(ledger).items(ordered)

    assert first.links == (Link("pi_1", "cs_1", Money(3000), sold=True), Link("", "cs_2", Money(4000), sold=False))


def test_places_count_everybody_who_has_one(ledger: Ledger) -> None:
    asked = postings(ledger)

    assert asked.places(SONGS, asked.items(SONGS)) == [Filled("catalogue 7", 1, 2)]
    assert asked.places(SONGS, []) == []


def test_who_wants_no_mail_is_known(ledger: Ledger) -> None:
    assert postings(ledger).unwilling(SONGS.mails) == frozenset({(CONFIRMED, ANN.email)})


def test_a_chart_names_every_column_it_needs(ledger: Ledger) -> None:
    ledger.require(CHART.needed())

    assert CHART.needed()["catalogue"] == {"id", "seller_id", "copies"}


def test_a_vanished_table_and_a_renamed_column_are_named_with_their_settings(ledger: Ledger) -> None:
    broken: tuple[Goods, ...] = (replace(SONGS, table="tune"),)
    payments = replace(CHART.payments, refund="refund_amount")

    with pytest.raises(LedgerMismatch) as told:
        ledger.require(replace(CHART, goods=broken, payments=payments).needed())

    assert "PENNYDROP_TABLE_NAMES=tune=its_name" in str(told.value)
    assert "PENNYDROP_COLUMN_NAMES=payment.refund_amount=its_name" in str(told.value)


def test_names_of_the_site_are_those_of_the_chart(tmp_path: Path, ledger: Ledger) -> None:
    named = Ledger(ledger.url, names=Names({"tune": "song"}, {"tune.owner": "buyer_id"}))
    tunes = replace(SONGS, table="tune", buyer="owner", same=("song_id", "owner"))

    assert [item.buyer for item in postings(named).items(tunes)] == [ANN.id, ANN.id]
    named.close()
