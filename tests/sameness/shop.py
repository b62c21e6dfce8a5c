"""A small shop on SQLite that can be filled with the same purchases again and again: other keys, times and order."""

from __future__ import annotations

import json
import random
import secrets
import sqlite3
import uuid
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pennydrop.gateway import Payment
from pennydrop.ledger import Ledger
from pennydrop.money import Money
from pennydrop.sameness import EndState, take
from pennydrop.vocabulary.cast import Cast, Person

TABLES = """
PRAGMA synchronous = OFF;
CREATE TABLE site (id integer PRIMARY KEY, name varchar(50) UNIQUE);
CREATE TABLE person (id integer PRIMARY KEY, email varchar(254) NOT NULL UNIQUE, password varchar(128),
    site_id integer REFERENCES site (id), friend_id integer REFERENCES person (id),
    team_id integer REFERENCES team (id));
CREATE TABLE team (id integer PRIMARY KEY, name varchar(50), captain_id integer REFERENCES person (id));
CREATE TABLE lesson (id char(32) PRIMARY KEY, student_id integer REFERENCES person (id), fee real, day date, hour time,
    hours_before_lesson real, status varchar(20));
CREATE TABLE purchase_order (id integer PRIMARY KEY, order_number varchar(50) UNIQUE, buyer_id integer
    REFERENCES person (id), session_id varchar(255), status varchar(20), total decimal(8, 2), made_at datetime,
    paid_at datetime NULL);
CREATE TABLE item (id integer PRIMARY KEY, order_id integer REFERENCES purchase_order (id),
    lesson_id char(32) REFERENCES lesson (id), price decimal(8, 2));
CREATE TABLE payment (id integer PRIMARY KEY, buyer_id integer REFERENCES person (id), intent varchar(255) UNIQUE,
    order_id integer NULL, series_id char(32) NULL, status varchar(20), metadata text CHECK (JSON_VALID("metadata")));
CREATE TABLE intent (id integer PRIMARY KEY, stripe_id varchar(255), refunded integer);
CREATE TABLE outbox (id integer PRIMARY KEY, recipient varchar(254), text text, attempts integer, last_error text,
    sent_at datetime NULL);
CREATE TABLE vote (id integer PRIMARY KEY, voter_id integer REFERENCES person (id), attempts integer);
INSERT INTO site VALUES (1, 'shop'), (2, 'other');
"""


def made_up(prefix: str) -> str:
    """An id as Stripe makes them."""
    return f"{prefix}_test_{secrets.token_hex(12)}"


@dataclass
class Run:
    """One scenario in one database: Sam and Tina, and what they do. Rows get shuffled keys and are written shuffled."""

    ledger: Ledger
    path: Path
    number: int
    cast: Cast = field(default_factory=Cast)
    payments: list[Payment] = field(default_factory=list)
    rows: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.number)  # noqa: S311  # the order of a test, no secret
        keys = range(1000 * self.number, 1000 * self.number + 1000)
        self._numbers = iter(self._random.sample(keys, len(keys)))
        self.people = {name: self._person(name) for name in ("Sam", "Tina")}

    def add(self, table: str, **columns: Any) -> Any:
        """A row; its key, unless given."""
        row = {"id": next(self._numbers), **columns}
        self.rows.append((table, row))
        return row["id"]

    def moment(self) -> str:
        """Some time within the last minute, as Django writes it."""
        return str(datetime.now(UTC).replace(tzinfo=None) - timedelta(seconds=self._random.random() * 60))

    def lesson(self, who: str = "Sam", **columns: Any) -> str:
        own = {
            "fee": 40.0,
            "day": str(datetime.now(UTC).date() + timedelta(days=9)),
            "hour": "10:00:00",
            "status": "Accepted",
        }
        own["hours_before_lesson"] = 48 + self._random.random()
        return str(self.add("lesson", id=uuid.uuid4().hex, student_id=self.people[who], **{**own, **columns}))

    def order(self, *lessons: str, who: str = "Sam", paid: bool = True, **columns: Any) -> int:
        """An order of lessons with its Checkout, its payment and the mail about it."""
        session, intent = made_up("cs"), made_up("pi")
        self.payments.append(self._payment(session, intent, 4000 * len(lessons), paid))
        number = f"PT{self._random.randrange(10**9)}"
        own: dict[str, Any] = {
            "status": "completed" if paid else "pending",
            "total": 40 * len(lessons),
            "order_number": number,
        }
        own |= {"made_at": self.moment(), "paid_at": self.moment() if paid else None, "session_id": session}
        order: int = self.add("purchase_order", buyer_id=self.people[who], **{**own, **columns})
        for lesson in lessons:
            self.add("item", order_id=order, lesson_id=lesson, price="40.00")
        if paid:
            metadata = {"order_id": str(order), "lesson_ids": ",".join(str(uuid.UUID(it)) for it in lessons), "n": 1}
            self.add("payment", buyer_id=self.people[who], intent=intent, order_id=order, series_id=uuid.uuid4().hex,
                     status="completed", metadata=json.dumps(metadata))  # fmt: skip
            self.add("intent", stripe_id=intent, refunded=0)
            text = (
                f"Order {number} of {who} {self.cast.tag}: lesson {lessons[0]} at http://shop.test/order/{order}/see/"
            )
            self.mail(who, f"{text} on {datetime.now(UTC).date():%B %d, %Y}")
        return order

    def story(self) -> Run:
        """Two orders of Sam's and one of Tina's; one of Sam's Checkouts leads nowhere."""
        self.order(self.lesson(), self.lesson())
        self.order(self.lesson(status="Pending"))
        self.order(self.lesson(), paid=False)
        self.order(self.lesson("Tina"), who="Tina")
        return self

    def mail(self, who: str, text: str, **columns: Any) -> int:
        own = {"attempts": 1, "last_error": "", "sent_at": self.moment()}
        return int(self.add("outbox", recipient=self.cast[who].email, text=text, **{**own, **columns}))

    def end(self) -> EndState:
        """Write everything, in any order, and take the end state."""
        self._random.shuffle(self.rows)
        with closing(sqlite3.connect(self.path)) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            for table, row in self.rows:
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])  # noqa: S608
            connection.commit()
        ids = [payment.session_id for payment in self.payments]
        return take(self.ledger, self.cast, [], self.payments, session_ids=ids)

    def _person(self, name: str) -> int:
        email, key = self.cast.email_of(name), next(self._numbers)
        self.cast.add(Person(name, self.cast.tag, email, "", key))
        return int(self.add("person", id=key, email=email, password=secrets.token_hex(), site_id=1))

    def _payment(self, session: str, intent: str, pence: int, paid: bool) -> Payment:
        status = "paid" if paid else "unpaid"
        return Payment(session, "complete" if paid else "open", status, intent if paid else None, None, None,
                       Money(pence), Money(0), None, {}, (), datetime.now(UTC), None)  # fmt: skip
