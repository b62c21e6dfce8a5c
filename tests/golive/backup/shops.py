"""A small shop's database, and the drill of its backup: what the tests of both database products have in common."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from pennydrop.eventually import Patience, eventually
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
PATIENT = Patience(deadline=60)


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


def examine_while_trading(connect: Callable[[], Any], database: str) -> dict[str, Answer]:
    """The same of a site that takes and changes payments all the time, by a connection that it makes by ``connect``."""
    with _trading(connect) as taken:
        eventually("the site takes payments", lambda: taken() > PAYMENTS + 10, patience=PATIENT)
        begun = taken()
        answers = examine(database)
        assert taken() > begun
    return answers


@contextmanager
def _trading(connect: Callable[[], Any]) -> Iterator[Callable[[], int]]:
    """Yields a function that says how many payments the site has taken."""
    stop, taken = threading.Event(), PAYMENTS

    def trade() -> None:
        nonlocal taken
        with closing(connect()) as connection:
            while not stop.wait(0.001):
                connection.execute(payment(taken))
                connection.execute(f"UPDATE payments SET note = 'refunded' WHERE id = 'pi_{taken - 5:04}'")  # noqa: S608
                connection.commit()
                taken += 1

    trader = threading.Thread(target=trade)
    trader.start()
    try:
        yield lambda: taken
    finally:
        stop.set()
        trader.join()


@contextmanager
def interrupted(how: signal.Signals, started: Path, database: str, **golive: Any) -> Iterator[None]:
    """A drill in a process of its own. The block begins once the drill's command has written ``started``; at its end
    the signal is sent, and the drill has ended as one that was told to."""
    drilling = (
        "import signal; from tests.golive.backup.shops import examine\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"examine({database!r}, **{golive!r})"
    )
    child = subprocess.Popen([sys.executable, "-c", drilling], stderr=subprocess.PIPE, text=True)
    eventually("the drill's command runs", lambda: started.is_file() and started.read_text(), patience=PATIENT)
    yield
    child.send_signal(how)
    _, said = child.communicate(timeout=60)
    assert child.returncode in (130, -signal.SIGINT, 128 + how), said


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
