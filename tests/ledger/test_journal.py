from __future__ import annotations

from pennydrop.ledger import Ledger, Row
from pennydrop.ledger.journal import LOOKS_PER_TABLE, ROWS_PER_LOOK, ReadJournal


def test_looks_are_kept_for_the_evidence(ledger: Ledger) -> None:
    ledger.put("auth_user", username="ada", email="ada@example.com")

    ledger.row("auth_user", username="ada")
    ledger.count("auth_user")

    first, second = ledger.reads_as_text().split("auth_user where ")[1:]
    assert first.startswith("username='ada': 1 row\n    id=1 username='ada' email='ada@example.com'")
    assert second == "all rows: 1 row"


def test_a_failed_look_is_kept_too(ledger: Ledger) -> None:
    ledger.find("auth_user", username="nobody")

    assert ledger.reads_as_text() == "auth_user where username='nobody': 0 rows"


def test_asking_again_renews_the_look() -> None:
    journal = ReadJournal()
    for status in ("pending", "pending", "completed"):
        journal.record("orders", {"id": 1}, [Row("orders", {"id": 1, "status": status})])

    assert journal.as_text() == "orders where id=1: 1 row (asked 3 times)\n    id=1 status='completed'"


def test_looks_and_rows_are_bounded() -> None:
    journal = ReadJournal()
    rows = [Row("orders", {"id": number}) for number in range(50)]
    for number in range(20):
        journal.record("orders", {"id": number}, rows)

    looks = journal.looks("orders")
    assert [look.question for look in looks] == [f"id={number}" for number in range(20 - LOOKS_PER_TABLE, 20)]
    assert {(look.found, len(look.rows)) for look in looks} == {(50, ROWS_PER_LOOK)}


def test_hashes_and_tokens_are_masked() -> None:
    journal = ReadJournal()
    journal.record("auth_user", {}, [Row("auth_user", {"id": 1, "password": "pbkdf2_sha256$1$salt$hash"})])

    assert journal.as_text().endswith("id=1 password=[redacted]")


def test_a_new_scenario_starts_with_nothing() -> None:
    journal = ReadJournal()
    journal.record("orders", {}, [])

    journal.clear()

    assert journal.as_text() == ""
