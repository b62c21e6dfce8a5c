"""What the summary of a run says of its books."""

from __future__ import annotations

import pytest

from pennydrop.plugin.bookkeeping import CLOSED, SUSPENDED, UNCHECKED, Account


def report(*properties: tuple[str, str], when: str = "call") -> pytest.TestReport:
    return pytest.TestReport(
        "features/a.feature::one",
        ("features/a.feature", 0, "one"),
        {},
        "passed",
        None,
        when,  # type: ignore[arg-type]
        user_properties=list(properties),
    )


def test_a_run_without_books_says_nothing() -> None:
    assert list(Account([report(), report(when="teardown")]).lines()) == []


def test_closed_suspended_and_unchecked_are_counted_once_for_each_scenario() -> None:
    mail, chart = (SUSPENDED, "2 the mail server is down"), (UNCHECKED, "rules 1, 4: no chart")
    reports = [
        report((CLOSED, "yes"), mail, (SUSPENDED, "15 the mail server is down")),
        report((CLOSED, "yes"), mail, chart),
        report((CLOSED, "yes"), mail, when="teardown"),  # pytest repeats an item's properties there
    ]

    assert list(Account(reports).lines()) == [
        "books closed: 2 scenarios, 13 rules",
        "  rule 2 suspended in 2 scenarios: the mail server is down",
        "  rule 15 suspended in 1 scenario: the mail server is down",
        "  not checked in 1 scenario: rules 1, 4: no chart",
    ]
