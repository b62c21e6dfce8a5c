"""In a live run only what is tagged @live runs and writes; and whatever fails, its report names no person."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import stripe

from pennydrop.errors import SpendingRefused
from pennydrop.money import Money

from .conftest import Payments, Suite

NAME, SURNAME, EMAIL, STREET = "Adalbertine", "O'Quillfeather", "adalbertine@example.com", "17 Cobblestone Mews"
PHONE = "07700 900123"
PERSON = (NAME, SURNAME, SURNAME.upper(), EMAIL, EMAIL.upper(), STREET, PHONE)
STEPS = """
import json
from pathlib import Path

from pennydrop.bookkeeping.discrepancy import BooksDoNotBalance


@when("somebody gives the money back")
def gives_back(gateway):
    gateway.refund(Path("intent").read_text())


@when("somebody looks at the customer and is disappointed")
def looks(ledger, evidence):
    row = ledger.row("auth_user", username="customer")
    evidence.about(email=row.email, session="cs_live_1")
    evidence.contribute("Notes", lambda: [f"{row.first_name} {row.last_name}, {row.address_line_1}", row.email.upper()])
    print("printed:", row.first_name, row.last_name.upper(), row.phone)
    customer = {"name": row.first_name, "as json": json.dumps(dict(row), default=str)}
    assert row.last_name == "somebody else", f"{row.email} is {customer}"
"""
PYTHON = """
import pytest
from pathlib import Path
from pennydrop.errors import SpendingRefused


def test_untagged(gateway):
    gateway.refund(Path("intent").read_text())


@pytest.mark.live
def test_tagged(gateway):
    gateway.refund(Path("intent").read_text())


def test_afterwards(gateway):
    gateway.refund(Path("intent").read_text())
"""


@pytest.fixture
def live_suite(suite: Suite, live_emulator: str, key: str, account: str, monkeypatch: pytest.MonkeyPatch) -> Suite:
    """A suite in the live profile, against the emulator and a database with one customer."""
    conftest = suite.path / "conftest.py"
    conftest.write_text(conftest.read_text() + STEPS)
    monkeypatch.setenv("PENNYDROP_PROFILE", "live")
    monkeypatch.setenv("PENNYDROP_STRIPE_SECRET_KEY", key)
    monkeypatch.setenv("PENNYDROP_STRIPE_API_BASE", live_emulator)
    monkeypatch.setenv("PENNYDROP_SPENDING_CAP", "100")
    monkeypatch.setenv("PENNYDROP_SITE_URL", live_emulator)
    monkeypatch.setenv("PENNYDROP_GOLIVE__ACCOUNT", account)
    monkeypatch.setenv("PENNYDROP_DATABASE_URL", f"sqlite:///{_database(suite.path)}")
    return suite


def _database(folder: Path) -> Path:
    path = folder / "site.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE TABLE auth_user (id INTEGER PRIMARY KEY, username TEXT, first_name TEXT, last_name TEXT,"
            " email TEXT, address_line_1 TEXT, phone TEXT, status TEXT)"
        )
        values = (7, "customer", NAME, SURNAME, EMAIL, STREET, PHONE, "registered")
        connection.execute("INSERT INTO auth_user VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    connection.close()
    return path


def given_back(live_suite: Suite, payments: Payments, tags: str, *arguments: str, minor: int = 50) -> Money:
    intent = payments.paid(minor)
    (live_suite.path / "intent").write_text(intent)
    live_suite.write(
        "features/a.feature", f"{tags}\nFeature: A\n  Scenario: Money back\n    When somebody gives the money back\n"
    )
    live_suite.run(*arguments)
    return payments.returned(intent)


@pytest.mark.parametrize("distribution", [(), ("-n", "2")], ids=["alone", "distributed"])
def test_a_tagged_scenario_writes(live_suite: Suite, payments: Payments, distribution: tuple[str, ...]) -> None:
    assert given_back(live_suite, payments, "@live", *distribution) == Money(50)


@pytest.mark.parametrize(
    ("tags", "arguments"),
    [
        ("", ()),
        ("@smoke", ("-m", "smoke")),
        ("@smoke", ("features/a.feature::money_back",)),
        ("", ("-k", "money_back")),
    ],
    ids=["untagged", "chosen by another tag", "named", "chosen by name"],
)
def test_an_untagged_one_does_not_run_however_it_is_chosen(
    live_suite: Suite, payments: Payments, tags: str, arguments: tuple[str, ...]
) -> None:
    assert given_back(live_suite, payments, tags, *arguments) == Money(0)


@pytest.mark.parametrize("distribution", [(), ("-n", "2")], ids=["alone", "distributed"])
def test_the_cap_is_one_for_the_whole_run(live_suite: Suite, payments: Payments, distribution: tuple[str, ...]) -> None:
    intent = payments.paid(5000)
    (live_suite.path / "intent").write_text(intent)
    step = "    When somebody gives a part of it back\n"
    scenarios = "".join(f"  Scenario: Part {number}\n{step}" for number in range(4))
    live_suite.write("features/a.feature", f"@live\nFeature: A\n{scenarios}")
    conftest = live_suite.path / "conftest.py"
    conftest.write_text(conftest.read_text() + PART)

    result = live_suite.run(*distribution)

    assert payments.returned(intent) == Money(80)
    assert result.ret == SpendingRefused.exit_code


PART = """

@when("somebody gives a part of it back")
def gives_part(gateway):
    from pennydrop.money import Money

    gateway.refund(Path("intent").read_text(), Money(40))
"""


def test_a_test_in_python_needs_the_tag_too(live_suite: Suite, payments: Payments) -> None:
    intent = payments.paid(50)
    (live_suite.path / "intent").write_text(intent)
    live_suite.write("test_python.py", PYTHON)

    result = live_suite.run("test_python.py", "-v", "-p", "no:randomly")

    result.stdout.fnmatch_lines(["*test_untagged FAILED*", "*test_tagged PASSED*", "*test_afterwards FAILED*"])
    assert payments.returned(intent) == Money(50)


@pytest.mark.parametrize("option", ["--tracing=on", "--video=on", "--screenshot=on", "--tracing=retain-on-failure"])
def test_no_pictures_are_kept_of_a_live_run(live_suite: Suite, payments: Payments, option: str) -> None:
    assert given_back(live_suite, payments, "@live", option) == Money(0)


@pytest.mark.parametrize("arguments", [(), ("-n", "2"), ("--showlocals", "--full-trace"), ("--tb=native",)])
def test_a_report_names_no_person(live_suite: Suite, arguments: tuple[str, ...]) -> None:
    live_suite.write(
        "features/a.feature",
        "@live\nFeature: A\n  Scenario: Somebody\n    When somebody looks at the customer and is disappointed\n",
    )

    result = live_suite.run("--junitxml=junit.xml", "-v", "-rA", *arguments)

    told = result.stdout.str() + result.stderr.str() + (live_suite.path / "junit.xml").read_text()
    told += "".join(path.read_text() for path in live_suite.path.glob(".pennydrop/**/evidence.json"))
    assert "disappointed" in told
    assert "cs_live_1" in told
    assert [it for it in PERSON if it in told] == []
    assert "registered" in told
    assert not [*live_suite.path.glob(".pennydrop/**/*.png")]


def test_other_profiles_say_what_they_see(live_suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PROFILE", "STRIPE_SECRET_KEY", "STRIPE_API_BASE", "SITE_URL"):
        monkeypatch.delenv(f"PENNYDROP_{name}")
    live_suite.write(
        "features/a.feature",
        "Feature: A\n  Scenario: Somebody\n    When somebody looks at the customer and is disappointed\n",
    )

    assert NAME in live_suite.run().stdout.str()


def test_the_shop_is_of_the_account(shop: stripe.StripeClient, account: str) -> None:
    assert shop.v1.accounts.retrieve_current().id == account
