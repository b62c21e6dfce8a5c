"""A small shop's database, and the drill of its backup: what the tests of both database products have in common."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pennydrop.golive.check import Answer, Verdict
from pennydrop.golive.checks import backup
from pennydrop.golive.examination import Examination
from pennydrop.settings import load_settings

MONEY = ("payments", "orders")
TABLES = (
    "CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL)",
    "CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer NOT NULL, paid text NOT NULL)",
    "CREATE TABLE payments (id varchar(40) PRIMARY KEY, order_id integer, pence integer NOT NULL, note text,"
    " taken_at timestamp NOT NULL)",
    "CREATE TABLE visits (path text NOT NULL)",
)
PAYMENTS = 40


def rows() -> list[str]:
    """Statements that fill the tables: forty payments, an order each, and one customer."""
    filled = ["INSERT INTO customers VALUES (1, 'Ann O''Nymous')", "INSERT INTO visits VALUES ('/'), ('/'), ('/cart')"]
    for number in range(PAYMENTS):
        filled.append(f"INSERT INTO orders VALUES ({number}, 1, 'yes')")  # noqa: S608 - a number
        filled.append(payment(number))
    return filled


def payment(number: int) -> str:
    note = "NULL" if number % 3 else "'paid in £, \"thanks\" 100%'"
    values = f"('pi_{number:04}', {number}, {number * 100}, {note}, '2026-11-23 20:00:00')"
    return "INSERT INTO payments VALUES " + values  # noqa: S608


def examine(database: str, **golive: Any) -> dict[str, Answer]:
    """The answers about one backup of ``database``, by the checks' ids."""
    tables = golive.pop("money_tables", MONEY)
    settings = load_settings(database_url=database, golive={"money_tables": tables, **golive})
    examination = Examination(settings, writing=True)
    return {check.id: examination.answer(check) for check in backup.CHECKS if check.writes}


def assert_sound(answers: dict[str, Answer]) -> None:
    """All of it passed, and says what it saw."""
    assert {id: (answer.verdict, answer.evidence) for id, answer in answers.items() if answer.mend} == {}
    assert {answer.verdict for answer in answers.values()} == {Verdict.PASS}


def assert_fails(answers: dict[str, Answer], id: str, *words: str) -> None:
    """``id`` failed, what comes before it did not, and the message has all of ``words``."""
    ids = list(answers)
    assert {answers[before].verdict for before in ids[: ids.index(id)]} <= {Verdict.PASS}, answers
    answer = answers[id]
    assert answer.verdict is Verdict.FAIL, answers
    assert [word for word in words if word not in answer.evidence] == [], answer.evidence
    assert answer.mend


def program(folder: Path, name: str, code: str) -> str:
    """A command of the settings: a Python program with the ``{file}`` as its first argument."""
    script = folder / f"{name}.py"
    script.write_text(code)
    return f"{sys.executable} {script} {{file}}"
